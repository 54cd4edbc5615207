"""By which signs lines beside a text are a document's, below it and above it, and that what a site sets there has none."""

from __future__ import annotations

import pytest

from cleaners import NoDocument, Page, clean

TEXT = (
    "今年的清淤活动定于十一月八日上午在芦花渠举行，各单位按划定的渠段组织职工参加，自带铁锹和水桶。",
    "工具由水管站统一调运，淤泥当日运走，一个月内由包段单位负责看护，渠岸成活草皮不得低于九成。",
    "活动结束后，各单位把参加人数和清淤长度报水利股，水利股汇总后在全县通报，作为年终考核的依据。",
)
TITLE = "关于开展冬季清淤活动的通知"


def around(
    above: tuple[str, ...] = (), below: tuple[str, ...] = (), end: str = ""
) -> tuple[str, ...]:
    boxes = ["".join(f"<div class=k>{line}</div>" for line in lines) for lines in (above, below)]
    page = (
        f"<title>{TITLE} - 芦花县水利局</title><div><a href=/>首页</a> <a href=/a>动态</a> <a href=/b>通知</a></div><article><h2>{TITLE}</h2>"
        f"<p>日期：2019-11-01　来源：县水利局　<a href=#>打印</a></p>{boxes[0]}<div class=nr>{''.join(f'<p>{line}</p>' for line in TEXT)}</div>{boxes[1]}{end}</article>"
    )
    return clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs


CHROME = [
    ("看看同事怎么说",),
    ("渠边人家 2小时前", "讲得实在"),
    ("已有 36 位同事收藏",),
    ("智能摘要", "各单位分段清淤"),
    ("一键排版", "AI润色", "仿写一篇"),
    ("仅需9.9元",),
    ("9.8分", "0人评分"),
    ("同意 3", "反对 0"),
    ("水利 清淤 通知",),
    ("#冬季清淤#",),
    ("芦花融媒",),
    ("十年机关笔杆子", "加关注"),
    ("大字版", "关怀模式", "夜间"),
    ("1.25x", "重播"),
    ("约 3 页", "1.2万字"),
    ("1.供水检修通告", "2.南门桥维修通告", "3.路灯改造通告"),
    ("政务服务中心",),
    ("办事大厅",),
    ("马上领",),
    ("附件",),
    ("备注",),
    ("芦花县水利局", "电话：0000-7654321", "苏ICP备00000001号-1"),
    ("芦花县水利局", "电话：0000-7654321"),
    ("地址：滨河路1号　电话：0000-7654321", "芦花县水利局版权所有"),
    ("主办：芦花县水利局", "承办：县信息中心", "地址：滨河路1号", "电话：0000-7654321"),
    ("芦花渠小学", "校址：滨河路8号", "电话：0000-7654322　传真：0000-7654323"),
    ("通讯地址：滨河路1号　邮编：000000", "举报电话：0000-7654321"),
    ("地址：滨河路1号", "Email：slj@example.org"),
    ("芦花县水利局主办", "联系电话：0000-7654321"),
    ("联系人：蔡经理", "电话：138-0000-1234", "地址：滨河路1号"),
    ("咨询电话：400-000-1234", "工作时间：9:00-18:00"),
    ("价格：5元", "说明：虚拟商品一经售出不退"),
    ("陶清", "芦花县水利局"),
    ("一、清淤动员会讲话", "二、渠长述职报告", "三、看渠心得"),
    ("附：清淤讲话模板五篇",),
]


@pytest.mark.parametrize("lines", CHROME, ids="/".join)
def test_what_bears_no_sign_goes(lines: tuple[str, ...]) -> None:
    assert around(below=lines) == TEXT
    assert around(above=lines) == TEXT


@pytest.mark.parametrize(
    "lines",
    [
        ("清淤技术班报名", "时间：每周六", "地点：县城", "咨询电话：138-0000-1234"),
        ("第一条 用户须知",),
    ],
    ids="/".join,
)
def test_what_a_site_offers_below_goes(lines: tuple[str, ...]) -> None:
    assert around(below=lines) == TEXT


@pytest.mark.parametrize(
    "lines",
    [
        ("芦花县水利局", "2019年11月1日"),
        ("芦花县公安局　芦花县商务局", "二〇一九年十一月一日"),
        ("请各户相互转告。", "芦花渠管理处"),
        ("请提前登录县水利局网站查询。", "相关单位请于十日前回复。", "县水利局"),
        ("此致", "敬礼！", "申大海", "2019年11月1日"),
        ("附：推荐工具", "《渠工手册》", "《水尺读法》"),
        ("附表：各队任务", *(f"第{n}生产队　{n * 3}米" for n in range(1, 13))),
        ("附件：", "1. 渠段分配表", "2. 工具调运表"),
        ("联系人：陶清", "电话：0000-7654321", "地址：滨河路1号"),
        ("联系人：陶清，联系电话：0000-7654321",),
        ("监督电话：12345",),
        ("芦花县水利局", "2019年11月1日", "联系电话：0000-7654321"),
        ("附件：1. 年度总结", "2. 渠段分配表"),
        ("四、领导讲话", "由县长作动员讲话。"),
        ("（联系人：陶清，电话：0000-7654321）",),
        ("主办：县总工会", "协办：县文化馆"),
        ("集合地点：芦花闸", "集合时间：上午八点"),
        ("（此件公开发布）",),
        ("（本文根据录音整理，标题为编者所加）",),
        ("注：长度按渠心线计算。",),
        ("抄送：县委办、县人大办。", "芦花县水利局办公室　2019年11月1日印发"),
        ("本通知自印发之日起施行，由县水利局负责解释。",),
        ("四、其他要求", "注意防滑，禁止吸烟。"),
        ("以上报告，请审议。",),
        ("己亥年立冬于芦花渠畔",),
    ],
    ids="/".join,
)
def test_what_bears_a_sign_stays_below(lines: tuple[str, ...]) -> None:
    assert around(below=lines) == (*TEXT, *lines)
    listed = "<p><a href=/1>南门桥通车</a></p><p><a href=/2>老街路灯改造完成</a></p>"
    assert around(below=lines, end=listed) == (*TEXT, *lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("（讨论稿）",),
        ("第12号",),
        ("第3期（总第88期）",),
        ("芦水发〔2019〕12号",),
        ("签发人：鲁一鸣",),
        ("（2019年10月28日县政府第3次常务会议通过）",),
        ("陶清（2019年10月28日）",),
        ("县水利局　陶清",),
        ("芦花县水利局文件",),
        ("各乡镇、各单位",),
        ("机密★一年",),
        ("编者按：清淤事关春灌。",),
        ("主持人：陶清", "记录人：鲁平"),
    ],
    ids="/".join,
)
def test_what_bears_a_sign_stays_above(lines: tuple[str, ...]) -> None:
    assert around(above=lines) == (*lines, *TEXT)


FOOTER = (
    "<p>地址：滨河路1号　电话：0000-7654321</p><p>芦花县水利局版权所有</p><p>苏ICP备00000001号</p>"
)


@pytest.mark.parametrize(
    "lines",
    [
        ("芦花县水利局", "2019年11月1日"),
        ("请各户相互转告。", "芦花渠管理处"),
        ("联系人：陶清，联系电话：0000-7654321",),
        ("（此件公开发布）",),
    ],
    ids="/".join,
)
def test_a_footer_right_behind_takes_no_proven_line_along(lines: tuple[str, ...]) -> None:
    assert around(below=lines, end=FOOTER) == (*TEXT, *lines)


def test_a_footer_below_a_bar_goes_whole() -> None:
    bar = "<p>【打印】【关闭】</p><p>主办：芦花县水利局</p>"
    assert around(end=bar + FOOTER) == TEXT


@pytest.mark.parametrize(
    ("label", "kept"), [("参考文献：", ()), ("各渠段的分工表格如下：", ("渠段分工", "水泵分工"))]
)
def test_only_a_line_that_names_the_documents_own_leads_up_to_links(
    label: str, kept: tuple[str, ...]
) -> None:
    listed = "<ul><li><a href=/1>渠段分工</a></li><li><a href=/2>水泵分工</a></li></ul>"
    page = f"<title>{TITLE}</title><article><h2>{TITLE}</h2><p>日期：2019-11-01</p><div class=nr>{''.join(f'<p>{t}</p>' for t in (*TEXT, label))}</div>{listed}</article>"
    found = clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs
    assert found[len(TEXT) + 1 :] == kept


def test_a_numbered_way_to_pay_is_no_document() -> None:
    page = (
        f"<title>{TITLE}</title><div><h1>{TITLE}</h1><p>您没有权限查看此文档，请先登录。</p><p>一、成为会员：填写手机号即可。</p>"
        "<p>二、开通VIP：支付后即可查看全文。</p><p>三、取走文档：登录后可下载。</p></div>"
    )
    with pytest.raises(NoDocument):
        clean(Page("", page.encode(), "text/html; charset=utf-8"))
