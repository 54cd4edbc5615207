"""Documents whose own words look like what a site strews in: its name, its address, readings, marks, code."""

from __future__ import annotations

import pytest
from cleaned import plain
from papers import assert_own, page, paragraphs

from cleaners import Page, clean

READINGS = {
    "a lesson": (
        "一年级识字课教案",
        "一、复习声母和声调。",
        "二、教师范读：花(huā)、草(cǎo)、树(shù)、木(mù)。",
        "三、学生跟读：山(shān)、水(shuǐ)、田(tián)、土(tǔ)。",
    ),
    "words often misread": (
        "播音员例会提示",
        "近期审听发现下列字误读较多。",
        "“暂时”的暂(zàn)，“质量”的质(zhì)，“符合”的符(fú)，“潜力”的潜(qián)。",
    ),
    "rare characters": (
        "沿江诸县巡访记",
        "船过涪(fú)江，入綦(qí)水，夜泊阆(làng)中。",
        "次日登岷(mín)山，望邛(qióng)崃而还。",
    ),
}


@pytest.mark.parametrize("lines", READINGS.values(), ids=READINGS)
def test_readings_that_a_text_gives_stay(lines: tuple[str, ...]) -> None:
    assert_own(lines)


def test_who_took_the_minutes_tells_who_checked_them() -> None:
    for taken in ("会议记录：周某某", "记录员：周某某"):
        assert_own(("水库巡查例会纪要", "会议研究了汛前检修。", taken, "审核：水库管理所"))


@pytest.mark.parametrize(
    "line",
    [
        "已知集合M={a, c, d, e}，求它的子集。",
        "成绩分为A+ / A / A- / B+ / B五档。",
        "第三题选项依次为：(b; d; a; c; b)。",
    ],
)
def test_a_list_of_letters_is_no_garbage(line: str) -> None:
    assert_own(("期末考试说明", "现将有关事项说明如下。", line, "请各年级照此执行。"))


SITES = {
    "numbered, with what was found": (
        "全县网站巡查情况的通报",
        "现将巡查中发现的问题通报如下。",
        "1.石桥文秘网（www.sqwmw.com）：三个月没有更新；",
        "2.石桥林业网（www.sqlyw.com）：留言无人回复；",
        "3.石桥文稿库（www.sqwgk.net）：检索不可用。",
        "请主办单位三日内改正。",
    ),
    "rows of a table": (
        "全县网站名录",
        "单位 名称 网址",
        "县农技站 石桥农技 www.sqnjz.com",
        "县文联 石桥稿库 www.sqgk.com",
        "县史志办 石桥史志 www.sqszb.com",
        "名录每年核对一次。",
    ),
    "introduced": (
        "停办网站的公告",
        "经批准，下列网站停止服务：",
        "石桥公文网 www.sqgww.com",
        "石桥写作网 www.sqxzw.com",
        "特此公告。",
    ),
}


@pytest.mark.parametrize("lines", SITES.values(), ids=SITES)
def test_sites_that_a_document_lists_stay(lines: tuple[str, ...]) -> None:
    assert_own(lines)


@pytest.mark.parametrize(
    "line",
    [
        "想看纪录片，可上央视网（cctv.com）、哔哩哔哩（bilibili.com）搜索片名。",
        "网民举报的是bank-a1.com和bank-b2.top这两个假冒网页。",
        "骗子把www.12306.cn仿冒成www.12036.cn，专骗返乡的人。",
        "有人点开www.jf-dh.com兑换积分，卡里的钱就没了。",
        "我县开发的智慧灌溉系统（www.zhgg.com），已用于八个乡镇。",
        "农资公司地址：www.sqnz.com，社员可以看价目。",
        "云岭人才网www.ylrc.com免费提供岗位信息三千条。",
        "云岭农机网www.ylnj.com每年提供技术咨询八百次。",
        "去年清理了一批网页。云岭商网（www.ylsw.com）这类网站全部关停。",
        "去年清理了一批网页。www.ylsw-a.com那样的平台，一个不留。",
    ],
)
def test_addresses_that_a_sentence_speaks_of_stay(line: str) -> None:
    assert_own(("在全县信息化工作会议上的发言", "同志们：", line, "我们要把好事办好，把实事办实。"))


SPOKEN_OF = {
    "a library of the county": (
        "关于石桥文库试运行情况的报告",
        "县人民政府：",
        "现将石桥文库（www.shiqiaowk.com）试运行情况报告如下。",
        "石桥文库，把书送到田间的宝库，深受群众喜爱。",
        "把石桥文库办到村里，石桥文库县级分馆年内开放。",
        "特此报告。",
    ),
    "a bookshop": (
        "在青禾书屋揭牌仪式上的致辞",
        "各位街坊：",
        "今天揭牌的青禾书屋，是大家读书的地方。",
        "青禾书屋——街坊的学习家园！",
        "网上借书到青禾书屋（www.qingheshuwu.com），随借随还。",
        "青禾书屋",
    ),
    "a site of an office": (
        "清源网改版说明",
        "清源网（www.qingyuanw.com）自今日起改版。",
        "清源网，干部学习的园地，由县纪委主办。",
        "清源网",
    ),
}


@pytest.mark.parametrize("lines", SPOKEN_OF.values(), ids=SPOKEN_OF)
def test_a_name_that_the_title_speaks_of_is_the_documents(lines: tuple[str, ...]) -> None:
    assert_own(lines)
    title, *text = lines
    name = next(x for x in ("石桥文库", "青禾书屋", "清源网") if x in title)
    html = (
        page(f"<div>{paragraphs(tuple(text))}</div>", title).body.decode().replace("长风网", name)
    )
    left = clean(Page("", html.encode())).document
    assert [line for line in text if line not in left.paragraphs] == []


HOUSES = {
    "县图书馆": ("二、县图书馆假期照常开放。", "县图书馆", "2024年9月20日"),
    "青石板书社": ("青石板书社，学习者的家园，等你加入。", "联系人：青石板书社"),
    "云岭广播站": ("各班把稿件投到云岭广播站信箱。", "云岭广播站", "2024年9月20日"),
    "清溪网": ("清溪网，干部学习的平台，今年发布图文两千条。", "谢谢大家！"),
    "县文化馆": ("请到二楼报名。", "县文化馆"),
}


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_signs_with_the_name_its_site_carries(name: str) -> None:
    title, text = "国庆期间活动安排", ("现将活动安排如下，请大家参加。", *HOUSES[name])
    html = page(f"<div>{paragraphs(text)}</div>", title).body.decode().replace("长风网", name)
    assert clean(Page("", html.encode())).document.paragraphs == text


@pytest.mark.parametrize(
    "line",
    [
        "请各支部登录清溪网（www.qingxiw.com）收看直播。",
        "考生可在清溪网（www.qingxiw.com）下载准考证。",
        "报名请访问清溪网(www.qingxiw.com)，逾期不补。",
        "详见清溪网（www.qingxiw.com）通知公告栏。",
        "电子版可从清溪网www.qingxiw.com下载。",
    ],
)
def test_a_site_sends_its_people_to_itself(line: str) -> None:
    text = ("各党支部：", line, "请认真组织。")
    html = page(f"<div>{paragraphs(text)}</div>", "学习安排").body.decode()
    left = clean(Page("", html.replace("长风网", "清溪网").encode())).document
    assert left.paragraphs == text


def test_a_name_on_several_lines_is_a_watermark() -> None:
    lines = ("同志们：", "今天开会。", "青檐馆", "会议有三项议程。", "青檐馆", "谢谢大家！")
    html = page(f"<div>{paragraphs(lines)}</div>").body.decode().replace("长风网", "青檐馆")
    assert "青檐馆" not in clean(Page("", html.encode())).document.paragraphs


@pytest.mark.parametrize(
    "lines",
    [
        ("一、没有账号的，请先注册。", "二、登录后才能报名。", "三、忘记密码，凭工作证找回。"),
        ("（一）打开页面，请先登录。", "（二）登录后可下载全文。", "（三）资料请勿外传。"),
    ],
)
def test_a_short_text_in_parts_is_no_wall(lines: tuple[str, ...]) -> None:
    html = f"<html><meta charset='utf-8'><title>登录步骤</title><ul><li><a href='/'>首页</a></li></ul>{paragraphs(lines)}</html>"
    assert clean(Page("", html.encode())).document.paragraphs == lines


CASES_IN_COURT = {
    "who opened a site": (
        "盗版网站案情通报",
        "“书林文库”（www.shulinwk.com）由嫌疑人张某创办，盗版两万种。",
        "书林文库去年获利百万，书林文库会员遍及各省。",
        "此案正在审理。",
    ),
    "what a page shows": (
        "虚假宣传处罚通报",
        "当事人网页显示“翰墨范文网 www.hanmofw.com”字样。",
        "当事人的册子上印有“翰墨范文网www.hanmofw.com”。",
        "责令当事人改正。",
    ),
    "an address given up": (
        "网站域名变更公告",
        "原www.shiqiaoxian.com停止解析，请勿再用。",
        "旧www.sqx-gov.com域名不再续费。",
        "特此公告。",
    ),
}


@pytest.mark.parametrize("lines", CASES_IN_COURT.values(), ids=CASES_IN_COURT)
def test_sites_that_a_paper_reports_on_stay(lines: tuple[str, ...]) -> None:
    assert_own(lines)


def test_figures_behind_a_bracket_are_no_counts_of_remarks() -> None:
    priced = (
        "春联（一副）8",
        "灯笼（一只）25",
        "窗花（一套）12",
        "年画（一张）6",
        "剪纸（一幅）15",
    )
    assert_own(("年货集市价目", *priced, "鞭炮（一挂）30"))


PROMPTS = (
    "付费后即可复制全文，支付失败请联系客服",
    "登录后可复制全文",
    "本文由网友上传，如有侵权请联系删除",
)


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    "said",
    [
        "现在散会！",
        "我宣布，大会闭幕！",
        "请大家鼓掌！",
        "祝您健康！",
        "愿您平安！",
        "奏国歌！",
        "谢谢您的聆听！",
        "祝福你们！",
    ],
)
def test_a_prompt_takes_no_short_close_of_a_speech_along(said: str, prompt: str) -> None:
    assert _last_of(said + prompt) == said


@pytest.mark.parametrize("said", ["祝您写作愉快！", "感谢您的阅读！"])
def test_a_site_that_wishes_its_reader_well_goes_with_its_prompt(said: str) -> None:
    assert _last_of(said + PROMPTS[1]) == "今天召开修渠大会，部署冬修任务。"


def _last_of(line: str) -> str:
    text = f"修渠大会主持词\n同志们：\n今天召开修渠大会，部署冬修任务。\n{line}"
    return clean(Page("", text.encode(), "text/plain; charset=utf-8")).document.paragraphs[-1]


@pytest.mark.parametrize(
    "title",
    [
        "自媒体账号治理公告",
        "关于掌上客户端小程序上线的通知",
        "公众号优秀网友评选启事",
        "微博客服热线开通通告",
        "官方微信公众号更名的声明",
        "自媒体账号自律公约",
        "微信订阅号编辑发布流程",
    ],
)
def test_a_title_on_accounts_and_sites_is_no_talk_of_a_site(title: str) -> None:
    lines = ("各位网友：", "现将有关事项公布如下。", "一、时间自三月一日起。")
    assert plain(title, *lines).document.title == title


@pytest.mark.parametrize("title", ["厂长就职演说", "学会工作章程", "老兵从军感言"])
def test_a_title_below_the_rest_of_a_breadcrumb_stays(title: str) -> None:
    kept = plain("登录订阅本章 >", title, "同志们：", "我一上任，就接到一摞请调报告。").document
    assert title in (kept.title, *kept.paragraphs)
