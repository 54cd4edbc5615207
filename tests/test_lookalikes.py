"""What looks like a site's and is a document's: spoken of, quoted, an example of what a rule must miss."""

from __future__ import annotations

import pytest
from cleaned import plain
from papers import SPEECH, TITLE, amid_a_speech

from cleaners import NoDocument, Page, bundled, clean

QUOTED = {
    "quoted below a line that tells so": (
        "有的网页上写着：",
        "更多范文请访问某某网",
        "点击下载全文",
    ),
    "spoken of below": ("请看屏幕左上角。", "阅读原文", "这个按钮很少有人点。"),
    "in quotation marks": ("骗子的话我念一句。", "“此内容仅会员可见，付费9.9元解锁。”"),
    "one of a list of words": ("电脑上有这几种窗口。", "立即下载", "下次再说"),
}


@pytest.mark.parametrize("told", QUOTED.values(), ids=QUOTED)
def test_site_talk_that_a_text_quotes_stays_between_its_paragraphs(told: tuple[str, ...]) -> None:
    lines = (TITLE, *SPEECH[:3], *told, *SPEECH[3:])
    left = plain(*lines).document
    assert set(told) <= set(left.paragraphs)


MISSES = sorted(
    {
        miss
        for rule in bundled().rules
        for miss in rule.miss
        if miss[-1] in "。！？；" and len(miss) > 6
    }
)


@pytest.mark.parametrize("place", [1, 2, 4, 6])
def test_what_a_rule_must_miss_no_other_rule_takes(place: int) -> None:
    """The look-alikes of every rule stay through the whole pipeline, wherever in a speech they stand."""
    text = (*SPEECH[:2], SPEECH[3], *SPEECH[3:5], SPEECH[5])
    lost = []
    for miss in MISSES:
        lines = (TITLE, *text[:place], miss, *text[place:])
        try:
            left = clean(
                Page("", "\n".join(lines).encode(), "text/plain; charset=utf-8")
            ).document.text
        except NoDocument:
            left = ""
        if miss not in left:
            lost.append(miss)
    assert lost == []


WORDS = (
    "客服 小程序 公众号 二维码 会员 积分 下载 登录 注册 平台 网站 浏览 扫码 关注 转发 收藏 点赞 评论 投稿 编辑 版权 打印 "
    "分享 附件 范文 模板 资料 全文 复制 付费 免费 订阅 推送 热线 广告 商务合作 管理员 用户 网友 留言 举报 纠错 链接 代写".split()
)
SAID = (
    "设立{}，方便群众咨询",
    "开通{}，让群众少跑腿；",
    "{}建设（一期）",
    "推广{}12个",
    "完善{}功能，提升群众体验；",
    "通过{}发布政策信息",
    "（三）规范{}",
    "一是{}覆盖率达到95%",
    "对{}进行排查；",
    "{}服务群众12万人次",
    "取消{}收费",
    "四要管好{}",
    "第五条 {}",
    "没有{}的村要补上",
    "把{}办到群众心坎上",
    "答：{}已经开通",
)


@pytest.mark.parametrize("said", SAID)
def test_what_sites_offer_is_spoken_of_in_documents_too(said: str) -> None:
    lines = [said.format(word) for word in WORDS]
    texts = ["\n".join((TITLE, *SPEECH[1:-1], line)) for line in lines]
    last = [clean(Page("", text.encode(), "text/plain")).document.paragraphs[-1] for text in texts]
    assert last == lines


# a name and its address that have a part in their sentence: an organizer, a thing built, an opening
PARTS = (
    "承办单位：石滩写作网（www.shitanxz.com）",
    "鸣谢：石滩文学网（www.shitanwx.com）",
    "我们创办了石滩写作网（www.shitanxz.com），吸引了一批青年。",
    "石滩融媒网 www.shitanrm.cn 正式上线。",
)


@pytest.mark.parametrize("told", PARTS)
def test_an_address_that_has_a_part_in_its_sentence_stays(told: str) -> None:
    assert told in amid_a_speech(told)


# a house of an office and what is done there: its slogan alone speaks of the trade
HOUSES = (
    "青年之家-学习写作的园地",
    "县作协写作坊，学习写作的家园",
    "职工之家—公文写作的园地",
    "镇文化馆，文稿下载的窗口",
    "妇女之家：学习原创的家园",
    "校文学社｜原创写作的家园",
)


@pytest.mark.parametrize("told", HOUSES)
def test_the_slogan_of_a_house_that_no_site_runs_stays(told: str) -> None:
    assert told in amid_a_speech(told)
