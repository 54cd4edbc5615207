"""Small sites with one trouble each: a limit, an unreadable robots.txt, an outage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
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
    """One list of speeches, turned by rel=next."""

    first, count = 0, 0

    def __init__(self) -> None:
        super().__init__()
        self.articles = [
            Article(
                f"/doc/{9000 + i}.html",
                speech(self.first + i),
                (DAY_ONE - timedelta(days=5 + i * 7)).date(),
            )
            for i in range(self.count)
        ]

    def draw(self, one: Article, shown: Shown) -> str:
        return layouts.government(self.label, replace(shown, section=("/", "首页")))

    def routes(self, day: int) -> dict[str, Handler]:
        pages = paged([one for one in self.articles if one.lives(day)], _SIZE)
        names = ["/", *(f"/list/{n}/" for n in range(2, len(pages) + 1))]
        found = self.article_routes(day) | {"/robots.txt": robots()}
        for at, articles in enumerate(pages):
            rows = [(one.path, one.on(day).title, one.published) for one in articles]
            more = f'<a rel="next" href="{names[at + 1]}">→</a>' if at + 1 < len(names) else ""
            found[names[at]] = self.listed(layouts.listing(self.label, "讲话", rows, more))
        return found


class Limited(Small):
    """Asks for a slower pace, and answers 429 now and then: in seconds, and with a date."""

    label = "松坪公文角"
    first, count = 500, 12
    delay = 0.12

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
                for one in self.articles[:4]
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

    def routes(self, day: int) -> dict[str, Handler]:
        found = super().routes(day)
        return found | {"/robots.txt": _ERROR} if day == 1 else found

    def reachable(self, day: int) -> list[Article]:
        return self.articles if day > 1 else []


class Outage(Small):
    """Down for the whole second day, as before on the third."""

    label = "金谷讲坛"
    first, count = 550, 11
    validators = True

    def routes(self, day: int) -> dict[str, Handler]:
        found = super().routes(day)
        return dict.fromkeys(found, _ERROR) if day == 2 else found


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
