"""Two traders in templates, GBK: sessions and trackers in links, filters without end, copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from replay import layouts
from replay.site import DAY_ONE, Answer, Article, Asked, Handler, Site, paged, robots, rss
from replay.texts import nearly, speech

if TYPE_CHECKING:
    from replay.layouts import Shown

_SIZE = 10
_SECTIONS = {"/jianghua/": "讲话稿", "/zhici/": "致辞"}
_FILTERS = ("leibie", "nian", "paixu", "zishu")


def _article(section: str, number: int, days: int, **more: object) -> Article:
    published = (DAY_ONE - timedelta(days=days)).date()
    return Article(f"{section}{20000 + number}.html", speech(number), published, **more)  # type: ignore[arg-type]


class Trader(Site):
    """No validators at all; a feed in GBK tells of some articles, and of updates."""

    label = "青檐文秘"
    encoding = "gb18030"
    traps = ("/fenlei/",)

    def __init__(self) -> None:
        super().__init__()
        talks = [_article("/jianghua/", 200 + i, 2 + i * 4) for i in range(40)]
        toasts = [_article("/zhici/", 250 + i, 3 + i * 5) for i in range(18)]
        talks[2], talks[5] = replace(talks[2], pages=2), replace(talks[5], pages=3)
        talks[6], talks[30] = replace(talks[6], updated=2), replace(talks[30], updated=2)
        talks[20] = replace(talks[20], original=nearly(talks[10].original))
        toasts[8] = replace(toasts[8], original=nearly(toasts[3].original))
        fresh = [_article("/jianghua/", 280 + i, -1, born=2) for i in range(4)]
        only_fed = [_article("/neican/", 290 + i, 1 + i) for i in range(3)]
        self.articles = [*talks, *toasts, *fresh, *only_fed]

    def key(self, path: str) -> str:
        return path.partition("?")[0]

    def draw(self, one: Article, shown: Shown) -> str:
        section = next((s for s in _SECTIONS.items() if one.path.startswith(s[0])), ("/", "首页"))
        at = self.articles.index(one)
        near = [
            (other.path, other.original.title)
            for other in self.articles[at + 1 : at + 3]
            if other.born == 1
        ]
        return layouts.trader(self.label, replace(shown, near=near, section=section))

    def part(self, path: str, number: int) -> str:
        return path.replace(".html", f"_{number + 1}.html")

    def routes(self, day: int) -> dict[str, Handler]:
        found = self.article_routes(day)
        for number, section in enumerate(_SECTIONS, 1):
            found |= self._section(number, section, day)
        feed = '<link rel="alternate" type="application/rss+xml" href="/rss.xml"/>'
        sections = [*_SECTIONS.items(), ("/fenlei/list.php?leibie=1", "高级筛选")]
        home = layouts.home(self.label, sections, head=feed, friend=self.friend)
        return found | {
            "/robots.txt": robots("Disallow: /user/"),
            "/": self.listed(home),
            "/rss.xml": self._feed(day),
        }

    def _feed(self, day: int) -> Answer:
        living = [one for one in self.articles if one.lives(day)]
        living.sort(key=lambda one: (one.modified(day), one.path), reverse=True)
        told = [one for one in living if one.path.startswith("/neican/") or one.updated <= day]
        chosen = dict.fromkeys([*told, *living[:10]])
        rows = [(self.url(one.path), one.on(day).title, one.modified(day)) for one in chosen]
        return rss(self.label, rows, "GBK")

    def _section(self, number: int, section: str, day: int) -> dict[str, Handler]:
        mine = [one for one in self.articles if one.path.startswith(section) and one.lives(day)]
        pages = paged(mine, _SIZE)
        names = ["", *(f"list_{number}_{n}.html" for n in range(2, len(pages) + 1))]
        pager = layouts.anchors((section + name, str(n)) for n, name in enumerate(names, 1))

        def shown(articles: list[Article]) -> Handler:
            def draw(asked: Asked) -> Answer:
                links = [
                    (one.path + self._noise(section, at, asked), one.original.title, one.published)
                    for at, one in enumerate(articles)
                ]
                return self.listed(layouts.listing(self.label, _SECTIONS[section], links, pager))

            return draw

        return {
            section + name: shown(articles) for name, articles in zip(names, pages, strict=True)
        }

    def _noise(self, section: str, at: int, asked: Asked) -> str:
        """A session of its own for each answer, or the name of the place that was clicked."""
        if section == "/zhici/":
            return f"?PHPSESSID={asked.serial:08x}a7c{asked.day}f{asked.serial:04x}"
        return f"?utm_source=list&amp;spm=a2.{at}.{asked.serial}" if at % 2 else ""

    def other(self, asked: Asked) -> Answer:
        """Filters over filters: each page shows the same titles and offers more filters."""
        path, _, query = asked.path.partition("?")
        if path != "/fenlei/list.php":
            return super().other(asked)
        held = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
        offers = []
        for name, value in product(_FILTERS, range(1, 7)):
            chosen = "&amp;".join(
                f"{key}={kept}" for key, kept in {**held, name: str(value)}.items()
            )
            offers.append((f"/fenlei/list.php?{chosen}", f"{name}{value}"))
        rows = [(one.path, one.original.title, one.published) for one in self.articles[:8]]
        return self.listed(layouts.listing(self.label, "筛选结果", rows, layouts.anchors(offers)))


class Copyist(Site):
    """Four texts of the trader and six of its own, under its own chrome, in UTF-8."""

    label = "半山办公室"

    def __init__(self, source: Trader) -> None:
        super().__init__()
        taken = [
            Article(f"/fanwen/{700 + i}.html", one.original, one.published)
            for i, one in enumerate(source.articles[14:18])
        ]
        own = [
            Article(
                f"/fanwen/{720 + i}.html", speech(300 + i), (DAY_ONE - timedelta(days=9 + i)).date()
            )
            for i in range(6)
        ]
        self.articles = [*taken, *own]

    def draw(self, one: Article, shown: Shown) -> str:
        return layouts.government(self.label, replace(shown, section=("/fanwen/", "范文")))

    def routes(self, day: int) -> dict[str, Handler]:
        rows = [(one.path, one.original.title, one.published) for one in self.articles]
        return self.article_routes(day) | {
            "/": self.listed(layouts.home(self.label, [("/fanwen/", "范文")], friend=self.friend)),
            "/fanwen/": self.listed(layouts.listing(self.label, "范文", rows)),
        }
