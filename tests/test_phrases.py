"""Lines that recur over the documents of a host are learnt, and cut there, if no document may have them."""

from __future__ import annotations

import pytest
from cleaned import text_page

from cleaners import bundled, clean
from cleaners.phrases import recurring

TEXT = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。"
URL = "https://www.andu.example/show/1.html"


def test_learnt_phrases_are_cut_on_their_host_only() -> None:
    slogan = "字里行间有乾坤"
    page = text_page("在全县春耕现场会上的讲话", "同志们：", TEXT, slogan, "谢谢大家！", url=URL)
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
        url=URL,
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
