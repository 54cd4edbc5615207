"""The dates of a document, each from its own places and from no other."""

from __future__ import annotations

from datetime import date

import pytest
from told import TEXT, lines, page

from cleaners import Page, clean


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


@pytest.mark.parametrize("names", ["byline", "post-meta", "toolbar"])
def test_a_day_in_a_bar_between_title_and_text_is_published(names: str) -> None:
    html = (
        f"<title>接访日记</title><main><h1>接访日记</h1><p class={names}>信访局 · 2024年3月5日</p>"
        f"<p>周一 晴</p><p>{TEXT}</p><p>老人要的不是钱，是一句公道话。</p></main>"
    )
    assert clean(Page("", html.encode(), "text/html")).document.published == date(2024, 3, 5)


@pytest.mark.parametrize("names", ["post-date", "publish_time"])
def test_a_day_named_as_published_is_that_right_below_the_heading_alone(names: str) -> None:
    day = f"<p class={names}>2024年3月5日</p>"
    above = "<title>接访日记</title><main><h1>接访日记</h1>"
    text = f"<p>周一 晴</p><p>{TEXT}</p><p>老人要的不是钱，是一句公道话。</p>"
    put_up = clean(Page("", f"{above}{day}{text}</main>".encode(), "text/html")).document
    signed = clean(
        Page("", f"{above}{text}<p>信访局</p>{day}</main>".encode(), "text/html")
    ).document
    assert put_up.published == date(2024, 3, 5)
    assert "2024年3月5日" not in put_up.text
    assert signed.text.endswith("信访局\n2024年3月5日")


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
        "（2022.5.9）",
        "[2022年5月9日]",
        "（2022年5月9日上午）",
        "2022年5月9日下午",
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
    "passed",
    ["（2022年5月9日云溪县第五届人民代表大会第三次会议通过）", "（2022年5月9日县委全会批准）"],
)
def test_the_day_an_assembly_passed_a_paper_is_no_speech(passed: str) -> None:
    document = page(f"<p>{passed}</p><p>会议认为，{TEXT}</p>", title="关于县级预算的决议")
    assert (document.written, document.spoken) == (date(2022, 5, 9), None)


def test_the_row_below_a_text_that_counts_its_readers_says_when_it_was_put_up() -> None:
    row = "<div class=op><i>2022-05-09 15:02:11</i><i>浏览 641</i><a>转发</a><a>打印</a></div>"
    signed = "<p>各乡镇：</p><p>云溪县应急管理局</p><p>2022年5月8日</p>"
    document = page(f"{signed.replace('</p><p>', f'</p><p>{TEXT}</p><p>', 1)}</div>{row}<div>")
    assert (document.published, document.written) == (date(2022, 5, 9), date(2022, 5, 8))


def test_nobody_speaks_a_communique() -> None:
    document = page(f"<p>（2022年5月9日）</p><p>{TEXT}</p><p>{TEXT}</p>", title="县党代会公报")
    assert (document.written, document.spoken) == (date(2022, 5, 9), None)


def test_a_speech_that_a_notice_hands_on_was_given() -> None:
    title = "关于印发周文山同志致辞的通知"
    document = page(f"<p>（2022年5月9日在全县防汛大会上）</p><p>{TEXT}</p>", title=title)
    assert document.spoken == date(2022, 5, 9)


def test_a_decree_is_signed_and_not_spoken() -> None:
    signed = "<p>县长　柳青禾</p><p>2022年5月9日</p>"
    document = page(f"<p>第7号</p><p>《办法》现予公布。</p>{signed}", title="云溪县人民政府令")
    assert (document.speaker, document.post, document.spoken) == ("", "", None)
    assert (document.written, document.doc_number) == (date(2022, 5, 9), "第7号")


@pytest.mark.parametrize("day", ["（2022年5月9日）", "2022年5月9日"])
def test_the_day_of_a_short_speech_signs_nothing(day: str) -> None:
    document = lines("在老兵欢送会上的讲话", "武装部长　柳青禾", day, "战友们：", TEXT)
    assert (document.spoken, document.written) == (date(2022, 5, 9), None)


def test_a_day_right_above_the_greeting_is_the_speech_s() -> None:
    assert page(f"<p>2022年5月9日</p><p>同志们：</p><p>{TEXT}</p>").spoken == date(2022, 5, 9)
    assert page(f"<p>2022年05月09日</p><p>同志们：</p><p>{TEXT}</p>").spoken is None
    assert page(f"<p>2022年5月9日</p><p>{TEXT}</p>").spoken is None


@pytest.mark.parametrize("annex", [1, 20])
def test_a_notice_that_forwards_a_paper_is_signed_above_it(annex: int) -> None:
    signed = "<p>云溪县人民政府办公室</p><p>2022年5月9日</p>"
    paper = f"<p>护林意见</p><p>县林业局</p><p>2022年4月1日</p>{f'<p>{TEXT}</p>' * annex}"
    document = page(f"<p>各乡镇：</p><p>{TEXT}</p>{signed}{paper}", title="关于转发护林意见的通知")
    assert document.written == date(2022, 5, 9)
    assert document.issuer == "云溪县人民政府办公室"


def test_a_day_in_brackets_belongs_to_the_annex() -> None:
    signed = "<p>县林业局</p><p>2022年5月9日</p>"
    annex = f"<p>护林公约</p><p>（2022年4月1日）</p><p>{TEXT}</p>"
    document = page(f"<p>各乡镇：</p><p>{TEXT}</p>{signed}{annex}", title="关于护林的通知")
    assert document.written == date(2022, 5, 9)


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        (("中共云溪县委", "云溪县人民政府", "2022年5月9日"), "中共云溪县委 云溪县人民政府"),
        (("云溪县财政局　　　云溪县教育局", "2022年5月9日"), "云溪县财政局 云溪县教育局"),
        (("云 溪 县 教 育 局", "2022年5月9日"), "云溪县教育局"),
        (("学生工作部（处）", "2022年5月9日"), "学生工作部（处）"),
        (("图书馆　团委", "2022年5月9日"), "图书馆 团委"),
        (("云溪县档案馆 2022年5月9日",), "云溪县档案馆"),
        (("中共县直机关工委", "2022年5月9日"), "中共县直机关工委"),
        (("县人大常委会", "2022年5月9日"), "县人大常委会"),
        (("镇派出所", "镇司法所", "2022年5月9日"), "镇派出所 镇司法所"),
        (("云 溪 图 书 馆", "2022年5月9日"), "云溪图书馆"),
        (("县妇女联合会", "二〇二二年五月九日"), "县妇女联合会"),
        (("县自建房整治工作专班", "2022年5月9日"), "县自建房整治工作专班"),
        (("国家统计局云溪调查队", "2022年5月9日"), "国家统计局云溪调查队"),
        (("县防汛指挥部", "2022年5月9日16时30分"), "县防汛指挥部"),
    ],
)
def test_who_signs(signed: tuple[str, ...], issuer: str) -> None:
    document = lines("关于开展读书活动的通知", "各单位：", TEXT, "请认真组织。", *signed)
    assert (document.issuer, document.written) == (issuer, date(2022, 5, 9))
