"""An office's site of long ago, in GBK and tables: scripts with ids, and two traps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from replay import layouts
from replay.site import DAY_ONE, Answer, Article, Asked, Handler, Site, paged, robots
from replay.texts import notice, speech

if TYPE_CHECKING:
    from replay.layouts import Shown

_SIZE = 6
_CLASSES = {1: "领导讲话", 2: "工作通知"}


class Office(Site):
    """Last-Modified, no ETag; lists turn by ?page=2 and by a bare 下一页."""

    label = "东浦县档案馆"
    encoding = "gb18030"
    validators = True
    tags = False
    traps = ("/tiezi/", "/zhuanti/")

    def __init__(self) -> None:
        super().__init__()
        talks = [self._article(1, i, speech(400 + i)) for i in range(17)]
        orders = [self._article(2, i, notice(430 + i)) for i in range(15)]
        talks[0] = replace(talks[0], updated=2, hinted=False)
        orders[1] = replace(orders[1], restless=True)
        fresh = replace(self._article(1, 40, speech(440)), published=DAY_ONE.date(), born=2)
        self.articles = [*talks, *orders, fresh]

    def _article(self, group: int, number: int, text: object) -> Article:
        published = (DAY_ONE - timedelta(days=1 + number * 6)).date()
        return Article(f"/show.asp?id={group * 1000 - number}", text, published)  # type: ignore[arg-type]

    def key(self, path: str) -> str:
        return path.partition("&sid=")[0]

    def draw(self, one: Article, shown: Shown) -> str:
        return layouts.ancient(self.label, shown)

    def routes(self, day: int) -> dict[str, Handler]:
        menu = [(f"/list.asp?classid={n}", name) for n, name in _CLASSES.items()]
        odd = [("/tiezi/1001.html", "群众来信选登第一千零一号"), ("/zhuanti/", "专题")]
        found = self.article_routes(day) | {
            "/robots.txt": robots("Disallow: /admin/"),
            "/": self.listed(layouts.home(self.label, [*menu, *odd], friend=self.friend)),
        }
        for group in _CLASSES:
            found |= self._lists(group, day)
        return found

    def _lists(self, group: int, day: int) -> dict[str, Handler]:
        first = f"/list.asp?classid={group}"
        mine = [one for one in self.articles if one.lives(day) and self._group(one) == group]
        pages = paged(mine, _SIZE)
        turn = "&page={}" if group == 1 else "&start={}"
        names = [
            first,
            *(
                first + turn.format(n + 1 if group == 1 else n * _SIZE)
                for n in range(1, len(pages))
            ),
        ]
        found: dict[str, Handler] = {}
        for at, articles in enumerate(pages):
            links = [
                (one.path + self._session(group, at), one.on(day).title, one.published)
                for one in articles
            ]
            every = list(zip(names, [str(n) for n in range(1, len(names) + 1)], strict=True))
            following = [(names[at + 1], "下一页")] if at + 1 < len(names) else []
            pager = layouts.anchors(every if group == 1 else following).replace("&", "&amp;")
            found[names[at]] = self.listed(
                layouts.listing(self.label, _CLASSES[group], links, pager)
            )
        return found

    def _group(self, one: Article) -> int:
        return -(-int(one.path.partition("=")[2]) // 1000)

    def _session(self, group: int, at: int) -> str:
        return f"&amp;sid=4f{at}c81d2e77b90a3" if group == 2 else ""

    def other(self, asked: Asked) -> Answer:
        """Letters that never end, and a folder that is inside itself."""
        if asked.path.startswith("/tiezi/"):
            number = asked.path[7:].removesuffix(".html")
            if number.isdigit():
                following = f"/tiezi/{int(number) + 1}.html"
                words = f"<p>该来信暂不公开。</p><a href='{following}'>下一篇：群众来信选登第{int(number) + 1}号</a>"
                return self.listed(layouts.home(self.label, [], words))
        if asked.path.startswith("/zhuanti/"):
            deeper = [("zhuanti/", "专题"), ("zhuanti/list.html", "专题列表"), ("../", "上级")]
            return self.listed(layouts.home(self.label, deeper, "<p>栏目建设中。</p>"))
        return super().other(asked)
