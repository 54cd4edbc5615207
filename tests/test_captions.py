"""Pages of pictures with a caption and polls: no documents, and their series end; short documents stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, item
from served import article, serve, texts

from scraper.captions import is_caption

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

PICTURE = b"<IMG src='1.jpg'>"
CAPTIONS = [
    "图为苇河镇秋收现场。县文联供图",
    "青塘县公文库\n市领导在南坡村走访（图12）。\n县委办公室信息科维护",
    "干部职工在河堤上植树（第3张）。",
    "三月五日，孩子们在操场上放风筝。（李四 摄）",
    "新落成的村小学。资料图片",
    "上图：晨雾里的梯田 文/图：赵六",
]
DOCUMENTS = [
    "馆内文物禁止拍摄。",
    "经研究决定，任命张三为县政府办公室副主任。",
    "因检修管网，三月五日起河湾街道停水，请居民储水（图1）。",
    "远上寒山石径斜，\n白云生处有人家。\n停车坐爱枫林晚",
    "三月五日，县长到苇河镇调研。他强调，要抓好春耕。（李四 摄）",
    "图书馆本周一闭馆整修。\n县图书馆",
    "今日放假一天。\n县政府办公室\n2026年3月5日",
]


@pytest.mark.parametrize("text", CAPTIONS)
def test_a_caption_is_told_by_its_words_beside_a_picture(text: str) -> None:
    assert is_caption(PICTURE, text)
    assert not is_caption(b"<p>", text)


@pytest.mark.parametrize("text", DOCUMENTS)
def test_a_short_document_is_no_caption(text: str) -> None:
    assert not is_caption(PICTURE, text)


def _page(title: str, text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f"<title>{title}</title><h2>{title}</h2><p>2026-03-05</p><img src='/p/1.jpg'>{lines}"


def _asked(server: HTTPServer, folder: str) -> int:
    return sum(request.path.startswith(folder) for request, _ in server.log)


def test_short_documents_beside_a_picture_are_kept_and_captions_are_not(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    said = {f"/d/{n}.html": text for n, text in enumerate(DOCUMENTS, 101)}
    shown = {f"/t/{n}.html": text for n, text in enumerate(CAPTIONS, 101)}
    for path, text in (*said.items(), *shown.items()):
        title = f"关于{path[3:6]}号事项的通知" if path in said else f"图片新闻之{path[3:6]}"
        serve(httpserver, path, _page(title, text))
    serve(httpserver, "/", "".join(map(item, (*shown, *said))))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(said)


@pytest.mark.parametrize("alone", [True, False])
def test_an_album_costs_a_few_requests_and_takes_no_document_with_it(
    tmp_path: Path, httpserver: HTTPServer, *, alone: bool
) -> None:
    album = [f"/z/{n}.html" for n in range(101, 131)]
    paths = [f"/z/{n}.html" for n in range(201, 221)]
    for n, path in enumerate(album):
        serve(httpserver, path, _page(f"秋收剪影之{n}", f"图为苇河镇第{n}村秋收现场。"))
    for path in paths:
        serve(httpserver, path, article(path[3:6]))
    words = "" if alone else "苇河镇秋收现场图片之{}"
    links = "".join(
        f"<a href='{path}'><img src='1.jpg' alt='苇河镇秋收现场之{n}'>{words.format(n)}</a>"
        for n, path in enumerate(album)
    )
    serve(httpserver, "/tu/", links)
    serve(httpserver, "/zw/", "".join(map(item, paths[5:])))
    lists = "<a href='/tu/'>图片新闻</a><a href='/zw/'>政务文件</a>"
    serve(httpserver, "/", "".join(map(item, paths[:5])) + lists)
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert _asked(httpserver, "/z/") == len(paths) + (4 if alone else 20)


def test_polls_beside_documents_are_left_after_a_few(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/z/{n}.html" for n in range(201, 211)]
    polls = [f"/diaocha/{n}.html" for n in range(101, 121)]
    for path in paths:
        serve(httpserver, path, article(path[3:6]))
    choice = "<input type=radio>满意 <input type=radio>不满意"
    for n, path in enumerate(polls):
        serve(httpserver, path, f"<title>问卷{n}</title><form>您对服务是否满意 {choice}</form>")
    serve(httpserver, "/", "".join(map(item, (*paths, *polls))))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert _asked(httpserver, "/diaocha/") == 5


def test_texts_behind_many_captions_of_one_list_are_found(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    said = [f"/rs/{n}.html" for n in range(101, 121)]
    for n, path in enumerate(said):
        text = f"图为苇河镇第{n}村秋收现场。"
        serve(httpserver, path, _page(f"秋收剪影之{n}", text) if n < 14 else article(path[4:7]))
    names = "".join(
        f"<li><a href='{path}'>苇河镇秋收纪实之{n}</a></li>" for n, path in enumerate(said)
    )
    serve(httpserver, "/rs/", names)
    serve(httpserver, "/", "<a href='/rs/'>乡村纪实</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(said[14:])
