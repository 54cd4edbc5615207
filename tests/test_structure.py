"""How a document is built, and how several pages and several documents go together."""

from __future__ import annotations

import pytest

from cleaners import Document, NoDocument, Page, bundled, clean
from cleaners.phrases import recurring
from cleaners.pipeline import clean_pages

TEXT = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。"
URL = "https://www.andu.example/show/1.html"


def text_page(*text: str, url: str = URL) -> Page:
    return Page(url, "\n".join(text).encode(), "text/plain")


def lines(*text: str) -> Document:
    return clean(text_page("在全县春耕现场会上的讲话", *text)).document


@pytest.mark.parametrize(
    ("line", "level", "heading"),
    [
        ("一、认清形势", 1, "一、认清形势"),
        ("十二、加强领导。各乡镇要抓落实。", 1, "十二、加强领导"),
        ("第二章 职责", 1, "第二章 职责"),
        ("一要压实责任。谁包片谁负责。", 1, "一要压实责任"),
        ("二是备足物资；三是值好班。", 1, "二是备足物资"),
        ("（三）分级负责", 2, "（三）分级负责"),
        ("(三)分级负责", 2, "(三)分级负责"),
        ("1.摸清底数", 3, "1.摸清底数"),
        ("12、摸清底数", 3, "12、摸清底数"),
        ("⒈摸清底数", 3, "⒈摸清底数"),
        ("（1）登记造册", 4, "（1）登记造册"),
        ("①登记造册", 4, "①登记造册"),
    ],
)
def test_outline(line: str, level: int, heading: str) -> None:
    (found,) = lines("同志们：", TEXT, line, TEXT).outline
    assert (found.paragraph, found.level, found.text) == (2, level, heading)


def test_a_series_stands_below_the_numbers_above_it() -> None:
    document = lines("一要快。", TEXT, "一、选苗", "一要近。", "二要好。", "（一）栽树", "一是深。")
    assert [heading.level for heading in document.outline] == [1, 1, 2, 2, 2, 3]


@pytest.mark.parametrize(
    "line",
    ["1.5亿元的投资已经到位。", "一些同志讲，条件不够。", "2023年是关键的一年。", "（此处略）"],
)
def test_no_outline(line: str) -> None:
    assert lines("同志们：", TEXT, line, TEXT).outline == ()


@pytest.mark.parametrize(
    "line",
    [
        "同志们：",
        "各位代表：",
        "尊敬的各位来宾，女士们、先生们：",
        "老师们、同学们!",
        "志们：",
        "全县广大教师：",
    ],
)
def test_salutation(line: str) -> None:
    assert lines(line, TEXT).salutation == line


@pytest.mark.parametrize(
    ("line", "offices"),
    [
        ("各乡镇人民政府，县直各单位：", "各乡镇人民政府，县直各单位"),
        ("市水利局：", "市水利局"),
        ("省应急管理委员会：", "省应急管理委员会"),
        ("现将有关情况报告如下：", ""),
        ("各部门要做到以下几点：", ""),
        ("各县区居民：", "各县区居民"),
        ("各水库管理所：", "各水库管理所"),
        ("全县广大教师、教育工作者：", ""),
        ("同志们：", ""),
    ],
)
def test_addressee(line: str, offices: str) -> None:
    assert lines(line, TEXT).addressee == offices


MORE = ("此复。", "特此函达，盼复为荷。", "汇报完毕，请指正。", "今天的课就上到这里，谢谢大家！")


@pytest.mark.parametrize(
    "line",
    ["谢谢大家！", "我的讲话完了，谢谢。", "特此通知。", "妥否，请批示。", "散会。", "此致", *MORE],
)
def test_closing(line: str) -> None:
    assert lines("同志们：", TEXT, line).closing == line
    assert lines("同志们：", TEXT, line).paragraphs[-1] == line


def test_annexes_and_a_signature_stand_below_the_closing() -> None:
    below = ("附件：1.甲表", "2.乙表", "3.丙表", "4.丁表", "县林业局", "2022年5月9日", "（公开）")
    assert lines("各乡镇：", TEXT, "特此通知。", *below).closing == "特此通知。"


def test_no_closing() -> None:
    assert lines("同志们：", TEXT).closing == ""


def test_pages_of_one_article_join_without_their_heads() -> None:
    title, pager = "在全县春耕现场会上的讲话", "上一页 1 2 下一页"
    first = text_page(title, "同志们：", TEXT, "一、抓备耕", pager)
    second = text_page(title, "二、抓管护", TEXT + "第二页。", "谢谢大家！", pager, url=URL + "?2")
    cleaned = clean_pages([first, second])
    assert cleaned.document.paragraphs == (
        "同志们：",
        TEXT,
        "一、抓备耕",
        "二、抓管护",
        TEXT + "第二页。",
        "谢谢大家！",
    )
    assert (cleaned.document.title, cleaned.document.url) == (title, URL)


def test_a_later_page_of_one_line_is_not_lost() -> None:
    def html(text: str, name: str) -> Page:
        body = f"<div class=nav><a href=/>首页</a></div><div class=main><h1>{name}</h1><div class=txt>{text}</div></div>"
        return Page(URL, f"<html><title>{name}_案牍集</title>{body}</html>".encode(), "text/html")

    name = "在全县春耕现场会上的讲话"
    first = html(f"<p>同志们：</p><p>{TEXT}</p>", name)
    document = clean_pages((first, html("<p>谢谢大家！</p>", f"{name}（2）"))).document
    assert document.paragraphs == ("同志们：", TEXT, "谢谢大家！")


def test_pages_that_repeat_the_last_lines_join_once() -> None:
    body = [f"第{i}件事已经办好，群众是满意的。" for i in range(9)]
    first = text_page("在全县春耕现场会上的讲话", "同志们：", *body, "二、抓管护")
    second = text_page("二、抓管护", "种子要提前调运，农资要备足。", "谢谢大家！")
    paragraphs = clean_pages([first, second]).document.paragraphs
    assert paragraphs == (
        "同志们：",
        *body,
        "二、抓管护",
        "种子要提前调运，农资要备足。",
        "谢谢大家！",
    )


BEGUN_ALIKE = {
    "verses": (("灯火亮起来", "亮在山坳里", "照着归家路"), ("灯火亮起来", "亮在人心里")),
    "a speech after another": (
        ("各位乡亲：", "过年好！", "今年收成不错。", "谢谢大家！"),
        ("各位乡亲：", "过年好！", "我来说说修路的事。", "谢谢大家！"),
    ),
    "questions": (
        ("问：怎么办理？", "答：到一楼办理。"),
        ("问：怎么办理？", "答：也可以在网上办理。"),
    ),
    "promises": (
        ("我承诺：", "诚信经营。", "明码标价。"),
        ("我承诺：", "诚信经营。", "文明待客。"),
    ),
    "scenes": (("旁白", "天亮了，雪停了。", "老支书出了门。"), ("旁白", "三天以后，路通了。")),
}


@pytest.mark.parametrize("texts", BEGUN_ALIKE.values(), ids=BEGUN_ALIKE)
def test_pages_whose_texts_begin_alike_keep_both(texts: tuple[tuple[str, ...], ...]) -> None:
    told = [(*lines[:-1], TEXT + str(i), lines[-1]) for i, lines in enumerate(texts)]
    pages = [text_page("春节联欢会文稿", *lines) for lines in told]
    assert clean_pages(pages).document.paragraphs == (*told[0], *told[1])


def test_one_page_without_text_is_no_document() -> None:
    with pytest.raises(NoDocument):
        clean_pages([text_page("在全县春耕现场会上的讲话", "同志们：", TEXT), text_page(" ")])


def test_learnt_phrases_are_cut_on_their_host_only() -> None:
    slogan = "字里行间有乾坤"
    page = text_page("在全县春耕现场会上的讲话", "同志们：", TEXT, slogan, "谢谢大家！")
    assert slogan in clean(page).document.paragraphs
    knowing = bundled().with_phrases("www.andu.example", [slogan])
    cleaned = clean(page, knowing)
    assert cleaned.document.paragraphs == ("同志们：", TEXT, "谢谢大家！")
    assert "phrase.learnt" in {cut.rule for cut in cleaned.draft.cuts}
    elsewhere = bundled().with_phrases("www.other.example", [slogan])
    assert slogan in clean(page, elsewhere).document.paragraphs
    assert bundled().phrases == {}


def test_learnt_phrases_are_cut_behind_a_sentence_and_nowhere_else() -> None:
    phrase = "案牍网出品"
    page = text_page(
        "在全县春耕现场会上的讲话",
        "同志们：",
        TEXT + phrase,
        f"他说：{phrase}的册子，有人爱看。",
        f"这本册子是{phrase}",
    )
    cleaned = clean(page, bundled().with_phrases("www.andu.example", [phrase]))
    assert cleaned.document.paragraphs == (
        "同志们：",
        TEXT,
        f"他说：{phrase}的册子，有人爱看。",
        f"这本册子是{phrase}",
    )


def documents(*extra: str, n: int = 4) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"https://a.example/{i}", (f"第{i}件事办好了。", *extra)) for i in range(n)]


@pytest.mark.parametrize("phrase", ["字里行间有乾坤", "更多讲话稿尽在案牍网", "案牍网编辑部整理"])
def test_lines_that_recur_over_a_host_are_learnt(phrase: str) -> None:
    (found,) = recurring(documents(phrase))
    assert (found.text, found.documents, found.of) == (phrase, 4, 4)
    assert found.example == "https://a.example/0"


@pytest.mark.parametrize(
    "part",
    [
        "联系人：王小山",
        "地点：县府三楼常务室",
        "咨询电话：0870-1234567",
        "（此件公开发布）",
        "（内部资料 注意保存）",
        "审 判 长 王小山",
        "书 记 员 李四海",
        "校长 周大福",
        "申请人签名（盖章）",
        "二审判决书",
        "中共云岭县委文件",
        "机密★一年",
        "年  月  日",
        "请遵照执行",
        "现印发各校",
        "征文邮箱：ylwl@example.com",
        "报名网址：www.ylks.com",
        "学校地址：云岭县学府路8号",
        "官方网站：www.yunling.gov.cn",
        "来稿请注明原创",
        "微信投票",
        "会员代表大会",
        "参赛作品版权归作者所有",
        "云岭微信公众号编委会",
    ],
)
def test_parts_of_every_paper_of_an_office_are_never_learnt(part: str) -> None:
    assert recurring(documents(part, n=12)) == ()


@pytest.mark.parametrize(
    "line",
    [
        "微信：gaoyou01",
        "QQ咨询：88776655",
        "镜像网址：www.gaoyou2.com",
        "免费下载地址：www.gaoyou.com/f",
        "扫码入群 领讲话稿素材",
        "稿友文库会员报名通道",
        "本站作品仅供学习",
        "作品版权归原作者所有",
        "订阅方式：扫码支付",
    ],
)
def test_what_a_site_says_of_itself_and_its_wares_is_learnt(line: str) -> None:
    assert [phrase.text for phrase in recurring(documents(line, n=6))] == [line]


@pytest.mark.parametrize(
    "formula",
    ["谢谢大家！", "同志们：", "特此通知", "一、指导思想", "2022年5月9日", "云溪县人民政府", "××"],
)
def test_formulas_are_never_learnt(formula: str) -> None:
    assert recurring(documents(formula)) == ()


def test_refrains_of_one_document_are_never_learnt() -> None:
    refrain = "坚持就是胜利"
    assert recurring([("https://a.example/1", [refrain] * 9), *documents()]) == ()


def test_span_behind_the_last_sentence_is_learnt() -> None:
    found = recurring(
        [(f"https://a.example/{i}", [f"第{i}件事。{TEXT * 2}案牍网出品"]) for i in range(3)]
    )
    assert [phrase.text for phrase in found] == ["案牍网出品"]
