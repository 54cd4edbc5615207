"""A seller of documents that one rule or step knows is known to all."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from flood_speech import ABOVE, BELOW, left

from cleaners import Page, clean
from cleaners.rulebook import bundled, load

SELLERS = ("青檐范文网", "青檐公文库", "青檐文档网", "青檐讲稿馆", "青檐稿子汇", "青檐笔杆之家")
FORMS = (
    "植树造林是生态建设{name}www.qingyan88.com的大事。",
    "要把责任压到人头。本文由{name}整理提供。",
    "要把责任压到人头。（来源：{name}）",
    "更多讲话稿请访问{name} www.qingyan88.com",
)


@pytest.mark.parametrize("name", SELLERS)
@pytest.mark.parametrize("form", FORMS)
def test_a_seller_is_known_wherever_it_is_named(form: str, name: str) -> None:
    assert name not in left(form.format(name=name))


@pytest.mark.parametrize("name", SELLERS)
@pytest.mark.parametrize(
    "form",
    [
        "{name}为大家提供植树节讲话，供参考。",
        "您好，欢迎来到{name}！",
        "温馨提示-{name}",
        "写总结就上{name}！",
        "本文由{name}整理",
    ],
)
def test_a_seller_is_known_above_the_text(form: str, name: str) -> None:
    text = "\n".join((ABOVE[0], form.format(name=name), *ABOVE[1:], *BELOW))
    document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
    assert document.paragraphs == (*ABOVE[1:], *BELOW)


# what a site dropped in stands between 〔 and 〕
@pytest.mark.parametrize(
    "line",
    [
        "要严肃纪律，〔本文由老秘材料网整理发布〕谁失职就追究谁。",
        "汛情就是命令。〔文章来自青檐写作网〕各级干部要沉到一线。",
        "要备足物资，〔资料由青檐文稿员之家提供〕确保随调随用。",
        "要备足沙袋，〔【来源：公文素材站】〕哪里险就往哪里送。",
        "〔希望以上内容对您有所帮助，更多公文请关注青檐材料网。〕",
        "〔希望这篇文稿能给您带来启发，更多范文尽在青檐文秘坊。〕",
        "希望以上意见对大家有所帮助，更多情况会后交流。",
        "要备足沙袋，【来源：县公文收发站】登记领用。",
        "（本文由县防汛办整理）各镇遵照执行。",
        "要备足物资，本文由防汛办整理的清单要用好。",
        "据县报，文章来自云岭写作网的来信栏目。",
    ],
)
def test_a_credit_amid_a_sentence_goes_where_it_names_a_seller(line: str) -> None:
    assert_goes(line)


@pytest.mark.parametrize(
    "lines",
    [
        ("愿各位幸福安康！〔青檐写作（www.qingyanxz.com）免费提供〕",),
        ("要把干部队〔讲稿铺〕伍建强。", "〔欢迎访问讲稿铺 www.jianggaopu.cn〕"),
        ("要看住河堤，〔百度搜索“青檐文秘”qingyan点com〕守住水库。",),
        ("各级组〔88公文网〕织要带头。", "〔88公文网 www.88gw.net〕"),
        ("要把住入〔FANWEN9〕河口。", "〔FANWEN9 www.fanwen9.com〕", "严肃〔FANWEN9〕追责。"),
        ("YLSHUIWU www.ylshuiwu.com 公布水情。", "群众可看YLSHUIWU公布的水情。"),
        ("要守住堤〔-文稿坊-〕防，看住闸门。", "要查清险〔-文稿坊-〕情，登记造册。"),
        ("各级河长，〔【文秘站】〕要带头巡河。", "各村干部，〔【文秘站】〕要跟上去。"),
        ("做好汛期〔——青檐材料网——〕值守工作。", "管好汛期〔——青檐材料网——〕物资。"),
        ("县局-公文网-值班室", "县局-公文网-机房"),
        ("登录【公文网】，提交水情。", "再登录【公文网】，查看回执。"),
        ("校刊分三栏，【写作坊】登习作。", "下学期起，【写作坊】改为双月。"),
        ("〔来源：素稿网〕", "水位还在上〔素稿网〕涨，人不能离堤。"),
        ("要严防死守，这是〔青檐公文网〕我们的责任。", "〔青檐公文网 www.qingyangw.com〕"),
        ("要看住河堤，百度搜索“防汛网”shujufx点com可查水情。",),
        ("欢迎访问新材料坊 www.xincailiao.com 选购。",),
    ],
)
def test_a_seller_is_told_by_its_address_however_it_is_called(lines: tuple[str, ...]) -> None:
    assert_goes(*lines)


@pytest.mark.parametrize(
    "line",
    [
        "在我〔公文之家〕县上下的努力下，险情都已排除。",
        "要加强监〔范文之家〕督，把住关口。",
        "要盯紧险工险〔文秘吧〕段，保障河道安〔文秘吧〕全。",
        "河长要带〔石桥材料网〕头巡查，层层传〔石桥材料网〕导压力。",
        "全县水〔gaozi66〕利工程都要检〔gaozi66〕修。",
        "河道扩建施工材料铺设完成。",
        "水利站议定扩大公文网会员范围。",
        "系统的名字叫gaozi66，口令另发。",
        "河长学习写作坊展出优秀日记。",
        "市里把秘书之家县级分会办了起来。",
        "学生写作之家园地里，作品贴满了墙。",
    ],
)
def test_a_name_that_nothing_proves_goes_out_of_the_word_it_breaks(line: str) -> None:
    assert_goes(line)


def assert_goes(*lines: str) -> None:
    """All that stands between 〔 and 〕 goes, and nothing else does."""
    text = "\n".join((*ABOVE, *(re.sub("[〔〕]", "", line) for line in lines), *BELOW))
    document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
    kept = tuple(filter(None, (re.sub("〔.*?〕", "", line) for line in lines)))
    assert document.paragraphs == (*ABOVE[1:], *kept, *BELOW)


@pytest.mark.parametrize(
    "name", ["讲话稿网", "工作总结网", "会议讲话网", "报告大全", "领导发言稿库"]
)
def test_a_seller_named_by_the_words_of_documents_goes_with_its_address(name: str) -> None:
    text = "\n".join(
        (f"{name} www.example-doc.com", *ABOVE, f"要抓好落实。{name}www.example-doc.com", *BELOW)
    )
    document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
    assert document.text == "\n".join((*ABOVE[1:], "要抓好落实。", *BELOW))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("本稿由青檐范文网(www.qingyan88.com)独家首发,各村要行动起来。", "各村要行动起来。"),
        ("要管好山，本文来自青檐范文网www.qingyan88.com，要治好水。", "要管好山，要治好水。"),
    ],
)
def test_a_credit_leaves_no_mark_of_its_own(line: str, text: str) -> None:
    assert text in left(line).splitlines()


def test_a_name_dropped_into_a_word_behind_each_and_this_goes() -> None:
    line = "本青檐稿阁次会议有三项，请各青檐稿阁级组织落实。"
    text = "\n".join((*ABOVE, line, "青檐稿阁 www.qingyan88.com", *BELOW))
    document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
    assert "本次会议有三项，请各级组织落实。" in document.paragraphs


@pytest.mark.parametrize(
    "lines",
    [
        ("巡堤要细，〔（讲稿渡，www.jianggaodu.com）〕一处也不漏。",),
        ("水库泄洪前〔讲稿客栈www.jianggaokezhan.com〕要先通知下游。",),
        ("要备足沙袋，〔拟稿街 w w w.nigaojie.c o m 〕确保够用。",),
        ("〔檐下小铺—领导讲话天天更新www.yanxiapu.com〕同志们要连夜上堤。",),
        ("〔檐下公文小筑〕", "〔www.yxxz88.com〕", "要管住水闸。", "〔檐下公文小筑〕"),
        ("〔来源:范文渔 2021-04-08〕", "全〔范文渔〕市都要动员。〔[范文渔]〕"),
        ("〔青檐文库 www.qywenku88.com〕", "各位代表：〔青檐文库〕我受镇政府委托，报告工作。"),
        ("要守好人〔公文论坛网〕民财产。", "〔公文论坛网〕"),
        ("堤在人在。〔讲稿码头，笔杆子的港湾〕", "〔讲稿码头，笔杆子的港湾〕"),
        ("一、巡堤〔 檐下讲稿之友—写稿不再难〕", "〔檐下讲稿之友—写稿不再难〕"),
        ("〔www.moyunjianggao.com墨云讲稿〕同志们要连夜上堤。",),
        ("各位同事：〔qy6688.com〕下面通报水情。",),
        ("各位乡亲:〔WENMI7 www.wenmi7.com〕现在开闸。",),
        ("要心中有数〔《稿海拾贝www.gaohaishibei.com》〕、手中有招。",),
        ("要备足石料,〔{墨云讲稿www.moyunjianggao.com}〕编好铁笼。",),
        ("〔讲话屋 www.jianghuawu.com〕", "要把沙石备足。"),
        ("〔墨云阁〕", "要看住堤脚。", "〔墨云阁〕", "〔www.moyunge.com〕"),
        ("各位乡亲：〔写作屋,演讲稿免费下载平台〕大家好!", "〔写作屋,演讲稿免费下载平台〕"),
        ("〔公文帮手—领导讲话一点就有www.gongwenbs.net〕同志们要连夜上堤。",),
        ("〔秘书村_公文写作交流社区 http://www.mishucun.com 〕同志们要连夜上堤。",),
        ("各位乡亲：〔秘书海www.mishuhai.com，〕下面通报险情。",),
        ("各村干部：〔公文匠www【点】gongwenjiang【点】com〕现在开会。",),
        ("我〔讲稿铺〕们要日夜守堤。", "〔【讲稿铺】〕"),
        ("要抓紧抢修。〔『公文苑』〕", "〔公文苑 www.gongwenyuan.com〕"),
        ("要守好江堤、河堤〔公文绿洲www.gongwenlz.com〕和湖堤。",),
        ("一、汛情概况〔 文秘巷子网〕", "〔来源：文秘巷子网 2020-05-06〕"),
    ],
)
def test_a_seller_is_told_by_what_the_page_shows_beside_its_text(lines: tuple[str, ...]) -> None:
    assert_goes(*lines)


def test_a_seller_is_told_by_the_breadcrumb() -> None:
    shown = ("首页 > 檐下公文网 > 讲话", "同志们：", "各村檐下公文网昼夜值守。")
    left = clean(Page("", "\n".join(shown).encode(), "text/plain; charset=utf-8")).document
    assert left.paragraphs == ("同志们：", "各村昼夜值守。")


@pytest.mark.parametrize("behind", ["这些话要记在心里", "那样的日子不会再有", "这样才对得起乡亲"])
def test_a_sentence_may_begin_behind_an_address(behind: str) -> None:
    assert_goes(f"渠修好了，水来了。〔半山稿库 www.banshangaoku.com〕{behind}。")


def left_with(name: str, line: str) -> tuple[str, ...]:
    """Return what is left of a line and a line of this name, where a site file knows the name."""
    rules = replace(bundled(), sites=load({}, {"a.toml": f'name = "{name}"'}).sites)
    text = "\n".join((*ABOVE, line, name, *BELOW)).encode()
    return clean(Page("", text, "text/plain; charset=utf-8"), rules).document.paragraphs[2:-2]


@pytest.mark.parametrize("name", ["范文(精选", "青檐+馆", "青檐稿?", "青檐.馆"])
def test_marks_in_the_name_of_a_site_file_are_no_pattern(name: str) -> None:
    assert left_with(name, f"要把责任压到人头。{name}") == ("要把责任压到人头。",)


def test_a_stop_in_the_name_of_a_site_file_stands_for_no_other_character() -> None:
    line = "青檐.馆与青檐一馆各管一段。青檐一馆"
    assert left_with("青檐.馆", line) == (line,)


@pytest.mark.parametrize("piece", ["来源：范文岛 ", "首页 > 范文网 > ", "各范文网级"])
def test_a_line_of_nothing_but_names_takes_no_time(piece: str) -> None:
    line, began = piece * (60_000 // len(piece)), time.process_time()
    left(line)
    assert time.process_time() - began < 4


@pytest.mark.parametrize("mark", ["#", "~", "★"])
def test_the_marks_that_frame_an_address_go_with_it(mark: str) -> None:
    said = "要把树种活、种好。"
    assert said in left(f"{said}{mark}www.qingyan88.com{mark}").splitlines()


@pytest.mark.parametrize("dropped", ["【演讲稿大全】", "（演讲稿大全）", "[演讲稿大全]"])
@pytest.mark.parametrize("foot", ["div", "p", "td"])
def test_a_seller_is_told_by_the_record_of_its_site(dropped: str, foot: str) -> None:
    """The last line of a page names it beside its ICP record."""
    line = "有人问我图什么。{}我说，图她明天还愿意笑。"
    html = (
        "<title>做一盏灯</title><table><tr><td><a href=/>首页</a></td></tr></table><h1>做一盏灯</h1><div>"
        + "".join(f"<p>{x}</p>" for x in (*ABOVE[1:], line.format(dropped), *BELOW))
        + f"</div><table><tr><{foot}>演讲稿大全 粤ICP备88888888号</{foot}></tr></table>"
    )
    assert line.format("") in clean(Page("", html.encode(), "text/html")).document.paragraphs


def test_who_is_recorded_is_no_seller_where_an_office_signs_with_the_name() -> None:
    said = "云岭县水务局要把责任压到人头，云岭县水务局（河长办）抓落实。"
    html = f"<h1>防汛</h1><div><p>{ABOVE[2]}</p><p>{said}</p><p>{ABOVE[2]}</p></div><p>云岭县水务局 粤ICP备88888888号</p>"
    assert said in clean(Page("", html.encode(), "text/html")).document.paragraphs


@pytest.mark.parametrize("end", ["ink", "work", "shop", "tech", "store", "fun", "link", "biz"])
def test_an_address_of_a_newer_domain_goes(end: str) -> None:
    assert left(f"要管好山，【青檐范文网 www.qingyan88.{end}】要治好水。") == left(
        "要管好山，要治好水。"
    )
    assert left(f"要治好水。www.qingyan88.{end}") == left("要治好水。")


@pytest.mark.parametrize(
    "said", ["请登录 www.yunlingjob.work 报名。", "两家店名为 tea.3 和 top.shop 的门店。"]
)
def test_a_newer_domain_that_a_sentence_speaks_of_stays(said: str) -> None:
    assert said in left(said)


@pytest.mark.parametrize("form", ["~{}~", "*{}*", "# {} #", "——{}——"])
def test_a_proven_name_between_ornaments_goes(form: str) -> None:
    page = f"<title>在防汛工作会上的讲话_青檐稿子网</title><h1>在防汛工作会上的讲话</h1><p>同志们：</p><p>今天召开这次会议，总结工作，部署任务。</p><p>要切实增强{form.format('青檐稿子网')}责任感，管好山，治好水。</p><p>各乡镇要主动对接，密切配合。</p>"
    found = clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs
    assert "要切实增强责任感，管好山，治好水。" in found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("要切实增强责任感www.qyan88.com和紧迫感。", "要切实增强责任感和紧迫感。"),
        ("要切实提高站位http://www.qyan88.com/与认识。", "要切实提高站位与认识。"),
        ("大剧院www.qyan88.com和文化馆联合承办。", ""),
        ("请登录www.qyan88.com和手机客户端报名。", ""),
        ("要切实增强责任感www.other88.com和紧迫感。", ""),
    ],
)
def test_the_address_of_the_page_itself_breaks_no_sentence(line: str, told: str) -> None:
    page = f"<h1>在防汛工作会上的讲话</h1><p>同志们：</p><p>今天召开这次会议，总结工作，部署任务。</p><p>{line}</p><p>各乡镇要主动对接，密切配合。</p>"
    page = Page("https://www.qyan88.com/a/1.html", page.encode(), "text/html; charset=utf-8")
    assert (told or line) in clean(page).document.paragraphs
