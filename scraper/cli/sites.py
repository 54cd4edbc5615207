"""`gongwen sites`: what a crawl would take of a site, before it is in config.toml."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from scraper import checks, sources
from scraper.cli.options import Setup, as_json, common, examples
from scraper.cli.output import one_line, put, put_json, put_table, say, shorten
from scraper.cli.running import run
from scraper.shapes import Shape

if TYPE_CHECKING:
    from scraper.checks import Checked

_HEADS = {
    Shape.ARTICLE: "articles",
    Shape.LISTING: "pages of links, asked in each run",
    Shape.PAGER: "further pages of this list, walked on while they bring something new",
    Shape.FEED: "feeds and sitemaps",
    Shape.OTHER: "left",
}
_SHOWN = 8


class _Sites(click.Group):
    """`sites` and its one command, which an address alone most likely means."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for, or name it."""
        if args[0] not in self.commands:
            raise click.UsageError(
                f"no command is called {args[0]}; did you mean `gongwen sites check {args[0]}`?",
                ctx,
            )
        return super().resolve_command(ctx, args)


@click.group("sites", cls=_Sites)
def sites_command() -> None:
    """Look at a site before it is crawled."""


@sites_command.command("check", epilog=examples("gongwen sites check https://www.gaozihui.com/"))
@click.argument("url")
@click.option(
    "--all", "every", is_flag=True, help="List every link, not only the first of each kind."
)
@as_json
@common
def _check(setup: Setup, url: str, *, every: bool, as_json: bool) -> int:
    """Show what a crawl would take of a site.

    Fetches URL, where the crawl would start, says what each link is taken for and why, and prints
    a ready-made [[site]].
    """
    address = sources.address(url)
    say(f"fetching {one_line(address)}, robots.txt and one article …", quiet=setup.quiet)
    checked = run(checks.check(setup.config(), address), left="nothing was stored")
    if as_json:
        put_json(asdict(checked))
    else:
        _put(checked, None if every else _SHOWN)
        say("\nput the last lines into config.toml, then: gongwen crawl", quiet=setup.quiet)
    return 0


def _put(checked: Checked, most: int | None) -> None:
    for shape, head in _HEADS.items():
        found = checked.of(shape)
        if found:
            put(f"{head}: {len(found)}")
            put_table((one.why, shorten(one_line(one.text), 40), one.url) for one in found[:most])
            if most is not None and len(found) > most:
                put(f"  … {len(found) - most} more: --all")
    for sitemap in checked.sitemaps:
        put(f"sitemap named by robots.txt: {one_line(sitemap)}")
    put(f"the first article reads as: {one_line(checked.sample)}")
    put(f"  {checked.sample_url}")
    put("\n[[site]]")
    put(f"name = {json.dumps(one_line(checked.name), ensure_ascii=False)}")
    put(f"start = [{json.dumps(checked.url)}]")
