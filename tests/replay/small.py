"""Small sites with one trouble each: a limit, an unreadable robots.txt, an outage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from replay import layouts
from replay.site import (
    DAY_ONE,
    Answer,
    Article,
    Asked,
    Handler,
    Site,
    atom,
    moment,
    paged,
    robots,
)
from replay.texts import speech

if TYPE_CHECKING:
    from replay.layouts import Shown

_SIZE = 5
_ERROR = Answer(b"<h1>502 Bad Gateway</h1>", 502)


class Small(Site):
    """One list of speeches, turned by rel=next; addresses as one of the common systems makes them."""

    first, count = 0, 0
    document, turned = "/doc/{}.html", "/list/{}/"  # the forms of its addresses

    def __init__(self) -> None:
        super().__init__()
        self.articles = [
            Article(
                self.document.format(9000 + i),
                speech(self.first + i),
                (DAY_ONE - timedelta(days=5 + i * 7)).date(),
            )
            for i in range(self.count)
        ]

    @property
    def listing(self) -> list[Article]:
        return self.articles

    def key(self, path: str) -> str:
        address, mark, query = path.partition("?")
        return address + mark + "&".join(sorted(query.split("&")))

    def draw(self, one: Article, shown: Shown) -> str:
        return layouts.government(self.label, replace(shown, section=("/", "首页")))

    def routes(self, day: int) -> dict[str, Handler]:
        pages = paged([one for one in self.listing if one.lives(day)], _SIZE)
        names = ["/", *(self.turned.format(n) for n in range(2, len(pages) + 1))]
        found = self.article_routes(day) | {"/robots.txt": robots()}
        for at, articles in enumerate(pages):
            rows = [(escape(one.path), one.on(day).title, one.published) for one in articles]
            following = [escape(name) for name in names[at + 1 : at + 2]]
            more = "".join(f'<a rel="next" href="{name}">→</a>' for name in following)
            found[names[at]] = self.listed(layouts.listing(self.label, "讲话", rows, more))
        return found


class Limited(Small):
    """Asks for a slower pace, and answers 429 now and then: in seconds, and with a date."""

    label = "松坪公文角"
    first, count = 500, 12
    document = "/index.php?a=show&c=index&catid=6&id={}&m=content"
    turned = "/index.php?a=lists&c=index&catid=6&m=content&page={}"
    delay = 0.12

    @property
    def listing(self) -> list[Article]:
        return self.articles[:-1]  # the last stands in the feed alone

    def routes(self, day: int) -> dict[str, Handler]:
        found = super().routes(day)
        link = '<link rel="alternate" type="application/atom+xml" href="/feed.atom"/>'
        first = found["/"]
        assert isinstance(first, Answer)
        found["/"] = replace(
            first, body=first.body.replace(b"</head>", f"{link}</head>".encode(), 1)
        )
        found["/feed.atom"] = self._feed(day)
        found["/robots.txt"] = robots(f"Crawl-delay: {self.delay}")
        if day == 1:
            for at, form in ((3, "seconds"), (7, "date")):
                path = self.articles[at].path
                found[path] = self._once_held(found[path], form)
        return found

    def _feed(self, day: int) -> Answer:
        return atom(
            self.label,
            [
                (self.url(one.path), one.original.title, one.modified(day))
                for one in (*self.articles[:4], self.articles[-1])
            ],
        )

    def _once_held(self, then: Handler, form: str) -> Handler:
        def answer(asked: Asked) -> Answer:
            if asked.times:
                assert isinstance(then, Answer)
                return then
            value = (
                "1"
                if form == "seconds"
                else format_datetime(asked.now + timedelta(seconds=2), usegmt=True)
            )
            return Answer(b"slow down", 429, headers={"Retry-After": value})

        return answer


class Unread(Small):
    """Its robots.txt is broken on the first day: nothing may be asked; then it is mended."""

    label = "竹溪文苑"
    first, count = 530, 4
    document, turned = "/?p={}", "/?paged={}"

    def routes(self, day: int) -> dict[str, Handler]:
        found = super().routes(day)
        return found | {"/robots.txt": _ERROR} if day == 1 else found

    def reachable(self, day: int) -> list[Article]:
        return self.articles if day > 1 else []


class Outage(Small):
    """Down for the whole second day, as before on the third."""

    label = "金谷讲坛"
    first, count = 550, 11
    document, turned = "/node/{}", "/node?page={}"
    validators = True

    def routes(self, day: int) -> dict[str, Handler]:
        found = super().routes(day)
        return dict.fromkeys(found, _ERROR) if day == 2 else found


class Scripted(Small):
    """Says nothing without its scripts: a home page that sends on, a list of records in groups.

    Below them a section whose name alone says what it is, of cards without anchors.
    """

    label = "石潭镇公开网"
    first, count = 620, 15
    document, turned = "/art/2026/3/9/art_12_{}.html", "/jpage/dataproxy.jsp?page={}&unitid=31"
    validators = True

    def routes(self, day: int) -> dict[str, Handler]:
        cards = "".join(
            f"<li onclick=\"location.href='{one.path}'\">{one.original.title}</li>"
            for one in self.articles[12:]
        )
        found = self.article_routes(day) | {
            "/": self.listed("<script>location.href = '/web/main';</script>"),
            "/web/main": self.listed(
                '<iframe src="/col/liebiao"></iframe><a href="/tz">通知公告</a>'
            ),
            "/tz": self.listed(f"<html><body><ul>{cards}</ul></body></html>"),
            "/robots.txt": robots(),
        }
        pages = paged(self.articles[:12], _SIZE)
        for at, articles in enumerate(pages):
            store = self._store(articles, at + 2 if at + 1 < len(pages) else 0)
            island = f'<div><script type="text/xml">{store}</script></div>'
            path = self.turned.format(at + 1) if at else "/col/liebiao"
            found[path] = self.listed(store if at else island)
        return found

    def _store(self, articles: list[Article], following: int) -> str:
        address = self.turned.format(following).replace("&", "&amp;")
        group = f'<![CDATA[<a href="{address}"></a>]]>' if following else ""
        records = "".join(
            f"<record><![CDATA[<a href='{one.path}'>{one.original.title}</a>]]></record>"
            for one in articles
        )
        return (
            f"<datastore><nextgroup>{group}</nextgroup><recordset>{records}</recordset></datastore>"
        )


class Elsewhere(Site):
    """Linked to from everywhere, and nobody's business."""

    label = "别处"
    crawled = False

    def routes(self, day: int) -> dict[str, Handler]:
        return {
            "/": self.listed(
                layouts.listing(
                    self.label, "别处", [("/1.html", "在别处会议上的讲话", moment(day).date())]
                )
            )
        }
