"""How fast stored pages are cleaned again: documents a second of CPU, and where the time goes.

    python benchmarks/reclean.py [--pages 2000] [--write]

Fills a library with invented pages of some 10 kB, marks them as cleaned by older rules, and runs the
job of `gongwen reclean`: one process that reads and writes, and workers that clean. All figures are
CPU time; `share` is of the whole. The start of the workers is counted apart: it is paid once a run.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tables import write

from cleaners import Page, bundled, clean
from scraper import fulltext, learnt
from scraper.archive import open_archive
from scraper.desk import Desk
from scraper.reclean import reclean
from scraper.store import Visited, open_library

SENTENCES = (
    "今年以来，全县上下围绕春耕备耕抓得早、抓得实，土地平整和种子调运都走在了前面。",
    "要把责任压到岗、落到人，谁主管谁负责，谁签字谁负责，不能只开会不落实。",
    "对群众反映集中的饮水、道路、照明问题，要列出清单，逐项销号，年底前给一个交代。",
    "有的同志讲困难多、底子薄，这话不假，可是底子薄才更要干在前头。",
    "各乡镇要把台账建起来，物资备到库、人员编到组、预案练到位，宁可备而不用。",
    "干部要多到田间地头去，坐在办公室里看到的都是问题，走下去看到的都是办法。",
)
WORDS = ("春耕", "防汛", "护林", "教育", "卫生", "水利", "民政", "交通")


def page(number: int) -> Page:
    """Return an invented article of some 10 kB: a third text, two thirds menus, lists and script."""
    dice = random.Random(number)
    title = f"在全县{dice.choice(WORDS)}工作第{number}次会议上的讲话"
    lines = ["同志们："]
    lines += ["".join(dice.choices(SENTENCES, k=dice.randint(2, 4))) for _ in range(17)]
    lines.insert(dice.randint(1, 10), "砚田文稿网 www.yantian-wg.com")
    lines += ["谢谢大家！"]
    body = "".join(f"<p>　　{line}</p>\n" for line in lines)
    menu = "".join(f'<li><a href="/{i}/">{word}材料</a></li>' for i, word in enumerate(WORDS * 3))
    others = "".join(
        f'<li><a href="/jh/{dice.randint(1, 9999)}.html">关于{word}工作的汇报</a><span>2026-03-{i + 1:02}</span></li>'
        for i, word in enumerate(WORDS * 2)
    )
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_砚田文稿网</title>
<link rel="stylesheet" href="/s.css"></head><body><div class="top"><ul class="nav">{menu}</ul></div>
<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/jh/">讲话致辞</a></div>
<div class="main"><h1>{title}</h1><div class="info">时间：2026-03-18 来源：网络 浏览：326次</div>
<div class="content">{body}</div><p>上一篇：<a href="/jh/1.html">没有了</a></p></div>
<div class="side"><h3>相关文章</h3><ul>{others}</ul></div><div class="footer">Copyright © 2026
砚田文稿网 版权所有</div><script>{"var a=document.getElementById('x');" * 20}</script></body></html>"""
    return Page(f"https://www.yantian-wg.com/jh/{number}.html", html.encode(), "text/html")


def filled(folder: Path, count: int) -> float:
    """Fill a library as if older rules had cleaned it; return the mean size of a page in bytes."""
    rules, now, size = bundled(), datetime.now(UTC), 0
    with open_library(folder / "lib.db") as library, open_archive(library.path) as archive:
        for number in range(count):
            one = page(number)
            size += len(one.body)
            with library.transaction(), archive.transaction():
                digest = archive.put(one.body)
                library.save(clean(one, rules), digest, "older", now, Visited())
        fulltext.catch_up(library)
    return size / count


def cpu() -> tuple[float, float]:
    """Return the CPU seconds of this process and of its ended children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time(), children.ru_utime + children.ru_stime


def job(folder: Path, count: int) -> tuple[float, float, float, float]:
    """Re-clean `count` documents; return seconds: learning, parent, children, wall."""
    with open_library(folder / "lib.db") as library, open_archive(library.path) as archive:
        before = time.process_time()
        learnt.learn(library)
        learning = time.process_time() - before
        desk = Desk(library, archive, learnt.rulebook(library, bundled()))
        with library.transaction() as connection:
            sql = "UPDATE documents SET rules_version = iif(id <= ?, 'older', ?)"
            connection.execute(sql, (count, desk.rulebook.version))
        began, (own, others) = time.monotonic(), cpu()
        report = asyncio.run(reclean(desk))
        wall, (own_after, others_after) = time.monotonic() - began, cpu()
        assert report.stored == count, report.stored
        print(f"{report.changed} of {count} moved")
    return learning, own_after - own, others_after - others, wall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = filled(folder, wanted.pages)
        pages, rules = [page(number) for number in range(200)], bundled()
        before = time.process_time()
        for one in pages:
            clean(one, rules)
        cleaning = (time.process_time() - before) / len(pages)
        *_, few, _ = job(folder, 64)
        learning, parent, children, wall = job(folder, wanted.pages)
    start = max(0.0, few - 64 * cleaning)
    children -= start
    each = {
        "cleaning (`clean` alone, measured apart)": cleaning,
        "workers beside it (rows, pipe)": children / wanted.pages - cleaning,
        "reading, comparing, writing": (parent - learning) / wanted.pages,
        "learning recurring phrases": learning / wanted.pages,
    }
    whole = (parent + children) / wanted.pages
    rows = [
        ["a document", "CPU ms", "share"],
        *([what, f"{1e3 * spent:.2f}", f"{spent / whole:.0%}"] for what, spent in each.items()),
        ["all", f"{1e3 * whole:.2f}", ""],
    ]
    text = (
        f"{wanted.pages} pages of {size / 1e3:.1f} kB: {1 / whole:.0f} documents a second of CPU, so"
        f" {2 / whole:.0f} with two processors; {wall:.1f} s on the clock here;"
        f" starting the workers took {start:.1f} s of CPU once."
    )
    print(write("reclean", rows, text, keep=wanted.write))


if __name__ == "__main__":
    main()
