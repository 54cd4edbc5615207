"""Rows, cards, shelves and buttons that their build tells, and a document's own of the same build."""

from __future__ import annotations

import pytest

from cleaners import Page, clean

NAME = "关于修缮老船坞的请示"
ABOVE, BELOW = "<p>区文化和旅游局：</p>", "<p>以上请示妥否，请予批复。</p>"
TEXT = (
    "区文化和旅游局：",
    "老船坞建成已有六十年，屋架朽坏，雨天漏水，船模和桨架只好用油布盖着。",
    "拟于汛期以前更换屋架，重铺青瓦，费用由我馆自筹一半。",
    "以上请示妥否，请予批复。",
)
ICONS = "\u2606\u2709\u21c4"


def kept(head: str = "", amid: str = "", tail: str = "", last: str = "") -> tuple[str, ...]:
    """Return the paragraphs of a page with these elements above, in and below its text."""
    paragraphs = [f"<p>{line}</p>" for line in TEXT]
    paragraphs[-1] = paragraphs[-1].replace("</p>", f"{last}</p>")
    text = "".join([*paragraphs[:2], amid, *paragraphs[2:]])
    page = f"<title>{NAME}</title><div class=w><h1>{NAME}</h1>{head}{text}{tail}</div>"
    return clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs


@pytest.mark.parametrize(
    "row",
    [
        "<div class=i><span>桨声</span><span>三等水手</span><span>航次 40</span><span>灯火 1.6k</span><span>浪花 9</span></div>",
        "<div class=i>掌灯人 ┃ 2020-3-8 21:15 ┃ Lv.4</div>",
        "<div class=i><em>6 张</em><em>41.5KB</em><em>揽走 70</em></div>",
        "<div class=i>潮汐小报 2018-11-02 翻 613</div>",
        "<div class=i><a href=javascript:f(1)>粗</a> <a href=javascript:f(2)>细</a></div>",
        "<div class=i>系绳：<a href=/t/1>船坞</a> <a href=/t/2>修缮</a></div>",
        "<div class=i><span>桨声</span><span>三等水手</span><span>航次 40</span><span>灯火 1.6k</span><button>随船</button></div>",
        "<table><tr><td>几面<td>共 6 面<td>分量<td>41.5KB</tr><tr><td>要价<td>12 贝<td>揽走<td>57 回</tr></table>",
        "<ul class=i><li>押 15 贝</li><li>围拢 320</li><li>搭话 4</li></ul>",
    ],
)
def test_a_row_of_figures_under_the_title_is_cut(row: str) -> None:
    assert kept(head=row) == TEXT


@pytest.mark.parametrize(
    "row",
    [
        "<div class=i><span>暖 31</span><span>凉 2</span><span>平 7</span></div>",
        f"<div class=i><b>{ICONS[0]} 90</b><b>{ICONS[1]} 12</b><b>{ICONS[2]} 3</b></div>",
        "<div class=i><a href=#>捧一捧</a> <a href=#>喊人来</a> 已有 26 人捧过</div>",
        "<div class=c><div>竹篙客</div><p>在水边写字</p><div>77篇</div><div>3.2万字</div><a>跟船</a></div>",
        "<div class=c><button>卷起</button><button>听</button><span>改过 07-30</span><button>递出</button></div>",
        "<div class=f><a href=/d/1>船坞租约</a>(<span>60 字</span>)　<a href=/d/2>渡船保单</a>(<span>88 字</span>)</div>",
        "<div class=c><p>版权所有 © 潮声笺</p><p>取水者先递一声</p><p>此处只是埠头</p></div>",
        "<form><p>＊怎么称呼</p><input><p>＊往哪回信</p><input type=email><p>＊要说的</p><textarea></textarea></form>",
    ],
)
def test_counters_cards_and_forms_below_the_text_are_cut(row: str) -> None:
    assert kept(tail=row) == TEXT


@pytest.mark.parametrize(
    "row",
    [
        (
            "<div class=s><div class=g><a href=/d/1>码头租约.doc</a><i>4 面</i><i>20KB</i></div>"
            "<div class=g><a href=/d/2>渡船保单.doc</a><i>2 面</i><i>15KB</i></div>"
            "<div class=g><a href=/d/3>缆绳验收单.doc</a><i>7 面</i><i>33KB</i></div></div>"
        ),
        "<div class=s><a href=/d/1>▣ 码头修缮请示</a><a href=/d/2>▣ 栈桥加固请示</a></div>",
        f"<div class=i><b>{ICONS[0]} 90</b><b>{ICONS[1]} 12</b></div>",
    ],
)
def test_a_shelf_and_a_row_of_links_between_paragraphs_are_cut(row: str) -> None:
    assert kept(amid=row) == TEXT


@pytest.mark.parametrize(
    "buttons",
    [
        "<a href=/k>[入匣]</a><a href=/p>[上纸]</a>",
        "<a href=#>入匣</a>",
        "<i>【入匣】</i><a href=#>【上纸】</a>",
        "<a class=b>\u274f入匣</a><a class=b>\u2399上纸</a>",
    ],
)
def test_buttons_behind_the_last_sentence_are_cut_and_it_is_kept(buttons: str) -> None:
    assert kept(last=buttons) == TEXT


def test_a_prompt_that_stands_above_the_text_and_below_it_is_cut() -> None:
    assert (
        kept(head="<div class=z>▼ 此帖任君取用 ▼</div>", tail="<div class=z>▲ 此帖任君取用 ▲</div>")
        == TEXT
    )


def test_a_refrain_above_the_text_and_below_it_stays() -> None:
    assert (
        kept(head="<div class=z>★ 船在人在 ★</div>", tail="<div class=z>★ 船在人在 ★</div>") != TEXT
    )


def test_what_is_to_be_known_below_a_documents_annexes_stays() -> None:
    annexes = "".join(f"<p><a href=/{n}>{n}</a></p>" for n in ("实施方案", "工作总结", "填表说明"))
    lines = kept(tail=f"<p>船政博物馆</p><p>4月6日</p>{annexes}<p>乘渡船来</p><p>着工装</p>")
    assert {"乘渡船来", "着工装"} <= set(lines)


def test_buttons_behind_the_day_are_cut() -> None:
    signed = (
        "<p>2021年4月6日<a href=javascript:p()>【上纸】</a><a href=javascript:c()>【合拢】</a></p>"
    )
    assert kept(tail=f"<p>船政博物馆</p>{signed}") == (*TEXT, "船政博物馆", "2021年4月6日")


@pytest.mark.parametrize(
    ("place", "row", "said"),
    [
        ("head", "<div class=i><span>应到 31 人</span><span>实到 30 人</span><span>请假 1 人</span></div>", "应到 31 人"),
        ("head", "<div class=i><span>第8期</span><span>总第90期</span><span>2019-06-28</span></div>", "第8期"),
        ("head", "<div class=i><span>5月20日</span> <span>9:30</span> <span>船坞前厅</span></div>", "5月20日"),
        ("head", "<p>合同编号 17　签订日期 2020-05-01　页数 4</p>", "合同编号"),
        ("amid", "<div class=r><span>屋架 12</span><span>檩条 60</span><span>青瓦 9000</span></div>", "屋架 12"),
        ("amid", "<p>可登录以下网页查看：</p><div class=r><a href=/1>船坞图纸</a><a href=/2>工程概算</a></div>", "船坞图纸"),
        ("tail", "<p>各组得分如下：</p><div class=r><span>红组 88</span><span>蓝组 80</span><span>白组 76</span></div>", "红组 88"),
        ("tail", "<div class=r><div>修船 126 艘</div><div>学徒 48 名</div><div>年产 320 吨</div></div>", "修船 126 艘"),
        ("tail", "<table><tr><td>桐油<td>35</tr><tr><td>青瓦<td>12</tr><tr><td>麻绳<td>20</tr></table>", "青瓦"),
        ("tail", "<div class=r><div>桐油 35</div><div>青瓦 12</div><div>麻绳 20</div></div>", "青瓦"),
        ("tail", "<div class=r><b>桐油 35.50</b><b>青瓦 1.20</b><b>麻绳 20.80</b></div>", "青瓦"),
        ("tail", "<div class=c><p>版权所有：潮声笺</p><p>船政博物馆</p><p>耿介</p></div>", "船政博物馆"),
        ("amid", "<div class=r><a href=/1>船坞图纸</a><a href=/2>工程概算</a></div>", "船坞图纸"),
        ("tail", "<p>评委：<a href=#>耿介</a><a href=#>容与</a></p>", "耿介"),
        ("tail", "<div class=r><div>船坞组 · 捞 5 · 补 3 · 漆 2</div><div>栈桥组 · 捞 4 · 补 4 · 漆 1</div></div>", "船坞组"),
        ("head", "<table><tr><td><span>6月1日</span><span>老耿</span><span>6620</span></tr><tr><td><span>6月2日</span><span>容与</span><span>6621</span></tr></table>", "老耿"),
        ("tail", "<h3>船坞组 · 捞 5 · 补 3 · 漆 2</h3>", "船坞组"),
        ("tail", "<div class=r>6-4 老耿 6620118</div>", "老耿"),
        ("tail", "<div class=r><b>值班室 6620118</b> <b>急救 120</b> <b>火警 119</b> <b>报修 95598</b></div>", "值班室"),
        ("tail", "<div class=r>6-4 | 巡湖 2 次</div>", "巡湖"),
        ("tail", "<div class=r><b>船坞组</b> <b>捞 5</b> <b>补 3</b> <b>栈桥组</b> <b>捞 4</b> <b>补 1</b></div>", "栈桥组"),
        ("tail", "<div class=r><b>水深 72</b> <b>流速 18</b> <b>浪高 5</b> <b>水温 16.5℃</b></div>", "流速"),
        ("head", "<div class=r><b>二轮</b> <i>2月</i> <i>桐油</i></div>", "桐油"),
        ("tail", "<div class=r>漆工 ┃ 4 ┃ 1 ┃ 3</div>", "漆工"),
        ("tail", "<div class=r><b>水深：</b>3 <b>流速：</b>2 <b>浪高：</b>1</div>", "流速"),
        ("tail", "<div class=r>★ 桅杆 12 · 帆布 30</div>", "桅杆"),
        ("tail", "<div class=r><b>铺栈桥 3公里</b><b>打桩 60座</b><b>换缆 20</b></div>", "打桩"),
        ("tail", "<div class=r><b>余碱 0.3</b><b>余氯 0.5</b><b>含沙 2</b></div>", "余氯"),
        ("head", "<div>讲古的人：<a href=/u/1>老耿</a> <a href=/u/2>容与</a></div>", "讲古的人"),
        ("tail", "<div><a href=#n1>东渡口</a> 8:00 20:00　<a href=#n2>西渡口</a> 9:00 21:00</div>", "西渡口"),
        ("head", "<div><b>船坞租约</b><i>3 页</i><i>32KB</i></div>", "船坞租约"),
        ("head", "<ul><li>捞船 320</li><li>补船 45</li><li>学徒 12</li></ul>", "补船"),
        ("tail", "<div class=r><div><a href=/d/1>栈桥</a> 12</div><div><a href=/d/2>船坞</a> 30</div><div><a href=/d/3>灯塔</a> 7</div></div>", "灯塔"),
        ("tail", "<div class=r><p>工期：<input> 60 天</p><p>工匠：<input> 12 位</p></div>", "工期"),
        ("tail", "<p>参加回执</p><form><p>姓名</p><input><p>船号</p><input></form>", "船号"),
        ("tail", "<div class=m><div><a href=/d/1>船坞组</a><i>5 金</i><i>3 银</i></div><div><a href=/d/2>栈桥组</a><i>4 金</i><i>4 银</i></div><div><a href=/d/3>灯塔组</a><i>2 金</i><i>6 银</i></div></div>", "栈桥组"),
        ("last", "<i>[掌声]</i><i>[笑声]</i>", "[掌声]"),
        ("last", "<i>【收桨】</i><i>【剧终】</i>", "【收桨】"),
        ("last", "<a href=/1>耿介</a><a href=/2>容与</a>", "容与"),
        ("last", "<i>+桨</i><i>+帆</i>", "+桨"),
        ("last", "<a href=/n1>[A]</a><a href=/n2>[B]</a>", "[A]"),
        ("amid", "<p>号子起了，众人应声。<a href=#>起锚</a><a href=#>拔篙</a></p>", "起锚"),
        ("head", "<div class=i>依据：<a href=/l/1>第十条</a> <a href=/l/2>第二十条</a></div>", "第十条"),
        ("tail", "<form><p>怎么称呼</p><input><p>船号</p><input></form>", "船号"),
        ("tail", "<div class=c><div>耿介</div><p>造船的手艺人</p><div>著作 3 部</div><div>讲课 12 回</div><div><a href=#>到他家去</a></div></div>", "著作 3 部"),
        ("tail", "<div><div class=by><a href=#>耿介</a> 2018-03-12</div></div><div><div class=by><a href=#>容与</a> 2018-04-12</div></div>", "耿介"),
        ("last", "<a href=#n1>[注1]</a><a href=#n2>[注2]</a>", "[注1]"),
        ("last", "<a href=/1>附表一</a><a href=/2>附表二</a>", "附表一"),
        ("last", "<i>□同意</i><i>□不同意</i>", "□不同意"),
        ("tail", "<ul><li class=r><b>桅杆 12</b> <b>帆布 30</b> <b>缆绳 8</b></li></ul>", "缆绳"),
        ("tail", "<p>参加回执</p><form><p>怎么称呼</p><input><p>船号</p><input><p>要说的</p><textarea></textarea></form>", "船号"),
        ("tail", "<div class=c><p>版权所有 © 潮声笺</p><p>取水者先递一声</p><p>桐油 12 桶</p></div>", "桐油 12 桶"),
    ],
)  # fmt: skip
def test_a_documents_own_rows_stay(place: str, row: str, said: str) -> None:
    lines = kept(**{place: row})
    assert any(said in line for line in lines)
    assert "".join(TEXT[:3]) in "".join(line for line in lines if line in TEXT)


def test_an_agenda_in_elements_of_its_own_stays() -> None:
    row = "<div class=r><span>{}</span><span>{}</span></div>"
    told = [("8:30", "登船"), ("9:00", "看船模"), ("10:30", "听老船工讲古")]
    lines = kept(amid="".join(row.format(*pair) for pair in told))
    assert [line for line in lines if line not in TEXT] == [f"{a}{b}" for a, b in told]


def test_lines_below_a_list_of_other_papers_under_the_signature_are_cut() -> None:
    signed = "<p>船政博物馆</p><p>4月6日</p>"
    others = "".join(f"<p><a href=/{n}>{n}号泊位的请示</a></p>" for n in (3, 5, 8))
    assert kept(tail=f"{signed}{others}<p>潮声笺 不问来处</p>") == (*TEXT, "船政博物馆", "4月6日")


def test_who_is_on_duty_below_the_documents_own_links_stays() -> None:
    others = "".join(f"<p><a href=/{n}>泊位{n}</a></p>" for n in (3, 5, 8))
    assert "值守：老耿" in kept(tail=f"<p>船政博物馆</p><p>4月6日</p>{others}<p>值守：老耿</p>")


def test_links_above_the_first_heading_are_cut_where_nothing_tells_the_title() -> None:
    page = "<title>慰问信</title><body><div><a href=/>潮信</a></div><h1>致全体船工的慰问信</h1>"
    text = "<p>全体船工：</p><p>今年水大，你们日夜守在闸口，没有一条船走锚。</p><p>航运公司向你们致敬！</p>"
    found = clean(Page("", f"{page}{text}".encode(), "text/html; charset=utf-8")).document
    assert not any("潮信" in line for line in found.paragraphs)


def test_links_to_the_chapters_above_the_first_heading_stay() -> None:
    page = "<title>船志</title><body><p><a href=/1>第一章 船坞</a></p><p><a href=/2>第二章 栈桥</a></p><h1>船志卷首</h1>"
    text = "<p>湖上行船，自古有之。</p><p>今年水大，船工们日夜守在闸口，没有一条船走锚。</p>"
    found = clean(Page("", f"{page}{text}".encode(), "text/html; charset=utf-8")).document
    assert any("第二章" in line for line in found.paragraphs)
