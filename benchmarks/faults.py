"""Every fault of tests/faults, by the real command: all on one site, or each on a site of its own.

    python benchmarks/faults.py                 all at once, 40 healthy articles between them
    python benchmarks/faults.py alone [WORD …]  each alone, 8 healthy articles around it; or those
                                                whose name holds one of the words

Prints what was stored, how each fault ended, seconds, CPU seconds and the peak memory of all
processes together; exits 1 if anything is not as it should be.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from command import STEERING, environment  # noqa: E402
from faults.fault import STORED, Fault  # noqa: E402
from faults.server import EVERY, Site, site  # noqa: E402
from faults.states import SECRET, STATES, State  # noqa: E402

HEALTHY = 40
AROUND = 8
LINES = 6  # of a healthy article
SECONDS, MEGABYTES = 60.0, 256.0  # a fault alone
DOCUMENTED = (0, 1, 65, 69)


@dataclass(frozen=True)
class Run:
    """One crawl: its exit code, what it said, its seconds and the memory of all its processes."""

    code: int
    said: str
    seconds: float
    megabytes: float


def crawl(home: Path, served: Site, *, seconds: float = SECONDS) -> Run:
    """Crawl a site with the real command, as a job without a terminal."""
    (home / "config.toml").write_text(
        f"""[library]\ndatabase = "lib.db"\n[crawl]\ndelay = 0.0\ntimeout = 3.0
        total_timeout = 6.0\nretries = 2\nallow_private = ["{served.wire.name}"]
        [[site]]\nname = "all"\nstart = ["{served.wire.url()}"]\narticle = ['/[fh]/\\d+']\n"""
    )
    began, peak = time.monotonic(), 0.0
    with (home / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "scraper", "crawl"],
            cwd=home,
            env=environment(),
            stdout=said,
            stderr=said,
        )
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            if time.monotonic() - began > 4 * seconds:
                process.kill()
            time.sleep(0.02)
    spoken = (home / "said").read_text("utf-8", "replace")
    return Run(process.returncode, spoken, time.monotonic() - began, peak)


def resident(pid: int) -> float:
    """Return the megabytes a process and its children hold at this moment."""
    found = 0.0
    try:
        found += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / (1 << 20)
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return found
    return found + sum(resident(int(child)) for child in children)


def judged(library: Path, served: Site) -> tuple[list[str], int]:
    """Return a line for each fault that ended otherwise, and how many healthy pages are whole."""
    with closing(sqlite3.connect(library)) as found:
        texts = {_path(u): text for u, text in found.execute("SELECT url, text FROM documents")}
        misses = {
            _path(u): (code, reason)
            for u, code, reason in found.execute("SELECT url, code, reason FROM failures")
        }
    wrong = []
    for path, fault in served.faulty.items():
        code, reason = misses.get(path, ("no trace", ""))
        end = STORED if path in texts else code
        if end not in fault.ends or (end != STORED and not reason.strip()):
            wrong.append(f"{fault.name}: {end}, not {' or '.join(sorted(fault.ends))}")
    whole = [path for path in served.healthy if texts.get(path, "").count("\n") == LINES - 1]
    return wrong, len(whole)


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def together() -> int:
    """Crawl one site that holds every fault."""
    with tempfile.TemporaryDirectory() as folder, site(EVERY, HEALTHY) as served:
        before = os.times()
        run = crawl(Path(folder), served, seconds=180)
        after = os.times()
        wrong, healthy = judged(Path(folder) / "lib.db", served)
    cpu = sum(after[2:4]) - sum(before[2:4])
    print(f"exit {run.code}, {run.seconds:.0f} s, {cpu:.0f} CPU s, {run.megabytes:.0f} MB")
    print(f"healthy {healthy}/{HEALTHY}, faults {len(EVERY) - len(wrong)}/{len(EVERY)}")
    print(f"requests {len(served.wire.requests)}, to others {len(served.other.requests)}")
    wrong += spoken(run)
    print(*wrong, sep="\n")
    return int(bool(wrong) or healthy < HEALTHY or bool(served.other.requests))


def spoken(run: Run) -> list[str]:
    """Return what no job may say or end with."""
    wrong = [] if run.code in DOCUMENTED else [f"exit {run.code}: {run.said[-300:]}"]
    wrong += ["traceback"] if "Traceback" in run.said else []
    return wrong + (["colour codes"] if set(run.said) & STEERING else [])


def alone(words: list[str]) -> int:
    """Crawl each fault, and each state of a site, on a site of its own."""
    every = [*EVERY, *STATES]
    chosen = [n for n, one in enumerate(every) if not words or any(w in one.name for w in words)]

    def judge(number: int) -> list[str]:
        one = every[number]
        return _state(one) if isinstance(one, State) else _alone(one, number)

    with ThreadPoolExecutor(2) as two:
        wrong = [line for lines in two.map(judge, chosen) for line in lines]
    bad = {line.partition(":")[0] for line in wrong}
    print(f"{len(chosen)} faults, {len(bad)} not as they should be")
    return int(bool(wrong))


def _alone(fault: Fault, number: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, site([fault], AROUND, number) as served:
        run = crawl(Path(folder), served)
        wrong, healthy = judged(Path(folder) / "lib.db", served)
    wrong += [f"{healthy} of {AROUND} healthy"] if healthy < AROUND else []
    return _told(fault.name, run, served, wrong)


def _state(state: State) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, site([], AROUND, 0, state) as served:
        run = crawl(Path(folder), served)
        _, healthy = judged(Path(folder) / "lib.db", served)
        with closing(sqlite3.connect(Path(folder) / "lib.db")) as found:
            stored = {_path(url) for (url,) in found.execute("SELECT url FROM documents")}
            codes = {_path(u): code for u, code in found.execute("SELECT url, code FROM failures")}
    wrong = [f"{path} is missing" for path in state.more if path not in stored]
    if state.shut:
        asked = {path for path in served.wire.paths if not path.startswith("/more")}
        wrong += [f"asked for {sorted(asked)[:3]}"] if asked else []
        wrong += [f"the start page: {codes.get('/')}"] if codes.get("/") != state.shut else []
        wrong += [] if run.code == 69 else [f"exit {run.code}"]
    elif healthy < AROUND:
        wrong += [f"{healthy} of {AROUND} healthy"]
    wrong += ["asked against robots.txt"] if state.obeyed and SECRET in served.wire.paths else []
    return _told(state.name, run, served, wrong)


def _told(name: str, run: Run, served: Site, wrong: list[str]) -> list[str]:
    wrong += spoken(run)
    wrong += ["somebody else was asked"] if served.other.requests else []
    wrong += [f"{run.seconds:.0f} s"] if run.seconds > SECONDS else []
    wrong += [f"{run.megabytes:.0f} MB"] if run.megabytes > MEGABYTES else []
    took = f"{run.seconds:5.1f} s {run.megabytes:4.0f} MB {len(served.wire.requests):4} requests"
    print(f"{took}  exit {run.code}  {name}", *wrong, sep="  ", flush=True)
    return [f"{name}: {line}" for line in wrong]


if __name__ == "__main__":
    sys.exit(alone(sys.argv[2:]) if sys.argv[1:2] == ["alone"] else together())
