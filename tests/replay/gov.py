"""A county's portal and its mobile twin: validators, sitemaps, canonical links, a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from replay import layouts
from replay.layouts import Shown
from replay.site import (
    DAY_ONE,
    Answer,
    Article,
    Asked,
    Handler,
    Site,
    moment,
    paged,
    redirect,
    robots,
    sitemap,
    sitemap_index,
)
from replay.texts import notice, speech

_SIZE = 8
_NOTICES, _SPEECHES = "/zwgk/zcwj/", "/zwgk/gzdt/"
_NAMES = {_NOTICES: "政策文件", _SPEECHES: "领导讲话"}
_JUNK = {"empty": 991, "captcha": 992, "missing": 993, "links": 994}


def _path(section: str, number: int, published: date) -> str:
    return f"{section}{published:%Y%m}/t{published:%Y%m%d}_{5300 + number}.html"


def _articles(section: str, count: int, first: int) -> list[Article]:
    """Old ones, two to four days apart."""
    write = notice if section == _NOTICES else speech
    found = []
    for i in range(count):
        published = (DAY_ONE - timedelta(days=1 + i * 3)).date()
        number = first + i
        found.append(Article(_path(section, number, published), write(number), published))
    return found


class Government(Site):
    """Half of its articles have hints in the sitemap; some stand only there."""

    label = "望溪县人民政府"
    validators = True
    traps = ("/rili/",)
    forbidden = ("/neibu/", "/print/")

    def __init__(self) -> None:
        super().__init__()
        notices, speeches = _articles(_NOTICES, 32, 0), _articles(_SPEECHES, 24, 40)
        notices[0] = replace(notices[0], restless=True)
        notices[1] = replace(notices[1], gone=2)
        notices[3] = replace(notices[3], pages=3)
        notices[4] = replace(notices[4], updated=2)
        notices[5] = replace(notices[5], attachment="/zwgk/zcwj/202603/P5305.doc")
        notices[6] = replace(notices[6], attachment="/zwgk/zcwj/202603/P5306.pdf")
        for i in (7, 8):
            notices[i] = replace(
                notices[i], others=(f"/zwgk/xwzx/202602/t20260211_{6100 + i}.html",)
            )
        speeches[0] = replace(speeches[0], gone=2, gone_status=410)
        speeches[1] = replace(speeches[1], updated=2)
        speeches[2] = replace(speeches[2], others=(f"/m{speeches[2].path}",))
        speeches[3] = replace(speeches[3], bad="missing")
        speeches[4] = replace(speeches[4], bad="captcha")
        speeches[5] = replace(speeches[5], bad="empty")
        speeches[20] = replace(speeches[20], updated=2, hinted=False)
        born = moment(2).date()
        fresh = [
            Article(_path(_NOTICES, 80 + i, born), notice(80 + i), born, born=2) for i in range(4)
        ]
        orphans = _articles("/zwgk/fdzd/", 5, 70)
        self.articles = [*notices, *speeches, *fresh, *orphans]
        self.moved = {f"/old/show_{i}.html": notices[i].path for i in (10, 11)}

    def draw(self, one: Article, shown: Shown) -> str:
        canonical = f'<link rel="canonical" href="{self.url(one.path)}"/>'
        section = next((s for s in _NAMES if one.path.startswith(s)), "/")
        files = [(one.attachment, one.annex)] if one.attachment else []
        near = [(f"/print/{one.path.rpartition('_')[2]}", "打印本页")]
        return layouts.government(
            self.label,
            replace(
                shown, head=canonical, files=files, near=near,
                section=(section, _NAMES.get(section, "首页")),
            ),
        )  # fmt: skip

    def part(self, path: str, number: int) -> str:
        return path.replace(".html", f"_{number}.html")

    def routes(self, day: int) -> dict[str, Handler]:
        found = self.article_routes(day) | self._plumbing(day)
        for section in _NAMES:
            found |= self._section(section, day)
        return found

    def _plumbing(self, day: int) -> dict[str, Handler]:
        lines = [f"Disallow: {path}" for path in self.forbidden]
        maps = [self.url(f"/sitemap_{n}.xml.gz") for n in (1, 2)]
        half = ceil(len(self.articles) / 2)
        junk = {self._junk(kind): self.instead(kind) for kind in _JUNK if kind != "links"}
        return {
            "/robots.txt": robots(*lines, f"Sitemap: {self.url('/sitemap.xml')}"),
            "/": self._home(),
            "/about.html": self.page(layouts.about(self.label)),
            "/sitemap.xml": sitemap_index((one, moment(day)) for one in maps),
            "/sitemap_1.xml.gz": self._map(self.articles[:half], day),
            "/sitemap_2.xml.gz": self._map(self.articles[half:], day),
            "/go/1.html": redirect("/neibu/gongzuo.html", 302),
            "/go/2.html": redirect(self.friend, 302),
            **{old: redirect(new) for old, new in self.moved.items()},
            **junk,
            self._junk("links"): self._topic(),
        }

    def _junk(self, kind: str) -> str:
        return f"{_NOTICES}202601/t20260104_{_JUNK[kind]}.html"

    def _home(self) -> Answer:
        twins = [(path, one.original.title) for one in self.articles for path in one.others]
        olds = {one.path: one.original.title for one in self.articles}
        moved = [(old, olds[new]) for old, new in self.moved.items()]
        odd = [
            ("/go/1.html", "关于内部工作安排的专题说明"),
            ("/go/2.html", "省里转来的有关文件汇编"),
        ]
        more = layouts.anchors([*twins, *moved, *odd], "<p>{}</p>")
        sections = [*_NAMES.items(), ("/rili/2026-03.html", "信息日历")]
        return self.listed(layouts.home(self.label, sections, more, friend=self.friend))

    def _topic(self) -> Answer:
        links = [(one.path, one.original.title, one.published) for one in self.articles[10:22]]
        return self.listed(layouts.listing(self.label, "安全生产月专题", links))

    def _map(self, articles: list[Article], day: int) -> Answer:
        rows = []
        for one in articles:
            if one.lives(day):
                hidden = one.updated <= day and not one.hinted
                told = moment(2) if one.bad and day > 1 else one.modified(1 if hidden else day)
                rows.append((self.url(one.path), told))
        return sitemap(rows, packed=True)

    def _section(self, section: str, day: int) -> dict[str, Handler]:
        """Listing pages: a script turns those of the notices, links those of the speeches."""
        mine = [one for one in self.articles if one.path.startswith(section) and one.lives(day)]
        pages = paged(mine, _SIZE)
        names = ["", *(f"index_{n}.html" for n in range(1, len(pages)))]
        found: dict[str, Handler] = {}
        for at, articles in enumerate(pages):
            links = [
                (f".{one.path[len(section) - 1 :]}", one.on(day).title, one.published)
                for one in articles
            ]
            if section == _NOTICES:
                more = f'<script>createPageHTML({len(pages)}, {at}, "index", "html");</script>'
                if at == 1:
                    odd = date(2026, 1, 4)
                    links += [
                        (self._junk(kind), f"关于{kind}事项的情况说明文件", odd) for kind in _JUNK
                    ]
                    links += [("/neibu/t20260104_1.html", "关于内部值班安排的通知文件", odd)]
            else:
                more = layouts.anchors((section + name, str(n)) for n, name in enumerate(names, 1))
            found[section + names[at]] = self.listed(
                layouts.listing(self.label, _NAMES[section], links, more)
            )
        return found

    def other(self, asked: Asked) -> Answer:
        """A calendar without an end: months lead to months and days, all without a document."""
        if not asked.path.startswith("/rili/"):
            return super().other(asked)
        year, _, month = asked.path[6:].removesuffix(".html").partition("-")
        if not (year.isdigit() and month[:2].isdigit()):
            return super().other(asked)
        count = int(year) * 12 + int(month[:2]) - 1
        near = [
            (f"/rili/{n // 12}-{n % 12 + 1:02}.html", f"{n // 12}年{n % 12 + 1}月")
            for n in (count - 1, count + 1)
        ]
        days = [(f"/rili/{year}-{month[:2]}-{n:02}.html", str(n)) for n in range(1, 29)]
        links = layouts.anchors([*near, *days])
        return self.page(layouts.home(self.label, [], f"<p>当日没有信息公开。</p>{links}"))


class Mobile(Site):
    """The portal's twin for telephones: the same paths on an origin of its own."""

    label = "望溪县人民政府（手机版）"
    validators = True

    def __init__(self, twin: Government) -> None:
        super().__init__()
        self.twin = twin

    def routes(self, day: int) -> dict[str, Handler]:
        shared = self.twin.articles[12:18]
        links = [(one.path, one.original.title, one.published) for one in shared]
        found: dict[str, Handler] = {
            "/robots.txt": robots(),
            "/": self.listed(layouts.listing(self.label, "最新文件", links)),
        }
        for one in shared:
            head = f'<link rel="canonical" href="{self.twin.url(one.path)}"/>'
            shown = Shown(one.original.title, one.original.lines, one.published, head=head)
            found[one.path] = self.page(layouts.government(self.label, shown), etag=True)
        return found
