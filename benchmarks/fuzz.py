"""Coverage-guided fuzzing with atheris of everything that reads what others wrote.

    pip install atheris
    python benchmarks/fuzz.py [page robots feed url rules config body retry] -- CORPUS -max_total_time=600

The first byte of an input chooses the target. Any exception that is not an expected one is a find;
so is an input that takes over ten seconds. A find becomes a case of tests/.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["cleaners", "scraper", "protego"]):
    from cleaners import NoDocument, Page, RulebookError, bundled, clean
    from cleaners.rulebook import load
    from scraper import feeds
    from scraper.bodies import Body, BodyError
    from scraper.config import SiteConfig
    from scraper.configschema import parse
    from scraper.errors import ConfigError
    from scraper.links import links
    from scraper.politeness import Robots, retry_after
    from scraper.shapes import classify
    from scraper.urls import absolute, canonical

SITE = SiteConfig("x", ("http://a.example/",))
KINDS = ("text/html", "text/plain", "text/html; charset=gbk", "text/html; charset=big5", "")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def page(data: bytes) -> None:
    """Decode, segment, clean; links. What is kept must stand on the page."""
    made = Page("http://a.example/x/1.html", data[1:], KINDS[data[0] % len(KINDS)])
    with suppress(NoDocument):
        for link in links(made):
            classify(link, SITE)
    with suppress(NoDocument):
        cleaned = clean(made, bundled())
        assert cleaned.document.paragraphs
        assert not any("\n" in line for line in cleaned.document.paragraphs)


def robots(data: bytes) -> None:
    """Any bytes are a robots.txt."""
    head, _, body = data.partition(b"\n")
    found = Robots.parse(body)
    found.allows("http://a.example/" + head.decode("latin-1"), "Gongwen")
    assert found.delay("Gongwen") >= 0


def feed(data: bytes) -> None:
    """Any bytes are a sitemap, a feed, a list of addresses, or none of these."""
    start = ("", "<urlset>", "<sitemapindex>", "<rss>", "<feed>")[data[0] % 5]
    made = Page("http://a.example/sitemap.xml", start.encode() + data[1:], "application/xml")
    for listed in feeds.read(made, 100_000) or ():
        assert canonical(listed.url) == listed.url


def config(data: bytes) -> None:
    """Any text is a configuration, or its faults are named."""
    with suppress(ConfigError):
        parse(Path("config.toml"), data.decode("utf-8", "replace"))


def url(data: bytes) -> None:
    """Spell an address twice: the second time changes nothing."""
    base, _, text = data.decode("utf-8", "surrogateescape").partition("\n")
    found = absolute(text, base)
    assert found is None or (absolute(found) == found and found.isprintable())
    once = canonical(text, base)
    assert once is None or canonical(once) == once


def rules(data: bytes) -> None:
    """Any text is a rule file or is named."""
    text = data.decode("utf-8", "replace")
    with suppress(RulebookError):
        load({"x.toml": text}, {})
    with suppress(RulebookError):
        load({}, {"x.toml": text})


def body(data: bytes) -> None:
    """Whatever is unpacked stays within its bound."""
    taken = Body(("gzip", "deflate")[data[0] % 2], 10_000)
    with suppress(BodyError):
        taken.feed(data[1:40])
        taken.feed(data[40:])
        assert len(taken.whole()) <= 10_000


def retry(data: bytes) -> None:
    """Any header is seconds or nonsense."""
    seconds = retry_after(data.decode("latin-1"), NOW)
    assert seconds is None or seconds >= 0


TARGETS = {
    target.__name__: target for target in (page, robots, feed, url, rules, config, body, retry)
}


def main() -> None:
    names = [name for name in sys.argv[1:] if name in TARGETS] or list(TARGETS)
    chosen = [TARGETS[name] for name in names]
    rest = [one for one in sys.argv[1:] if one not in TARGETS and one != "--"]

    def one(data: bytes) -> None:
        if len(data) > 2:
            chosen[data[0] % len(chosen)](data[1:])

    atheris.Setup([sys.argv[0], "-timeout=10", "-rss_limit_mb=2048", *rest], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
