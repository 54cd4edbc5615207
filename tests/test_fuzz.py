"""Any input at all, where test_properties, test_urls, test_links, test_politeness and test_config do
not look: rule files, packed bodies, the guard, and pages read in a process of their own."""

from __future__ import annotations

import gzip
import time
import zlib
from contextlib import suppress

import pytest
from faults.fault import html, text
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import NoDocument, Page, RulebookError, bundled
from cleaners.blocks.guard import Weight, weigh
from cleaners.rulebook import load
from scraper import apart, feeds
from scraper.bodies import Body, BodyError
from scraper.urls import canonical

ODD = [
    "5", "-1", "true", "1e400", "nan", '""', '"x"', '"("', '"a{99999999999}"', f'"{"(" * 3000}"', '"{xy}"', '"{y}"', "[]",
    "[1]", '["x"]', '["", "x"]', "[[]]", "{}", "{a = 1}", "2026-01-01", '"head"', '["head"]', '"line"', '"\\u0000"', '"上一篇"',
]  # fmt: skip


KEYS = "id why scope zone match hit miss unless_near unless_said beside words name hosts article listing body xy"


GOOD = {"id": '"a.b"', "why": '"x"', "scope": '"line"', "match": '"^x"', "hit": '["x"]'}
TABLES = st.sampled_from(
    ["", "[[rule]]", "[fragments]", "[rule]", "[[site]]", "[[rule.words]]", "[rule.fragments]"]
)


@st.composite
def rule_files(draw: st.DrawFn) -> str:
    """A good rule with values exchanged, and odd tables around it."""
    key, odd = st.sampled_from(KEYS.split()), st.sampled_from(ODD)
    rule = {**GOOD, **draw(st.dictionaries(key, odd, max_size=3))}
    lines = (
        ["[fragments]", f"xy = {draw(odd)}", "[[rule]]"] if draw(st.booleans()) else ["[[rule]]"]
    )
    lines += [f"{name} = {value}" for name, value in rule.items()]
    if draw(st.booleans()):
        lines = [f"{draw(key)} = {draw(odd)}", draw(TABLES), f"{draw(key)} = {draw(odd)}", *lines]
    return "\n".join(lines)


@given(rule_files())
def test_any_rule_file_is_read_or_named(source: str) -> None:
    with suppress(RulebookError):
        load({"x.toml": source}, {})
    with suppress(RulebookError):
        load({}, {"x.toml": source})


@pytest.mark.parametrize(
    "source",
    [
        "rule = [1]", "rule = [[]]", "a = " + "[" * 5000, "a = " + "9" * 5000,
        "[fragments]\nxy = 5\n[[rule]]\nid = 'a.b'\nwhy = 'x'\nscope = 'line'\nhit = ['x']\nmatch = '{xy}'",
        f"[fragments]\nxy = '{'{xy}' * 100}'\n[[rule]]\nid = 'a.b'\nwhy = 'x'\nscope = 'line'\nhit = ['x']\nmatch = '{{xy}}'",
    ],
)  # fmt: skip
def test_faulty_rule_files_are_named(source: str) -> None:
    with pytest.raises(RulebookError, match=r"x\.toml"):
        load({"x.toml": source}, {})


@given(st.text(max_size=60))
def test_any_text_is_a_rule_file_or_is_named(source: str) -> None:
    with suppress(RulebookError):
        load({"x.toml": source}, {"a.example.toml": source})


def unpacked(chunks: list[bytes], encoding: str, limit: int) -> bytes | str:
    body = Body(encoding, limit)
    try:
        for chunk in chunks:
            body.feed(chunk)
        return body.whole()
    except BodyError as error:
        return error.code


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", ""]), st.data())
def test_a_body_does_not_depend_on_how_it_is_cut(
    plain: bytes, encoding: str, data: st.DataObject
) -> None:
    packing = {"gzip": gzip.compress, "deflate": zlib.compress, "": bytes}[encoding]
    packed = packing(plain)
    at = data.draw(st.integers(0, len(packed)))
    limit = data.draw(st.integers(0, 400))
    whole = unpacked([packed], encoding, limit)
    assert unpacked([packed[:at], packed[at:]], encoding, limit) == whole
    assert whole == (plain if max(len(plain), len(packed)) <= limit else "too-large")


@given(st.lists(st.binary(max_size=60), max_size=4), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_are_a_packed_body_or_a_broken_one(chunks: list[bytes], encoding: str) -> None:
    found = unpacked(chunks, encoding, 1000)
    assert found in {"encoding", "too-large"} or isinstance(found, bytes)


PIECES = [
    "<url>", "</url>", "<loc>", "</loc>", "<sitemap>", "</sitemap>", "<item>", "<link>", "<link href='", "'/>", "<guid>http", "<entry>", "<lastmod>",
    "<![CDATA[", "]]>", "<!--", "-->", "http://a.example/1.html", "/x", "&amp;", "&#x0;", "&#xD800;", "\n", "\x00", "javascript:", "//b.example/", "文",
]  # fmt: skip


@given(
    st.sampled_from(["<urlset>", "<sitemapindex>", "<rss>", "<feed>", "http://a.example/\n", ""]),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=9)), max_size=40),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_anything_is_a_sitemap_or_none(root: str, pieces: list[str], code: str) -> None:
    body = (root + "".join(pieces)).encode(code, "replace")
    for listed in feeds.read(Page("http://a.example/sitemap.xml", body), 10_000) or ():
        assert canonical(listed.url) == listed.url


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.integers(1, 40_000))
def test_no_sitemap_takes_long_to_read(pieces: list[str], times: int) -> None:
    page = Page("http://a.example/sitemap.xml", f"<urlset>{''.join(pieces) * times}".encode())
    began = time.process_time()
    for _ in feeds.read(page, 10_000_000) or ():
        pass
    assert time.process_time() - began < 20


def test_a_sitemap_of_many_empty_gzip_members_takes_no_time() -> None:
    page = Page("http://a.example/sitemap.xml.gz", gzip.compress(b"") * 200_000)
    began = time.process_time()
    assert feeds.read(page, 10_000_000) is None
    assert time.process_time() - began < 10  # it took minutes: zlib copies the rest each time


MARKS = [
    "<",
    ">",
    '"',
    "'",
    "<a ",
    "</",
    "<!--",
    "=",
    "a",
    " ",
    "<div",
    "/>",
    "\n",
    "<script>",
    "字",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=5), st.integers(1, 40_000))
def test_no_page_takes_long_to_weigh(marks: list[str], times: int) -> None:
    page = Page("", "".join(marks).encode() * times)
    began = time.process_time()
    with suppress(NoDocument):
        weigh.__wrapped__(page)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("body", "weight"),
    [
        (html(text(1)), Weight.LIGHT),
        (html(text(1, 5000)), Weight.HEAVY),
        (html("<br>" * 4000 + text(1)), Weight.LIGHT),
        (html("<p>字" * 20_000), Weight.LIGHT),
        (html("<div>" * 12_000 + text(1)), Weight.HEAVY),
        (html(f'<img src="data:{"x" * 90_000}">' + text(1)), Weight.LIGHT),
        (html("<div " + " ".join(f'a{n}=">"' for n in range(20_000)) + ">"), Weight.HEAVY),
        (html("<!-- <a ' --><div " + " ".join(f"a{n}" for n in range(30_000)) + ">'>"), Weight.HEAVY),
        (html("".join(f"<font color={n}><p>" for n in range(1000))), Weight.HEAVY),
        (html("".join(f"<FONT color={n}><div>" for n in range(300)) + "</FONT>" * 600), Weight.HEAVY),
        (html("".join(f"<font color={n}>" for n in range(300)) + "<!--</font>-->" * 300 + "<p>" * 300), Weight.HEAVY),
        (html('<p><B class="x"><span style="a: b"><font size=3>一</font>、<br/></span></B>字' * 2000), Weight.LIGHT),
    ],
)  # fmt: skip
def test_weight(body: str, weight: Weight) -> None:
    assert weigh(Page("", body.encode())) is weight


@pytest.mark.parametrize("wide", ["utf-16", "utf-8"])
@pytest.mark.parametrize(
    "body",
    ["<div>" * 60_000, "<a " + " ".join(f"a{n}" for n in range(60_000)) + ">", "<i>" * 600_000],
)
def test_what_no_parser_should_see(body: str, wide: str) -> None:
    with pytest.raises(NoDocument, match=r"deep|attributes|tags") as caught:
        weigh(Page("http://a.example/", body.encode(wide)))
    assert caught.value.code == "too-complex"


@pytest.mark.slow
def test_a_heavy_page_comes_out_as_it_would_here() -> None:
    page = Page("http://a.example/1.html", html(text(1) + "<div>" * 12_000).encode(), "text/html")
    assert weigh(page) is Weight.HEAVY
    there, here = apart.clean(page, bundled()), apart.clean_here((page,), bundled())
    assert there.document == here.document
    assert there.draft.cuts == here.draft.cuts
    assert apart.links(page) == ()


@pytest.mark.slow
def test_a_heavy_page_without_a_document_says_why() -> None:
    page = Page("http://a.example/1.html", html("<div>" * 12_000).encode(), "text/html")
    with pytest.raises(NoDocument) as caught:
        apart.clean(page, bundled())
    assert caught.value.code != "too-complex"


def test_a_page_with_nothing_but_its_title_is_no_document() -> None:
    """Found by benchmarks/fuzz.py: the title is cut last, and there was nothing else."""
    body = b"<y><h1>\x9a,\xe7\xa5\xbd\xe8\x90\xbd\xe5\xae\x9e,\xe4\xbf\x9d\xe5\x8f\x96\xe5\xbe\x97\xe6\x89"
    body += b"\x8e\xe5\xae\x9e\xe6\x88\x90\xe6\x95\x88\xe3\x80\x82\xb0\x8f\x91\xe7\xac\xac37\xe5\xb7\xe6"
    body += b"\x96\x87\xe4\xbb\xb6\xe7\x9a\x84\xe9\x80\x9a<br>"
    page = Page("", body, "text/html")
    with pytest.raises(NoDocument) as caught:
        apart.clean_here((page,), bundled())
    assert caught.value.code == "no-body"
