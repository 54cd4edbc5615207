"""Names that addresses spell."""

from __future__ import annotations

import pytest

from cleaners.words.pinyin import spelled_at


@pytest.mark.parametrize(
    ("text", "address", "name"),
    [
        ("救灾款好文库", "www.haowenku.com", "好文库"),
        ("各级党组织公文屋", "https://www.gongwenwu.com/a/1.html", "公文屋"),
        ("写材料就上公文驿站", "www.gwyizhan.com", "公文驿站"),  # first letters, then syllables
        ("机耕路好稿网", "w w w . haogao . com", "好稿网"),  # 网 is left out
        ("粮食产量文档吧", "www.gongwenwu.com", ""),
        ("文库", "www.wenku.com", ""),  # a word, and too short for a name
        ("全体人员公文网", "www.gw.com", ""),  # two letters are spelled by chance
    ],
)
def test_an_address_tells_where_its_name_begins(text: str, address: str, name: str) -> None:
    at = spelled_at(text, address)
    assert ("" if at is None else text[at:]) == name
