"""Lists and notices under a heading of their own: 相关推荐、版权声明、评论区."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import kept_lines
from cleaners.model import Cut, Scope, Zone
from cleaners.steps.asking import closes, cut_line, first_rule
from cleaners.steps.endings import closing_end
from cleaners.words.footers import SITE_TALK
from cleaners.words.kinds import kind_of
from cleaners.words.prose import CLOSING, OUTLINE, SALUTATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rule import Group, Rule
    from cleaners.rulebook import Rulebook

_SENTENCE = re.compile(r"[。;:][”\")』」》]*$")
_RIGHTS = re.compile(
    r"侵权|版权|转载|著作权|网站|网络|上传|下载|用户|平台|作者|删除|客服|订阅|会员"
)
# what no site lists: documents by their number, books; what no site says of rights: a contest's own terms
_CITED = re.compile(r"[〔\[(](?:19|20)\d\d[〕\])]第?\s?\d{1,4}号")
_BOOK = re.compile(r"(?:[一二三四五六七八九十\d]{1,2}[、.]\s?)?《[^《》]{1,30}》[^。!?《》]{0,12}$")
_CONTEST = re.compile(
    r"征文|参赛|(?:本次|本届)(?:活动|大赛|比赛|征集)|主办|组委会|来稿|参展|参加者|申报|评审|[甲乙]方|我[局院校县市]|本人|应当|版权局"
)
# what a box of remarks shows beside them: who, when, what floor, and its buttons
_REMARKS = re.compile(
    r"评论|跟[帖贴]|[发回]帖|楼主|\d\s?[楼#]|沙发|回复|登录|注册|匿名|游客|网友|昵称|验证码|表情|条留言|发表于|\d{1,2}:\d\d|[顶赞踩]\s?[(\[]?\d|支持\s?[(\[]|举报|字数|提交|\d\s?(?:分钟|小时|天)前$"
)
# what sites of documents list: a collection, a day behind a title; what they ask there
_WARE = r"范文|\d篇|大全|精选|\d\d-\d\d$|会员[后後]|登[入录][后後会]"
_WARES = re.compile(_WARE)
# and a text of a kind; an office lists these, too, for its people to read
_TEXTS = re.compile(
    rf"讲话|致[辞词辭]|发言|主持[词稿]|演讲|讲稿|[报述][告职]|总结|汇报|心得|体会|党课|申请书|作文|{_WARE}"
)
_REMARK = 12  # characters of what a passer-by says: 路人甲:学习了
# when a remark was made, and who says it without a name: one of these may be in front of a sentence
_STAMP = re.compile(r"\d[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d|\d:\d\d\s+\d{1,2}/\d")
# a line of nothing but a box's buttons: 登录后才能评论, and not 第一组登录演示
_BUTTONS = re.compile(
    r"(?:[\s|/·()\[\]:\d,]|登录后?|才能|即可|参与|发表|提交|查看|全部|我要|更多|最新|网友|[共条]|评论|留言|跟帖|回复|举报|注册|匿名|游客|用户|验证码|昵称|支持|反对|[顶踩赞])+"
)
_PASSER_BY = re.compile(r"(?:\d{1,4}\s?[楼#]\s?)?(?:网友|游客|匿名|路人|用户|楼主)[^,。:]{0,10}:")
_EXCLAIMED = re.compile(r"[!?][”\")』」》]*$")


def cut_sections(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut a section from its heading to the end, or to where the document goes on below it."""
    rules = rulebook.scoped(Scope.SECTION, rulebook.site_for(draft.url), Zone.TAIL)
    below = rulebook.scoped(Scope.LINE, rulebook.site_for(draft.url), Zone.TAIL, Zone.END)
    lines = kept_lines(draft)
    at = 1
    while at < len(lines):
        rule = first_rule(rules, lines, at) if len(lines[at].shadow) <= 80 else None
        remarks = rule is not None and rule.id.startswith("comment")
        own = lines[: _sites_from(lines, at, below, rules)] if remarks else lines
        stop = _section_end(draft, own, at, rule.id) if rule else at
        if rule is not None:
            yield from (_section_cut(line, rule) for line in lines[at:stop])
        at = max(stop, at + 1)


def _sites_from(lines: Sequence[Line], at: int, rules: Group, headings: Group) -> int:
    """Return where the lines below a heading end that no rule takes anyway, in a section of their own or at the page's end.

    What the site says there tells nothing of what is above.
    """
    below = range(at + 1, len(lines))
    heads = (i for i in below if (x := first_rule(headings, lines, i)) and x.id[:7] != "comment")
    end = next(heads, len(lines))
    while end > at + 1 and first_rule(rules, lines, end - 1):
        end -= 1
    return end if end > at + 1 else len(lines)


def _section_cut(line: Line, rule: Rule) -> Cut:
    """Return the cut of a line of a section; a title in a list goes whole, a site's words in it or not."""
    if rule.id.startswith("related") and not rule.takes(line.shadow):
        return Cut(line.block, closing_end(line.raw), len(line.raw), rule.id)
    return cut_line(line, rule)


def _section_end(draft: Draft, lines: Sequence[Line], at: int, rule_id: str) -> int:
    """Return the index of the line below a section's last; `at` if it is none."""
    if rule_id.startswith("related"):
        return _list_end(draft, lines, at, rule_id)
    if rule_id.startswith("comment"):
        stop = _remarks_end(lines, at)
    else:
        rest = lines[at + 1 :]
        spoken = any(_greets(x) or closes(x) or CLOSING.search(x.shadow) for x in rest)
        stop = at if spoken or not _is_of(rule_id, rest) else len(lines)
    size = sum(len(line.text) for line in lines[at + 1 : stop])
    long = any(len(line.text) > 160 for line in lines[at + 1 : stop])
    return at if long or size > _room(lines, at) else stop


def _list_end(draft: Draft, lines: Sequence[Line], at: int, rule_id: str) -> int:
    """Return the index of the line below a list of other pages; `at` if it is none."""
    stop = next((i for i in range(at + 1, len(lines)) if _reads_on(draft, lines[i])), len(lines))
    signs = stop < len(lines) and closes(lines[stop])
    while at + 1 < stop < len(lines) and _is_heading(draft, lines[stop - 1], signs=signs):
        stop, signs = stop - 1, False
    wares = _TEXTS if stop == len(lines) else _WARES
    told = rule_id != "related.heading" or _is_told(draft, lines[at + 1 : stop], wares)
    return stop if told and _is_list(draft, lines, at, stop) else at


def _is_of(rule_id: str, rest: Sequence[Line]) -> bool:
    """Say whether what stands below is of the heading's kind.

    Words stand below 标签, dated replies below a post, the site's talk below 声明.
    """
    if rule_id.startswith("tags"):
        return all(len(line.text) <= 14 and "。" not in line.text for line in rest)
    if rule_id.startswith("forum"):
        return not rest or any(_STAMP.search(line.shadow) for line in rest)
    if rule_id.startswith("copyright"):
        if any(_CONTEST.search(line.text) for line in rest):
            return False
        told = sum(bool(SITE_TALK.search(line.text) or _RIGHTS.search(line.text)) for line in rest)
        return told * 2 >= len(rest)
    return True


def _remarks_end(lines: Sequence[Line], at: int) -> int:
    """Return the index of the line below a box of remarks; `at` if what stands below is none.

    At least half of its lines decide: each shows the box (who, when, what floor, a button) or is a few
    words, and none is a sentence. A greeting, a numbered heading or a closing formula ends it, and so do
    sentences below the last such line, but for the remark right below whose it is; where a document
    goes on below so, only a date with a time and lines of nothing but buttons show the box.
    """
    ends = next((i for i in range(at + 1, len(lines)) if _is_documents(lines[i])), len(lines))
    if ends == len(lines):
        shown = [i for i in range(at + 1, ends) if _shows_box(lines[i]) or _is_brief(lines[i])]
        last = _said_below(lines, shown, at)
        if not any(_SENTENCE.search(line.shadow) for line in lines[last:]):
            return ends if len(shown) * 2 >= ends - at - 1 else at
    shown = [i for i in range(at + 1, ends) if _is_of_box(lines[i])]
    last = _said_below(lines, shown, at)
    return last if shown and len(shown) * 2 >= last - at - 1 else at


def _said_below(lines: Sequence[Line], shown: Sequence[int], at: int) -> int:
    """Return the index below the last line that shows a box, and below the remark of whom that names."""
    if not shown:
        return at + 1
    named = shown[-1] + 1 < len(lines) and _STAMP.search(lines[shown[-1]].shadow)
    said = named and not _is_documents(lines[shown[-1] + 1])
    return shown[-1] + 2 if said else shown[-1] + 1


def _shows_box(line: Line) -> bool:
    """Say whether a line shows who remarks and when, or a button, and is no sentence of a document's."""
    if _is_stopped(line):
        return bool(_STAMP.search(line.shadow) or _PASSER_BY.match(line.shadow))
    return bool(_REMARKS.search(line.shadow))


def _is_of_box(line: Line) -> bool:
    """Say whether a line can be of nothing but a box of remarks: it has a date with a time, or only buttons."""
    return bool(_STAMP.search(line.shadow) or _BUTTONS.fullmatch(line.shadow))


def _is_brief(line: Line) -> bool:
    return len(line.shadow) <= _REMARK and line.shadow[-1] not in "。!;”"


def _is_stopped(line: Line) -> bool:
    return "。" in line.shadow or line.shadow.endswith(";")


def _is_documents(line: Line) -> bool:
    """Say whether a line is of no box of remarks: it greets, closes, signs, or is a numbered heading."""
    text = line.shadow
    thanks = CLOSING.search(text) and not _REMARKS.search(text)  # 谢谢楼主
    return bool(_greets(line) or closes(line) or thanks or OUTLINE.match(text))


def _room(lines: Sequence[Line], at: int) -> float:
    return sum(len(line.text) for line in lines[:at]) * 1.5 + 400


def _is_list(draft: Draft, lines: Sequence[Line], at: int, stop: int) -> bool:
    """Say whether lines[at + 1:stop] are titles; where text goes on below they must be links or name kinds."""
    items = lines[at + 1 : stop]
    if any(_CITED.search(line.shadow) and not draft.blocks[line.block].is_linked for line in items):
        return False
    if sum(_is_book(draft, line) for line in items) * 2 > len(items):
        return False
    if stop == len(lines):
        size = sum(len(line.text) for line in items)
        titles = sum(len(line.text) <= 60 and not line.shadow.endswith("。") for line in items)
        return size <= _room(lines, at) and titles >= len(items) * 0.7
    below = lines[at].block + 1
    if not items:  # its list is gone already
        return below < len(draft.blocks) and draft.blocks[below].is_linked
    told = sum(draft.blocks[line.block].is_linked or bool(kind_of(line.text)) for line in items)
    return told >= len(items) * 0.7


def _is_told(draft: Draft, items: Sequence[Line], wares: re.Pattern[str]) -> bool:
    """Say whether most of the lines below a heading that a document may have as well are a site's: linked, or its wares."""
    told = sum(
        draft.blocks[line.block].is_linked
        or bool(wares.search(line.shadow) or SITE_TALK.search(line.shadow))
        for line in items
    )
    return told * 2 > len(items) or not items


def _is_book(draft: Draft, line: Line) -> bool:
    """Say whether a line is a book that the document itself recommends."""
    named = _BOOK.match(line.shadow) and not kind_of(line.text)
    return bool(named) and not draft.blocks[line.block].is_linked


def _greets(line: Line) -> bool:
    return line.shadow.endswith(":") and bool(SALUTATION.match(line.shadow))


def _reads_on(draft: Draft, line: Line) -> bool:
    """Say whether a line is a document's and no title of a list: it ends as sentences do, greets, closes, signs."""
    text = line.shadow
    if draft.blocks[line.block].is_linked:
        return False
    if _greets(line) or closes(line) or CLOSING.search(text):
        return True
    if _SENTENCE.search(text):
        return len(text) >= 6
    return bool(_EXCLAIMED.search(text)) and not kind_of(text)


def _is_heading(draft: Draft, line: Line, *, signs: bool) -> bool:
    """Say whether a line belongs to the one below: a heading to its text, an office to its date."""
    text = line.shadow
    opens = OUTLINE.match(text) or (signs and len(text) <= 30 and not kind_of(text))
    return bool(opens) and not draft.blocks[line.block].is_linked
