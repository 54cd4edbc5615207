"""Lists that a page's script draws from its own data: what is taken for a title, and what is not."""

from __future__ import annotations

import time

import pytest

from cleaners import Page, Site
from scraper.config import SiteConfig
from scraper.links import LinkSeen, links
from scraper.shapes import Shape, classify

ON = "http://a.example/zw/index.html"
SITE = SiteConfig("甲", ("http://a.example/",))
TITLE = "在全县河长制工作会议上的讲话"


def seen(script: str, kind: str = "") -> list[LinkSeen]:
    html = f"<ul id=list></ul><script {kind}>{script}</script>"
    return list(links(Page(ON, html.encode(), "text/html; charset=utf-8")))


@pytest.mark.parametrize(
    ("script", "day"),
    [
        (
            f'var docs = [{{"column":"规范文件","title":"{TITLE}","img":"/a.jpg","url":"./12.html","date":"2026-03-01"}}];',
            "2026-03-01",
        ),
        (f"draw([{{title: '{TITLE}', summary: '{TITLE}的意见。', link: '/zw/12.html'}}])", ""),
        (f'a[0] = new Array("{TITLE}", "/zw/12.html", "2026/3/1");', "2026/3/1"),
        (
            f"document.write('<li><a href=\"/zw/12.html\">{TITLE}</a> 2026-03-01</li>');",
            "2026-03-01",
        ),
        (
            f'[{{"title":"{TITLE}","tags":["水利"],"url":"http:\\/\\/a.example\\/zw\\/12.html"}}]',
            "",
        ),
        (f'var d = JSON.parse(\'[{{"title":"{TITLE}","url":"/zw/12.html"}}]\');', ""),
        (
            f"urls[0] = './12.html';\nheaders[0] = \"{TITLE}\";\ndates[0] = '2026-03-01';",
            "2026-03-01",
        ),
        (
            '[["/zw/12.html", "'
            + "".join(f"\\u{ord(one):04x}" for one in TITLE)
            + '", "2026-03-01 08:00:00"]]',
            "2026-03-01",
        ),
    ],
)
def test_a_title_and_an_address_in_one_bracket_are_a_link(script: str, day: str) -> None:
    (link,) = seen(script)
    assert (link.url, link.text, link.day) == ("http://a.example/zw/12.html", TITLE, day)
    assert classify(link, SITE, Site()) is Shape.ARTICLE


def test_data_of_a_page_that_a_framework_draws_are_read() -> None:
    data = f'{{"props": {{"list": [{{"title": "{TITLE}", "href": "/detail/12"}}]}}}}'
    assert [one.url for one in seen(data, 'type="application/json"')] == [
        "http://a.example/detail/12"
    ]


@pytest.mark.parametrize(
    "script",
    [
        f"document.write('<li><a href=\"' + url + '\">{TITLE}</a></li>');",  # made of pieces
        f'var a = "/zw/12.html"; var b = ["{TITLE}"];',  # not one of the other
        f'[{{"title": "{TITLE}", "img": "/img/12.jpg"}}]',
        'show("更多", "/zw/12.html")',  # a label
        'get("/api/12", "GET")',
        f"urls[0] = '/zw/12.html'; headers[1] = '{TITLE}';",
    ],
)
def test_what_is_no_title_with_its_address_is_left(script: str) -> None:
    assert seen(script) == []


def test_what_only_search_engines_are_told_is_left() -> None:
    data = f'{{"headline": "{TITLE}", "url": "/zw/12.html"}}'
    assert seen(data, 'type="application/ld+json"') == []


@pytest.mark.parametrize(
    "piece", ["[", "{(", '"a":', "'\\", '"文"', '["文件文件", "/a",', "<a ", "a[1]='"]
)
def test_a_long_script_takes_time_in_step_with_its_length(piece: str) -> None:
    began = time.process_time()
    seen("文" + piece * (400_000 // len(piece)))
    assert time.process_time() - began < 5
