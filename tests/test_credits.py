"""Who and what a document itself credits, and addresses that it gives to its readers."""

from __future__ import annotations

import pytest
from papers import assert_own


def test_who_edited_a_book_stands_among_its_committee() -> None:
    hands = ("主　任：木青山", "委　员：桑榆　段平安", "责任编辑：桑榆　杨柳", "校　对：段平安")
    said = "本志上限不限，下限断至二〇一五年，以志为主，图表随文。"
    assert_own(("石桥县志编纂人员与凡例", *hands, said, "资料来源于档案、旧志和口述。"))


@pytest.mark.parametrize(
    "line",
    [
        "受理电话：0870-12380；短信举报：12380；网上举报：www.12380.example.cn。",
        "报名网址：www.yunlingks.com，逾期不予受理。",
        "公示期内可向县委组织部反映，投诉平台：www.yunlingts.com。",
        "参考文献：[1] 石桥水利史. http://www.shiqiaosl.wiki/shuili.html",
        "[2] 段平安. 渠道管护. www.qudaogh.com",
        "（一）建设官方网店（www.shiqiaotc.shop）",
    ],
)
def test_an_address_stays_that_a_label_gives_to_who_would_use_it(line: str) -> None:
    assert_own(("拟任职人选公示", "现将拟任职人选公示如下。", line, "公示期五个工作日。"))


@pytest.mark.parametrize(
    "byline",
    [
        "（云岭台记者 柳青 田苗）",
        "（记者 柳青 通讯员 田苗）",
        "（本报记者 柳青）",
        "（通讯员 柳青）",
        "（完）",
    ],
)
def test_who_reported_stands_in_brackets_below_a_report(byline: str) -> None:
    assert_own(("水库清淤完工", "九月五日，石桥水库清淤完工。", "库容恢复到了设计水平。", byline))


def test_times_of_a_page_are_results_in_a_report_on_its_test() -> None:
    measured = ("性能测试结果", "页面执行时间：35毫秒", "并发用户：500", "页面加载时间：1.25秒")
    assert_own(
        (
            "门户网站验收报告",
            "九月五日，专家组对门户网站作了验收。",
            *measured,
            "各项都达到了要求。",
        )
    )
