"""Label and value pairs a page states about its document: 来源：…, 发文字号：…, table boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.fields.crumbs import opens_crumbs
from cleaners.lines import block_shadows
from cleaners.words.box import LABELS as BOX_LABELS
from cleaners.words.box import OFFICE
from cleaners.words.prose import DOC_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.model import Draft

# what any site prints; those of the information box come first
_PRINTED = {
    "title": "标题|信息名称|文件名称|名称",
    "published": "发布日期|发布时间|发稿时间|发表时间|发表日期|发表于|发布于|更新时间|更新日期|刊发时间|创建时间|加入时间|添加时间|添加日期|上传时间|录入时间|录入日期|信息时间|时间|日期",
    "written": "签发日期",
    "archived": "归档时间|实施日期|有效期",
    "source": "来源|推广来源|来源单位|信息来源|信息提供|稿件来源|文章来源|新闻来源|内容来源|本文来源|出处|文章出处|转自|转载自|稿源|供稿单位|供稿",
    "author": "文章作者|原作者|作者|摄影报道|文字|图文|撰稿人|撰稿|撰文|发布者|推荐人|投稿人|投稿|记者",
    "editor": "责任编辑|责编|编辑|供图|图片|审核|校对|初审|终审|复审|签发|通讯员|摄影|录入员|录入人|录入",
    "category": "栏目|所属栏目|分类|类别|类型|频道|所属分类",
    "other": "上传者|上传人|批准日期|浏览次数|浏览量|浏览|点击数|点击量|点击|评论|阅读量|阅读次数|阅读|人气|热度|访问量|字号|字体|分享到|分享|打印|关键词|关键字|标签|主题词|大小|格式|备注|体裁|服务对象|收藏|地点|参加人员|主持人",
}


def _letters(words: str) -> str:
    """Let a label be set with spaces between its characters: 标　　题; no other character is tried for its first."""
    firsts = "".join(sorted({word[0] for word in words.split("|")}))
    spaced = "|".join(r"\s*".join(word) for word in words.split("|"))
    return rf"(?=[{firsts}])(?:{spaced})"


_ANY = _letters("|".join([*BOX_LABELS.values(), *_PRINTED.values()]))
_FIELD_OF = {
    word: field
    for labels in (BOX_LABELS, _PRINTED)
    for field, words in labels.items()
    for word in words.split("|")
}
_PAIR = re.compile(
    rf"(?<![\u4e00-\u9fff])[\[【(]?\s*({_ANY})\s*[】\])]?\s*:{{1,2}}[ \t]*(.*?)(?=[\[【(|/·•\s]*(?<![\u4e00-\u9fff])(?:{_ANY})\s*[】\])]?\s*:|\t|$|\s\||\|\s|】)"
)
_RUN_ON = "发布时间|发布日期|发布于|更新时间|上传时间|浏览次数|浏览量|来源|点击数|阅读量|作者|责任编辑|字号|字体|编辑|文字|图文|摄影|供图|图片|撰稿|审核|通讯员|记者|公布日期|施行日期|实施日期|成文日期|发文日期|发文字号|发文机关|发布机构|制定机关|索引号|主题分类|有效性|时效性"
# sought by their first letters; what must stand before these comes second
_GLUED = re.compile(
    "("
    + "|".join(
        word[0] + r"(?<=[\u4e00-\u9fff\d\s].)\s*" + r"\s*".join(word[1:])
        for word in _RUN_ON.split("|")
    )
    + r")\s*:"
)
_BRACKETED = re.compile(rf"【\s*({_ANY})\s*】\s*:?")
_IN_CELL = re.compile(rf"(^|\t)\s*({_ANY})\t")
_ALONE = re.compile(rf"\s*[\[【·•]?({_ANY})[】\]]?\s*:{{0,2}}\s*")
# label and value in elements of their own, side by side: 发文机关｜县财政局｜发布日期｜…
_SIDE_BY_SIDE = re.compile(
    rf"(?<![\u4e00-\u9fff])({OFFICE}|(?:信息|稿件|文章)来源)\s*"
    r"([\u4e00-\u9fff]{1,20}?(?:政府|[局委厅办部院处科室所站队会报网社]|中心|公司|电视台|新闻|发布))"
    r"(?=$|\s|\d|(?:发布|发文|成文|公开|生成|更新)(?:日期|时间)|主题|文号|字[号体]|浏览|阅读|点击|有效性|索引|作者|打印|分享)"
)
# a name of any kind, told by the fact behind it: 来源｜村委会｜发布时间｜2023-05-04
_BESIDE_SOURCE = re.compile(
    r"(?<![\u4e00-\u9fff])(来源)\s*([\u4e00-\u9fff]{2,16}?)"
    r"(?=\s*(?:(?:发布|更新|发表|录入)?(?:日期|时间)\s*\d|(?:浏览|阅读|点击)[量数次]{0,2}\s*\d|$))"
)
# and a day or a number, told by its shape
_BESIDE_DAY = re.compile(
    rf"(?<![\u4e00-\u9fff])({BOX_LABELS['written']}|{BOX_LABELS['published']}|{BOX_LABELS['archived']}|发布日期|发布时间|更新时间)"
    r"\s*((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
)
_BESIDE_INDEX = re.compile(rf"^({BOX_LABELS['index_number']})\s*([A-Za-z\d][\w/-]{{5,40}})$")
_BESIDE_NUMBER = re.compile(rf"^({BOX_LABELS['doc_number']})\s*({DOC_NUMBER})$")
_UNMARKED = (_BESIDE_NUMBER, _SIDE_BY_SIDE, _BESIDE_SOURCE, _BESIDE_DAY, _BESIDE_INDEX)
_EDGES = " \t:：|·•,，;；()（）[]【】_-—"
_OPENING = {")": "(", "）": "（"}
_CHOICES = frozenset({"select", "button"})  # 标题 there is what a search form looks into
_OF_OFFICE = re.compile("机[关构]|单位|部门|来源|日期|时间|索[引取]|文号|字号")


@dataclass(frozen=True, slots=True)
class Pair:
    """One stated value: the field it belongs to, the label as printed, and its block."""

    field: str
    label: str
    value: str
    block: int


def pairs(draft: Draft, blocks: Iterable[int]) -> list[Pair]:
    """Return every labelled value in these blocks, in their order; empty values included."""
    found: list[Pair] = []
    read = block_shadows(draft)
    for i in blocks:
        text = draft.blocks[i].text
        if len(text) > 600:
            continue
        labelled = ":" in read[i] or "\t" in text or "】" in text
        told = list(_in_block(_keeping_tabs(text, read[i]), i)) if labelled else []
        unlinked = len(text) <= 160 and not draft.blocks[i].links
        if unlinked and not told and _OF_OFFICE.search(text):  # a colon may be the clock's
            told += _without_colon(read[i], i)
        found += told
        if len(text) <= 14 and i + 1 < len(draft.blocks):
            found += _from_below(draft, i, read)
    return found


def _from_below(draft: Draft, i: int, read: Sequence[str]) -> Iterator[Pair]:
    """Read a label that has a block of its own, its value in the next one."""
    alone, below = _ALONE.fullmatch(read[i]), read[i + 1]
    if alone is None or draft.blocks[i].tag in _CHOICES or len(below) >= 120:
        return
    if not (_ALONE.fullmatch(below) or _PAIR.search(below) or opens_crumbs(below)):
        label = re.sub(r"\s", "", alone[1])
        value = draft.blocks[i + 1].text.strip()
        yield Pair(_FIELD_OF.get(label, "other"), label, value, i)


def without_edges(value: str) -> str:
    """Return a value without the marks around it; a bracket that closes one of its own stays: 县政府（办公室）."""
    bare = value.strip(_EDGES)
    closing = value[value.find(bare) + len(bare) :][:1]
    return bare + closing if closing and _OPENING.get(closing, "\0") in bare else bare


def _without_colon(text: str, block: int) -> Iterator[Pair]:
    """Read a row of facts that has no colons: offices, days, the index number."""
    for pattern in _UNMARKED:
        for match in pattern.finditer(text):
            yield Pair(_FIELD_OF[match[1]], match[1], match[2], block)


def _keeping_tabs(text: str, read: str) -> str:
    """Return a text's shadow with the tabs between table cells still there."""
    if "\t" not in text:
        return read
    return "".join("\t" if char == "\t" else told for char, told in zip(text, read, strict=True))


def _in_block(text: str, block: int) -> Iterator[Pair]:
    """Read `label：value` runs; labels glued to the value before them count too."""
    if "\t" in text:
        text = _IN_CELL.sub(r"\1\2:", re.sub(r"(:)\t+", r"\1", text))
    if "】" in text:
        text = _BRACKETED.sub(r"\t\1:", text)
    text = _GLUED.sub(r"\t\1:", text)
    for match in _PAIR.finditer(text):
        label = re.sub(r"\s", "", match[1])
        value = without_edges(match[2])
        yield Pair(_FIELD_OF.get(label, "other"), label, value, block)
