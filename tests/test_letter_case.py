"""One document at addresses that differ in their letters' case, over real HTTP."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, item
from served import HTML, article, serve, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

NUMBERS = [hashlib.md5(bytes([n])).hexdigest() for n in range(20)]
SLUGS = [f"{word}-{word}-hui" for word in "an bo chi da en fu gu hai ji ke".split()]


def _letters(request: Request) -> Response:
    """Answer an article's address in whatever letters, as many servers do."""
    name = request.path.lower().rpartition("/")[2]
    return Response(article(name), content_type=HTML)


def _lists(server: HTTPServer, start: list[str], section: list[str]) -> None:
    serve(server, "/", "".join(map(item, start)) + "<a href='/zw/'>政务文件</a>")
    serve(server, "/zw/", "".join(map(item, section)))


def _asked(server: HTTPServer, folder: str) -> int:
    return sum(request.path.lower().startswith(folder) for request, _ in server.log)


@pytest.mark.parametrize(("folder", "pairs"), [("/ku/0/", 0), ("/ku/an-riqi/", 3)])
def test_a_number_in_small_letters_and_in_capitals_is_one_document(
    tmp_path: Path, httpserver: HTTPServer, folder: str, pairs: int
) -> None:
    small = [f"/ku/0/{number}" for number in NUMBERS]
    capitals = [folder + number.upper() for number in NUMBERS]
    httpserver.expect_request(re.compile("/ku/.*")).respond_with_handler(_letters)
    _lists(httpserver, small, capitals)
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(small)
    assert _asked(httpserver, "/ku/") == len(small) + pairs


def test_a_document_that_has_changed_keeps_its_row_where_a_list_names_it_in_other_letters(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    small = [f"/ku/0/{number}" for number in NUMBERS[:6]]
    for path in small:
        serve(httpserver, path, article("旧稿" + path[-3:]))
        serve(httpserver, path.replace(path[6:], path[6:].upper()), article("旧稿" + path[-3:]))
    config = configured(httpserver, "/")
    _lists(httpserver, small[:5], small)
    crawl(tmp_path, config)
    changed = small[5], small[5].replace(small[5][6:], small[5][6:].upper())
    for path in changed:
        serve(httpserver, path, article("新稿"))
    _lists(httpserver, [changed[1]], small)
    crawl(tmp_path, config)
    held = texts(tmp_path)
    assert set(held) == set(small)


def test_names_without_a_number_are_one_on_a_host_that_was_met_to_ignore_letter_case(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    small = [f"/pages/{slug}.aspx" for slug in SLUGS]
    capitals = [f"/Pages/{slug.title()}.aspx" for slug in SLUGS]
    httpserver.expect_request(re.compile("/[Pp]ages/.*")).respond_with_handler(_letters)
    _lists(httpserver, capitals, small)
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(capitals)
    assert _asked(httpserver, "/pages/") == len(small) + 3


def test_names_in_other_letters_are_two_documents_where_they_give_two(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    small = [f"/pages/{slug}.aspx" for slug in SLUGS]
    capitals = [f"/pages/{slug.upper()}.aspx" for slug in SLUGS]
    for path in (*small, *capitals):
        serve(httpserver, path, article(path[7:10]))
    _lists(httpserver, small, capitals)
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == {*small, *capitals}
