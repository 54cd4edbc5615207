"""Which lines below a text's element go on with the document: who signs, notes, whom to ask, a list led up to."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from cleaners.blocks.markup import CONTROLS
from cleaners.body.edges import HEADINGS, is_neutral
from cleaners.body.frame import LEADS_UP, OTHER, PAGE_TAGS
from cleaners.body.signs import bears_below, goes_on, is_item, is_part, is_site, opens_list, signs
from cleaners.lines import block_shadows
from cleaners.words.footers import CONTACT, FOOT, SELLERS_BOX, names_wares

if TYPE_CHECKING:
    from cleaners.model import Draft, Node

# what sites set above and below a text without a link: buttons, columns, counts, moods, pagers, services
_ASIDE = re.compile(
    r"没有了|有用|心情|投票|无聊|惊呆|原文|官[方网]|无障碍|二维码|[报爆]料|意见征集|办事指南|^(?:依申请公开|信息公开目录|图解|政策咨询)$|\d+人|^[\d\s…>|×-]+$|网$|信息审核"
    r"|听新闻|视力|^(?:栏目|类别|专题)\s*[:：]|^(?:原创|转载|链接|海报|简版)$"
)
_MOST = 60  # lines below a text; more are other matter
_APART = 3  # lines before one that bears a sign
# what a line names that leads up to links of its document
_LED = re.compile(r"如下|下列|附件|目录|表格|名单|登记表")
# the heading of a part that a document ends with
_END_PART = re.compile(
    r"(?:附[件录表注图]|注释|注解|尾注|名词解释|(?:主要)?参考(?:文献|资料)|引用文献|结束?语|后记|致谢)"
    r"\s*[\d一二三四五六七八九十]{0,3}\s*(?:[:：].{0,40}|\s[^。]{0,40})?$"
)
# whom to ask, as notices end
_ASK = re.compile(r"(?:联\s?系\s?(?:人员?|电话|方式)|(?:咨询|监督|投诉)电话)[^:]{0,14}:")
_PERSON = re.compile(r"联\s?系\s?人员?[^:]{0,14}:\s?[\u4e00-\u9fff×]{1,4}(?![\u4e00-\u9fff×])")
_NUMBER = re.compile(r"(?<!\d)123\d\d(?!\d)|(?<![\d-])(?:0\d{2,3}[)\s—-]{0,2}|0{4}-)?\d{7,8}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)")
_SEAT = re.compile(r"地\s?址|[校院]址|邮\s?编|邮政编码|邮\s?箱|e-?mail", re.IGNORECASE)
_FIGURE = re.compile(r"\t\d")  # in a cell behind another
_BEHIND = 4  # lines behind a run in which the rest of a footer shows


def below_text(draft: Draft, core: Node, side: set[int], title: int | None) -> range:
    """Return the lines below a text's element that go as far as one bears a document's sign: who signs, notes, whom to ask.

    They stand in the element that holds the title, too. A few sentences or items may stand before such a
    line, and items, telephones and names behind it. Below the heading of a part that documents end with (附录,
    参考文献) any plain lines may stand, and on the page itself. What a site sets there of itself is left out.
    """
    around = core
    while title is not None and not around.first <= title < core.first:
        if around.parent < 0 or around.tag in PAGE_TAGS:
            return range(0)
        around = draft.nodes[around.parent]
    part = core.last < around.last and _heads_part(draft, core.last)
    if title is None:
        return range(0)
    end, read = _signed_end(draft, core, around, side, part=part), block_shadows(draft)
    run = range(core.last, end)
    sure = {
        i - core.last
        for i in run
        if _is_row(draft, i) or _heads_part(draft, i) or (part and not bears_below(read[i]))
    }
    behind = read[end : max(end, around.last)]
    on_page = around.tag in PAGE_TAGS and not part  # where a site sets its footer, too
    end = core.last + _own_lines([read[i] for i in run], behind, sure, strictly=on_page)
    # a label of what a script may set below it heads nothing
    bare = end > core.last and read[end - 1] == "附件"
    return range(core.last, end - 1 if bare else end)


def _own_lines(lines: list[str], behind: list[str], sure: set[int], *, strictly: bool) -> int:
    """Return how many lines of a run that bears signs are the document's.

    `behind` are the lines after the run, `sure` the lines that are the document's by where they stand. Behind the
    last line that only a document has, nothing stays that a footer goes on from, and no contact that a site may
    give of itself; `strictly` says that nothing else stays at all but whom to ask.
    """
    proven = _proven(lines, sure)
    tail = [*lines[proven:], *takewhile(CONTACT.match, behind)] if proven < len(lines) else []
    if strictly or _is_footed(tail, behind):
        return min(len(lines), proven + _asked(tail))
    reached = [text for text in tail if CONTACT.match(text)]
    if not reached or (proven and not SELLERS_BOX.search(" ".join(tail))):
        return len(lines)
    return len(lines) if _asks(tail, reached) else proven


def _proven(lines: list[str], sure: set[int]) -> int:
    """Return where the last line ends that only a document has, and what goes on below it.

    Such a line is a note, a date, an annex or a closing.
    """
    end, opened = 0, False
    for i, text in enumerate(lines):
        reach = bool(CONTACT.match(text))
        bears = bears_below(text) and not reach and not signs(text)
        more = end == i > 0 and (text.endswith("。") or goes_on(text, opened=opened))
        # an office below a last sentence signs it
        signed = i > 0 and signs(text) and lines[i - 1].endswith("。")
        if i in sure or bears or (more and not reach) or signed:
            end, opened = i + 1, opens_list(text) or (opened and not bears)
    return end


def _is_footed(tail: list[str], behind: list[str]) -> bool:
    """Say whether a run holds a line of a footer, or one stands right behind it before other text."""
    for text in [*tail, *behind[:_BEHIND]]:
        if FOOT.search(text):
            return True
        if len(text) >= 40 and "。" in text:
            return False
    return False


def _asked(tail: list[str]) -> int:
    """Return how many lines at the top of a run, below its sentences, name a person and his office's telephone.

    Notices end so, and no footer begins so.
    """
    at = next((i for i, text in enumerate(tail) if not text.endswith("。")), 0)
    top = tail[at : at + 2]
    if not top or not _PERSON.match(top[0].lstrip("(")) or SELLERS_BOX.search(" ".join(top)):
        return 0
    lines = 1 if _NUMBER.search(top[0]) else 2
    phoned = lines == 1 or "话" in top[-1]
    return at + lines if phoned and _NUMBER.search(top[:lines][-1]) else 0


def _asks(tail: list[str], reached: list[str]) -> bool:
    """Say whether a run without a proof tells whom to ask, as notices do: a person, or the telephone of the office alone."""
    said, seat = " ".join(tail), any(map(_SEAT.search, reached))
    if SELLERS_BOX.search(said):
        return False
    if any(map(_PERSON.search, reached)):
        return bool(_NUMBER.search(said)) or not seat
    headed = any(map(signs, tail[: tail.index(reached[0])]))
    bare = not seat and not headed and not _MOBILE.search(said)
    return bare and all(map(_ASK.match, reached)) and bool(_NUMBER.search(said))


def _signed_end(draft: Draft, core: Node, around: Node, side: set[int], *, part: bool) -> int:
    """Return where the last line below a text's element ends that bears a sign or goes on from one."""
    end, opened, read = core.last, False, block_shadows(draft)
    for i in range(core.last, min(around.last, core.last + _MOST)):
        borne = bears_below(read[i]) or _is_row(draft, i) or _heads_part(draft, i)
        if i in side or draft.blocks[i].tag in CONTROLS or (draft.blocks[i].links and not borne):
            break
        if not opened and names_wares(read[i], read[i + 1] if i + 1 < len(read) else ""):
            break
        follows = end == i > core.last and _follows(read, i, opened=opened)
        if borne or follows or (part and _is_plain(draft, i)):
            end, opened = i + 1, opens_list(read[i]) or (opened and not borne)
        elif i - end >= _APART or not _may_stand(draft, i):
            break
    return end


def _follows(read: list[str], index: int, *, opened: bool) -> bool:
    """Say whether a line goes on from the one above, which bears a sign: an item, a telephone, the sentence of a part."""
    text = read[index]
    told = is_part(read[index - 1]) and text.endswith("。") and not is_site(text)
    return goes_on(text, opened=opened) or told


def _is_plain(draft: Draft, index: int) -> bool:
    """Say whether a line below the heading of a part may be of the part; a heading only right below that."""
    block = draft.blocks[index]
    heads = block.tag in HEADINGS and not _heads_part(draft, index - 1)
    return not heads and not _ASIDE.search(block.text) and is_neutral(draft, index)


def _may_stand(draft: Draft, index: int) -> bool:
    """Say whether a line may stand before one that bears a document's sign: a sentence, an item, who holds a meeting."""
    text = block_shadows(draft)[index]
    if is_site(text) or draft.blocks[index].tag in HEADINGS:
        return False
    heads_rows = "\t" in draft.blocks[index].text and _is_row(draft, index + 1)
    return text.endswith("。") or text.startswith(("主办", "承办")) or is_item(text) or heads_rows


def _is_row(draft: Draft, index: int) -> bool:
    """Say whether a block is a row of a table of figures, below another row."""
    if index >= len(draft.blocks):
        return False
    block, above = draft.blocks[index], draft.blocks[index - 1]
    rows = block.tag == above.tag == "tr"
    return rows and not block.links and bool(_FIGURE.search(block.text))


def _heads_part(draft: Draft, index: int) -> bool:
    """Say whether a line is the heading of an annex, of notes or of what else ends a document."""
    return bool(_END_PART.match(draft.blocks[index].text))


def led_below(draft: Draft, core: Node) -> range:
    """Return the list of links right below a text's element that its last line leads up to (表格如下：)."""
    above = draft.blocks[core.last - 1]
    end = core.last
    leads = LEADS_UP.search(above.text) and _LED.search(above.text)
    if leads and not above.links and not OTHER.search(above.text):
        for node in draft.nodes:
            inside = draft.blocks[node.first : node.last]
            if node.first == core.last < node.last and all(b.is_linked for b in inside):
                end = max(end, node.last)
    return range(core.last, end)
