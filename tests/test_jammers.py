"""What is strewn into a text against copying, and what a text itself strews in."""

from __future__ import annotations

import pytest
from cleaned import plain
from flood_speech import ABOVE, BELOW


@pytest.mark.parametrize(
    "lines",
    [
        (
            "要盯紧堤坝。〔ān quán shēng chǎn〕一刻也不能松。",
            "要备足沙袋。〔wén mì wǎng〕夜里要有人。",
        ),
        ("要盯紧堤坝，〔fàn wén〕一刻也不能松，〔fàn wén〕夜里要有人。",),
        ("要盯紧堤坝！〔gōng wén kù〕 一刻也不能松。", "物资，〔xiě zuò〕要备足。"),
    ],
)
def test_syllables_read_out_between_sentences_go(lines: tuple[str, ...]) -> None:
    printed = [line.replace("〔", "").replace("〕", "") for line in lines]
    left = plain(*ABOVE, *printed, *BELOW).document.paragraphs
    meant = ["".join(x.partition("〕")[2] or x for x in line.split("〔")) for line in lines]
    assert [line.replace(" ", "") for line in left[2:-2]] == [x.replace(" ", "") for x in meant]


@pytest.mark.parametrize(
    "lines",
    [
        ("标语的拼音是：ān quán。大家读，ān quán要读准。",),
        ("会上放了一首歌，lù biān要读得响。",),
        ("请下载，app store里有，wps也有，office里也有。",),
        ("物资要备足（bèi zú），夜里要有人（yǒu rén）。",),
        ("孩子们跟我读。shā dài再来一遍。dī bà这回齐了。",),
        ("他轻轻哼着，lā lā lā人们都笑了，hā hā hā掌声响起来。",),
        ("学校开了汉语课：你好！nǐ hǎo老师好！lǎo shī hǎo同学们都会了。",),
    ],
)
def test_syllables_that_a_text_means_stay(lines: tuple[str, ...]) -> None:
    assert plain(*ABOVE, *lines, *BELOW).document.paragraphs[2:-2] == lines
