"""A disk that fills while a copy is made."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from command import environment
from test_reclean import fill

if TYPE_CHECKING:
    from pathlib import Path


def test_a_full_disk_is_that_of_the_copy(tmp_path: Path) -> None:
    fill(tmp_path, 9)
    command = f"ulimit -f 100; exec {sys.executable} -m scraper backup copy/x.db --db lib.db"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 74
    assert done.stderr.startswith(b"gongwen: copy/x.db: ")
    assert not list((tmp_path / "copy").iterdir())
