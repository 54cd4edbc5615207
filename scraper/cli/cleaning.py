"""`clean`, `explain`, `case` and `rules`: the commands about how a page becomes a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners import NoDocument, bundled
from cleaners.report import as_json as cleaned_as_json
from scraper import cases, rulefiles
from scraper.apart import clean, clean_pages
from scraper.cli.explaining import put_explanation
from scraper.cli.getting import page_of, pages_of
from scraper.cli.options import Setup, as_json, common, content_type, examples
from scraper.cli.output import counted, put, put_json, put_table, say
from scraper.cli.progress import busy
from scraper.cli.render import put_document
from scraper.errors import UsageError

if TYPE_CHECKING:
    from cleaners import Cleaned
    from cleaners.rule import Rule

_SITE_FIELDS = ("hosts", "article", "listing", "body")  # what a site's file says beside its rules
_READING = "reading the rules and the page"
_url = click.option("--url", default="", metavar="URL", help="The address the file came from.")


@click.command(
    "clean",
    epilog=examples(
        "gongwen clean page.html --url https://www.example.com/1.html",
        "curl -s https://www.example.com/1.html | gongwen clean - --json",
    ),
)
@click.argument("file")
@_url
@content_type
@click.option("--format", "form", type=click.Choice(["json", "text", "markdown"]), default="text")
@as_json
@common
def clean_command(
    setup: Setup, file: str, *, url: str, content_type: str, form: str, as_json: bool
) -> int:
    """Clean a file (- is standard input) or an address and print the document; stores nothing."""
    pages = pages_of(setup, file, url, content_type)
    with busy(_READING, quiet=setup.quiet):
        cleaned = clean_pages(pages, bundled())
    if as_json or form == "json":
        put_json(cleaned_as_json(cleaned))
    else:
        put_document(cleaned.document, form)
    return 0


@click.command(
    "explain",
    epilog=examples(
        "gongwen explain page.html",
        "gongwen explain 12",
        "gongwen explain https://www.example.com/1.html --json",
    ),
)
@click.argument("url_or_file_or_id")
@_url
@content_type
@as_json
@common
def explain_command(
    setup: Setup, url_or_file_or_id: str, *, url: str, content_type: str, as_json: bool
) -> int:
    """Show what was cut from a page and by which rule, and where each field came from."""
    pages = pages_of(setup, url_or_file_or_id, url, content_type)
    with busy(_READING, quiet=setup.quiet):
        cleaned = clean_pages(pages, bundled())
    if as_json:
        put_json(cleaned_as_json(cleaned))
    else:
        put_explanation(cleaned)
    return 0


@click.command(
    "case",
    epilog=examples("gongwen case https://www.example.com/1.html --note 'the date stands below'"),
)
@click.argument("url_or_file")
@click.option(
    "--to", type=click.Path(path_type=Path), default=Path("tests/cases"), show_default=True
)
@click.option("--name", default="", metavar="SITE/CASE", help="Default: made from the address.")
@click.option("--note", default="", help="Why this case exists.")
@_url
@content_type
@common
def case_command(
    setup: Setup,
    url_or_file: str,
    *,
    to: Path,
    name: str,
    note: str,
    url: str,
    content_type: str,
) -> int:
    """Write a page and what became of it as a test case; correct expected.txt by hand."""
    page = page_of(setup, url_or_file, url, content_type)
    folder = to / (name or cases.suggested_name(page.url))
    if not folder.resolve().is_relative_to(to.resolve()):
        raise UsageError(f"--name {name}: leads out of {to}")
    try:
        outcome: Cleaned | NoDocument = clean(page, bundled())
        told = "now read expected.txt and removed.txt, and correct what is wrong"
    except NoDocument as refused:
        outcome = refused
        told = f"it is refused: {refused.reason}; if it is a document, take `refused` out of page.toml and write expected.txt"
    cases.write_case(folder, page, outcome, note)
    put(str(folder))
    say(told, quiet=setup.quiet)
    return 0


@click.group("rules")
def rules_command() -> None:
    """List or check the cleaning rules, or suggest new ones for a site."""


@rules_command.command("list", epilog=examples("gongwen rules list", "gongwen rules list --json"))
@as_json
def _list(*, as_json: bool) -> int:
    """List every rule: its name, its scope and why it exists."""
    rules = rulefiles.all_rules(bundled())
    if as_json:
        put_json([_as_dict(rule) for rule in rules])
    else:
        put_table([(rule.id, rule.scope, rule.why) for rule in rules], indent="")
    return 0


def _as_dict(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "why": rule.why,
        "scope": rule.scope,
        "zone": sorted(zone.value for zone in rule.zones),
        "match": rule.match,
        "hit": rule.hit,
        "miss": rule.miss,
    }


@rules_command.command(
    "check", epilog=examples("gongwen rules check", "gongwen rules check my-site.toml")
)
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
def _check(path: tuple[Path, ...]) -> int:
    """Check rules against their own examples.

    Checks the bundled rules, or those in the given files and folders.
    """
    rulebook = rulefiles.load_files(path) if path else bundled()
    count = rulefiles.check(rulebook)
    for site in rulebook.sites if path else ():
        told = [key for key in _SITE_FIELDS if getattr(site, key)]
        put(f"site {site.name or 'without a name'}: {', '.join(told) or 'nothing'} read")
    put(f"{counted(count, 'rule')}, every example holds" if count else "no rules")
    return 0


@rules_command.command(
    "suggest", epilog=examples("gongwen rules suggest www.example.com > www.example.com.toml")
)
@click.argument("site")
@common
def _suggest(setup: Setup, site: str) -> int:
    """Print lines that recur on a site, as ready-made rules.

    SITE is a name or host in the library; lines that the rules left in its documents are counted.
    Lines that may be the documents' own follow as comments.
    """
    from scraper import learnt  # noqa: PLC0415 - SQLite, when needed

    with setup.library(create=False, readonly=True) as library:
        found = learnt.suggest(library, site)
    if not found:
        raise UsageError(f"{site}: no documents from such a site; `gongwen status` lists the hosts")
    for host, recurs in found.items():
        put(learnt.as_toml(host, recurs))
    return 0
