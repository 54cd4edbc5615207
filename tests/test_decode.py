from __future__ import annotations

import codecs
import gc

import pytest

from cleaners import Page
from cleaners.blocks.decode import decode

TEXT = "同志们：今年以来，云溪县各乡镇落实各项部署，完成投资3.6亿元。"
LONG = TEXT * 20


def meta(name: str) -> str:
    return f'<html><head><meta charset="{name}"></head><body>{LONG}</body></html>'


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_wins_and_is_no_text(mark: bytes, code: str) -> None:
    body = mark + TEXT.encode(code)
    assert decode(Page("", body, "text/html; charset=big5")) == TEXT


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "big5", "iso-8859-1", "no-such-code", ""])
def test_utf8_is_utf8_whatever_the_page_declares(declared: str) -> None:
    page = Page("", meta(declared).encode(), f"text/html; charset={declared}")
    assert decode(page) == meta(declared)


@pytest.mark.parametrize(
    "declared", ["gb2312", "GBK", "utf-8", "iso-8859-1", "no-such-code", "hex"]
)
def test_gb18030_is_read_whatever_the_page_declares(declared: str) -> None:
    rare = meta(declared) + "陶堃、㙍村、🌾"  # the first is in GBK only, the others in GB18030 only
    assert decode(Page("", rare.encode("gb18030"), f"text/html; charset={declared}")) == rare
    assert decode(Page("", rare.encode("gb18030"))) == rare


@pytest.mark.parametrize("where", ["meta", "header", "xml"])
def test_big5_is_read_where_declared(where: str) -> None:
    text = "政府工作報告：各位代表，請予審議。" * 5
    if where == "meta":
        text = f'<META http-equiv="Content-Type" content="text/html; charset=big5">{text}'
    if where == "xml":
        text = f'<?xml version="1.0" encoding="Big5"?>{text}'
    kind = "text/html;charset=Big5" if where == "header" else ""
    assert decode(Page("", text.encode("big5"), kind)) == text


def test_big5_is_read_with_its_hong_kong_characters() -> None:
    text = "立法會會議：呢啲係我哋嘅意見，請予審議。" * 5
    assert decode(Page("", text.encode("big5hkscs"), "text/html; charset=big5")) == text


def test_header_comes_before_meta() -> None:
    text = '<meta charset="gbk">' + "政府工作報告：各位代表，請予審議。" * 5
    assert decode(Page("", text.encode("big5"), "text/html; charset=big5")) == text


@pytest.mark.parametrize("kind", ["", "text/html; charset=utf-8"])
@pytest.mark.parametrize("size", [1, 20])
def test_utf8_cut_anywhere(size: int, kind: str) -> None:
    """A page cut off inside a character is still UTF-8, and never GB18030 by accident."""
    body = (TEXT * size).encode()
    wrong = []
    for end in range(len(body)):
        whole = body[:end].decode("utf-8", "ignore")
        if decode(Page("", body[:end], kind)).rstrip("\ufffd") != whole:
            wrong.append(end)
    assert wrong == []


def test_gbk_cut_inside_a_character_loses_no_other() -> None:
    body = LONG.encode("gbk")[:-1]
    assert decode(Page("", body)).startswith(LONG[:-1])


def test_stray_byte_costs_no_more_than_itself() -> None:
    half = len(LONG) // 2
    body = LONG[:half].encode() + b"\xff" + LONG[half:].encode()
    assert decode(Page("", body)) == LONG[:half] + "\ufffd" + LONG[half:]


def test_gbk_says_nothing_that_gb18030_does_not() -> None:
    pairs = [bytes([a, b]) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)]
    read = {pair: pair.decode("gbk", "replace") for pair in pairs}
    whole = {pair: text for pair, text in read.items() if "\ufffd" not in text}
    assert len(whole) > 20_000
    assert whole == {pair: pair.decode("gb18030") for pair in whole}
    assert not any("\ue000" <= text <= "\uf8ff" for text in whole.values())


def test_a_page_is_freed_when_it_is_read() -> None:
    gc.collect()
    gc.disable()
    try:
        decode(Page("", LONG.encode("gb18030")))
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert "\ufffd" in decode(Page("", bytes(range(128, 256)) * 3))


def test_a_text_is_told_from_the_bytes_as_received() -> None:
    with pytest.raises(TypeError, match="body must be the bytes as received, not str"):
        Page("https://anduji.example/1003.html", "<p>同志们：</p>")  # type: ignore[arg-type]
