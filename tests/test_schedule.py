"""The units and the cron line: what systemd and cron read, and what is written where."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from command import ROOT, config, gongwen

from scraper.plan import _EARLY
from scraper.schedule import PERIODS, Job

ODD = "a b%c$d\"e'县"


def units(folder: Path) -> Path:
    return folder / "cfg" / "systemd" / "user"


def installed(folder: Path, *more: str, home: Path | None = None) -> Path:
    config(folder, "https://a.example:443/")
    result = gongwen(
        "schedule", "--install", *more, cwd=folder, XDG_CONFIG_HOME=str((home or folder) / "cfg")
    )
    assert result.code == 0, result.err
    assert (
        "systemctl --user daemon-reload && systemctl --user enable --now gongwen.timer"
        in result.err
    )
    return units(home or folder)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
@pytest.mark.parametrize("every", list(PERIODS))
def test_systemd_has_nothing_to_say_about_the_units(tmp_path: Path, every: str) -> None:
    folder = tmp_path / ODD
    folder.mkdir()
    where = installed(folder, "--every", every, home=tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", where / "gongwen.timer", where / "gongwen.service"],
        env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, b"")
    calendar = PERIODS[every][0]
    assert (
        subprocess.run(
            ["systemd-analyze", "calendar", calendar], check=False, capture_output=True
        ).returncode
        == 0
    )


def test_the_service_runs_this_very_command_in_this_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("", "utf-8")
    out = gongwen("schedule", "--config", "mine.toml", "--db", "a b.db", cwd=tmp_path).out
    keys = dict(line.split("=", 1) for line in out.splitlines() if "=" in line and line[0] != "#")
    words = shlex.split(keys["ExecStart"])
    assert words[-6:] == [
        "crawl",
        "--quiet",
        "--config",
        str(tmp_path / "mine.toml"),
        "--db",
        str(tmp_path / "a b.db"),
    ]
    assert Path(words[0]).is_absolute()
    assert keys["WorkingDirectory"] == str(tmp_path)
    assert keys["Persistent"] == "true"
    assert not (tmp_path / "cfg").exists()


@pytest.mark.parametrize("every", list(PERIODS))
def test_what_a_timer_adds_at_random_never_makes_a_run_too_early(every: str) -> None:
    timer = Job(Path("/x"), ["gongwen"], every).timer()
    (delay,) = (line for line in timer.splitlines() if line.startswith("RandomizedDelaySec="))
    seconds = PERIODS[every][2]
    assert int(delay.partition("=")[2]) + 60 < seconds * _EARLY


def test_a_cron_line_survives_the_shell_and_cron(tmp_path: Path) -> None:
    folder = tmp_path / ODD
    folder.mkdir()
    (folder / "x.db.d").mkdir()
    line = gongwen("schedule", "--cron", "--every", "6h", "--db", "a b.db", cwd=folder).out
    minute, hours, *days, command = line.rstrip("\n").split(" ", 5)
    assert 0 <= int(minute) < 60
    assert (hours, days) == ("*/6", ["*", "*", "*"])
    assert "%" not in command.replace(r"\%", "")  # cron would end the line there
    script = command.replace(r"\%", "%").replace("crawl --quiet", "--version #")
    done = subprocess.run(
        ["sh", "-c", f"{script.partition(' && ')[0]} && pwd"], capture_output=True, check=True
    )
    assert done.stdout.decode().rstrip("\n") == str(folder)
    words = shlex.split(command.replace(r"\%", "%").partition(" && ")[2])
    assert words[-4:] == ["crawl", "--quiet", "--db", str(folder / "a b.db")]


def test_twice_an_hour_is_two_minutes(tmp_path: Path) -> None:
    line = gongwen("schedule", "--cron", "--every", "30m", cwd=tmp_path).out
    first, second = line.split(" ")[0].split(",")
    assert int(second) - int(first) == 30
    assert line.split(" ")[1:5] == ["*"] * 4


def test_units_of_others_and_of_other_folders_are_left_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    where = installed(one, home=tmp_path)
    installed(one, "--every", "6h", home=tmp_path)  # its own are replaced
    assert "00/6" in (where / "gongwen.timer").read_text("utf-8")
    before = [(where / name).read_bytes() for name in ("gongwen.service", "gongwen.timer")]
    home = str(tmp_path / "cfg")
    config(other, "https://a.example:443/")
    refused = gongwen("schedule", "--install", cwd=other, XDG_CONFIG_HOME=home)
    assert (refused.code, len(refused.err.splitlines())) == (2, 1)
    (where / "gongwen.timer").write_text("[Timer]\nOnCalendar=daily\n", "utf-8")
    assert gongwen("schedule", "--install", cwd=one, XDG_CONFIG_HOME=home).code == 2
    assert (where / "gongwen.service").read_bytes() == before[0]


def test_a_timer_for_no_site_is_not_installed(tmp_path: Path) -> None:
    refused = gongwen("schedule", "--install", cwd=tmp_path, XDG_CONFIG_HOME=str(tmp_path / "cfg"))
    assert (refused.code, refused.out) == (2, "")
    assert "no [[site]] yet" in refused.err
    assert not (tmp_path / "cfg").exists()


def test_a_broken_configuration_is_not_scheduled(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[crawl]\ndelya = 1\n", "utf-8")
    assert (
        gongwen("schedule", "--install", cwd=tmp_path, XDG_CONFIG_HOME=str(tmp_path / "cfg")).code
        == 2
    )
    assert not (tmp_path / "cfg").exists()
    assert gongwen("schedule", "--every", "5h", cwd=tmp_path).code == 2
    assert gongwen("schedule", "--cron", "--install", cwd=tmp_path).code == 2


def test_the_container_file_copies_what_there_is() -> None:
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    words = [line.split() for line in lines if line.startswith("COPY ")]
    assert words
    for _, *sources, _to in words:
        assert all((ROOT / source).exists() for source in sources if not source.startswith("--"))
    assert not [line for line in lines if line.startswith("FROM ") and "/" in line]
