"""What stands beside lists and articles: ways back, forms, polls, months; real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawling import configured, crawl, item
from served import HTML, article, serve, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def _asked(server: HTTPServer) -> list[str]:
    return [
        f"{request.path}?{request.query_string.decode()}".rstrip("?") for request, _ in server.log
    ]


def test_an_address_that_names_the_page_to_go_back_to_is_the_same_one(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    here = httpserver.url_for("/gw/all.aspx").replace(":", "%3A").replace("/", "%2F")

    def answer(request: Request) -> Response:
        return Response(article(f"防汛{request.args['ID']}"), content_type=HTML)

    httpserver.expect_request("/gw/disp.aspx").respond_with_handler(answer)
    ids = range(101, 109)
    lists = {"/": f"&Source={here}", "/gw/all.aspx": "&ReturnUrl=/gw/all.aspx%3Fp%3D2"}
    for path, back in lists.items():
        items = "".join(item(f"/gw/disp.aspx?ID={n}{back}") for n in ids)
        serve(httpserver, path, f"{items}<a href='/gw/all.aspx'>通知公告</a>")
    # where nothing else names the page, that is what it is
    serve(httpserver, "/gw/zhuan.aspx", article("转载"))
    serve(
        httpserver,
        "/",
        f"{items}<a href='/gw/all.aspx'>通知公告</a>{item('/gw/zhuan.aspx?source=/t/9.html')}",
    )
    crawl(tmp_path, configured(httpserver, "/"))
    expected = {*(f"/gw/disp.aspx?ID={n}" for n in ids), "/gw/zhuan.aspx?source=/t/9.html"}
    assert set(texts(tmp_path)) == expected
    assert sum("disp.aspx" in one for one in _asked(httpserver)) == len(ids)


def test_polls_and_calendars_beside_them_close_no_pages_of_a_list(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    numbers = {"11": range(10, 22), "12": range(30, 42), "15": range(50, 62)}
    first = [n for some in numbers.values() for n in some[:4]]

    def numbered(n: int) -> str:
        return item(f"/men/view.jsp?artId={n}")

    def answer(request: Request) -> Response:
        at, some = int(request.args.get("pageNo", 1)), numbers[request.args["colId"]]
        options = "".join(
            f"<option value='list.jsp?colId={request.args['colId']}&pageNo={n}'>第{n}页</option>"
            for n in (1, 2, 3)
        )
        turn = f"<select onchange='location.href=this.value'>{options}</select>"
        orders = "".join(
            f"<a href='list.jsp?colId={request.args['colId']}&pageNo={at}&order=title&dir={one}'>标题</a>"
            for one in ("asc", "desc")
        )
        items = "".join(map(numbered, some[4 * at - 4 : 4 * at]))
        return Response(f"{orders}<ul>{items}</ul>{turn}", content_type=HTML)

    def shown(request: Request) -> Response:
        return Response(article(f"防汛{request.args['artId']}"), content_type=HTML)

    httpserver.expect_request("/men/list.jsp").respond_with_handler(answer)
    httpserver.expect_request("/men/view.jsp").respond_with_handler(shown)
    polls = "".join(
        f"<p><a href='poll.jsp?id={n}'>您对窗口服务的第{n}项评价如何</a></p>" for n in range(30)
    )
    serve(httpserver, "/men/poll.jsp", f"<form>满意 一般</form>{polls}")
    lists = "".join(f"<a href='/men/list.jsp?colId={one}'>公文公告</a>" for one in numbers)
    serve(
        httpserver,
        "/",
        f"{''.join(map(numbered, first))}{lists}{polls.replace('poll', '/men/poll')}",
    )
    crawl(tmp_path, configured(httpserver, "/"))
    assert len(texts(tmp_path)) == sum(map(len, numbers.values()))
    asked = _asked(httpserver)
    assert not [one for one in asked if "order=" in one]
    assert sum("poll.jsp" in one for one in asked) <= 10


def test_forms_to_reply_to_or_to_edit_an_article_are_not_asked_for(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    for n in range(20, 26):
        beside = f"<a href='/z/{n}00.html?replyto={n}#say'>回复该评论</a><a href='/z/{n}00.html?EditDocument'>编辑</a>"
        serve(httpserver, f"/z/{n}00.html", article(f"护林{n}", beside))
    serve(httpserver, "/", "".join(item(f"/z/{n}00.html") for n in range(20, 26)))
    crawl(tmp_path, configured(httpserver, "/"))
    assert len(texts(tmp_path)) == 6
    assert not [one for one in _asked(httpserver) if "?" in one]


def test_months_in_a_name_are_asked_when_the_lists_have_been(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/post/{n}.html" for n in range(20, 50)]
    for path in paths:
        serve(httpserver, path, article(path))
    months = [f"/date-2026-{n}.html" for n in range(1, 13)]
    for n, month in enumerate(months):
        serve(httpserver, month, f"<ul>{item(paths[n])}{item(paths[n + 1])}</ul>")
    shelf = "".join(f"<a href='{one}'>2026年{n}月 (2)</a>" for n, one in enumerate(months, 1))

    def answer(request: Request) -> Response:
        at = int(request.args.get("page", 1))
        turn = f"<a href='?page={at + 1}'>下一页</a>" if at < 5 else ""
        return Response(
            f"<ul>{''.join(map(item, paths[6 * at - 6 : 6 * at]))}</ul>{turn}{shelf}",
            content_type=HTML,
        )

    httpserver.expect_request(re.compile("/list")).respond_with_handler(answer)
    serve(httpserver, "/", f"{shelf}<a href='/list'>公文公告</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    asked = _asked(httpserver)
    assert asked.index("/list?page=5") < asked.index(months[0])
    assert sum("/date-" in one for one in asked) <= 10


def test_a_function_that_goes_where_it_is_told_leads_there(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/z/{n}00.html" for n in range(20, 38)]
    for path in paths:
        serve(httpserver, path, article(path))
    script = "<script>function jump(u) { window.location.href = u; } function see(u) { window.open(u); }</script>"
    options = "".join(
        f"<option value='list{f'_{n}' if n else ''}.htm'>{n + 1}</option>" for n in range(3)
    )
    turn = f"<select onchange='jump(this.value)'>{options}</select>"
    for n in range(3):
        rows = "".join(
            f"<tr onclick=\"see('{path}')\"><td>关于做好{path}工作的通知</td></tr>"
            for path in paths[6 * n : 6 * n + 6]
        )
        serve(
            httpserver,
            f"/zw/list{f'_{n}' if n else ''}.htm",
            f"{script}<table>{rows}</table>{turn}",
        )
    serve(httpserver, "/", "<a href='/zw/list.htm'>通知公告</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)


def test_a_site_for_telephones_beside_the_site_is_not_walked_and_what_redirects_inherit_names_no_page(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/z/{n}00.html" for n in range(20, 26)]
    for path in paths:
        serve(httpserver, path, article(path))
        serve(httpserver, f"/mobile{path}", article(path))
    serve(httpserver, "/mobile/index.htm", "".join(item(f"/mobile{path}") for path in paths))
    serve(
        httpserver,
        "/zw/list.htm",
        "".join(item(f"{path}?inheritRedirect=false&redirect=%2Fzw%2Flist.htm") for path in paths),
    )
    serve(
        httpserver, "/", "<a href='/mobile/index.htm'>手机站</a><a href='/zw/list.htm'>通知公告</a>"
    )
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert not [one for one in _asked(httpserver) if "/mobile" in one]
