"""Links as a crawl sees them on a page, and what they are taken for."""

from __future__ import annotations

from cleaners import Page, Site
from scraper.config import SiteConfig
from scraper.links import LinkSeen, links
from scraper.shapes import Shape, classify

SITE = SiteConfig("甲", ("http://a.example/",))
UNKNOWN = Site()
LIST = "http://a.example/jianghua/index.html"
TITLE = "在全县重点项目建设推进会上的讲话"


def shape(path: str, text: str = "", *, in_frame: bool = False, turns: bool = False) -> Shape:
    link = LinkSeen(f"http://a.example{path}", text, LIST, in_frame, turns)
    return classify(link, SITE, UNKNOWN)


def found(html: str, url: str = LIST) -> list[LinkSeen]:
    return list(links(Page(url, html.encode(), "text/html; charset=utf-8")))
