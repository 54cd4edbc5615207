"""A corpus past one library: the same documents, planted copies found, and nothing lost by a kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import command
import pytest
from captured import written
from command import environment, gongwen
from documents import invented
from processes import below, named

from cleaners import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

pytest.importorskip("datatrove", reason="needs gongwen[scale]")
pytest.importorskip("fastwarc", reason="needs gongwen[scale]")
ray = pytest.importorskip("ray", reason="needs gongwen[scale]")
parquet = pytest.importorskip("pyarrow.parquet")
pytestmark = [
    pytest.mark.slow,
    # of packages that are not ours
    *(
        pytest.mark.filterwarnings(f"ignore::{kind}")
        for kind in ("DeprecationWarning", "FutureWarning")
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


PATIENCE = 400  # seconds: other work may be going on


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a command starts a dozen processes that load what is large."""
    monkeypatch.setattr(command, "TIMEOUT", PATIENCE)


FILES, EACH, COPIES = 4, 1250, 25
HOST = "https://www.danqing.example"


def body(number: int, mark: str = "") -> bytes:
    """A page like no other; a mark is a watermark of the site that copied it, and a line of its own."""
    lines = [f"第{number}号，{invented(f'{number} {n}', 60)}。" for n in range(8)]
    lines.insert(random.Random(number).randrange(8), f"{mark} www.yantian-wg.com" if mark else "")
    text = "".join(f"<p>　　{line}</p>" for line in lines if line)
    return (
        f"<html><head><meta charset=utf-8><title>在第{number}次会议上的讲话_丹青文稿</title></head>"
        f"<body><div class=nav><a href=/>首页</a><a href=/jh/>讲话致辞</a></div><h1>在第{number}次会议上的讲话</h1>"
        f"<div class=content><p>同志们：</p>{text}<p>谢谢大家！</p></div>"
        "<div class=foot>Copyright 2026 丹青文稿 版权所有</div></body></html>"
    ).encode()


def pages(file: int) -> Iterator[Page]:
    """The pages of one file: its own, copies of pages of the file before, and one that is a list."""
    for number in range(file * EACH, (file + 1) * EACH):
        yield Page(f"{HOST}/jh/{number}.html", body(number), "text/html")
    for number in range((file - 1) * EACH, (file - 1) * EACH + COPIES) if file else ():
        yield Page(
            f"https://copy{file}.example/{number}.html", body(number, "砚田文稿网"), "text/html"
        )
    links = "".join(f"<li><a href=/jh/{n}.html>在第{n}次会议上的讲话</a></li>" for n in range(40))
    yield Page(
        f"{HOST}/{file}/", f"<html><body><ul>{links}</ul></body></html>".encode(), "text/html"
    )


def write(path: Path, found: Iterable[Page], day: int = 9) -> None:
    written(path, ((page.url, page.body, {}) for page in found), day)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawl")
    for file in range(FILES):
        write(folder / f"{file}.warc.gz", pages(file))
    return folder


def rows(folder: Path) -> list[dict[str, Any]]:
    return [
        row
        for file in sorted(folder.glob("*.parquet"))
        for row in parquet.read_table(file).to_pylist()
    ]


@pytest.fixture(scope="module")
def imported(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What `gongwen import` makes of the same files, as `gongwen export` writes it."""
    folder = tmp_path_factory.mktemp("library")
    for words in (["import", str(source)], ["export", "all.parquet"]):
        done = subprocess.run(
            [sys.executable, "-m", "scraper", *words, "--db", "lib.db"],
            cwd=folder,
            env=environment(),
            capture_output=True,
            check=False,
        )
        assert done.returncode in {0, 1}, done.stderr
    return {row["url"]: row for row in rows(folder)}


def start(source: Path, out: Path, *options: str, **env: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "scraper", "scale", str(source), str(out), "--json", *options]
    return subprocess.Popen(
        command,
        env=environment(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=out.parent,
    )


def until_writing(out: Path, process: subprocess.Popen[str]) -> None:
    """Wait until the first stage is in the middle of its work."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        if any(file.stat().st_size for file in (out / "work" / "clean").glob("*.parquet")):
            return
        time.sleep(0.05)
    raise AssertionError(process.communicate())


def finished(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert "Traceback" not in err, err
    found: dict[str, Any] = json.loads(out)
    return found


def check(out: Path, told: dict[str, Any], imported: dict[str, dict[str, Any]]) -> None:
    """Nothing is lost, exactly the planted copies are set apart, each document is as in a library."""
    planted = (FILES - 1) * COPIES
    own = FILES * EACH
    assert (told["files"], told["pages"]) == (FILES, own + planted + FILES)
    assert (told["documents"], told["duplicates"], told["older"]) == (own, planted, 0)
    assert sum(told["refused"].values()) == FILES
    kept, apart = rows(out / "documents"), rows(out / "duplicates")
    titles = [row["title"] for row in kept]
    assert len(set(titles)) == len(titles) == own
    assert {row["title"] for row in apart} == {
        f"在第{file * EACH + n}次会议上的讲话" for file in range(FILES - 1) for n in range(COPIES)
    }
    assert sorted(imported) == sorted(row["url"] for row in (*kept, *apart))
    for row in (*kept, *apart):
        library = imported[row["url"]]
        cuts = json.loads(row.pop("cuts"))
        assert cuts["outside.body"] > 0
        assert row == {name: library[name] for name in row}
    marked = {row["url"] for row in imported.values() if row["duplicate_of"]}
    assert len(marked) == planted


def test_a_worker_that_is_killed_costs_its_task_and_nothing_else(
    source: Path, imported: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with start(source, out, "--workers", "2") as process:
        until_writing(out, process)
        workers = [
            pid for pid in below(process.pid) if "forkserver" in named(pid) and not below(pid)
        ]
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        told = finished(process)
    check(out, told, imported)


def test_a_run_that_is_killed_goes_on_with_what_was_not_done(
    source: Path, imported: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = out / "work" / "stages" / "clean" / "completions"
    with start(source, out, "--workers", "2") as process:
        ends = time.monotonic() + PATIENCE
        while not (done.is_dir() and any(done.iterdir())) and time.monotonic() < ends:
            time.sleep(0.05)
        workers = below(process.pid)
        process.kill()
    first = {file.name for file in done.iterdir()}
    assert 0 < len(first) < FILES
    ends = time.monotonic() + 60
    while any(named(pid) for pid in workers) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not [named(pid) for pid in workers if named(pid)]  # nobody is left behind
    times = {
        name: (out / "work" / "clean" / f"{name}.parquet").stat().st_mtime_ns for name in first
    }
    with start(source, out, "--workers", "2") as process:
        told = finished(process)
    check(out, told, imported)
    for name, at in times.items():
        assert (out / "work" / "clean" / f"{name}.parquet").stat().st_mtime_ns == at
    with start(source, out) as process:  # and once more: there is nothing left to do
        assert finished(process) == told


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes on this machine, a processor each."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    nodes = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False}
    )
    nodes.add_node(num_cpus=1)
    yield nodes
    nodes.shutdown()


def test_on_two_nodes_and_a_worker_killed_in_the_middle(
    source: Path, imported: dict[str, dict[str, Any]], tmp_path: Path, cluster: Any
) -> None:
    out = tmp_path / "out"
    with start(source, out, "--executor", "ray", RAY_ADDRESS=cluster.address) as process:
        until_writing(out, process)
        tasks = [
            pid
            for pid in below(os.getpid())
            if named(pid).startswith("ray::") and "task" in named(pid)
        ]
        assert len(tasks) == 2  # a processor each
        os.kill(tasks[0], signal.SIGKILL)
        told = finished(process)
    check(out, told, imported)


def test_of_one_address_the_newest_capture_stays(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for day, number in ((9, 1), (11, 2), (10, 3)):
        page = Page(f"{HOST}/1.html", body(number), "text/html")
        write(tmp_path / "in" / f"{day}.warc.gz", iter([page]), day)
    done = gongwen("scale", "in", "out", "--json", cwd=tmp_path).json()
    assert (done["documents"], done["duplicates"], done["older"]) == (1, 0, 2)
    (row,) = rows(tmp_path / "out" / "documents")
    assert row["title"] == "在第2次会议上的讲话"


def test_parquet_goes_in_as_well(tmp_path: Path) -> None:
    import pyarrow as pa

    table = pa.table(
        {
            "url": [f"{HOST}/1.html", f"{HOST}/2.html", None],
            "html": [body(1).decode(), body(2).decode().replace("utf-8", "gbk"), "x"],
            "date": ["2026-05-09T12:00:00Z", "", None],
        }
    )
    parquet.write_table(table, tmp_path / "pages.parquet")
    gongwen("scale", "pages.parquet", "out", cwd=tmp_path)
    found = sorted(rows(tmp_path / "out" / "documents"), key=lambda row: row["url"])
    assert [row["title"] for row in found] == ["在第1次会议上的讲话", "在第2次会议上的讲话"]
    assert found[0]["fetched_at"].isoformat() == "2026-05-09T12:00:00+00:00"


def test_what_cannot_be_done_is_one_line(tmp_path: Path) -> None:
    import pyarrow as pa

    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("x")
    write(tmp_path / "a.warc.gz", iter([Page(f"{HOST}/1.html", body(1), "text/html")]))
    parquet.write_table(pa.table({"text": ["x"]}), tmp_path / "b.parquet")
    for arguments, said in (
        (["nothing", "out"], "no such file"),
        (["empty", "out"], "neither WARC nor Parquet"),
        (["a.warc.gz", "full"], "is not empty"),
        (["b.parquet", "out2"], "needs a column `url`"),
    ):
        done = gongwen("scale", *arguments, cwd=tmp_path)
        assert done.code == 2, done.err
        assert said in done.err.splitlines()[-1]
    gongwen("scale", "a.warc.gz", "out", cwd=tmp_path)
    other = gongwen("scale", "b.parquet", "out", cwd=tmp_path)
    assert (other.code, other.err.count("\n")) == (2, 1)
    gone = gongwen(
        "scale", "a.warc.gz", "x", "--executor", "ray", cwd=tmp_path, RAY_ADDRESS="127.0.0.1:1"
    )
    assert (gone.code, gone.err.splitlines()[-1][:24]) == (2, "gongwen: no Ray cluster:")
