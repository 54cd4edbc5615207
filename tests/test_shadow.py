"""The folded copy that rules read: as long as the text, and the same for a block as for its whole page."""

from __future__ import annotations

import sys

import pytest

from cleaners.shadow import shadow, shadows

EVERY = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]


def test_a_shadow_is_as_long_as_its_text_and_folds_once() -> None:
    text = "".join(EVERY)
    assert len(shadow(text)) == len(text)
    assert shadow(shadow(text)) == shadow(text)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["时间：２０２３年", "", "（一）要抓好落实，抓出成效；"],
        ["發佈時間：２０２３年", "來源：中國時報", "責任編輯", "閱讀會議時間"],
        ["一行\n又一行：", "再一行"],  # plain text may come with line ends of its own
    ],
)
def test_blocks_are_folded_together_as_each_alone(texts: list[str]) -> None:
    assert shadows(texts) == [shadow(text) for text in texts]


def test_all_that_is_folded_is_so_together_as_alone() -> None:
    folded = [char for char in EVERY if shadow(char) != char]
    assert len(folded) > 500
    for texts in (folded, [char for char in folded if ord(char) < 0x10000]):
        assert shadows(texts) == [shadow(text) for text in texts]


def test_labels_in_traditional_characters_read_as_simplified_ones_and_names_stay() -> None:
    assert shadow("來源：時報 責任編輯：點") == "来源:時報 责任编辑:點"


def test_bars_typed_for_dashes_read_as_dashes() -> None:
    assert shadow("――在大会上的讲话 ──张某") == "——在大会上的讲话 ——张某"
