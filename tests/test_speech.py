"""What a speech says of itself in its title, below it and below the text."""

from __future__ import annotations

import pytest
from told import TEXT, lines, page


@pytest.mark.parametrize(
    ("title", "speaker", "post"),
    [
        ("副市长柳明远在抗旱会上的讲话", "柳明远", "副市长"),
        ("市委副书记、市长周禾同志在抗旱会上的讲话提纲", "周禾", "市委副书记、市长"),
        ("王晓青同志在抗旱会上的讲话", "王晓青", ""),
        ("副市长在抗旱会上的讲话", "", "副市长"),
        ("市长助理在抗旱会上的讲话", "", "市长"),
        ("云溪高校在抗旱会上的发言", "", ""),
    ],
)
def test_a_title_names_the_speaker(title: str, speaker: str, post: str) -> None:
    document = page(title=title)
    assert (document.speaker, document.post) == (speaker, post)


@pytest.mark.parametrize(
    ("second", "occasion"),
    [
        ("——在镇党代会闭幕式上的讲话", "镇党代会闭幕式"),
        ("——2022年5月9日在云溪县第三次代表大会上", "云溪县第三次代表大会"),
    ],
)
def test_a_second_title_tells_kind_and_occasion(second: str, occasion: str) -> None:
    document = page(f"<p>{second}</p><p>同志们：</p><p>{TEXT}</p>", title="同饮一江水")
    assert document.occasion == occasion
    assert document.kind == ("致辞讲话" if "讲话" in second else "")


def test_a_wish_may_be_signed_by_who_speaks() -> None:
    wish = ("乡亲们：", TEXT, "祝大家新春快乐！", "村党支部书记　柳青禾", "2022年1月30日")
    assert lines("杨柳村新春贺词", *wish).speaker == "柳青禾"
    assert lines("关于护林的议案", *wish).speaker == ""


@pytest.mark.parametrize(
    ("title", "line", "number"),
    [
        ("关于护林的通知", "(2020)3号", "(2020)3号"),
        ("县政府第12次常务会议纪要", "〔2023〕12号", "〔2023〕12号"),
        ("关于停水的公告", "2023年第3号", "2023年第3号"),
        ("县水务局公告", "2023年 第3号", "2023年 第3号"),
        ("县人大常委会公告", "（第十二号）", "第十二号"),
        ("云溪县人民政府令", "第7号", "第7号"),
        ("在春耕会上的讲话", "第7号", ""),
        ("关于护林的通知", "第7号", ""),
    ],
)
def test_numbers_without_an_office(title: str, line: str, number: str) -> None:
    assert page(f"<p>{line}</p><p>各单位：</p><p>{TEXT}</p>", title=title).doc_number == number


@pytest.mark.parametrize(
    ("under", "speaker"),
    [
        (("（2022年5月9日在云溪县第三次代表大会上）", "柳青禾"), "柳青禾"),
        (("——2022年5月9日在县政协全会上", "柳青禾"), "柳青禾"),
        (("（2022年5月9日县委全会通过）", "柳青禾"), ""),
        (("（2022年5月9日在云溪县第三次代表大会上）", "抗旱会"), ""),
        (("云溪县抗旱委员会文件",), ""),
    ],
)
def test_who_stands_alone_below_the_assembly_speaks(under: tuple[str, ...], speaker: str) -> None:
    assert lines("在抗旱会上的报告", *under, "各位代表：", TEXT).speaker == speaker
