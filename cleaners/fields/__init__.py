"""Fields with evidence: each Found says the value and the place it was read from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.body.unfolding import is_button, unseen
from cleaners.fields import outline as structure
from cleaners.fields.byline import find_writers
from cleaners.fields.crumbs import find_crumbs
from cleaners.fields.files import find_files
from cleaners.fields.labels import pairs
from cleaners.fields.origin import find_issuer, find_people, find_site
from cleaners.fields.parts import set_apart
from cleaners.fields.speech import find_numbers, find_speech
from cleaners.fields.titles import find_title
from cleaners.fields.when import find_dates
from cleaners.lines import block_shadows, cut_whole, holding, kept_lines
from cleaners.model import Document, Found, Truncated
from cleaners.rule import group
from cleaners.shadow import shadow
from cleaners.words.dates import first_date
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.model import Draft
    from cleaners.rule import Group
    from cleaners.rulebook import Rulebook

_MARK = r"[*×╳xX_☆★△某]"  # what every placeholder holds; five times as quick
_PLACED = re.compile(_MARK)
_PLACEHOLDER = re.compile(
    rf"(?={_MARK}|2)"
    r"(?:\*{2,}|[×╳]{1,4}|[xX]{2,4}|_{2,}|[☆★△](?=[省市县区镇乡村])|20(?:xx|__|××|\*\*)|某某|X(?=[省市县区镇乡村]))",
    re.IGNORECASE,
)
_TEXTS = (
    "category",
    "kind",
    "site",
    "source",
    "author",
    "speaker",
    "post",
    "occasion",
    "issuer",
    "doc_number",
    "index_number",
)


def find_fields(draft: Draft, rulebook: Rulebook) -> Draft:
    """Return the draft with every field the page states; all of its blocks are looked at."""
    first, last = _body_range(draft)
    gone = cut_whole(draft)
    near = [*range(max(0, first - 60), first + 12), *range(max(first + 12, last - 10), last + 12)]
    stated = pairs(draft, [i for i in near if i in gone])  # what the document says itself is text
    found = [*find_title(draft, stated)]
    title = found[0].value if found else ""
    lines = kept_lines(draft)
    found += find_dates(draft, stated, lines, first, title)
    found += find_people(draft, stated, title)
    end = lines[-1].block + 1 if lines else last  # a list of links that was cut may stand below it
    found += find_writers(draft, (first, last), min(end, last))
    found += find_crumbs(draft, first, title)
    facts = [draft.blocks[i].text for i in near if i in gone and i < first + 12]
    found += find_numbers(stated, lines, title, [fact for fact in facts if len(fact) < 160])
    found += find_speech(lines, title)
    found += find_issuer(lines, title)
    found += find_site(draft, rulebook)
    cut_short = [*_cut_short(draft, rulebook, last), *_noted(draft)]
    found += [] if _is_unfolded(draft) and all(is_button(x.value) for x in cut_short) else cut_short
    return draft.with_found(_firsts(found))


def _noted(draft: Draft) -> Iterator[Found]:
    """Yield truncation notes that were cut from the text."""
    for cut in draft.cuts:
        if cut.rule.startswith("paywall."):
            yield Found("truncated", draft.blocks[cut.block].text[cut.start : cut.end], cut.rule)


def _is_unfolded(draft: Draft) -> bool:
    """Say whether the text has sentences that its page hides until they are asked for: all was read, then."""
    gone = cut_whole(draft)
    return any(STOPS.search(draft.blocks[i].text) for i in unseen(draft) if i not in gone)


def _cut_short(draft: Draft, rulebook: Rulebook, last: int) -> Iterator[Found]:
    """Yield truncation notes that stand in a box below the body."""
    for i, block in enumerate(draft.blocks[last : last + 6], last):
        text = block_shadows(draft)[i]
        for rule in _paywalls(rulebook).asked(text) if len(text) <= 120 else ():
            if rule.spans(text):
                yield Found("truncated", block.text, rule.id)


@lru_cache(maxsize=8)
def _paywalls(rulebook: Rulebook) -> Group:
    return group(rule for rule in rulebook.rules if rule.id.startswith("paywall."))


def _firsts(found: Sequence[Found]) -> Iterator[Found]:
    """Keep the first value of each field; every truncation note stays."""
    seen = set()
    for item in found:
        if item.value and (item.field not in seen or item.field == "truncated"):
            seen.add(item.field)
            yield item


def _body_range(draft: Draft) -> tuple[int, int]:
    outside = {cut.block for cut in draft.cuts if cut.rule == "outside.body"}
    inside = [i for i in range(len(draft.blocks)) if i not in outside]
    return (inside[0], inside[-1] + 1) if inside else (0, len(draft.blocks))


def document(draft: Draft) -> Document:
    """Make the document of what no step cut."""
    lines = kept_lines(draft)
    paragraphs = tuple(line.text for line in lines)
    value = {found.field: found.value for found in reversed(draft.found)}
    day = {name: first_date(value.get(name, "")) for name in ("published", "written", "spoken")}
    title = value.get("title", "")
    crumbs = tuple(value["breadcrumb"].split("\t")) if "breadcrumb" in value else ()
    return Document(
        url=draft.url,
        title=title,
        paragraphs=paragraphs,
        published=day["published"],
        written=day["written"],
        spoken=day["spoken"],
        breadcrumb=crumbs,
        salutation=structure.salutation(lines),
        closing=structure.closing(lines),
        addressee=structure.addressee(lines),
        outline=structure.outline(lines),
        parts=structure.parts(lines, set_apart(draft, lines, title)),
        attachments=find_files(draft, lines, title),
        truncated=_truncated(draft),
        placeholders=_placeholders(paragraphs),
        **{name: value.get(name, "") for name in _TEXTS},
    )


def _placeholders(paragraphs: Sequence[str]) -> int:
    whole = "\n".join(paragraphs)
    lines = whole.split("\n")
    return sum(len(_PLACEHOLDER.findall(lines[i])) for i in holding(whole, _PLACED))


def _truncated(draft: Draft) -> Truncated | None:
    """Read how much of the text a page says it shows."""
    notes = [shadow(found.value) for found in draft.found if found.field == "truncated"]
    if not notes:
        return None
    text = " ".join(notes)
    shown = re.search(r"(?:显示|展示|预览|阅读|可见|可读)[^\d]{0,4}(\d[\d,]*)\s*个?字", text)
    total = re.search(r"(?:共|总|全文|约)[^\d]{0,4}(\d[\d,]*)\s*个?字", text)
    return Truncated(_count(shown), _count(total))


def _count(match: re.Match[str] | None) -> int | None:
    return int(match[1].replace(",", "")) if match else None
