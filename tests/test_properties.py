"""What holds for every page, tried on pages nobody wrote down."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from speeches import (
    SHAPES,
    Speech,
    as_html,
    as_text,
    chrome_into,
    speeches,
    watermarks,
)

from cleaners import Block, Cleaned, Cut, Document, Draft, NoDocument, Page, clean, explain
from cleaners.blocks.decode import decode
from cleaners.lines import kept, kept_lines, merged

pytestmark = pytest.mark.slow

CODES = {"empty", "no-text", "no-body", "mojibake", "mirror", "listing"}
CODES |= {"captcha", "gone", "login", "maintenance"}


def without(text: str, cuts: list[Cut]) -> str:
    """The text minus exactly what is cut, worked out the slow way."""
    gone = {i for cut in cuts for i in range(cut.start, cut.end)}
    return "".join(char for i, char in enumerate(text) if i not in gone)


def of_block(cuts: tuple[Cut, ...], block: int) -> list[Cut]:
    return [cut for cut in cuts if cut.block == block]


@st.composite
def cut_drafts(draw: st.DrawFn) -> Draft:
    """A draft of a few blocks with any cuts: overlapping, touching, nested, in the middle."""
    texts = draw(
        st.lists(st.text("甲乙丙丁abc　 ，。", min_size=1, max_size=12), min_size=1, max_size=4)
    )
    cuts = []
    for block, text in enumerate(texts):
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            cuts.append(Cut(block, start, end, draw(st.sampled_from(["rule.one", "rule.two"]))))
    blocks = tuple(Block(text) for text in texts)
    return Draft("https://a.example/", blocks, cuts=tuple(draw(st.permutations(cuts))))


@given(cut_drafts())
def test_kept_text_is_the_text_minus_exactly_the_cuts(draft: Draft) -> None:
    gone = merged(draft.cuts)
    left = []
    for i, block in enumerate(draft.blocks):
        expected = without(block.text, of_block(draft.cuts, i))
        assert kept(block.text, gone.get(i, [])) == expected
        if trimmed := expected.strip(" \u3000\t"):
            left.append((i, trimmed))
    assert [(line.block, line.text) for line in kept_lines(draft)] == left


@given(cut_drafts())
def test_raw_line_keeps_every_offset(draft: Draft) -> None:
    for line in kept_lines(draft):
        text = draft.blocks[line.block].text
        gone = {i for cut in of_block(draft.cuts, line.block) for i in range(cut.start, cut.end)}
        assert len(line.raw) == len(text)
        assert {i for i, char in enumerate(line.raw) if char == "\0"} == gone


@given(cut_drafts())
def test_explanation_is_the_page(draft: Draft) -> None:
    pieces = explain(Cleaned(Document(draft.url, "", ()), draft))
    for i, block in enumerate(draft.blocks):
        own = [piece for piece in pieces if piece.block == i]
        assert all(piece.text for piece in own)
        assert "".join(piece.text for piece in own) == block.text
        stays = "".join(piece.text for piece in own if not piece.rule)
        assert stays == without(block.text, of_block(draft.cuts, i))


def assert_conserved(cleaned: Cleaned) -> None:
    """The document is the blocks minus the cuts, in order, and nothing else."""
    draft = cleaned.draft
    texts = [without(block.text, of_block(draft.cuts, i)) for i, block in enumerate(draft.blocks)]
    stripped = [text.strip(" \u3000\t") for text in texts]
    assert cleaned.document.paragraphs == tuple(text for text in stripped if text)
    for i, block in enumerate(draft.blocks):
        assert "".join(p.text for p in explain(cleaned) if p.block == i) == block.text
    for cut in draft.cuts:
        assert 0 <= cut.start < cut.end <= len(draft.blocks[cut.block].text)
        assert cut.rule


def from_text(speech: Speech, lines: tuple[str, ...]) -> Cleaned:
    return clean(as_text((speech.title, *lines)))


@given(speeches(), st.sampled_from(SHAPES))
def test_clean_speech_comes_out_whole(speech: Speech, shape: str) -> None:
    for cleaned in (
        clean(as_html(speech.title, speech.lines, shape=shape)),
        from_text(speech, speech.lines),
    ):
        assert cleaned.document.paragraphs == speech.lines
        assert cleaned.document.title == speech.title
        assert_conserved(cleaned)


@given(st.data(), speeches(), st.sampled_from(SHAPES))
def test_injected_chrome_comes_out_of_a_page(
    data: st.DataObject, speech: Speech, shape: str
) -> None:
    lines = data.draw(chrome_into(speech))
    cleaned = clean(as_html(speech.title, lines, shape=shape))
    assert cleaned.document.paragraphs == speech.lines
    assert cleaned.document.title == speech.title
    assert_conserved(cleaned)


@given(st.data(), speeches())
def test_injected_chrome_comes_out_of_plain_text(data: st.DataObject, speech: Speech) -> None:
    lines = data.draw(chrome_into(speech))
    cleaned = from_text(speech, lines)
    assert cleaned.document.paragraphs == speech.lines
    assert_conserved(cleaned)


@pytest.mark.parametrize(
    "mark", ["青檐文秘网 www.qingyanwm.com", "【半山范文库WWW.banshanfw.COM】"]
)
@pytest.mark.parametrize(
    "line", ["同志们：", "各位代表: ", "三、几点要求 ", "（二）把水利设施管起来 "]
)
def test_mark_leaves_the_short_line_before_it(line: str, mark: str) -> None:
    text = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，情况很好。"
    cleaned = clean(as_text(("在全县工作会议上的讲话", line + mark, text)))
    assert cleaned.document.paragraphs == (line.strip(), text)


@pytest.mark.parametrize("mark", ["【云笺写作】www.yunjianxz.com", "【墨林公文网】WWW.molingw.COM"])
def test_name_in_brackets_goes_with_its_address(mark: str) -> None:
    text = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，情况很好。"
    cleaned = clean(as_text(("在全县工作会议上的讲话", "同志们：", mark, text)))
    assert cleaned.document.paragraphs == ("同志们：", text)


@given(st.data(), speeches(), st.sampled_from(SHAPES))
def test_cleaning_again_cuts_nothing_more(data: st.DataObject, speech: Speech, shape: str) -> None:
    """Whatever came out of a page, chrome left over included, stays as it is."""
    lines = list(speech.lines)
    for at in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=2, unique=True)):
        lines[at] = lines[at][:3] + data.draw(watermarks()) + lines[at][3:]
    lines = data.draw(chrome_into(Speech(speech.title, tuple(lines))))
    once = clean(as_html(speech.title, lines, shape=shape)).document
    again = clean(as_text(once.paragraphs))
    assert again.document.paragraphs == once.paragraphs
    assert again.draft.cuts == ()


def outcome(page: Page) -> Cleaned | None:
    """Clean a page; the only exception that may come is NoDocument, with a known code."""
    refusal, cleaned = None, None
    try:
        cleaned = clean(page)
    except NoDocument as error:
        refusal = error
    if refusal or not cleaned:
        assert refusal
        assert refusal.reason
        assert refusal.code in CODES
        return None
    assert_conserved(cleaned)
    assert cleaned.document.paragraphs
    return cleaned


TYPES = st.sampled_from(
    ["", "text/html", "text/plain", "text/html; charset=gbk", "TEXT/PLAIN;charset=hex", "x/y"]
)
URLS = st.sampled_from(["", "https://a.example/1.html", "file:///a/b.txt", "//", "http://[::1]/"])


@given(st.binary(max_size=400), TYPES, URLS)
def test_any_bytes_give_a_document_or_no_document(body: bytes, kind: str, url: str) -> None:
    outcome(Page(url, body, kind))


TAGS = "html head body div p br span a table tr td th ul li h1 pre font script style title b form"
TAGS += " select option button textarea iframe svg template center hr img ruby rt frameset math"
ATTRIBUTES = [
    "",
    ' class="content"',
    ' id="js_content" style="display:none"',
    ' href="/1.html"',
    ' href="附件.docx"',
    ' style="color:#fff;font-size:0"',
    " hidden",
    ' class="',
    ' name="PubDate" content="2024-13-45"',
    ' align="center"',
]
WORDS = [
    "同志们：",
    "当前位置：首页 > 讲话",
    "时间：2024-02-30",
    "青檐文秘网 www.qingyanwm.com",
    "今年以来，全县上下认真落实各项部署，取得了较好的成绩。",
    "相关文章",
    "谢谢大家！",
    "全文共2010字，当前显示500字",
    "&nbsp;&#x3000;&lt;p&gt;&#99999999;&bogus;",
    "\u3000\u3000一、",
    "上一篇：",
    "]]>",
    "\u200b\ufeff\x00\ufffd",
    "(qí)(wàn)",
    "来源：",
    "二〇二四年十三月四十日",
]


@st.composite
def tag_soups(draw: st.DrawFn) -> str:
    """Tags that open, close, nest and break as they like, with words of real pages between."""
    tag = st.sampled_from(TAGS.split())
    piece = st.one_of(
        st.builds("<{}{}>".format, tag, st.sampled_from(ATTRIBUTES)),
        st.builds("</{}>".format, tag),
        st.sampled_from(WORDS),
        st.sampled_from(
            ["<", "<!--正文-->", "<!--", "<![CDATA[", "<!doctype html>", "</", "<p", "&"]
        ),
        st.text(max_size=6),
    )
    return "".join(draw(st.lists(piece, max_size=40)))


@given(tag_soups(), st.sampled_from(["utf-8", "gb18030", "utf-16"]), TYPES)
def test_any_tag_soup_gives_a_document_or_no_document(soup: str, code: str, kind: str) -> None:
    outcome(Page("https://a.example/1.html", soup.encode(code, "replace"), kind))


def test_depth_is_no_danger() -> None:
    for tag in ("div", "span", "table><tr><td", "font", "ul><li"):
        deep = (
            f"<{tag}>" * 3000 + "今年以来，全县上下认真落实各项部署，取得了较好的成绩，情况很好。"
        )
        assert outcome(Page("https://a.example/1.html", deep.encode(), "text/html"))


@st.composite
def damaged(draw: st.DrawFn, page: Page) -> Page:
    """The page with tags dropped, doubled or swapped, perhaps cut off; its text is left alone."""
    pieces = re.split(r"(<[^>]*>)", page.body.decode())
    tags = [i for i, piece in enumerate(pieces) if piece.startswith("<")]
    for at in draw(st.lists(st.sampled_from(tags), min_size=1, max_size=12)):
        change = draw(st.sampled_from(["drop", "double", "swap"]))
        other = draw(st.sampled_from(tags))
        if change == "swap":
            pieces[at], pieces[other] = pieces[other], pieces[at]
        else:
            pieces[at] = "" if change == "drop" else pieces[at] * 2
    whole = "".join(pieces).encode()
    if draw(st.booleans()):
        whole = whole[: draw(st.integers(1, len(whole)))]
    return Page(page.url, whole, page.content_type)


@given(st.data(), speeches(), st.sampled_from(["p", "br", "div"]))
def test_damage_never_invents_text(data: st.DataObject, speech: Speech, shape: str) -> None:
    """Without tables the parser moves no text: what comes out must stand on the page in order."""
    page = data.draw(damaged(as_html(speech.title, speech.lines, shape=shape)))
    cleaned = outcome(page)
    if cleaned is None:
        return
    left = iter(re.sub(r"\s", "", decode(page).replace("&nbsp;", "").replace("&gt;", ">")))
    for char in re.sub(r"\s", "", cleaned.document.text):
        assert char in left, f"{char!r} is not on the page, or not there"


@given(st.data(), speeches())
def test_damage_to_tables_never_invents_text(data: st.DataObject, speech: Speech) -> None:
    page = data.draw(damaged(as_html(speech.title, speech.lines, shape="td")))
    cleaned = outcome(page)
    if cleaned is not None:
        there = decode(page)
        for char in set(re.sub(r"\s", "", cleaned.document.text)):
            assert cleaned.document.text.count(char) <= there.count(char)
