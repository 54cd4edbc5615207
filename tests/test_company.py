"""Lines of platforms that a document may say as well: alone they stay, beside others of their kind they go."""

from __future__ import annotations

import pytest
from cleaned import plain

NOTICE = (
    "为做好值班系统的换装，信息中心对全县十二个站点逐一检查，发现隐患九处。",
    "各站要在月底前完成换装，换装情况由值班员现场核对，逐项写入台账。",
)
ALONE = (
    "运行环境：Windows 10",
    "软件大小：25MB",
    "授权方式：免费",
    "文件格式：PDF或Word",
    "解压密码：qingshi2023",
    "2023-06-01 提问",
    "全部回答（12）",
    "我来答",
    "相似的问题一并答复",
    "写回答",
    "上传于2023-06-01",
    "暂无笔记",
    "如何免费下载？",
    "电梯直达",
    "我也说一句",
    "注册时间：2021-03-05",
    "引用 编辑",
    "添加到主屏幕",
    "举报原因（必填）：",
    "声音播放",
    "全屏阅读",
    "收藏",
    "打印",
    "搜索",
    "显示全部",
    "我要举报",
    "字号调节",
)
TOGETHER = {
    "a box of software": ("软件大小：25MB", "软件语言：简体中文", "运行环境：Win10"),
    "a question": ("我来答", "悬赏分：20", "2014-03-11 提问"),
    "buttons of a question": ("关注问题", "写回答", "邀请回答"),
    "buttons of a shelf": ("下载资源", "全屏阅读", "显示全部"),
    "a shelf": ("暂无笔记", "上传于2023-06-01"),
    "a forum": ("我也说一句", "收起回复", "只看楼主"),
    "a member of a forum": ("注册时间：2021-03-05", "UID：12345", "在线时间：8小时"),
    "a reader of novels": ("添加到主屏幕", "加入书签，方便阅读"),
    "tools": ("打印本页 关闭窗口", "字号调节"),
}


@pytest.mark.parametrize("line", ALONE)
def test_a_line_alone_may_be_the_documents(line: str) -> None:
    for lines in ((line, *NOTICE), (*NOTICE, line), (NOTICE[0], line, NOTICE[1])):
        assert plain("关于值班系统换装的通知", *lines).document.paragraphs == lines


@pytest.mark.parametrize("lines", TOGETHER.values(), ids=TOGETHER)
def test_lines_of_a_platform_prove_each_other(lines: tuple[str, ...]) -> None:
    for page in ((*lines, *NOTICE), (*NOTICE, *lines)):
        assert plain("关于值班系统换装的通知", *page).document.paragraphs == NOTICE


def test_what_an_earlier_step_has_cut_below_is_company_too() -> None:
    below = ("其他回答（3）", "相似文档", "值班系统说明", "值班系统手册", "值班系统问答")
    assert plain("关于值班系统换装的通知", *NOTICE, *below).document.paragraphs == NOTICE
