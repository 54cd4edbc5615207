"""kill -9 at random moments of a crawl: what is lost, half stored, doubled, fetched again.

python benchmarks/kills.py [KILLS [SEED]]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from faults.kills import kill_again_and_again  # noqa: E402
from faults.server import site  # noqa: E402


def main(kills: int = 100, seed: int = 1) -> int:
    with tempfile.TemporaryDirectory() as folder, site((), kills * 12) as served:
        losses = kill_again_and_again(Path(folder), served, kills, seed)
    for name, found in vars(losses).items():
        print(f"{name:14} {found if isinstance(found, int) else len(found)}")
    return int(bool(losses))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
