"""One document in several elements: stanzas, columns, parts below and lines above its text; a site's stay out of it."""

from __future__ import annotations

import pytest
from elements import BESIDE, FACTS, FOOT, HEAD, NAME, PARTS, SAID, TEXT, TOLD, VERSE, document

from cleaners import Page, clean


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
        ("特急", "柳溪县人民政府办公室", "柳政办明电〔2012〕3号", "签发人：桑榆"),
        ("柳溪县人民政府文件", "柳政发〔2012〕3号 签发人：桑榆"),
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


def test_what_leads_up_to_a_text_is_its_own_whatever_it_speaks_of() -> None:
    above = "<div class=s><p>各渡口：</p><p>为做好清明祭扫和渡船更新工作，现将有关事项通知如下：</p></div>"
    text = document(f"{above}<div>{TEXT}</div>")
    assert text == ("各渡口：", "为做好清明祭扫和渡船更新工作，现将有关事项通知如下：", *SAID)


@pytest.mark.parametrize("label", ["主题", "会议名称", "议题"])
def test_what_a_meeting_is_about_stands_above_its_time_and_place(label: str) -> None:
    lines = (f"{label}：渡船上岸检修", "时间：2023年9月5日", "地点：二楼会议室")
    above = "".join(f"<li>{line}</li>" for line in lines)
    assert document(f"<ul>{above}</ul><div>{TEXT}</div>") == (*lines, *SAID)
