"""URLs: what may be asked, one spelling for one page, and which addresses are public."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.urls import (
    MAX_LENGTH,
    absolute,
    canonical,
    host,
    host_and_port,
    is_public,
    origin,
    routed,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://A.Example", "http://a.example/"),
        ("http://a.example:80/x#top", "http://a.example/x"),
        ("https://a.example:443/", "https://a.example/"),
        ("https://a.example:8443/", "https://a.example:8443/"),
        ("http://a.example./", "http://a.example/"),
        ("http://a.example/a/./b/../c/", "http://a.example/a/c/"),
        ("http://a.example/../../x", "http://a.example/x"),
        ("http://a.example/a/..", "http://a.example/"),
        ("http://a.example/a/b/..", "http://a.example/a/"),
        ("http://a.example/讲话 稿.html", "http://a.example/%E8%AE%B2%E8%AF%9D%20%E7%A8%BF.html"),
        ("http://a.example/%e8%ae%b2%7Ex%41", "http://a.example/%E8%AE%B2~xA"),
        ("http://a.example/%zz", "http://a.example/%zz"),
        ("http://政府.example/", "http://xn--mxtq1m.example/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://a.example/?", "http://a.example/"),
        ("http://a.example/?b=2&a=1", "http://a.example/?a=1&b=2"),
        ("http://a.example/?a=2&a=1", "http://a.example/?a=2&a=1"),
        ("http://a.example/?utm_source=x&id=3&spm=1.2", "http://a.example/?id=3"),
        ("http://a.example/d.aspx?ID=3&IsDlg=1&PageView=Shared", "http://a.example/d.aspx?ID=3"),
        ("http://a.example/?PHPSESSID=abc&id=3", "http://a.example/?id=3"),
        ("http://a.example/a.jsp;jsessionid=0A1B?id=3", "http://a.example/a.jsp?id=3"),
        ("http://a.example/?sid=8f14e45fceea167a5a36", "http://a.example/"),
        ("http://a.example/?sid=12", "http://a.example/?sid=12"),
        ("http://a.example/forum.php?fid=2&sid=kS85eu", "http://a.example/forum.php?fid=2"),
        ("http://a.example/forum.php?sid=zdb87w", "http://a.example/forum.php"),
        ("http://a.example/?sid=news01", "http://a.example/?sid=news01"),
        ("http://a.example/?12", "http://a.example/?12"),
        ("http://a.example/?q=%B9%AB", "http://a.example/?q=%B9%AB"),
        ("  http://a.example/x\n", "http://a.example/x"),
    ],
)
def test_one_spelling(url: str, expected: str) -> None:
    assert canonical(url) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("2.html", "http://a.example/x/2.html"),
        ("/2.html", "http://a.example/2.html"),
        ("../2.html", "http://a.example/2.html"),
        ("?page=2", "http://a.example/x/1.html?page=2"),
        ("//b.example/y", "http://b.example/y"),
        ("#top", "http://a.example/x/1.html"),
    ],
)
def test_relative_links(href: str, expected: str) -> None:
    assert canonical(href, "http://a.example/x/1.html") == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x.html",
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:void(0)",
        "mailto:a@b.example",
        "data:text/html,x",
        "http:x.html",
        "http://",
        "http:///x",
        "http://user@a.example/",
        "http://user:secret@a.example/",
        "http://a.example\\@b.example/",
        "http://a.example/\x00",
        "http://a.example/a\nb",
        "http://a.example/?x=\udcff\ud800",
        "http://a.example/\x1b[31m",
        "http://a.example:0/",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://a b/",
        "http://a..b/",
        "http://-[::1/",
        "http://" + "a" * 300 + ".example/",
        "http://a.example/" + "a" * MAX_LENGTH,
        "http://a.example/" + "公" * 700,
    ],
)
def test_what_may_not_be_asked(url: str) -> None:
    assert canonical(url) is None
    assert absolute(url) is None
    assert origin(url) == ""


def test_a_base_that_is_no_text() -> None:
    assert absolute("1.html", "http://a.example/\udcff/") is None


def test_what_goes_over_the_wire_keeps_its_query() -> None:
    assert absolute("http://a.example/?b=2&a=1&sid=8f14e45fceea167a#x") == (
        "http://a.example/?b=2&a=1&sid=8f14e45fceea167a"
    )


def test_origin_and_host() -> None:
    assert origin("HTTPS://A.example:443/x") == "https://a.example"
    assert origin("http://a.example:8000/x") == "http://a.example:8000"
    assert origin(origin("http://a.example:8000/x")) == "http://a.example:8000"
    assert origin("http://a.example/") != origin("https://a.example/")
    assert host("https://a.example:8000/x") == "a.example:8000"
    assert host_and_port("https://a.example/x") == ("a.example", 443)
    assert host_and_port("http://[::1]:8000/") == ("::1", 8000)


@given(st.text(max_size=80))
def test_canonical_of_canonical_is_itself(text: str) -> None:
    for url in (f"http://a.example/{text}", text):
        once = canonical(url)
        assert once is None or (canonical(once) == once and once.isascii())


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@given(
    st.sampled_from(
        [
            "http://a.example/",
            "http://a.example",
            "https://a.example:81/x/y?z#f",
            "http://a.example?x=/y",
        ]
    ),
    st.text(alphabet="/.a?#;:%[]&=@ 讲", max_size=12)
    .map("/".__add__)
    .filter(lambda link: not link.startswith("//"))
    .filter(lambda link: not link.rstrip(";#?").endswith(" ")),  # it is stripped twice there
)
def test_a_path_from_the_root_is_joined_as_the_standard_library_does(base: str, link: str) -> None:
    assert absolute(link, base) == absolute(urljoin(base, link.strip()))


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/index.php?s=/news/detail/id/7.html", "/index.php/news/detail/id/7.html"),
        ("/index.php?s=/news/lists/cid/2/p/3.html", "/index.php/news/lists/cid/2/page/3.html"),
        ("/?id=7&r=news/view", "/news/view?id=7"),
        ("/so.php?s=讲话", "/so.php?s=讲话"),
        ("/out.php?url=/news/7.html", "/out.php?url=/news/7.html"),
        ("/duty.php?date=2026/11/30", "/duty.php?date=2026/11/30"),
    ],
)
def test_a_route_in_a_query_is_looked_at_as_a_path(url: str, path: str) -> None:
    assert routed(f"http://a.example{url}") == f"http://a.example{path}"
