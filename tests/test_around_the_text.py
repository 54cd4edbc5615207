"""Lines in elements of their own above and below the one that holds the text: a document's stay, a site's go."""

from __future__ import annotations

import pytest
from cleaned import plain

from cleaners import Page, clean

FIRST = (
    "石板桥加固工程下月开工，沿线各村要提前清理桥下堆物，留出车辆掉头和材料堆放的地方，不影响秋收。"
)
SECOND = "施工期间，行人走东侧便桥；运粮车从北岔口绕行，交警中队派人值守，夜间加装警示灯。"
HEAD = "<title>关于石板桥加固施工的通告_柳溪</title><div><a href=/>首页</a><a href=/g>公开</a><a href=/f>服务</a></div>"
FOOT = "<div class=foot>主办：柳溪县交通运输局 <a href=/map>网站地图</a></div>"
BESIDE = (
    f"<div class=w><h1>关于石板桥加固施工的通告</h1><div>2023-09-07 来源：县交通局</div><div class=zw><p>{FIRST}</p><p>{SECOND}</p></div>"
    "<div class=x>{}</div></div>"
)
OVER_BUTTONS = BESIDE.removesuffix("</div>") + "<p><a href=#>打印</a> <a href=#>关闭</a></p></div>"
IN_ROWS = (
    "<table><tr><td align=center>关于石板桥加固施工的通告</td></tr><tr><td>2023-09-07 来源：县交通局</td></tr>"
    f"<tr><td>　　{FIRST}<br>　　{SECOND}</td></tr><tr><td align=right>{{}}</td></tr></table>"
)
OVER_A_LIST = BESIDE.removesuffix("</div>") + (
    "<ul><li><a href=1.html>沈家渡口恢复摆渡</a></li><li><a href=2.html>南门公交首末站启用</a></li></ul></div>"
)

ON_PAGE = BESIDE.removeprefix("<div class=w>").removesuffix("</div>")


def below(layout: str, line: str) -> tuple[str, ...]:
    page = HEAD + layout.format(line) + FOOT
    paragraphs = clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs
    assert paragraphs[:2] == (FIRST, SECOND)
    return paragraphs[2:]


@pytest.mark.parametrize("layout", [BESIDE, OVER_BUTTONS, IN_ROWS])
@pytest.mark.parametrize(
    "line",
    [
        "柳溪县交通运输局",
        "局长　田万顷",
        "（此件公开发布）",
        "（根据录音整理）",
        "（摘自《柳溪桥梁志》）",
        "注：绕行路线另行张贴",
        "主题词：交通　施工　通告",
        "附：绕行路线示意",
        "联系人：蔡师傅　电话：0000-4410099",
        "监督电话：12328",
        "柳溪县交通运输局办公室　2023年9月6日印发",
        "书记员　蔡小满",
        "癸卯年白露于石板桥头",
    ],
)
def test_a_documents_last_line_stays(layout: str, line: str) -> None:
    assert below(layout, line) == (line,)


@pytest.mark.parametrize("layout", [BESIDE, OVER_BUTTONS, IN_ROWS])
@pytest.mark.parametrize(
    "line",
    [
        "已有12人觉得有用",
        "心情投票",
        "1 2 3",
        "官方微博",
        "二维码",
        "无障碍",
        "下一条：没有了",
        "柳溪交通网",
        "分享到：",
        "浏览：90",
    ],
)
def test_a_sites_line_goes(layout: str, line: str) -> None:
    assert below(layout, line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "（此件公开发布）",
        "（根据录音整理）",
        "主题词：交通　施工　通告",
        "附：绕行路线示意",
        "联系人：蔡师傅　电话：0000-4410099",
        "柳溪县交通运输局办公室　2023年9月6日印发",
        "书记员　蔡小满",
    ],
)
def test_on_the_page_itself_what_only_a_document_ends_with_stays(line: str) -> None:
    assert below(ON_PAGE, line) == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "办公室电话：0000-4410099",
        "地址：柳溪县南门街2号　电话：0000-4410099",
        "今天是2023年9月8日",
        "网站标识码：0000000009",
    ],
)
def test_on_the_page_itself_what_a_footer_may_say_goes(line: str) -> None:
    assert below(ON_PAGE, line) == ()


@pytest.mark.parametrize("line", ["交通要情", "同日消息"])
def test_the_heading_of_a_linked_list_goes(line: str) -> None:
    assert below(OVER_A_LIST, line) == ()


def test_many_lines_are_a_list_of_their_own() -> None:
    assert below(BESIDE, "<br>".join(f"第{n}路公交车" for n in range(9))) == ()


UNDER_THE_DAY = BESIDE.replace("<div class=zw>", "<div>{}</div><div class=zw>").replace(
    "<div class=x>{}</div>", ""
)
ROW_ABOVE = (
    "<table><tr><td align=center>关于石板桥加固施工的通告</td></tr><tr><td>2023-09-07 来源：县交通局</td></tr>"
    f"<tr><td align=center>{{}}</td></tr><tr><td>　　{FIRST}<br>　　{SECOND}</td></tr></table>"
)


def above(layout: str, line: str) -> tuple[str, ...]:
    page = HEAD + layout.format(line) + FOOT
    paragraphs = clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs
    assert paragraphs[-2:] == (FIRST, SECOND)
    return paragraphs[:-2]


@pytest.mark.parametrize("layout", [UNDER_THE_DAY, ROW_ABOVE])
@pytest.mark.parametrize(
    "line",
    [
        "田万顷",
        "（征求意见稿）",
        "第9号",
        "签发人：田万顷",
        "柳溪县交通运输局文件",
        "沿线各村、各运输户",
        "一、工期",
        "柳溪县第三届人民代表大会第一次会议",
        "□ 蔡小满",
    ],
)
def test_a_documents_first_line_stays(layout: str, line: str) -> None:
    assert above(layout, line) == (line,)


@pytest.mark.parametrize("layout", [UNDER_THE_DAY, ROW_ABOVE])
@pytest.mark.parametrize(
    "line",
    [
        "听新闻",
        "栏目：通告",
        "大<br>中<br>小",
        "石板桥加固工程下月开工，沿线各村……",
        "原创",
        "视力保护色：",
    ],
)
def test_a_sites_line_above_goes(layout: str, line: str) -> None:
    assert above(layout, line) == ()


def test_no_slogan_above_the_title_ends_what_is_above_the_text() -> None:
    html = (
        "<html><head><title>渠道清淤工作启动-云溪文汇</title></head><body><div><p>六百字天地，内容丰富有趣，生活中的好帮手！</p>"
        "<p>云溪文汇 > 渠道清淤工作启动</p><h1>渠道清淤工作启动</h1><p>时间：2020-03-16 18:43:36</p><p>阅读：30</p>"
        "<p>入冬以来，全镇组织劳力清理渠道，沿渠十二个村的冬灌有了保障。</p><p>下一步，要把管护责任落到户。</p></div></body></html>"
    )
    document = clean(Page("", html.encode(), "text/html; charset=utf-8")).document
    assert "2020" not in document.text
    assert document.paragraphs[-2].startswith("入冬以来")


def test_what_an_editor_says_behind_the_first_sentence_goes_without_it() -> None:
    opening = "云岭县第九届人民代表大会昨日开幕，县长作工作报告，部署了今年的水利和道路建设。"
    said = "下面是小编收集整理的云岭县工作报告，欢迎阅读参考！！"
    text = ("云岭县工作报告", opening + said, "各位代表：", FIRST, SECOND)
    document = plain(*text).document
    assert document.paragraphs == (opening, "各位代表：", FIRST, SECOND)
    own = opening + "下面是校刊小编的话，请同学们读一读。"
    text = ("云岭县工作报告", own, "各位代表：", FIRST, SECOND)
    document = plain(*text).document
    assert document.paragraphs[0] == own


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        ("<td class=k>守着清江喊渴的日子一去不返</td>", True),
        ("<td class=k><a href=/x>守着清江喊渴的日子一去不返</a></td>", False),
        ("<td class=m>守着清江喊渴的日子一去不返</td>", False),
        ("<td class=k>柳溪县政府信息公开专栏</td>", False),
        ("<td class=k>柳溪县融媒体中心</td>", False),
    ],
)
def test_a_line_over_a_headline_stays_where_it_is_dressed_as_the_one_below(
    above: str, *, kept: bool
) -> None:
    rows = f"<tr>{above}</tr><tr><td><h1>把水引到田头</h1></td></tr><tr><td class=k>——西坝灌区见闻</td></tr>"
    html = f"<title>把水引到田头-柳溪日报</title><div><a href=/>首页</a></div><table>{rows}</table><div class=zw><p>{FIRST}</p><p>{SECOND}</p></div>{FOOT}"
    own = clean(Page("", html.encode(), "text/html; charset=utf-8")).document.paragraphs
    assert ("守着清江喊渴的日子一去不返" in own) == kept
    assert not any("公开专栏" in line or "融媒体" in line for line in own)


def test_what_stands_below_a_footer_goes_on_with_no_text() -> None:
    foot = "<p>柳溪中学 版权所有</p><p>投稿邮箱：news@liuxi.example.com 您是第9933221位访客。</p>"
    html = f"<title>关于石板桥的通告</title><div class=date>2024年11月20日</div><ul><li><a href=/>首页</a></li></ul><h2>关于石板桥的通告</h2><p>时间：2023-09-07 点击：12</p><div class=zw><p>{FIRST}</p><p>{SECOND}</p></div><p>上一条：<a href=1>前一篇文章的题目</a></p><p>下一条：<a href=2>后一篇文章的题目</a></p><p>【<a href=#>关闭窗口</a>】</p><div>{foot}</div>"
    assert clean(Page("", html.encode(), "text/html; charset=utf-8")).document.paragraphs == (
        FIRST,
        SECOND,
    )


@pytest.mark.parametrize("facts", ["2022-05-09 致辞讲话 我要投稿", "2019/3/4 08:15 工作总结 分享"])
def test_a_column_between_a_machines_date_and_a_button_is_no_title(facts: str) -> None:
    text = f"{facts}\n各位来宾：\n{FIRST}\n{SECOND}"
    document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
    assert document.paragraphs == ("各位来宾：", FIRST, SECOND)
    assert document.title == ""


def test_facts_of_publication_make_no_chrome_of_a_label_further_down() -> None:
    own = ("活动时间：4月23日", "活动地点：柳溪桥头", "主办单位：柳溪县图书馆")
    facts = "2023-04-20 10:08 文章来源：县图书馆 浏览：99次"
    text = "\n".join(("关于举办读书活动的通知", facts, *own))
    document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
    assert document.paragraphs == own


def paragraphs(*lines: str) -> tuple[str, ...]:
    return plain(*lines).document.paragraphs


def test_page_numbers_that_count_up_between_sentences_go() -> None:
    assert paragraphs("1 / 3", FIRST, "2 / 3", SECOND, "3/3", "谢谢大家！") == (
        FIRST,
        SECOND,
        "谢谢大家！",
    )
    marks = ("便桥", "1/3", "涵洞", "2/3", "护坡", "3/3")
    assert paragraphs(FIRST, *marks, SECOND) == (FIRST, *marks, SECOND)
    assert paragraphs(FIRST, "2/5", SECOND, "4/5", FIRST) == (FIRST, "2/5", SECOND, "4/5", FIRST)


@pytest.mark.parametrize(
    "post", ["县交通运输局局长　田万顷", "柳溪县县长　陆 鸣", "公司党委书记、董事长　田万顷"]
)
def test_who_speaks_stays_above_the_stamp_of_a_page_whose_head_tells_no_title(post: str) -> None:
    page = (
        f"<title>柳溪县交通运输局</title><div class=t><h1>修好一座桥</h1><p>{post}</p><p>发稿时间：2023-09-07 09:00 来源：县交通局</p></div>"
        f"<div class=n><p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    document = clean(Page("", page.encode(), "text/html; charset=utf-8")).document
    assert (document.title, document.paragraphs) == ("修好一座桥", (post, FIRST, SECOND))


def test_the_number_of_a_paper_stays_below_a_heading_that_the_head_does_not_tell() -> None:
    page = (
        "<title>柳溪市人民政府公报</title><div>柳溪市人民政府公报</div><div><h1>柳溪市人民政府关于桥梁限重的通告</h1>"
        f"<p class=w>柳政告〔2023〕7号</p><div class=cc><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    )
    document = clean(Page("", page.encode(), "text/html; charset=utf-8")).document
    assert document.paragraphs == ("柳政告〔2023〕7号", FIRST, SECOND)


def test_the_day_of_a_speech_stays_above_the_stamp_of_a_page_that_tells_another_title() -> None:
    page = (
        "<title>陆县长在2023年交通工作会上的讲话-柳溪县政府网</title><div><h2>在全县交通工作会上的讲话</h2><p>柳溪县县长　陆 鸣</p>"
        f"<p>（2023年9月6日）</p><div>日期：2023-09-07 来源：县政府办</div><div class=n><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    )
    document = clean(Page("", page.encode(), "text/html; charset=utf-8")).document
    assert document.paragraphs[-4:] == ("柳溪县县长　陆 鸣", "（2023年9月6日）", FIRST, SECOND)
