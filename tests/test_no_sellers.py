"""Who writes, gathers or keeps documents and sells none stays in a sentence, with its address."""

from __future__ import annotations

import pytest
from cleaned import plain
from flood_speech import ABOVE, BELOW, left

from cleaners import Page, clean


@pytest.mark.parametrize(
    "line",
    [
        "材料由秘书整理。",
        "本文由秘书整理提供。",
        "要办好县里的资料库、素材库、模板库。",
        "他把讲话稿改了又改，稿子越改越短。",
        "介绍了“青年资料网”www.yunlingqn.com的做法。",
        "（图片来源：县天文馆）",
        "电子文档库",
        "欢迎大家访问县档案馆资料网 www.yunlingda.com 查阅。",
        "谢谢秘书处的同志们！",
    ],
)
def test_an_office_writes_too(line: str) -> None:
    assert line in left(line)


@pytest.mark.parametrize(
    "line",
    [
        "柳溪市写作坊长期面向社会开放，市民可以自由参加。",
        "桑园镇写作坊长年坚持活动，已有十年。",
        "我部gongwen门户系统已经上线。",
        "县工会写作坊员工班开班了，报名踊跃。",
        "一户一档- 1 -册，请妥善保管。",
        "配发对讲机- 6 -部，手电- 8 -把。",
        "我们要学以致用，文章来自写作模板，终究是空洞的。",
        "全市阅读空间踊跃参与，城南写作吧，每周末举办读书沙龙，吸引了市民。",
    ],
)
def test_a_house_of_an_office_and_what_is_counted_stay(line: str) -> None:
    assert line in left(line)


def test_what_a_text_sets_off_by_dashes_twice_stays() -> None:
    said = ("有一个特色社团——青苗写作坊——每周二活动，人人爱去。", "我们的骄傲——青苗写作坊——走出校门，获了奖。")  # fmt: skip
    kept = plain(*ABOVE, *said, *BELOW)
    assert all(line in kept.document.paragraphs for line in said)


@pytest.mark.parametrize(
    "line",
    ["青苗写作坊整理了优秀作文和发言稿，请大家欣赏。", "公文库收集了大家的工作总结三百篇。", "材料库准备了各位代表的发言稿，请到前台领取。"],
)  # fmt: skip
def test_who_gathers_what_others_wrote_is_no_seller(line: str) -> None:
    text = "\n".join(("写作活动的总结", line, *ABOVE[2:], *BELOW))
    assert line in clean(Page("", text.encode(), "text/plain; charset=utf-8")).document.paragraphs


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("公文写作大赛 参赛须知 www.gongwenxzds.com", "公文写作大赛 参赛须知"),
        ("文档管理 操作说明 www.wendanggl.com", "文档管理 操作说明"),
        ("材料学会，每日更新动态 www.cailiaoxh.com", "材料学会，每日更新动态"),
        ("执法人员对写作助手网（www.xiezuozs.com）作出处罚。", "对写作助手网作出"),
    ],
)
def test_what_is_no_sellers_name_stays_before_an_address(line: str, kept: str) -> None:
    assert kept in left(line)


@pytest.mark.parametrize("name", ["文秘之友", "公文交换站", "墨香书店", "城南书房"])
def test_a_signature_with_its_address_stays(name: str) -> None:
    address = {"墨香书店": "www.moxiangshudian.com", "城南书房": "www.chengnanshufang.com"}
    site = address.get(name, "www.example-fang.com")
    for lines in ((name, site, "2023年5月6日"), (name, site, "县图书馆", "www.example-tsg.com")):
        text = "\n".join((*ABOVE, *BELOW, "特此通知。", *lines))
        document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
        assert name in document.paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "今年我们建了工作报告库（www.example-bgk.com），欢迎大家查阅。",
        "镇里推出了茶叶网（www.example-tea.com），销路打开了。",
        "他的重要讲话网上反响热烈，会议总结网上也能看到。",
    ],
)
def test_what_a_place_has_set_up_keeps_its_address(line: str) -> None:
    assert line in left(line)


@pytest.mark.parametrize(
    "lines",
    [
        ("省图书馆（城东馆，www.stlib.cn）每周二闭馆。",),
        ("汛情由两家企业（青禾水务，www.qinghesw.com；云岭测绘）监测。",),
        ("青檐文库 www.qywenku88.com", "各位来宾：青檐文库今天正式揭牌了。"),
        ("来源：县文联写作部 2022-05-01", "我写作部门要带头。（写作部）"),
        ("首页 > 石桥文库 > 馆藏", "石桥文库坚持公益办馆，群众可到石桥文库借书。"),
        ("公文宝 www.gongwenbao.com", "要把公文宝贵经验传下去。"),
        ("写作社 www.xiezuoshe.com", "要发展写作社团，繁荣校园文化。"),
        ("各位同事：wsbs.com已经停用，请使用新系统。",),
        ("文稿馆 www.wengaoguan.com", "《县文稿馆藏目录》已经编印。"),
        ("讲稿网 www.jianggaow.com", "请把讲稿网传至会务组。"),
        ("来源：写作组 2021-04-08", "写作组要沉到一线。"),
        ("来源：文秘系 2021-04-08", "我校文秘系全体师生要沉到一线。"),
        ("来源：职代会 2021-04-08", "我们职代会体察民情，本职代会届期五年。"),
        ("首页 > 写作苑 > 通知", "我校写作苑向全体师生开放。"),
        ("各公文网类别要分清，本公文网地址为解放路12号。",),
        ("本材料网月底前建成，本材料网系统要安全。",),
        ("每公文网年均投入三万元。",),
        ("同志们：市演讲学会www.yanjiangxh.com会员单位共十二家。",),
        ("会议提出，公文流转，以文辅政的助手", "公文流转，以文辅政的助手"),
    ],
)
def test_what_a_text_itself_names_stays(lines: tuple[str, ...]) -> None:
    assert lines[-1] in left("\n".join(lines))
