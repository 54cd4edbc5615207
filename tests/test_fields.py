"""Fields with evidence: dates, names and numbers from their own places, and from no other."""

from __future__ import annotations

from datetime import date

import pytest

from cleaners import Document, Page, clean
from cleaners.dates import date_in_url, first_date, is_date_line

TEXT = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。"
URL = "https://www.andu.example/show/1.html"


def page(
    body: str = f"<p>同志们：</p><p>{TEXT}</p><p>谢谢大家！</p>",
    *,
    title: str = "在全县春耕现场会上的讲话",
    head: str = "",
    above: str = "",
    info: str = "",
    url: str = URL,
) -> Document:
    text = (
        f"<html><head><title>{title}_案牍集</title>{head}</head><body>{above}<h1>{title}</h1>"
        f"<div class=info>{info}</div><div class=content>{body}</div></body></html>"
    )
    return clean(Page(url, text.encode(), "text/html")).document


def lines(*text: str) -> Document:
    return clean(Page(URL, "\n".join(text).encode(), "text/plain")).document


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-05-09", (2022, 5, 9)),
        ("2020-09-04 16:40:30", (2020, 9, 4)),
        ("2012/4/17 9:18:53", (2012, 4, 17)),
        ("2022/05/11 10:25", (2022, 5, 11)),
        ("2016.03.31", (2016, 3, 31)),
        ("2021年04月06日", (2021, 4, 6)),
        ("2013年03月09 12:41:38", (2013, 3, 9)),
        ("2024年4月21日发(作者:", (2024, 4, 21)),
        ("2024-11-26下载文档", (2024, 11, 26)),
        ("2026-04-13 15:39:00来源:", (2026, 4, 13)),
        ("31.01.2017 01:37", (2017, 1, 31)),
        ("Saturday, September 10th, 2005 10:56 am", (2005, 9, 10)),
        ("Mar 12 Sun 2017", (2017, 3, 12)),
        ("March 2017", None),
        ("summary 12 2017", None),
        ("二〇二三年五月九日", (2023, 5, 9)),
        ("二○一一年十一月三日", (2011, 11, 3)),
        ("一九九八年十二月三十一日", (1998, 12, 31)),
        ("二零二四年十月二十日", (2024, 10, 20)),
        ("2023 年 1 月 5 日", (2023, 1, 5)),
        ("2024-02-30 2024-03-01", None),
        ("2026-03", None),
        ("2024-13-01", None),
        ("1899-01-01", None),
        ("12024-01-01", None),
        ("2024-01-011", None),
        ("22-10-25", None),
        ("〔2024〕7号", None),
        ("3.6亿元", None),
        ("二〇二四年十三月一日", None),
        ("", None),
    ],
)
def test_dates_are_read(text: str, day: tuple[int, int, int] | None) -> None:
    assert first_date(text) == (date(*day) if day else None)


def test_short_year_is_read_only_where_asked_for() -> None:
    assert first_date("时间:22-10-25", short_year=True) == date(2022, 10, 25)
    assert first_date("电话0871-22-10-25", short_year=True) is None


def test_the_first_of_two_dates_counts_whatever_its_form() -> None:
    assert first_date("二〇二三年五月九日，2022-01-01") == date(2023, 5, 9)
    assert first_date("31.01.2017 2018-01-01") == date(2017, 1, 31)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2023/0429/92618.html", (2023, 4, 29)),
        ("https://a.example/art/t20190115_5260561.html", (2019, 1, 15)),
        ("https://a.example/2021-09/28/content_90112.html", (2021, 9, 28)),
        ("https://a.example/content_20180203_1.html", (2018, 2, 3)),
        ("https://a.example/doc/20231301.html", None),
        ("https://a.example/p/120230101.html", None),
        ("https://a.example/170350409717421.html", None),
        ("https://a.example/20230230/1.html", None),
    ],
)
def test_dates_in_addresses(url: str, day: tuple[int, int, int] | None) -> None:
    assert date_in_url(url) == (date(*day) if day else None)


@pytest.mark.parametrize(
    ("line", "so"),
    [
        ("2022年5月9日", True),
        ("(2022年5月9日)", True),
        ("二〇二二年五月九日", True),
        ("2022年5月9日印发", False),
        ("今天是2022年5月9日", False),
        ("2022-05-09 10:25", False),
    ],
)
def test_date_lines(line: str, so: bool) -> None:  # noqa: FBT001
    assert is_date_line(line) is so


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("head", '<meta name="PubDate" content="2024-03-05 09:10">'),
        ("head", '<meta property="article:published_time" content="2024-03-05T09:10:00+08:00">'),
        ("head", '<meta property="og:release_date" content="2024-03-05 09:10:00">'),
        (
            "head",
            '<script type="application/ld+json">{"datePublished":"2024-03-05T01:10:00Z"}</script>',
        ),
        (
            "head",
            '<script type="application/ld+json">{"pubDate":"2024-03-05T09:10:22","upDate":"2024-06-01T10:00:00"}</script>',
        ),
        (
            "head",
            "<script>var page=\"js_content\";var createTime = '2024-03-05 16:00';</script>",
        ),
        ("info", "March 5, 2024 09:10"),
        ("info", "Mar 05 Tue 2024 13:41"),
        ("info", "(2024-03-05 09:12:33)转载▼"),
        ("info", "发布时间：2024-03-05 来源：县委办"),
        ("info", "时间：24-03-05"),
        ("info", "2024-03-05 09:10:11 4次"),
        ("info", "浏览：31次 发布日期：2024年3月5日"),
        ("url", "https://www.andu.example/2024/0305/77.html"),
    ],
)
def test_published_is_found(place: str, value: str) -> None:
    assert page(**{place: value}).published == date(2024, 3, 5)


def test_dates_of_links_and_of_the_text_are_not_published() -> None:
    links = "".join(f"<li><a href=/{i}.html>2025-01-0{i} 会议通知</a></li>" for i in range(1, 6))
    body = f"<p>同志们：</p><p>2021年6月1日以来，{TEXT}</p><p>谢谢大家！</p>"
    document = page(body, above=f"<ul>{links}</ul>")
    assert document.published is None


def test_labels_of_the_text_itself_are_no_fields() -> None:
    """Minutes state their time and a plan its sources: that is text, and not the page's."""
    stated = ("时间：2022年7月14日上午", "地点：县政府三楼会议室", "资金来源：省级补助六百万元")
    document = lines("关于研究老旧小区改造工作的会议纪要", *stated, "会议指出，" + TEXT)
    assert document.paragraphs[:3] == stated
    assert (document.published, document.source) == (None, "")


@pytest.mark.parametrize(
    "under",
    [
        "——2022年5月9日在云溪县第三次代表大会上",
        "（2022年5月9日 根据录音整理）",
        "（二〇二二年五月九日）",
        "县委书记 柳青禾</p><p>2022年5月9日",
    ],
)
def test_the_day_of_a_speech_stands_under_its_title(under: str) -> None:
    document = page(f"<p>{under}</p><p>同志们：</p><p>{TEXT}</p><p>谢谢大家！</p>")
    assert document.spoken == date(2022, 5, 9)
    assert document.published is None


def test_a_speech_is_dated_by_its_title_too() -> None:
    assert page(title="在春耕会上的讲话（2022年5月9日）").spoken == date(2022, 5, 9)


def test_the_day_of_an_edit_is_not_the_day_of_posting() -> None:
    edited = "<p>本帖最后由 柳青 于 2024-04-10 08:20 编辑</p>"
    body = f"{edited}<p>同志们：</p><p>{TEXT}</p><p>谢谢大家！</p>"
    assert page(body, info="发表于 2024-3-5 21:33:10").published == date(2024, 3, 5)


@pytest.mark.parametrize("printed", ["", "发布时间：2024-03-05 07:02"])
def test_a_late_hour_of_utc_is_the_day_after(printed: str) -> None:
    head = '<meta property="article:published_time" content="2024-03-04T23:02:00Z">'
    assert page(head=head, info=printed).published == date(2024, 3, 5)


def test_the_printed_day_decides_where_utc_is_only_said() -> None:
    head = '<meta property="article:published_time" content="2024-03-05T20:02:00Z">'
    assert page(head=head, info="发布时间：2024-03-05 20:02").published == date(2024, 3, 5)


@pytest.mark.parametrize(
    "info", ["归档时间：2022-05-09", "有效期：2022-05-09", "今天是2022年5月9日 星期一"]
)
def test_other_days_are_not_published(info: str) -> None:
    assert page(info=info).published is None


def test_three_dates_are_kept_apart() -> None:
    text = f"<p>（2022年5月9日）</p><p>同志们：</p>{f'<p>{TEXT}</p>' * 6}"
    signed = "<p>云溪县人民政府</p><p>2022年5月20日</p>"
    document = page(text + signed, info="发布时间：2022-06-01")
    assert document.spoken == date(2022, 5, 9)
    assert document.written == date(2022, 5, 20)
    assert document.published == date(2022, 6, 1)
    assert document.issuer == "云溪县人民政府"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("在春耕现场会上的讲话", "在春耕现场会上的讲话"),
        ("升旗仪式主持词（精选5篇）", "升旗仪式主持词"),
        ("【优秀范文】村级工作总结", "村级工作总结"),
        ("村级工作总结.docx", "村级工作总结"),
        ("镇村干部述职报告(第4/4页)", "镇村干部述职报告"),
        ("2023年党建工作总结", "2023年党建工作总结"),
        ("关于成立领导小组的通知（试行）", "关于成立领导小组的通知（试行）"),
    ],
)
def test_title_without_ornaments(printed: str, title: str) -> None:
    assert page(title=printed).title == title
    assert printed not in page(title=printed).paragraphs


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
        ("撰稿：柳青 编辑：禾田", "柳青"),
        ("作者：柳青 禾田", "柳青 禾田"),
        ("本报记者 苏禾", "苏禾"),
        ("来源：云岭日报　记者 苏禾", "苏禾"),
        (
            "<span>来源：云岭日报</span><span>作者：柳青 禾田</span><span>评论(0)</span>",
            "柳青 禾田",
        ),
    ],
)
def test_authors_are_people(info: str, author: str) -> None:
    assert page(info=info).author == author


@pytest.mark.parametrize(
    "told", ["云溪县人民政府门户网站", "公告公示", "信息公开-云溪县", "云溪一中欢迎您"]
)
@pytest.mark.parametrize("tag", ["h1", "div class=biaoti"])
def test_the_heading_is_the_title_where_the_head_names_a_site(told: str, tag: str) -> None:
    end = tag.partition(" ")[0]
    html = (
        f"<html><title>{told}</title><div><a href=/>首页</a></div><div><{tag}>致返乡农民工的一封信</{end}>"
        f"<div>2022-05-09 10:00</div><div class=content><p>农民工朋友们：</p><p>{TEXT}</p></div></div></html>"
    )
    assert clean(Page(URL, html.encode(), "text/html")).document.title == "致返乡农民工的一封信"


def test_files_listed_below_the_body_are_attachments() -> None:
    html = (
        f"<html><title>通知</title><h1>关于申报的通知</h1><div class=content><p>各单位：</p><p>{TEXT}</p></div>"
        "<ul><li>附件【<a href='/download.jsp?id=8'>申报书.docx</a>】已下载<span>3</span>次</li></ul>"
        "<div class=foot><a href=/x.docx>使用手册</a></div></html>"
    )
    found = clean(Page(URL, html.encode(), "text/html")).document.attachments
    assert [x.title for x in found] == ["申报书.docx"]


def test_a_breadcrumb_of_links_and_blanks() -> None:
    html = (
        "<html><title>开学典礼举行</title><div class=col_path><span>当前位置：</span><a href=/>首页</a>"
        "<span>&nbsp;&nbsp;</span><a href=/1/>学校要闻</a></div><h1>开学典礼举行</h1>"
        f"<div class=content><p>{TEXT}</p></div></html>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert (document.breadcrumb, document.category) == (("首页", "学校要闻"), "学校要闻")


def test_a_watermark_under_the_title_is_no_source() -> None:
    assert page(info="听泉文稿网 www.tingquanwg.cn").source == ""


@pytest.mark.parametrize(
    ("head", "info"),
    [
        ('<meta name="source" content="来源：云溪日报">', ""),
        ("", "2024-03-05 10:00 来源:云溪日报<span>发布于：云溪</span>"),
        ("", "2024-03-05 10:00 云溪日报"),
        ('<script>var x="js_content";var nickname = htmlDecode("云溪日报");</script>', ""),
    ],
)
def test_a_source_without_its_neighbours(head: str, info: str) -> None:
    assert page(head=head, info=info).source == "云溪日报"


def test_reporter_behind_a_newspaper() -> None:
    document = page(info="云岭晚报记者 安宁2023-08-18 07:12")
    assert (document.source, document.author) == ("云岭晚报", "安宁")
    assert page(info="今天记者 安宁2023-08-18 07:12").source == ""


@pytest.mark.parametrize(
    "crumbs",
    [
        "当前位置：<a href=/>首页</a> &gt; <a href=/z/>工作总结</a> &gt; 正文",
        "您现在的位置: <a href=/>首页</a> >> <a href=/z/>工作总结</a> >>",
        "<a href=/>首页</a> » <a href=/z/>工作总结</a> » 在全县春耕现场会上的讲话",
    ],
)
def test_breadcrumb_and_category(crumbs: str) -> None:
    document = page(above=f"<div class=weizhi>{crumbs}</div>")
    assert document.breadcrumb == ("首页", "工作总结")
    assert document.category == "工作总结"


def test_own_number_not_a_cited_one() -> None:
    cited = f"<p>各乡镇人民政府：</p><p>根据《县政府通知》（云政发〔2020〕3号），{TEXT}</p>"
    assert page(cited, title="关于做好春耕的通知").doc_number == ""
    own = page(f"<p>云政办发〔2021〕12号</p>{cited}", title="关于做好春耕的通知")
    assert own.doc_number == "云政办发〔2021〕12号"
    assert own.paragraphs[0] == "云政办发〔2021〕12号"
    assert own.addressee == "各乡镇人民政府"


@pytest.mark.parametrize(
    ("under", "speaker", "post"),
    [
        ("<p>县长 柳青禾</p>", "柳青禾", "县长"),
        ("<p>中共云溪县委书记　柳青</p>", "柳青", "中共云溪县委书记"),
        ("<p>市长 ***</p>", "***", "市长"),
        ("<p>县委副书记</p><p>柳青禾</p>", "柳青禾", "县委副书记"),
        ("<p>2022年5月9日</p>", "", ""),
    ],
)
def test_speaker_under_the_title(under: str, speaker: str, post: str) -> None:
    document = page(f"{under}<p>同志们：</p><p>{TEXT}</p><p>谢谢大家！</p>")
    assert (document.speaker, document.post) == (speaker, post)


@pytest.mark.parametrize(
    ("title", "kind", "occasion"),
    [
        ("在全县春耕现场会上的讲话", "致辞讲话", "全县春耕现场会"),
        ("县委书记在换届大会上的主持词", "主持词", "换届大会"),
        ("关于报送工作总结的通知", "通知", ""),
        ("关于调整水价的请示的批复", "批复", ""),
        ("2023年述职述廉报告", "述职报告", ""),
        ("党支部书记讲党课", "党课", ""),
        ("专题党课讲稿", "党课", ""),
        ("春天的故事", "", ""),
    ],
)
def test_kind_and_occasion(title: str, kind: str, occasion: str) -> None:
    document = page(title=title)
    assert (document.kind, document.occasion) == (kind, occasion)


def test_files_the_text_links_to_are_attached() -> None:
    files = (
        "<p>附件：<a href='files/a.docx'>1.报名表</a> <a href='https://b.example/b.PDF?x=1'>名单</a>"
        " <a href='files/a.docx'>再下载</a> <a href=/n/2.html>通知全文</a></p>"
    )
    found = page(f"<p>各单位：</p><p>{TEXT}</p>{files}", title="关于报名的通知").attachments
    assert [(file.title, file.url) for file in found] == [
        ("1.报名表", "https://www.andu.example/show/files/a.docx"),
        ("名单", "https://b.example/b.PDF?x=1"),
    ]


@pytest.mark.parametrize(
    ("note", "shown", "total"),
    [
        ("全文共2,010字，当前显示500字", 500, 2010),
        ("仅展示698字,全文共15119字", 698, 15119),
        ("（省略854字，正式会员可见全文）", None, None),
        ("试读结束", None, None),
    ],
)
def test_truncation_is_said(note: str, shown: int | None, total: int | None) -> None:
    document = lines("在全县春耕现场会上的讲话", "同志们：", TEXT, note)
    assert document.truncated
    assert (document.truncated.shown, document.truncated.total) == (shown, total)
    assert document.paragraphs == ("同志们：", TEXT)


def test_whole_text_is_not_truncated() -> None:
    assert (
        lines("在春耕现场会上的讲话", "同志们：", TEXT + "全文公开，共5000字。").truncated is None
    )


def test_placeholders_are_counted_and_kept() -> None:
    text = "对**镇的20xx年计划，×××同志已批示，☆市、某某乡照办；3×4米的棚子有__座。"
    document = lines("在全县春耕现场会上的讲话", "同志们：", text)
    assert document.paragraphs[1] == text
    assert document.placeholders >= 6
    assert lines("在春耕现场会上的讲话", "同志们：", TEXT).placeholders == 0


def test_every_found_value_says_where_from() -> None:
    cleaned = clean(Page(URL, f"在春耕现场会上的讲话\n同志们：\n{TEXT}".encode(), "text/plain"))
    assert cleaned.draft.found
    assert all(found.field and found.value and found.rule for found in cleaned.draft.found)
