"""START HERE: how a page becomes a document.

A page is segmented into blocks; its fields are found while the lines they stand on are still there;
each step marks what is not the document; what no step marked is the document.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.blocks.carried import carried
from cleaners.blocks.decode import as_utf8, decode
from cleaners.blocks.guard import measure
from cleaners.blocks.plain import segment_text
from cleaners.blocks.segment import segment_html
from cleaners.body.bare import as_bare
from cleaners.fields import document, find_fields
from cleaners.lines import kept_lines, kept_text
from cleaners.model import Cleaned, NoDocument
from cleaners.pages import joined, outside_like
from cleaners.refuse import refuse
from cleaners.rulebook import Rulebook, bundled
from cleaners.steps.abstract import cut_abstract
from cleaners.steps.asides import cut_asides
from cleaners.steps.between import cut_between
from cleaners.steps.chrome import cut_anywhere, cut_head, cut_tail
from cleaners.steps.copied_title import cut_column, cut_title
from cleaners.steps.glued import cut_glued
from cleaners.steps.jammers import (
    cut_garbage,
    cut_lost_spaces,
    cut_pinyin,
    cut_scrambled,
    cut_stray_marks,
)
from cleaners.steps.outlines import cut_outline_box
from cleaners.steps.outside import cut_hidden, cut_outside
from cleaners.steps.recurring import cut_counters, cut_folios, cut_phrases
from cleaners.steps.remains import cut_remains
from cleaners.steps.rows import cut_rows
from cleaners.steps.sections import cut_sections
from cleaners.steps.titled import cut_titled
from cleaners.steps.watermarks import cut_watermarks
from cleaners.words.code import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleaners.model import Cut, Draft, Page

    Step = Callable[[Draft, Rulebook], Iterable[Cut]]

STEPS: tuple[Step, ...] = (
    cut_outside,  # 正文区之外
    cut_hidden,  # 隐藏文字、按钮
    cut_asides,  # 句间、题后括号里的提示
    cut_anywhere,  # 任何位置的标记、残码、截断提示
    cut_watermarks,  # 段间、段内水印
    cut_garbage,  # 论坛乱码
    cut_scrambled,  # 乱序汉字
    cut_pinyin,  # 注音干扰
    cut_stray_marks,  # 伪原创符号
    cut_lost_spaces,  # 转码后变成问号的缩进
    cut_counters,  # 段评数
    cut_folios,  # 每页的页码
    cut_phrases,  # 跨页重复的行
    cut_sections,  # 文末成块的列表与声明
    cut_titled,  # 标题后的时间、浏览量、按钮
    cut_glued,  # 句末粘连的按钮
    cut_rows,  # 成排的数字、作者名片、文件货架
    cut_head,  # 文前的标签与导语
    cut_column,  # 面包屑里也有的栏目名
    cut_tail,  # 文后的提示与按钮
    cut_remains,  # 文后方框里剩下的几行
    cut_between,  # 段间、句后的提示与按钮
    cut_outline_box,  # 网站生成的目录框
    cut_abstract,  # 自动摘要
)
# all but the one that tells where the text stands: of a later page the first one may tell that, too
_WITHIN = tuple(step for step in STEPS if step is not cut_outside)

_UTF8 = "text/html; charset=utf-8"
_SHOWS_NOTHING = frozenset({"no-text", "no-body"})


def clean(page: Page, rulebook: Rulebook | None = None) -> Cleaned:
    """Turn a page into a document, and keep the reason for every cut.

    Raises NoDocument where the page holds none.
    """
    return clean_pages((page,), rulebook)


def clean_pages(pages: Sequence[Page], rulebook: Rulebook | None = None) -> Cleaned:
    """Turn the pages of one article, in order, into one document.

    Raises NoDocument where one of them holds none; of a later page a line or two is enough.
    """
    rules = rulebook or bundled()
    first, *rest = pages
    marked = [_marked_first(first, rules)]
    marked += [_marked_later(segment(page), marked[0], rules) for page in rest]
    draft = joined(marked)
    found = document(draft)
    if not found.paragraphs:  # all that was left was the title, which is cut last
        raise NoDocument(found.url, "no-body", "nothing but a title on the page")
    return Cleaned(found, draft)


def _marked_first(page: Page, rules: Rulebook) -> Draft:
    """Mark a page; one that shows no text is read from the data it carries for its scripts."""
    try:
        return _marked(segment(page), rules)
    except NoDocument as error:
        if error.code not in _SHOWS_NOTHING or _is_plain(page):
            raise
        text = carried(decode(page))
        if text is None:
            raise
        shown = replace(page, body=text.encode("utf-8", "replace"), content_type=_UTF8)
        return _marked(segment(shown), rules)


def _marked(draft: Draft, rules: Rulebook) -> Draft:
    """Return a page's draft with every cut and every finding on it."""
    draft = _stepped(draft.with_cuts(cut_outside(draft, rules)), rules)
    refuse(draft, kept_lines(draft))
    return _with_fields(draft, rules)


def _marked_later(draft: Draft, first: Draft, rules: Rulebook) -> Draft:
    """Mark a later page of an article: its text may be a line, and stands where the first page's does."""
    try:
        draft = draft.with_cuts(cut_outside(draft, rules))
    except NoDocument:
        if (cuts := outside_like(draft, first)) is None:
            raise
        draft = draft.with_cuts(cuts)
    draft = _stepped(draft, rules)
    try:
        refuse(draft, kept_lines(draft))
    except NoDocument as error:
        if error.code != "no-body" or not kept_lines(draft):
            raise
    return _with_fields(draft, rules)


def _stepped(draft: Draft, rules: Rulebook) -> Draft:
    """Return a draft with the cuts of every step that works within the text's place."""
    if own := meant(f"{draft.meta.get('<title>', '')}\n{kept_text(draft)}"):
        rules = _without(rules, own)
    for step in _WITHIN:
        draft = draft.with_cuts(step(draft, rules))
    return draft


@lru_cache(maxsize=8)
def _without(rules: Rulebook, ids: tuple[str, ...]) -> Rulebook:
    """Return a rulebook without the generic rules whose ids begin so."""
    return replace(rules, rules=tuple(r for r in rules.rules if not r.id.startswith(ids)))


def _with_fields(draft: Draft, rules: Rulebook) -> Draft:
    draft = find_fields(draft, rules)
    return draft.with_cuts(cut_title(draft, rules))


def segment(page: Page) -> Draft:
    """Turn bytes into blocks; plain text goes one block a line."""
    if not page.body or page.body.isspace():
        raise NoDocument(page.url, "empty", "the page is empty")
    measure(page)  # refuses what no parser should see
    if _is_plain(page):
        draft = segment_text(page.url, decode(page))
    else:
        draft = as_bare(segment_html(page.url, as_utf8(page)))
    if not draft.blocks:
        raise NoDocument(page.url, "no-text", "no text on the page")
    return draft


def _is_plain(page: Page) -> bool:
    return page.content_type.partition(";")[0].strip().lower() == "text/plain"
