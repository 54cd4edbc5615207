"""By whom a text is: its source, its author and its office, from the places where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from told import TEXT, URL, page

from cleaners import Page, clean


@pytest.mark.parametrize(
    "nobody",
    ["网络整理", "网友投稿", "未知", "佚名", "本站原创", "admin", "管理员", "null", "互联网", ""],
)
def test_placeholders_are_nobody(nobody: str) -> None:
    document = page(info=f"来源：{nobody} 作者：{nobody} 发布时间：2024-03-05")
    assert (document.source, document.author) == ("", "")
    assert document.published == date(2024, 3, 5)


def test_source_and_author_are_somebody() -> None:
    document = page(info="来源：云溪日报　作者：柳青禾　浏览：30次")
    assert (document.source, document.author) == ("云溪日报", "柳青禾")


@pytest.mark.parametrize(
    ("info", "author"),
    [
        ("作者：校长 蔡明远　　日期：2021年10月18日", "蔡明远"),
        ("作者：溪石　2020-10-17", "溪石"),
        ("作者：融媒体记者 苏禾", "苏禾"),
        ("撰稿：柳青 编辑：禾田", "柳青"),
        ("作者：柳青 禾田", "柳青 禾田"),
        ("本报记者 苏禾", "苏禾"),
        ("2024-03-05</div><div>全媒体记者 苏禾 通讯员 田苗", "苏禾 田苗"),
        ("本报记者 苏禾 通讯员 田苗", "苏禾 田苗"),
        ("来源：云岭日报　记者 苏禾", "苏禾"),
        ("2024-03-05 来源：云岭日报 作者：记者 苏禾12条评论", "苏禾"),
        ("<i>2024-03-05</i><i>作者：苏禾</i><a>0跟帖</a>", "苏禾"),
        (
            "<span>2024-03-05 10:38</span>　<span>实习生 田苗</span>　<span>来源：云岭网</span>",
            "田苗",
        ),
        ("2024-03-05　文/苏禾 图/许强　来源：云岭电视台", "苏禾"),
        ("口述/周石山　整理/苏禾　2024-03-05　云岭史志网", "周石山 苏禾"),
        ("苏禾 | 云岭周报 | 2024年03月05日", "苏禾"),
        ("2024-03-05 06:40　云岭晚报　苏禾　A- A+", "苏禾"),
        ("由 苏禾 于 星期二, 03/05/2024 - 08:30 提交", "苏禾"),
        ("发布于 2024年3月5日 由 苏禾", "苏禾"),
        ("发布于 2024年3月5日 由 苏禾3条评论", "苏禾"),
        ("2024-03-05 07:00 云岭发布 摄影报道：苏禾", "苏禾"),
        ("苏禾 田苗《云岭日报》（2024年03月05日 第 02 版）", "苏禾 田苗"),
        ("2024-03-05 07:00 云岭日报 记者 苏禾 通讯员 田苗", "苏禾 田苗"),
        (
            "<span>来源：云岭日报</span><span>作者：柳青 禾田</span><span>评论(0)</span>",
            "柳青 禾田",
        ),
    ],
)
def test_authors_are_people(info: str, author: str) -> None:
    assert page(info=info).author == author


def test_a_watermark_under_the_title_is_no_source() -> None:
    assert page(info="听泉文稿网 www.tingquanwg.cn").source == ""


@pytest.mark.parametrize(
    ("head", "info"),
    [
        ('<meta name="source" content="来源：云溪日报">', ""),
        ("", "2024-03-05 10:00 来源:云溪日报<span>发布于：云溪</span>"),
        ("", "2024-03-05 10:00 云溪日报"),
        ("", "<i>原创</i><i>2024-03-05 10:00</i>·<i>云溪日报</i>"),
        ("", "2024-03-05 10:00 来源：云溪日报&nbsp;&nbsp;&nbsp;评论：0 点击：12"),
        ("", "<i id=js_name>云溪日报</i><i>云溪</i></div><div id=js_content>"),
        ('<script>var x="js_content";var nickname = htmlDecode("云溪日报");</script>', ""),
    ],
)
def test_a_source_without_its_neighbours(head: str, info: str) -> None:
    assert page(head=head, info=info).source == "云溪日报"


@pytest.mark.parametrize(
    ("info", "source"),
    [
        ("<label>发文机关</label><b>云溪县农业局</b><label>文号</label><b>无</b>", "云溪县农业局"),
        ("<i>信息来源</i><i>县气象局</i><i>发布时间</i><i>2024-03-05</i>", "县气象局"),
        ("<b>2024-03-05</b><b>发布机构</b><b>城南街道办公室</b>", "城南街道办公室"),
        ("<table><tr><td>公开单位<td>县林业局<tr><td>公开形式<td>主动公开</table>", "县林业局"),
        ("<i>来源</i><i>村委会</i><i>发布时间</i><i>2024-03-05 09:00</i>", "村委会"),
        ("<i>发布日期</i><i>2024/3/5</i><i>来源</i><i>团委</i><i>点击</i><i>204次</i>", "团委"),
        ("<time>2024-03-05</time><i>石岭机械厂办公室</i><i>阅读 212</i>", "石岭机械厂办公室"),
        ("<i>2024-03-05</i><i>县水利站</i><i>打印</i><i>下载</i>", "县水利站"),
        ("<time>2024年3月5日</time><span>青石镇党政办</span>", "青石镇党政办"),
        ("<i>2024/3/5</i> <i>县档案馆</i>", "县档案馆"),
        ("2024-03-05 10:11:00 | 云溪人大 | 点击：211", "云溪人大"),
        ("<div>【发文日期】 2024-03-05</div><div>【信息来源】 渡口管理处</div>", "渡口管理处"),
        ("<i>渡口管理处</i> <i>2024-03-05</i> <i>评论(0)</i>", "渡口管理处"),
        ("[ 2024-03-05 ] [ 渡口管理处 ] [ 关闭窗口 ]", "渡口管理处"),
        ("<i>来源：青松之声</i><i>文字：柳青</i><i>摄影：禾田</i>", "青松之声"),
        ("<i>来源：县委宣传部（县新闻办）</i><i>2024-03-05</i>", "县委宣传部(县新闻办)"),
        ("<i>来源：《柳溪》编辑部</i><i>2024-03-05</i>", "《柳溪》编辑部"),
        ("<i>制定机关：县林业局</i><i>公布日期：2024-03-05</i><i>时效性：有效</i>", "县林业局"),
        ("<i>发文机关</i><i>标志的写法</i>", ""),
        ("<i>发布机构</i><a href=/1>改革办公室</a>", ""),
    ],
)
def test_an_office_beside_its_label(info: str, source: str) -> None:
    assert page(info=info).source == source


@pytest.mark.parametrize(
    ("behind", "issuer"),
    [
        ("　　我要报名 我要打印", "云溪县交易中心"),
        ("　【打印】", "云溪县交易中心"),
        (" <a href=#>收藏</a> <a href=#>纠错</a>", "云溪县交易中心"),
        (" 云溪县水利局", "云溪县交易中心 云溪县水利局"),
    ],
)
def test_buttons_are_no_part_of_an_office(behind: str, issuer: str) -> None:
    assert page(info=f"<span>发布单位：云溪县交易中心</span>{behind}").issuer == issuer


@pytest.mark.parametrize(
    "info",
    [
        "加入时间：2024-3-5 10:22:31　信息提供：云溪水文站　浏览人次：415",
        "创建时间：2024-03-05　更新时间：2024-04-01　来源单位：云溪水文站",
        "实施日期：2024-05-01　刊发时间：2024-03-05　转载自：云溪水文站",
        "文章出处：云溪水文站 录入日期：2024.03.05",
        "上传人：某某页数：2上传时间：2024-03-05格式：DOCX 文章出处：云溪水文站",
    ],
)
def test_day_and_source_by_rarer_labels(info: str) -> None:
    document = page(info=info)
    assert (document.published, document.source) == (date(2024, 3, 5), "云溪水文站")


@pytest.mark.parametrize("buttons", ["大 中 小", "[大 中 小] [投稿]", "【大|中|小】", "A- A A+"])
def test_buttons_are_no_source(buttons: str) -> None:
    assert page(info=f"时间：2024-03-05　来源：　　{buttons}").source == ""


@pytest.mark.parametrize("info", ["2024-03-05 10:00 云溪融媒", "原创 2024-03-05 10:00 | 云溪融媒"])
def test_a_media_centre_under_the_title_is_a_source(info: str) -> None:
    assert page(info=info).source == "云溪融媒"


def test_reporter_behind_a_newspaper() -> None:
    document = page(info="云岭晚报记者 安宁2023-08-18 07:12")
    assert (document.source, document.author) == ("云岭晚报", "安宁")
    assert page(info="今天记者 安宁2023-08-18 07:12").source == ""


def test_the_heading_of_a_list_below_a_short_text_is_no_source() -> None:
    html = (
        f"<html><title>我镇召开水利会议</title><div class=main><h1>我镇召开水利会议</h1><p>{TEXT}</p></div>"
        "<div class=side><h3>热点新闻</h3><ul><li><a href=/1>秋收开镰</a></li><li><a href=/2>渠道清淤</a></li></ul></div></html>"
    )
    assert clean(Page(URL, html.encode(), "text/html")).document.source == ""


def test_a_newspapers_edition_under_the_title_names_it_and_its_day() -> None:
    document = page(info="《 云岭日报 》（ 2021年03月02日 第 04 版 ）")
    assert (document.source, document.published) == ("云岭日报", date(2021, 3, 2))
    assert "云岭日报" not in document.text


def test_a_bracket_that_an_offices_name_closes_stays() -> None:
    above = "<p>发文机关：安渡县人民政府（办公室） 成文日期：2022-03-26</p>"
    assert page(above=above).issuer == "安渡县人民政府(办公室)"
    assert page(info="来源：云溪日报）").source == "云溪日报"


def test_who_handed_a_text_in_is_its_author_where_it_is_a_person() -> None:
    body = f"<p>{TEXT}</p><p>{TEXT}</p><p>供稿：苏禾</p><p>审核：田苗</p>"
    assert (page(body).source, page(body).author) == ("", "苏禾")
    assert page(info="供稿：县水务局").source == "县水务局"


@pytest.mark.parametrize(
    "office",
    [
        "办公室",
        "教务处",
        "县妇联",
        "团县委",
        "融媒体",
        "档案馆",
        "工会",
        "文联",
        "高新区",
        "宣传部",
    ],
)
def test_an_office_that_handed_a_text_in_is_its_source(office: str) -> None:
    document = page(info=f"供稿：{office}")
    assert (document.source, document.author) == (office, "")


@pytest.mark.parametrize(
    ("row", "source"),
    [
        ("教务处2023年3月4日", "教务处"),
        ("水务局2023/3/4", "水务局"),
        ("县委宣传部2023.03.04", "县委宣传部"),
        ("发布机构县水务局2023-03-04", "县水务局"),
        ("来源县政府办2023-03-04", "县政府办"),
        ("下载中心 2023-03-04", ""),
        ("首页新闻中心 2023-03-04", ""),
    ],
)
def test_an_office_in_front_of_any_day_is_the_source(row: str, source: str) -> None:
    document = page(info=row)
    assert (document.source, document.published) == (source, date(2023, 3, 4))


def test_the_office_beside_the_day_is_named_in_full_where_the_box_does() -> None:
    box = "<p>发布机构：县政府办公室</p>"
    assert page(above=box, info="[ 2023-03-04 ] [ 县政府办 ]").source == "县政府办公室"


@pytest.mark.parametrize(
    ("info", "source"),
    [
        ("2024-03-05 06:40:11　云岭晚报　苏禾　<em>A- A+</em>", "云岭晚报"),
        ("<b>苏禾</b> / <b>云岭周刊</b> / <b>2024年03月05日</b>", "云岭周刊"),
        ("口述/周石山　整理/苏禾　2024-03-05　云岭史志网", "云岭史志网"),
        ("发布于 2024年3月5日 由 云岭教育", "云岭教育"),
    ],
)
def test_a_row_of_facts_without_labels_names_paper_and_day(info: str, source: str) -> None:
    document = page(info=info)
    assert (document.source, document.published) == (source, date(2024, 3, 5))
    assert document.paragraphs[0] == "同志们："


@pytest.mark.parametrize("mark", ["□ 陆文", "■ 本报记者 陆文", "○陆文", "文/图 本报记者 陆文"])
@pytest.mark.parametrize("last", [False, True])
def test_who_stands_behind_a_mark_is_the_author_and_no_title(mark: str, *, last: bool) -> None:
    text = [f"<p>{TEXT}</p>", f"<p>{TEXT}</p>"]
    text.insert(2 if last else 0, f"<p>{mark}</p>")
    document = page("".join(text), title="云溪县人民政府门户网站")
    assert (document.author, mark in document.paragraphs) == ("陆文", True)


@pytest.mark.parametrize("marks", [("□ 同意", "□ 不同意"), ("□ 陆文", "□ 苏禾"), ("□ 安全", "")])
def test_what_a_form_has_ticked_is_no_author(marks: tuple[str, str]) -> None:
    body = "".join(f"<p>{mark}</p>" for mark in marks)
    assert page(f"{body}<p>{TEXT}</p><p>{TEXT}</p>").author == ""


@pytest.mark.parametrize(
    ("first", "last", "author"),
    [
        ("本报讯（记者 苏禾）", "", "苏禾"),
        ("新华社云岭9月5日电（记者苏禾、田苗）", "", "苏禾 田苗"),
        ("云岭网9月5日讯（见习记者 苏禾 通讯员 田苗 整合）", "", "苏禾 田苗"),
        ("", "（云岭台记者 苏禾 田苗）", "苏禾 田苗"),
        ("", "<br>执笔人：苏禾 田苗 许强", "苏禾 田苗 许强"),
        ("", "（记者 苏禾 摄）", ""),
        ("会上，（记者节）", "", ""),
        ("他说（对记者 苏禾），", "", ""),
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "font"])
def test_a_report_tells_who_reported(first: str, last: str, author: str, tag: str) -> None:
    said = f"{first}石桥水库清淤完工，库容恢复到了设计水平。"
    document = page(f"<{tag}>{said}</{tag}><br><{tag}>{TEXT}{last}</{tag}>", title="水库清淤完工")
    assert document.author == author
    assert (said in document.text, TEXT in document.text) == (True, True)


@pytest.mark.parametrize(
    ("info", "author"),
    [
        ("上传者：一支笔　发布时间：2024-03-05", ""),
        ("上传人：一支笔", ""),
        ("作者：江帆　上传者：一支笔", "江帆"),
        ("来源：云溪日报 记者 江帆 通讯员 何苗", "江帆 何苗"),
    ],
)
def test_who_uploads_a_document_is_not_its_author(info: str, author: str) -> None:
    assert page(info=info).author == author
