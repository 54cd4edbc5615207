"""One document in several elements: stanzas, columns, parts below and lines above its text; a site's stay out of it."""

from __future__ import annotations

import pytest

from cleaners import Page, clean

NAME = "柳溪渡口纪事"
HEAD = (
    f"<title>{NAME}_柳溪</title><div><a href=/>首页</a><a href=/g>公开</a><a href=/f>服务</a></div>"
)
FACTS = f"<h1>{NAME}</h1><div>2023-09-07 来源：县文化馆</div>"
NEXT = "<div>上一篇：<a href=/1.html>南门公交首末站启用</a></div>"
BESIDE = (
    "<div><h3>新近</h3><ul>"
    + "".join(f"<li><a href=/n/{n}.html>第{n}季度各村用水情况</a></li>" for n in range(12))
    + "</ul></div>"
)
FOOT = (
    "<div class=b><p>主办：柳溪县文化馆 承办：柳溪县信息中心</p><p>版权所有：柳溪县文化馆</p>"
    "<p>网站标识码：0000000000</p><p>地址：柳溪县桥头街8号 邮编：000000</p></div>"
)


def document(body: str, above: str = FACTS) -> tuple[str, ...]:
    page = f"{HEAD}<div class=w><div class=l>{above}{body}{NEXT}</div>{BESIDE}</div>{FOOT}"
    return clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs


VERSE = ("渡船靠了岸", "灯在芦苇后面", "有人喊着乳名", "桨还湿着", "石阶上落满槐花", "夜就这样深了")


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<div align=center>{line}</div>" for line in VERSE),
        f"<div>{'<br>'.join(VERSE[:3])}</div><div>{'<br>'.join(VERSE[3:])}</div>",
        "".join(f"<section><b>{line}</b></section>" for line in VERSE),
        "".join(
            f"<dl><dt>{a}</dt><dd>{b}</dd></dl>" for a, b in zip(*[iter(VERSE)] * 2, strict=True)
        ),
    ],
)
def test_short_lines_in_several_elements_are_the_text(body: str) -> None:
    assert document(body) == VERSE


TEXT = "<p>渡口的船工轮班值守，汛期每天两次查看缆绳，枯水期清理航道里的浮木和渔网。</p><p>渡船每年春天上岸刷一遍桐油，坏了的船板当天换下，不留到第二天。</p>"
SAID = tuple(TEXT.removeprefix("<p>").removesuffix("</p>").split("</p><p>"))
FORMS = ("渡船年检登记表", "船工轮值登记表", "缆绳查验记录")


def linked(href: str, names: tuple[str, ...] = FORMS) -> str:
    items = (f"<li><a href='{href}{n}'>{name}</a></li>" for n, name in enumerate(names))
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(
    "href",
    [
        "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=",
        "/module/download/downfile.jsp?classid=0&fid=",
        "/Handler/DownFile.ashx?id=",
        "/download?id=",
    ],
)
def test_files_handed_out_by_their_number_are_the_documents(href: str) -> None:
    assert document(f"<div>{TEXT}</div>{linked(href)}") == SAID + FORMS


@pytest.mark.parametrize("href", ["/n/", "/soft/down.asp?id="])
def test_other_links_below_a_text_go(href: str) -> None:
    assert document(f"<div>{TEXT}</div>{linked(href)}") == SAID


def test_buttons_that_hand_out_the_text_go() -> None:
    prompts = ("下载全文", "Word文档下载", "打印本文")
    assert document(f"<div>{TEXT}</div>{linked('/download?id=', prompts)}") == SAID


LEADS = "<p>需要填写的登记表如下：</p>"


@pytest.mark.parametrize(
    "names", [FORMS, ("沈家渡", "槐树渡"), ("《渡口管理办法》", "《船员守则》")]
)
def test_links_below_a_text_that_leads_up_to_them_stay(names: tuple[str, ...]) -> None:
    text = document(f"<div>{TEXT}{LEADS}</div>{linked('/n/', names)}")
    assert text == (*SAID, "需要填写的登记表如下：", *names)


@pytest.mark.parametrize("line", ["更多渡口新闻请看：", "相关链接如下面所列："])
def test_links_that_a_site_leads_up_to_go(line: str) -> None:
    assert not {*FORMS} & {*document(f"<div>{TEXT}<p>{line}</p></div>{linked('/n/')}")}


ROWS = tuple(
    f"{place}　{boats}条"
    for place, boats in zip("东渡西渡南渡北渡老渡新渡柳渡槐渡石渡"[::2], range(2, 11), strict=True)
)
ENDS = [
    ("附录", ROWS[:3]),
    ("附表2 各渡口船数", ROWS),
    ("参考文献：", tuple(f"[{n}] 周伯年. 柳溪渡口考（{n}）[J]. 柳溪文史" for n in range(1, 10))),
    ("注释", ("①东渡：在桥头街口", "②槐渡：今已停摆")),
    ("附件1：", ROWS),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "lines"), ENDS)
@pytest.mark.parametrize("wrapped", [True, False])
def test_a_part_that_ends_a_document_stays(
    heading: str, lines: tuple[str, ...], *, wrapped: bool
) -> None:
    part = f"<div><h4>{heading}</h4>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    body = f"<div>{TEXT}</div>{part}"
    if wrapped:
        assert document(body) == (*SAID, heading, *lines)
    else:
        page = f"{HEAD}{FACTS}{body}{BESIDE}{FOOT}"
        said = clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs
        assert said == (*SAID, heading, *lines)


@pytest.mark.parametrize("heading", ["船期", "附近渡口", "注册", "结束时间"])
def test_another_box_on_the_page_itself_goes(heading: str) -> None:
    box = f"<div><h4>{heading}</h4>{''.join(f'<p>{line}</p>' for line in ROWS)}</div>"
    page = f"{HEAD}{FACTS}<div>{TEXT}</div>{box}{BESIDE}{FOOT}"
    said = clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs
    assert said == SAID


STATED = "<div>2023-09-07 来源：县文化馆</div>"


@pytest.mark.parametrize("tag", ["div", "h3", "center", "span"])
@pytest.mark.parametrize(
    "line",
    [
        "（征求意见稿）",
        "（试行）",
        "（2016年第二次修正）",
        "（下）",
        "第17号",
        "（总第58期）",
        "（乡长　田万顷）",
        "（2019年3月1日柳溪乡第三届人民代表大会第二次会议通过）",
        "2004年5月1日柳溪县人民政府令第8号公布　自2004年7月1日起施行",
    ],
)
def test_a_line_between_title_and_facts_stays(tag: str, line: str) -> None:
    above = f"<h1>{NAME}</h1><{tag}>{line}</{tag}><br>{STATED}"
    assert document(f"<div>{TEXT}</div>", above) == (line, *SAID)


@pytest.mark.parametrize(
    "line",
    [
        "（2023-09-07）",
        "（点击收听）",
        "（共3页）",
        "柳溪文化馆",
        "（图）",
        "第一现场",
        "字号：大中小",
    ],
)
def test_a_sites_line_between_title_and_facts_goes(line: str) -> None:
    above = f"<h1>{NAME}</h1><div>{line}</div>{STATED}"
    assert document(f"<div>{TEXT}</div>", above) == SAID


@pytest.mark.parametrize(
    "lines",
    [
        ("柳政发〔2009〕14号",),
        ("柳溪县人民政府文件",),
        ("柳溪县人民政府办公室", "柳政办函〔2012〕3号"),
        ("柳溪县人民政府令", "第8号"),
        ("柳溪县第三届人民代表大会第二次会议文件（七）",),
    ],
)
def test_a_letterhead_above_the_title_stays(lines: tuple[str, ...]) -> None:
    above = "".join(f"<div>{line}</div>" for line in lines) + FACTS
    assert document(f"<div>{TEXT}</div>", above) == (*lines, *SAID)


@pytest.mark.parametrize(
    "above",
    [
        "<div>发文字号：</div><div>柳政发〔2009〕14号</div>",
        "<div>文号</div><div>柳政发〔2009〕14号</div>",
        "<div>柳溪县文化馆</div>",
        "<div><a href=/w>县政府文件</a></div>",
        "<div>柳溪县人民政府公报</div>",
    ],
)
def test_what_a_site_prints_above_the_title_goes(above: str) -> None:
    assert document(f"<div>{TEXT}</div>", above + FACTS) == SAID


PARTS = ("渡口由来", "船工轮值", "缆绳查验", "冬季停航")
UNDER = tuple(f"{name}一节由老渡工口述，文化馆整理，原话不改。" for name in PARTS)


def test_headings_that_link_to_their_own_place_stay() -> None:
    heads = "".join(
        f"<h3><a href='#s{n}'>{name}</a></h3><p>{text}</p>"
        for n, (name, text) in enumerate(zip(PARTS, UNDER, strict=True))
    )
    told = tuple(line for pair in zip(PARTS, UNDER, strict=True) for line in pair)
    assert document(f"<div>{TEXT}{heads}</div>") == (*SAID, *told)


def test_boxes_of_headings_and_ways_back_go() -> None:
    box = "".join(f"<p><a href='#s{n}'>{name}</a></p>" for n, name in enumerate(PARTS))
    parts = "".join(
        f"<h3>{name}</h3><p>{text}</p><p><a href='#m'>回到上面</a></p>"
        for name, text in zip(PARTS, UNDER, strict=True)
    )
    told = tuple(line for pair in zip(PARTS, UNDER, strict=True) for line in pair)
    assert document(f"<div>{box}{TEXT}{parts}</div>") == (*SAID, *told)


TOLD = tuple(
    f"{name}一节由几位老渡工口述，文化馆的同志整理成文，原话不改，前后共记了十一个夜晚，存在馆里备查，也抄送各村一份，有不清楚的地方再去问。"
    for name in PARTS
)
HIDDEN = "style='display:none'"


@pytest.mark.parametrize(
    "head",
    [
        "<div class=hd><a href='#c{n}'>{name}</a></div>",
        "<div class=hd><a href='javascript:void(0)'>{name}</a></div>",
        "<div class=hd>{name}</div>",
        "<p class=hd><a href='#c{n}'>{name}</a></p>",
    ],
)
def test_parts_that_unfold_under_their_headings_stay(head: str) -> None:
    parts = "".join(
        f"<div class=it>{head.format(n=n, name=name)}<div class=bd id=c{n} {HIDDEN if n else ''}><p>{text}</p></div></div>"
        for n, (name, text) in enumerate(zip(PARTS, TOLD, strict=True))
    )
    told = tuple(line for pair in zip(PARTS, TOLD, strict=True) for line in pair)
    assert document(f"<div>{TEXT}</div><div class=ac>{parts}</div>") == (*SAID, *told)


def test_the_panes_of_tabs_stay() -> None:
    panes = "".join(
        f"<div class=pane id=t{n} {HIDDEN if n else ''}><p>{text}</p></div>"
        for n, text in enumerate(TOLD)
    )
    names = "".join(f"<li><a href='#t{n}'>{name}</a></li>" for n, name in enumerate(PARTS))
    assert document(f"<ul class=tabs>{names}</ul>{panes}") == TOLD


@pytest.mark.parametrize("kind", ["p", "div", "p class=a", "div class=a"])
def test_what_is_hidden_between_paragraphs_goes(kind: str) -> None:
    tag = kind.partition(" ")[0]
    notes = (f"第{n}段为柳溪文库所有，转抄须注明。" * 5 for n in range(4))
    body = "".join(
        f"<{kind}>{text}</{tag}><{kind} {HIDDEN}>{note}</{tag}>"
        for text, note in zip(TOLD, notes, strict=True)
    )
    assert document(f"<div>{body}</div>") == TOLD


def test_what_is_hidden_below_lines_of_one_build_goes() -> None:
    body = "".join(
        f"<p>{line}</p><p {HIDDEN}>第{n}行为柳溪文库所有。</p>" for n, line in enumerate(VERSE)
    )
    assert document(f"<div>{TEXT}{body}</div>") == (*SAID, *VERSE)


PAPERS = ("渡口安全管理规定", "船工轮值制度汇编", "水上应急救援预案")


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("二、政策依据", "三、落实要求"),
        ("第二章　依据", "第三章　附则"),
        ("（一）参阅材料", "（二）落实"),
    ],
)
@pytest.mark.parametrize(
    "item", ["<p><a href=/n/{n}.html>{name}</a></p>", "<li><a href=/n/{n}.html>{name}</a></li>"]
)
def test_links_under_a_numbered_heading_stay(head: str, after: str, item: str) -> None:
    items = "".join(item.format(n=n, name=name) for n, name in enumerate(PAPERS))
    body = f"<div>{TEXT}</div><div><h3>{head}</h3><div>{items}</div></div><div><h3>{after}</h3>{TEXT}</div>"
    assert document(body) == (*SAID, head, *PAPERS, after, *SAID)


@pytest.mark.parametrize("line", ["三、逐船登记，当日报齐。", "三、登记", "同类规定"])
def test_links_below_a_texts_last_line_go(line: str) -> None:
    items = "".join(f"<li><a href=/n/{n}.html>{name}</a></li>" for n, name in enumerate(PAPERS))
    assert not {*PAPERS} & {*document(f"<div>{TEXT}<p>{line}</p></div><ul>{items}</ul>")}


def test_cards_with_linked_titles_are_no_imprint() -> None:
    cards = "".join(
        f"<div class=k><h3><a href=/n/{n}.html>{name}之一</a></h3><p>{text}</p></div>"
        for n, (name, text) in enumerate(zip(PARTS, TOLD, strict=True))
    )
    told = tuple(x for name, text in zip(PARTS, TOLD, strict=True) for x in (f"{name}之一", text))
    assert document(cards) == told


@pytest.mark.parametrize("label", ["时间：", "会议时间："])
def test_when_and_where_a_meeting_was_stay(label: str) -> None:
    facts = (f"{label}2021年3月5日", "地点：桥头街三号", "记录：蔡小满")
    lines = "".join(f"<div class=f>{line}</div>" for line in facts)
    assert document(f"{lines}<div class=t>{TEXT}</div>") == (*facts, *SAID)


@pytest.mark.parametrize("label", ["相关链接", "推荐阅读", "热点"])
def test_the_heading_of_links_goes_with_them(label: str) -> None:
    links = "".join(f"<li><a href=/n/{n}.html>第{n}季度各村用水情况</a></li>" for n in range(12))
    texts = "".join(f"<div class=m>{TEXT}</div>" for _ in range(3))
    page = f"{HEAD}{FACTS}{texts}<h3>{label}</h3><ul>{links}</ul>{FOOT}"
    said = clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs
    assert said == SAID * 3
