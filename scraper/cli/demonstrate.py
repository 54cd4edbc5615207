"""`gongwen demo`: the main job on a small bundled site, start to end."""

from __future__ import annotations

import shlex
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners import bundled
from scraper import demo, jobs, search
from scraper.archive import open_archive
from scraper.cli.explaining import by_rule
from scraper.cli.options import Setup, common, examples
from scraper.cli.output import KEPT, put, put_table, shorten
from scraper.cli.running import put_report, run
from scraper.config import Config, CrawlSettings, LibraryConfig, SiteConfig
from scraper.desk import Desk
from scraper.store import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command("demo", epilog=examples("gongwen demo", "gongwen demo --db demo.db"))
@common
def demo_command(setup: Setup) -> int:
    """Serve a small site on this machine, crawl it twice, and show what was stored and cut."""
    with (
        _place(setup.database) as database,
        demo.serve() as start,
        open_library(database) as library,
        open_archive(library.path) as archive,
    ):
        config = demo_config(database, start)
        put(f"{demo.NAME}: a small site in UTF-8 and GBK, served at {start} on this machine only\n")
        left = KEPT if setup.database else "its folder is gone again"
        first = run(jobs.crawl(config, Desk(library, archive, bundled())), left)
        put("crawled")
        put_report(first, as_json=False)
        _put_documents(library)
        put("\ncrawled again: lists are asked, and a few stored articles")
        again = run(jobs.crawl(config, Desk(library, archive, bundled())), left)
        put_report(again, as_json=False)
        _put_next(database)
    return first.exit_code or again.exit_code


@contextmanager
def _place(asked: Path | None) -> Iterator[Path]:
    """Give the library asked for, or one in a folder that stays only if the demo comes to its end."""
    if asked is not None:
        yield asked
        return
    folder = Path(tempfile.mkdtemp(prefix="gongwen-demo-"))
    try:
        yield folder / "gongwen.db"
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def demo_config(database: Path, start: str) -> Config:
    """Return a configuration for the bundled site: no pause, since it is our own machine."""
    settings = CrawlSettings(delay=0.0, allow_private=(start.split("/")[2],))
    site = SiteConfig(name=demo.NAME, start=(start,), settings=settings)
    return Config(library=LibraryConfig(database), crawl=settings, sites=(site,))


def _put_documents(library: Library) -> None:
    put("\nstored")
    documents = (search.get(library, hit.id) for hit in search.search(library, "", limit=100))
    stored = sorted((one for one in documents if one), key=lambda one: one.id)
    put_table((one.id, one.day, shorten(one.document.title, 60)) for one in stored)
    put("\ncut, by rule, with an example of each")
    put_table(by_rule((cut.rule, cut.text) for one in stored for cut in one.cuts))


def _put_next(database: Path) -> None:
    db = f"--db {shlex.quote(str(database))}"
    called = _called()
    put("\ntry next")
    put_table(
        [
            (f"{called} search 项目 {db}", "full text, from one character up"),
            (f"{called} show 1 {db}", "one document"),
            (f"{called} explain 1 {db}", "what was cut from it, in its place"),
            (f"{called} status {db}", "what the library holds"),
            (f"{called} import https://…", "a page of your own, into ./data/gongwen.db"),
        ]
    )


def _called() -> str:
    """Return the command as this shell finds it: by its path where no folder of PATH has it."""
    path = Path(sys.argv[0])
    if shutil.which("gongwen"):
        return "gongwen"
    if path.name == "gongwen":
        return shlex.quote(str(path))
    return f"{shlex.quote(sys.executable)} -m scraper"
