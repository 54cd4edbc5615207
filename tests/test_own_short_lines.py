"""Short lines of a document's own, which words alone must not take."""

from __future__ import annotations

import pytest
from cleaned import plain
from papers import SPEECH, assert_own

SHORT = {
    "文印店价目表": (
        "彩色打印 每页一元",
        "证件照 一版十元",
        "文字录入 千字十五元",
        "论文排版 每篇三十元",
    ),
    "阅览室须知": ("请刷卡入室", "请将书包存入柜中", "请勿浏览不良信息", "离开时请关灯"),
    "老年人学用手机": ("怎样连无线网", "怎样放大字号", "怎样叫车", "怎样挂号"),
    "校园广播稿": ("点歌台", "美文欣赏", "接下来，请欣赏一篇散文", "散文写的是秋天"),
    "改版任务": (
        "一、栏目精简到八个",
        "二、首页增加搜索框",
        "三、旧文归档",
        "四、留言三日内回复",
    ),
}


@pytest.mark.parametrize("title", SHORT)
def test_words_alone_take_no_line_of_a_list(title: str) -> None:
    assert_own((title, SPEECH[1], *SHORT[title]))


def test_words_alone_take_no_title_above_a_greeting() -> None:
    assert plain("怎样写好一篇简报", *SPEECH).document.title == "怎样写好一篇简报"
