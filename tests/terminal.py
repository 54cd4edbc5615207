"""Running the real command on a pseudo-terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

from command import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def nothing(_leader: int, _shown: str) -> bool:
    return True


def on_terminal(
    folder: Path, *arguments: str, act: Callable[[int, str], bool] = nothing, **env: str
) -> tuple[int, str]:
    """Run the command with a terminal of its own; `act` is called with all that was shown so far."""
    look = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30", **env}
    leader, follower = pty.openpty()

    def take_terminal() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [sys.executable, "-m", "scraper", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=folder,
        env=environment(**look),
        preexec_fn=take_terminal,  # noqa: PLW1509 - no threads that matter yet
    )
    os.close(follower)
    shown, acted = b"", False
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # EIO: the other end is closed
            break
        if not piece:
            break
        shown += piece
        acted = acted or act(leader, shown.decode("utf-8", "replace"))
    os.close(leader)
    return process.wait(60), shown.decode("utf-8", "replace")
