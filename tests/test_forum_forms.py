"""One thread of a forum under all its addresses: rewritten, by script, archived, by redirect; real HTTP."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from crawling import configured, crawl
from served import HTML, article, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

_THREADS = range(12, 22)
_BOARD = "<a href='/archiver/'>文字版</a> <a href='/forum-2-1.html'>范文区</a>"


def _link(url: str, text: str) -> str:
    return f"<a href='{escape(url)}'>{text}</a>"


def _row(n: int) -> str:
    """A thread as boards show it: its title, its pages, its last answer."""
    script = f"/forum.php?mod=viewthread&tid={n}"
    title = f"在第{n}次工作会议上的讲话"
    cells = (
        _link(f"/thread-{n}-1-1.html" if n % 2 else script, title),
        _link(f"{script}&extra=page%3D1", title),
        _link(f"/forum.php?mod=redirect&goto=lastpost&tid={n}", "2026-3-1"),
    )
    return f"<tr>{''.join(f'<td>{one}</td>' for one in cells)}</tr>"


def _shown(n: str) -> str:
    script = f"/forum.php?mod=viewthread&tid={n}"
    step = f"/forum.php?mod=redirect&goto=nextnewset&tid={n}"
    beside = _link(f"{script}&action=printable", "打印") + _link(step, "下一主题")
    return article(f"第{n}", f"<p>{_BOARD} {beside}</p>")


def _answer(request: Request) -> Response:
    asked = request.args
    named = re.search(r"(?:tid|thread)-(\d+)", request.url)
    tid = asked.get("tid") or (named[1] if named else "")
    if asked.get("mod") == "redirect":
        return Response("", 302, {"Location": f"/forum.php?mod=viewthread&tid={tid}"})
    if tid and int(tid) in _THREADS:
        return Response(_shown(tid), content_type=HTML)
    if request.path == "/archiver/":
        items = (
            f"<li>{_link(f'/archiver/?tid-{n}.html', f'在第{n}次工作会议上的讲话')}</li>"
            for n in _THREADS
        )
        return Response(f"<ul>{''.join(items)}</ul>", content_type=HTML)
    if request.path in {"/", "/forum-2-1.html"}:
        rows = "".join(map(_row, _THREADS))
        return Response(f"{_BOARD}<table>{rows}</table>", content_type=HTML)
    return Response("", 404)


def test_a_thread_has_one_row_and_is_asked_under_few_of_its_addresses(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    httpserver.expect_request(re.compile("/.*")).respond_with_handler(_answer)
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == len(_THREADS)
    first = len(httpserver.log)
    assert first <= 4 * len(_THREADS)
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == len(_THREADS)
    assert len(httpserver.log) <= first / 2
