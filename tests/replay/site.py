"""What a site is made of: articles, answers, and the usual things that lead to them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from html import escape

from replay.layouts import Shown, captcha, not_here
from replay.texts import Text, changed

DAY_ONE = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)  # when the first crawl starts; then once a day


@dataclass(frozen=True)
class Answer:
    """What is sent. `etag` and `modified` are sent, and answered by 304, where they are set."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html"
    etag: bool = False
    modified: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"' if self.etag else ""


@dataclass(frozen=True)
class Asked:
    """One request as a site sees it: `times` says how often this path was asked for before."""

    path: str
    day: int
    times: int
    serial: int  # of all requests to the site
    now: datetime = DAY_ONE


Handler = Answer | Callable[[Asked], Answer]


@dataclass(frozen=True)
class Article:
    """One document: where it stands, what it says, and what becomes of it from day to day.

    `others` are further addresses of it on this site. A change is `hinted` where a sitemap or a
    feed tells of it.
    """

    path: str
    original: Text
    published: date
    others: tuple[str, ...] = ()
    pages: int = 1
    born: int = 1
    updated: int = 99
    hinted: bool = True
    gone: int = 99
    gone_status: int = 404
    bad: str = ""  # what stands there from day 2 on instead: empty, captcha or missing
    attachment: str = ""
    restless: bool = False  # its page's chrome differs every day

    def on(self, day: int) -> Text:
        return changed(self.original, 1) if day >= self.updated else self.original

    def expected(self, day: int) -> str:
        """The text as it must come out; a line that names an annex belongs to it."""
        return "\n".join([self.on(day).text, *(f"附件：{self.annex}" for _ in self.annex[:1])])

    @property
    def annex(self) -> str:
        return self.original.title + self.attachment[-4:] if self.attachment else ""

    def lives(self, day: int) -> bool:
        return self.born <= day < self.gone

    def modified(self, day: int) -> datetime:
        """When the text last changed, as its site sees it."""
        if day >= self.updated:
            return moment(self.updated) - timedelta(hours=2)
        return datetime(*self.published.timetuple()[:3], 8, 30, tzinfo=UTC)


class Site:
    """One origin; `name` is host:port once the world has given it one."""

    label = ""
    encoding = "utf-8"
    delay = 0.0  # Crawl-delay
    traps: tuple[str, ...] = ()  # beginnings of paths
    forbidden: tuple[str, ...] = ()  # by robots.txt
    crawled = True  # stands in config.toml
    validators = False  # Last-Modified on articles, and
    tags = True  # an ETag on them and on lists

    def __init__(self) -> None:
        self.name = ""
        self.friend = ""  # an address elsewhere that nobody asked to crawl
        self.articles: list[Article] = []

    def url(self, path: str) -> str:
        return f"http://{self.name}{path}"

    def routes(self, day: int) -> dict[str, Handler]:
        raise NotImplementedError

    def key(self, path: str) -> str:
        """The route of a path as asked: without what the site itself does not look at."""
        return path

    def other(self, asked: Asked) -> Answer:
        """What is said of a path that no route knows."""
        return missing(self.encoding)

    def draw(self, one: Article, shown: Shown) -> str:
        raise NotImplementedError

    def part(self, path: str, number: int) -> str:
        """The path of an article's further page; the second has number 1."""
        raise NotImplementedError

    def reachable(self, day: int) -> list[Article]:
        return [one for one in self.articles if one.born <= day]

    def page(self, text: str, **more: object) -> Answer:
        return Answer(text.encode(self.encoding), **more)  # type: ignore[arg-type]

    def listed(self, text: str) -> Answer:
        """A page of links; where it is not UTF-8 only the header says so."""
        kind = "text/html" if self.encoding == "utf-8" else f"text/html; charset={self.encoding}"
        return self.page(text, kind=kind, etag=self.validators and self.tags)

    def article_routes(self, day: int) -> dict[str, Handler]:
        found: dict[str, Handler] = {}
        for one in self.articles:
            if day >= one.gone:
                found[one.path] = missing(self.encoding, one.gone_status)
            elif one.bad and day > 1:
                found[one.path] = self.instead(one.bad)
            elif day >= one.born:
                found |= self._parts(one, day)
        return found

    def instead(self, bad: str) -> Answer:
        """What stands where a document should: an answer of 200 all the same."""
        drawn = {"empty": "", "captcha": captcha(self.label), "missing": not_here(self.label)}
        return self.page(drawn[bad])

    def _parts(self, one: Article, day: int) -> dict[str, Handler]:
        text, paths = (
            one.on(day),
            [one.path, *(self.part(one.path, n) for n in range(1, one.pages))],
        )
        found: dict[str, Handler] = {}
        for number, (path, lines) in enumerate(
            zip(paths, chunks(text.lines, one.pages), strict=True)
        ):
            shown = Shown(
                text.title, lines, one.published,
                day=day if one.restless or not self.validators else 1,
                turns=turns(paths, number),
            )  # fmt: skip
            modified = one.modified(day) if self.validators and not one.restless else None
            tag = self.validators and self.tags
            found[path] = self.page(self.draw(one, shown), etag=tag, modified=modified)
        return found | dict.fromkeys(one.others, found[one.path])


def turns(paths: list[str], at: int) -> list[tuple[str, str]]:
    """The links between the pages of one article."""
    if len(paths) == 1:
        return []
    links = [(path, str(number)) for number, path in enumerate(paths, 1)]
    return links + ([(paths[at + 1], "下一页")] if at + 1 < len(paths) else [])


def moment(day: int) -> datetime:
    """When the crawl of a day starts."""
    return DAY_ONE + timedelta(days=day - 1)


def missing(encoding: str = "utf-8", status: int = 404) -> Answer:
    words = "<html><head><title>404</title></head><body><h1>页面不存在</h1></body></html>"
    return Answer(words.encode(encoding), status)


def redirect(location: str, status: int = 301) -> Answer:
    return Answer(b"", status, headers={"Location": location})


def robots(*lines: str) -> Answer:
    return Answer("\n".join(["User-agent: *", *lines, ""]).encode(), kind="text/plain")


def chunks(lines: tuple[str, ...], pages: int) -> list[tuple[str, ...]]:
    """Share lines out over pages."""
    size = -(-len(lines) // pages)
    return [lines[at : at + size] for at in range(0, len(lines), size)]


def paged(articles: Iterable[Article], size: int) -> list[list[Article]]:
    """Listing pages, newest first."""
    found = sorted(articles, key=lambda one: (one.published, one.path), reverse=True)
    return [found[at : at + size] for at in range(0, len(found), size)] or [[]]


def sitemap(entries: Iterable[tuple[str, datetime | None]], *, packed: bool = False) -> Answer:
    rows = [
        f"<url><loc>{escape(url)}</loc>"
        + (f"<lastmod>{at:%Y-%m-%dT%H:%M:%S+00:00}</lastmod>" if at else "")
        + "</url>"
        for url, at in entries
    ]
    xml = _XML + f'<urlset xmlns="{_SITEMAPS}">{"".join(rows)}</urlset>'
    if packed:
        body = gzip.compress(xml.encode(), mtime=0)
        return Answer(body, kind="application/x-gzip", etag=True)
    return Answer(xml.encode(), kind="application/xml", etag=True)


def sitemap_index(entries: Iterable[tuple[str, datetime]]) -> Answer:
    rows = [
        f"<sitemap><loc>{url}</loc><lastmod>{at:%Y-%m-%d}</lastmod></sitemap>"
        for url, at in entries
    ]
    xml = _XML + f'<sitemapindex xmlns="{_SITEMAPS}">{"".join(rows)}</sitemapindex>'
    return Answer(xml.encode(), kind="text/xml", etag=True)


def rss(title: str, entries: Iterable[tuple[str, str, datetime]], encoding: str) -> Answer:
    """A feed; each entry is (url, title, time)."""
    items = "".join(
        f"<item><title><![CDATA[{name}]]></title><link>{escape(url)}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for url, name, at in entries
    )
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"><channel>'
        f"<title>{title}</title>{items}</channel></rss>"
    )
    return Answer(xml.encode(encoding), kind="application/rss+xml", etag=True)


def atom(title: str, entries: Iterable[tuple[str, str, datetime]]) -> Answer:
    items = "".join(
        f"<entry><title>{escape(name)}</title><id>{escape(url)}</id>"
        f'<link rel="alternate" href="{escape(url)}"/>'
        f"<updated>{at:%Y-%m-%dT%H:%M:%SZ}</updated></entry>"
        for url, name, at in entries
    )
    xml = _XML + f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{items}</feed>'
    return Answer(xml.encode(), kind="application/atom+xml", etag=True)


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
