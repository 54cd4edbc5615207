"""A site's name on its own pages: a watermark of a site of documents, and the own word of a house."""

from __future__ import annotations

import pytest
from papers import page, paragraphs

from cleaners import Page, clean

SPEECH = ("同志们：", "今天开会，研究护林工作。", "各村要把责任田划到户。")
END = ("要抓好冬季巡山，严防火情。", "谢谢大家！")


def of_site(name: str, title: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is left of a text on a page that a site's name frames: title, source and ©."""
    html = page(f"<div>{paragraphs(lines)}</div>", title).body.decode().replace("长风网", name)
    return clean(Page("http://www.site.example/1.html", html.encode())).document.paragraphs


@pytest.mark.parametrize("name", ["励志一生网", "聘才网", "小故事吧", "考试在线", "学习文库"])
def test_the_name_of_a_site_of_documents_goes_of_any_trade(name: str) -> None:
    strewn = (*SPEECH, name, f"各级要提高认{name}识。", *END, name)
    whole = (*SPEECH, "各级要提高认识。", *END)
    assert of_site(name, "在护林会上的讲话", strewn) == whole


def test_the_name_between_a_signature_and_its_date_goes() -> None:
    signed = ("各村：", "请按时报送。", "特此通知。", "云岭县林业局")
    lines = (*signed, "聘才网", "2024年5月6日")
    left = of_site("聘才网", "关于护林工作的通知", lines)
    assert left == (*signed, "2024年5月6日")


def test_the_name_below_those_a_notice_goes_to_goes() -> None:
    text = ("各乡镇、各单位：", "请按时报送护林台账。", "特此通知。")
    lines = (text[0], "聘才网", *text[1:])
    assert of_site("聘才网", "关于护林工作的通知", lines) == text


@pytest.mark.parametrize(
    ("title", "watermark"),
    [
        ("励志一生网护林讲话三篇", "励志一生网"),
        ("公文港湾网推荐：在护林会上的讲话", "公文港湾网 www.gwgw.com"),
        ("《公文港湾网》在护林会上的讲话", "公文港湾网 www.gwgw.com"),
        ("稿件汇领导讲话：在护林会上的讲话", "稿件汇 www.gaojianhui.com"),
        ("在稿件汇全县护林会议上的讲话", "稿件汇 www.gaojianhui.com"),
        ("致辞大全爱民篇", "致辞大全 www.zcdq.com"),
        ("公文写作培训班开班式上的讲话", "墨香公文写作 www.mxgwxz.com"),
        ("党课讲稿：牢记初心", "七一党课讲稿（www.dkjg.com）"),
    ],
)
def test_a_title_with_wares_behind_the_name_speaks_of_no_house(title: str, watermark: str) -> None:
    name = watermark.partition("www")[0].strip(" （")
    assert of_site(name, title, (*SPEECH, watermark, *END)) == (*SPEECH, *END)


HOUSES = {
    "people go there": ("护林工作安排", "请各站登录林海网报送巡山记录。", "林海网"),
    "it signs": ("招募护林志愿者启事", "有意者请到村部报名。", "林海网", "2024年5月6日"),
    "it signs below a closing": ("护林倡议书", "让我们一起护林。", "此致", "敬礼！", "林海网"),
    "a sentence says what it does": ("护林简报", "林海网，护林人的园地，今年办了八期。", "林海网"),
    "it takes part": ("护林知识竞赛方案", "主办单位：", "林海网", "竞赛分两轮进行。"),
    "among papers": ("媒体见面会安排", "到会媒体有三家：", "山城日报", "林海网", "请准时到会。"),
    "opened": ("林海网开通公告", "我县办的网站今日开通，欢迎大家提意见。", "林海网"),
    "its rules": ("林海网运行管理办法", "第一条 为规范运行，制定本办法。", "林海网"),
    "its birthday": (
        "在林海网成立十周年座谈会上的讲话",
        "各位同仁：",
        "十年前，我们在这里起步。",
        "林海网",
    ),
    "its plan": ("林海网建设方案", "制定本方案。", "林海网", "本方案自发布之日起执行。"),
    "a visit": ("走进林海网", "周末，我们来到林海网。", "林海网"),
    "a work": ("《林海网》首发式上的致辞", "各位来宾：", "林海网", "今天它与大家见面。"),
    "with its address": (
        "关于做好林海网管理工作的通知",
        "现将林海网（www.linhaiw.com）管理工作通知如下。",
        "把图书交给林海网，由专人看管。",
    ),
}


@pytest.mark.parametrize("lines", HOUSES.values(), ids=HOUSES)
def test_the_name_of_a_house_stays(lines: tuple[str, ...]) -> None:
    title, *text = lines
    assert of_site("林海网", title, tuple(text)) == tuple(text)


SITE = "稿友汇 www.gaoyouhui.com"


@pytest.mark.parametrize(
    "line",
    [
        "监测显示，全县林地面[]积稳中有升。",
        "责任牌上标注到人，任务[]落到山头。",
        "要从[]源头抓起。",
        "PM2.5与臭氧[]协同治理。",
        "要管好防火监测系统[（）]，不留死角。",
        "承包给两家公司[（）]，群众满意。",
        "要坚决[]停止野外用火。",
        "落款要规范，签字[]要齐全。",
    ],
)
def test_an_address_that_the_page_strews_in_is_no_sentences(line: str) -> None:
    strewn = (
        line.replace("[]", "www.gaoyouhui.com")
        .replace("[（", "（www.gaoyouhui.com")
        .replace("）]", "）")
    )
    bare = line.replace("[]", "").replace("[（）]", "")
    assert of_site("长风网", "在护林会上的讲话", (*SPEECH, SITE, strewn, *END)) == (
        *SPEECH,
        bare,
        *END,
    )


@pytest.mark.parametrize(
    "line",
    [
        "护林网地址：www.hulinw.com，可以看火险等级。",
        "手机上输入www.hulinw.com，就能报火情。",
        "木牌上写着“www.hulinw.com”，扫一扫就能学。",
        "不法分子仿冒www.hulin-jf.com和www.hulin-kf.com行骗。",
        "去年建成的防火监测系统（www.fhjc.com），已接入各村。",
        "包装上印有www.shanhuo.com字样。",
    ],
)
def test_an_address_right_behind_its_word_stays(line: str) -> None:
    assert line in of_site("长风网", "在护林会上的讲话", (*SPEECH, line, *END))
