"""Feeds of sections, a paper's past days, and lists whose pages have other addresses once they grow; real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl, item, listing
from documents import invented
from served import HTML, article, serve, statuses, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def _feed(server: HTTPServer, path: str, days: dict[str, int]) -> None:
    items = "".join(
        f"<item><title>关于做好{one}工作的通知</title><link>{server.url_for(one)}</link>"
        f"<pubDate>2026-11-{day:02}</pubDate></item>"
        for one, day in days.items()
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    serve(server, path, body, **{"Content-Type": "text/xml; charset=utf-8"})


@pytest.mark.parametrize("told", ["declared", "overview", "of all"])
def test_feeds_that_only_sections_or_a_page_of_feeds_name_tell_of_what_has_changed(
    tmp_path: Path, httpserver: HTTPServer, told: str
) -> None:
    days = {f"/z/{n}00.html": n for n in range(10, 28)}
    for path in days:
        serve(httpserver, path, article(f"旧{path}"))
    head = "<head><link rel=alternate type='application/rss+xml' href='%s'></head>"
    twice = head % "/gong.php?cate=1" + "<a href='/zw/rss.xml'>RSS</a>"
    declared = twice if told != "overview" else ""
    links = "<p>RSS <a href='/rss/1.xml'>/rss/1.xml</a></p>"
    serve(httpserver, "/dingyue.html", links if told == "overview" else "")
    serve(httpserver, "/zw/", f"{declared}<ul>{''.join(map(item, days))}</ul>")
    common = head % "/all.php?f=1" if told == "of all" else ""
    start = f"{common}<a href='/zw/'>政务文件</a><a href='/dingyue.html'>RSS订阅</a>"
    serve(httpserver, "/", start)
    feed = {"declared": "/gong.php", "overview": "/rss/1.xml", "of all": "/all.php"}[told]
    _feed(httpserver, feed, days)
    config = configured(httpserver, "/")
    for _ in range(8):  # stored, and then all of them looked at again: none is due
        crawl(tmp_path, config)
    assert "/zw/rss.xml" not in asked(httpserver)
    assert ("/gong.php" in asked(httpserver)) is (told == "declared")
    again = "/z/1200.html"
    serve(httpserver, again, article("新文"))
    _feed(httpserver, feed, {again: 30} | days | {again: 30})
    crawl(tmp_path, config)
    assert texts(tmp_path)[again][0] == "新文"


def test_a_start_page_that_declares_the_feed_of_one_section_has_none_of_all(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    days = {f"/z/{n}00.html": n for n in range(10, 28)}
    for path in days:
        serve(httpserver, path, article(f"旧{path}"))
    head = "<head><link rel=alternate type='application/rss+xml' href='{}?format=feed'></head>"

    def answer(request: Request) -> Response:
        own = days if request.path == "/wenjian" else {"/z/1000.html": 10}
        links = ((f"关于做好{one}工作的通知", httpserver.url_for(one)) for one in own)
        if "format" not in request.args:
            rows = "".join(f"<li><a href='{link}'>{title}</a></li>" for title, link in links)
            return Response(head.format(request.path) + rows, content_type=HTML)
        items = "".join(
            f"<item><title>{title}</title><link>{link}</link><pubDate>2026-11-{day}</pubDate></item>"
            for (title, link), day in zip(links, own.values(), strict=True)
        )
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>"
        return Response(feed, content_type="text/xml")

    for section in ("/jianghua", "/wenjian"):
        httpserver.expect_request(section).respond_with_handler(answer)
    lists = "<a href='/jianghua'>领导讲话</a><a href='/wenjian'>政策文件</a>"
    serve(httpserver, "/", head.format("/jianghua") + lists)
    config = configured(httpserver, "/")
    for _ in range(8):
        crawl(tmp_path, config)
    serve(httpserver, "/z/1200.html", article("新文"))
    days["/z/1200.html"] = 30
    crawl(tmp_path, config)
    assert texts(tmp_path)["/z/1200.html"][0] == "新文"


def test_sections_that_each_declare_a_feed_do_not_fill_the_runs(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    for n in range(30):
        declared = f"<link rel=alternate type='application/rss+xml' href='/gong.php?cate={n}'>"
        serve(httpserver, f"/lm{n}/", f"<head>{declared}</head>{item(f'/z/{n}00.html')}")
        serve(httpserver, f"/z/{n}00.html", article(f"护林{n}"))
    _feed(httpserver, "/gong.php", {"/z/100.html": 3})
    serve(httpserver, "/", "".join(f"<a href='/lm{n}/'>政务文件</a>" for n in range(30)))
    crawl(tmp_path, configured(httpserver, "/"))
    assert asked(httpserver).count("/gong.php") <= 12


def test_a_paper_is_read_by_its_newest_days_and_a_topic_of_one_day_as_a_list(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    today = datetime.now(UTC)
    days = [f"{today - timedelta(days=n):%Y-%m/%d}" for n in range(30, -1, -1)]

    def publish(until: int) -> None:
        for n, day in enumerate(days[:until]):
            before = f"<a href='/html/{days[n - 1]}/node_1.htm'>上一期</a>" if n else ""
            items = "".join(item(f"/html/{day}/content_{n}{k}.htm") for k in range(2))
            serve(httpserver, f"/html/{day}/node_1.htm", f"<ul>{items}</ul>{before}")
            for k in range(2):
                path = f"/html/{day}/content_{n}{k}.htm"
                serve(httpserver, path, article(path))
        topic = f"<a href='/zt/{days[0]}/node_1.htm'>专题专栏</a>"
        serve(httpserver, "/", f"<a href='/html/{days[until - 1]}/node_1.htm'>今日要闻</a>{topic}")

    serve(httpserver, f"/zt/{days[0]}/node_1.htm", item("/z/100.html"))
    serve(httpserver, "/z/100.html", article("护林"))
    serve(httpserver, "/z/200.html", article("防汛"))
    publish(29)
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    publish(31)
    serve(httpserver, f"/zt/{days[0]}/node_1.htm", item("/z/100.html") + item("/z/200.html"))
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == 64
    assert sum("/html/" in one and "node" in one for one in asked(httpserver)) <= 15


def test_a_list_whose_pages_are_named_by_what_came_before_is_not_walked_again_with_each_article(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    shown = list(range(60, 10, -1))

    def answer(request: Request) -> Response:
        after = int(request.args.get("p_ID", 99))
        page = [n for n in shown if n < after][:5]
        turn = f"<a href='?paged=y&p_ID={page[-1]}'>下一页</a>" if page[-1] != shown[-1] else ""
        items = "".join(item(f"/z/{n}00.html") for n in page)
        return Response(f"<ul>{items}</ul>{turn}", content_type=HTML)

    httpserver.expect_request("/zw").respond_with_handler(answer)
    serve(httpserver, "/", "<a href='/zw'>政务文件</a>")
    for n in range(11, 62):
        serve(httpserver, f"/z/{n}00.html", article(f"护林{n}"))
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    shown.insert(0, 61)
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == 51
    assert asked(httpserver).count("/zw") <= 8


def test_a_feed_is_one_wherever_it_is_and_no_document(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    declared = '<link rel="alternate" type="application/rss+xml" href="/zw?format=xinwen">'
    serve(httpserver, "/", f'{declared}<a href="/dingyue/8">关于本站新闻怎样订阅的说明</a>')
    text = invented("供销")
    for number, path in enumerate(("/zw", "/dingyue/8")):
        item = f"<item><title>在供销社工作会议上的讲话</title><link>/zw/10{number}.html</link><description>{text * 9}</description></item>"
        served = f'<?xml version="1.0"?>\n<rss version="2.0"><channel>{item * 2}</channel></rss>'
        serve(httpserver, path, served, **{"Content-Type": "text/xml; charset=utf-8"})
        serve(httpserver, f"/zw/10{number}.html", article(("防汛", "护林")[number]))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/zw/100.html", "/zw/101.html"}
    # the one that the page declares is asked in every run
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert "/zw" in statuses(httpserver)


def test_a_list_that_a_page_declares_as_its_feed_is_a_list(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    declared = '<link rel="alternate" type="application/rss+xml" href="/dingyue/">'
    serve(httpserver, "/", f"<html><head>{declared}</head><body>门户</body></html>")
    serve(httpserver, "/dingyue/", listing("/zw/100.html"))
    serve(httpserver, "/zw/100.html", article("防汛"))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == {"/zw/100.html"}
