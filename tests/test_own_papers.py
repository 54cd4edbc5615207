"""Whole papers that a line of a platform may be taken for: registers, guides, reports, programmes, examinations."""

from __future__ import annotations

import pytest
from papers import assert_own

PAPERS = {
    "a register of answers": (
        "网上来信答复登记",
        "现将五月份网上来信的答复情况登记如下。",
        "一、关于路灯不亮的来信",
        "2023-05-03 提问",
        "2023-05-06 回答",
        "二、关于公交改线的来信",
        "2023-05-08 提问",
        "2023-05-12 回答",
        "全部回答（2）",
    ),
    "a report on a program": (
        "值班系统验收报告",
        "本系统由县水利局信息中心开发，历时八个月，现已具备验收条件。",
        "软件名称：值班系统",
        "软件大小：25MB",
        "运行环境：Windows 10",
        "二、功能测试",
        "字号调节",
        "声音播放",
        "页面加载时间：0.85秒",
    ),
    "a guide": (
        "手机培训班讲义",
        "这次培训教老年朋友用手机交水费、看病挂号。",
        "第一步",
        "打开微信",
        "点击“小程序”",
        "添加到主屏幕",
        "第二步",
        "输入验证码",
        "请稍候",
        "左右滑动",
        "有不会的，请问志愿者。",
        "联系我们",
        "联系人：张老师",
    ),
    "a programme": (
        "少儿频道节目单",
        "为丰富假期生活，七月份每周六播出下列节目。",
        "18:00 动画片",
        "18:30 听新闻",
        "视频 19:30",
        "20:00 晚安故事",
    ),
    "an examination": (
        "三年级语文期末试卷",
        "一、选词填空。（8分）",
        "高兴 感动 难过 同情 支持",
        "二、阅读短文，回答问题。（20分）",
        "小河边有一棵老柳树，树下坐着一位老人。",
        "请继续往下阅读",
        "老人每天都来钓鱼，可是从来不带走一条。",
        "看完这篇短文，你觉得怎么样？",
    ),
    "a play": (
        "山里的灯（节选）",
        "周老师：请进。",
        "您好，请坐。",
        "请稍等。",
        "小石：老师，我想念书。",
    ),
}


@pytest.mark.parametrize("lines", PAPERS.values(), ids=PAPERS)
def test_a_paper_stays_whole(lines: tuple[str, ...]) -> None:
    assert_own(lines)
