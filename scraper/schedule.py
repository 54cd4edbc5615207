"""A crawl at fixed times, in the words of systemd and of cron. Pure."""

from __future__ import annotations

import hashlib
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MARK = "# written by `gongwen schedule`"
# period → (systemd's OnCalendar, cron's hours and days, seconds): what a calendar can say evenly
PERIODS = {
    "30m": ("*-*-* *:00/30:00", "* * *", 1800),
    **{f"{n}h": (f"*-*-* 00/{n}:00:00", f"*/{n} * * *", n * 3600) for n in (1, 2, 3, 4, 6, 8, 12)},
    "1d": ("*-*-* 03:00:00", "3 * * *", 86400),
    "1w": ("Sun *-*-* 03:00:00", "3 * * 0", 604800),
}


@dataclass(frozen=True, slots=True)
class Job:
    """What is run how often: absolute paths, a command as words, a key of PERIODS."""

    folder: Path
    command: Sequence[str]
    every: str

    def service(self) -> str:
        """Return the service: one crawl, gentle with the machine, ended within its own ten seconds.

        Only what a user's own systemd may do without privileges is locked down. Exit code 1 (some
        pages failed) and 75 (another crawl is at work) are no failures of the service.
        """
        return f"""{MARK}
[Unit]
Description=Gongwen: crawl the sites of {_specifiers(str(self.folder))}

[Service]
Type=oneshot
WorkingDirectory={_specifiers(str(self.folder))}
ExecStart={" ".join(_word(word) for word in self.command)}
SuccessExitStatus=1 75
TimeoutStartSec=infinity
TimeoutStopSec=30
KillMode=mixed
UMask=0027
Nice=10
CPUWeight=20
IOWeight=20
MemoryMax=1G
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
SystemCallArchitectures=native
"""

    def timer(self) -> str:
        """Return the timer; a run that was missed while the machine was off is made up for."""
        calendar, _, seconds = PERIODS[self.every]
        return f"""{MARK}
[Unit]
Description=Gongwen: crawl every {self.every}

[Timer]
OnCalendar={calendar}
Persistent=true
RandomizedDelaySec={seconds // 20}
FixedRandomDelay=true
AccuracySec=1min

[Install]
WantedBy=timers.target
"""

    def cron(self) -> str:
        """Return a line for crontab; the minute is the folder's own, so that not all begin at once."""
        minute = hashlib.sha256(str(self.folder).encode()).digest()[0] % 30
        minutes = f"{minute},{minute + 30}" if self.every == "30m" else str(minute)
        hours = PERIODS[self.every][1]
        hours = f"* {hours}" if self.every == "30m" else hours
        command = f"cd {shlex.quote(str(self.folder))} && {shlex.join(self.command)}"
        return f"{minutes} {hours} {command.replace('%', chr(92) + '%')}\n"


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _word(text: str) -> str:
    """Quote a word of a command line as systemd reads it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    plain = all(char.isalnum() or char in "/._-=:+,@%" for char in escaped)
    return _specifiers(escaped if plain else f'"{escaped}"')
