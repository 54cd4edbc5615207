"""Score the cleaner and every installed peer on the same pages, in one run.

    python benchmarks/extraction.py PAGES [--peers trafilatura,resiliparse] [--passes 3] [--write]

PAGES is a folder with `load.py` (pages and gold), `score.py` (the scorer) and `peers.py` (one adapter
a peer). Peers that are not installed are left out. `--write` puts the table into benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import resource
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tables import write

from cleaners import NoDocument, Page, clean

COLUMNS = ("F1", "line", "leak", "lt50", "title", "date", "source", "author")
PEERS = (
    "trafilatura", "trafilatura-precision", "resiliparse", "readability-lxml", "justext", "magic-html",
    "gne", "goose3", "boilerpy3-article", "lexbor-parse",
)  # fmt: skip


def gongwen(html: bytes) -> dict[str, Any]:
    """Return what the scorer reads, for one page; a refused page is an empty answer."""
    try:
        document = clean(Page("", html)).document
    except NoDocument:
        return {}
    return {
        "text": document.text,
        "title": document.title,
        "date": document.published.isoformat() if document.published else None,
        "author": document.author,
        "source": document.source,
    }


def adapters(names: list[str]) -> dict[str, Any]:
    """Return name → extractor for our cleaner and for every peer that can be imported."""
    found = {"gongwen": gongwen}
    peers = importlib.import_module("peers").PEERS
    for name in names:
        try:
            found[name] = peers[name]()
        except (ImportError, KeyError) as error:
            print(f"left out: {name} ({error})", file=sys.stderr)
    return found


def row(name: str, summary: dict[str, Any], pace: float) -> list[str]:
    macro, official = summary["macro"], summary.get("official", {})
    cells = [_figure(macro.get(column)) for column in COLUMNS]
    return [name, *cells, _figure(official.get("F1")), f"{pace:.0f}"]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def measure(folder: Path, names: list[str], passes: int) -> tuple[list[list[str]], str]:
    """Return the rows of the table, the head first, and the text below it."""
    sys.path.insert(0, str(folder))
    load, score = importlib.import_module("load"), importlib.import_module("score")
    refs = [score.Ref(page) for page in load.load()]
    table = [["extractor", *COLUMNS, "F1 official", "pages / CPU s"]]
    for name, extract in adapters(names).items():
        rows, _ = score.evaluate(extract, refs)
        pace = score.speed(extract, refs, passes)["pages_s"]
        table.append(row(name, score.summarize(rows), pace))
        print(*table[-1], sep=" | ", file=sys.stderr)
        if name == "gongwen":
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = (
        f"{len(refs)} pages; macro means over the groups; Python {platform.python_version()}, "
        f"selectolax {version('selectolax')}, {platform.machine()}; the last row only parses (a limit for speed); peak RSS of our run {peak:.0f} MB."
    )
    return table, note


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pages", type=Path)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows, note = measure(
        options.pages.resolve(), [p for p in options.peers.split(",") if p], options.passes
    )
    print(write("extraction", rows, note, keep=options.write))


if __name__ == "__main__":
    main()
