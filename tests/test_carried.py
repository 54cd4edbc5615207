"""Pages put together by script: their text stands in their data, and no script is run to read it."""

from __future__ import annotations

import html
import json

import pytest

from cleaners import NoDocument, Page, clean

TITLE = "在全县秋粮收购动员会上的讲话"
LINES = (
    "同志们：",
    "今年秋粮丰收已成定局，颗粒归仓还要看我们。仓容要腾出来，资金要备到位，“打白条”的事一件也不许有。",
    "一、把农民的利益放在第一位",
    "各收购点要早开门、晚收秤，质价标准上墙，不得压级压价，更不得让售粮群众排长队、过夜。",
    "谢谢大家！",
)
MARKUP = "".join(f'<p style="text-indent:2em">{line}</p>' for line in LINES)


def shell(script: str, title: str = "清溪发布") -> Page:
    """A page that shows nothing until its script runs."""
    return Page(
        "https://www.example.com/article/99",
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div id='app'></div>"
        f"{script}<script src='/app.js'></script></body></html>".encode(),
    )


def data(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


ARTICLE = {
    "id": 9,
    "title": TITLE,
    "publishTime": "2023-09-21 09:00:00",
    "content": MARKUP,
    "source": "清溪县粮食局",
}
NUXT = f"<script>window.__NUXT__={data({'data': [{'article': ARTICLE}]})};</script>"
HEX = MARKUP.replace("<", "\\x3c").replace('"', "\\x22")
SCRIPTS = {
    "nuxt": NUXT,
    "nuxt 3": f'<script type="application/json" id="__NUXT_DATA__">{data([{"title": 1, "html": 2}, TITLE, MARKUP])}</script>',
    "next": f'<script id="__NEXT_DATA__">{json.dumps({"props": {"pageProps": ARTICLE}})}</script>',
    "data within a string": f"<script>var state = {data(data({'detail': ARTICLE}))};</script>",
    "escaped markup": f"<script>var a = {data({'title': TITLE, 'body': html.escape(MARKUP)})};</script>",
    "plain lines": f"<script>var a = {data({'docTitle': TITLE, 'txt': chr(10).join(LINES)})};</script>",
    "single quotes": f"<script>var a = {{title: '{TITLE}', content: '{HEX}'}};</script>",
    "with and without markup": f"<script>var a = {data({**ARTICLE, 'text': ''.join(LINES)})};</script>",
}


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_text_carried_in_data_is_the_document(kind: str) -> None:
    page = shell(SCRIPTS[kind], title=TITLE if kind == "nuxt 3" else "清溪发布")
    document = clean(page).document
    assert document.title == TITLE
    assert document.paragraphs == LINES


def test_next_to_a_list_of_others_the_text_is_still_found() -> None:
    others = [
        {"title": f"在第{i}次会议上的讲话", "desc": "同志们，今天开会。" * 3} for i in range(9)
    ]
    script = f"<script>var a = {data({'list': others, 'article': ARTICLE})};</script>"
    document = clean(shell(script)).document
    assert (document.title, document.paragraphs) == (TITLE, LINES)


def test_date_and_source_are_those_of_the_text() -> None:
    other = {"title": "在别的会议上的讲话", "publishTime": "2021-01-01", "source": "别处"}
    script = f"<script>var a = {data([other, ARTICLE, other])};</script>"
    document = clean(shell(script)).document
    assert document.published is not None
    assert (document.published.isoformat(), document.source) == ("2023-09-21", "清溪县粮食局")


def test_facts_of_the_texts_own_object_come_before_nearer_ones() -> None:
    article = {k: ARTICLE[k] for k in ("title", "source", "publishTime", "content")}
    others = [{"title": f"清溪县第{i}次会议"} for i in range(3)]
    script = f"<script>var a = {data({'article': article, 'hot': others})};</script>"
    assert clean(shell(script)).document.title == TITLE


@pytest.mark.parametrize(
    "script",
    [
        "",
        "<script>var a = {msg: '加载失败，请刷新重试。'};</script>",
        f"<script>var a = {data({'privacy': '我们重视您的隐私。' * 20})};</script>",
        f"<script>var a = {data([{'title': f'{i}', 'content': f'{i}{MARKUP}'} for i in range(5)])};</script>",
        '<script>var a = "' + '\\"' * 50_000 + ";</script>",
    ],
    ids=["nothing", "messages", "a notice", "a list of texts", "an open string"],
)
def test_a_shell_without_one_text_is_no_document(script: str) -> None:
    with pytest.raises(NoDocument) as refused:
        clean(shell(script))
    assert refused.value.code in {"no-text", "no-body"}


def test_a_page_that_shows_its_text_is_read_as_it_shows() -> None:
    other = NUXT.replace("秋粮", "夏粮")
    shown = f"<h1>{TITLE}</h1><div>{MARKUP}</div>"
    document = clean(shell(shown + other)).document
    assert (document.title, document.paragraphs) == (TITLE, LINES)
