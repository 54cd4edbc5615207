"""A cleaned page as plain values and texts: JSON, Markdown, the files of a case folder."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaners.model import Cleaned, Document

_LIST_MARK = re.compile(r"^(\d{1,9})?((?(1)[.)]|[-+])(?=\s|$))")
_SENTENCE = re.compile(r".+[，,].+[。！？；!?;]", re.DOTALL)
_HEADING = 60  # characters; no heading is longer that stops as a sentence does
_HEADER = (
    ("标题", "title"),
    ("发布日期", "published"),
    ("成文日期", "written"),
    ("讲话日期", "spoken"),
    ("栏目", "category"),
    ("面包屑", "breadcrumb"),
    ("文种", "kind"),
    ("网站", "site"),
    ("来源", "source"),
    ("作者", "author"),
    ("讲话人", "speaker"),
    ("职务", "post"),
    ("场合", "occasion"),
    ("发文机关", "issuer"),
    ("发文字号", "doc_number"),
    ("索引号", "index_number"),
    ("主送机关", "addressee"),
    ("称呼", "salutation"),
    ("结语", "closing"),
)


def as_json(cleaned: Cleaned) -> dict[str, Any]:
    """Return the document with `text`, `date`, `cuts` and `found`, ready for `json.dumps`.

    Dates are ISO strings or null; a cut's `start` and `end` are character offsets in block `block`.
    """
    document, draft = cleaned.document, cleaned.draft
    record = asdict(document)
    for name in ("published", "written", "spoken"):
        record[name] = record[name].isoformat() if record[name] else None
    return record | {
        "text": document.text,
        "date": record["published"],
        "cuts": [
            {
                "rule": cut.rule,
                "block": cut.block,
                "start": cut.start,
                "end": cut.end,
                "text": draft.blocks[cut.block].text[cut.start : cut.end],
            }
            for cut in sorted(draft.cuts)
        ],
        "found": [{"field": f.field, "value": f.value, "from": f.rule} for f in draft.found],
    }


def as_markdown(document: Document) -> str:
    """Return the document as Markdown: title, fields, parts and outline as headings."""
    lines = [
        f"# {escaped(document.title)}" if document.title else "",
        *(f"- {label}：{_in_line(value)}" for label, value in header(document) if label != "标题"),
        "",
        markdown_body(document),
    ]
    return "\n".join(lines).strip() + "\n"


def markdown_body(document: Document) -> str:
    """Return paragraphs and attachments as Markdown; headings begin at the second level."""
    levels = {
        heading.paragraph: heading.level + 1 + bool(document.parts) for heading in document.outline
    }
    levels |= {part.first: 2 for part in document.parts}
    heads = heading_lines(document) | {part.first for part in document.parts}
    lines: list[str] = []
    for i, paragraph in enumerate(document.paragraphs):
        mark = "#" * levels[i] + " " if i in heads else ""
        lines += ["", mark + escaped(paragraph)]
    files = [f"- [{escaped(a.title)}](<{a.url}>)" for a in document.attachments if a.url]
    if files:  # what has no address is named in the text
        lines += ["", *files]
    return "\n".join(lines[1:]) + "\n"


def heading_lines(document: Document) -> set[int]:
    """Return the paragraphs that are headings and nothing else; numbered sentences in a row are items of a list."""
    paragraphs, found = document.paragraphs, set()
    levels = {heading.paragraph: heading.level for heading in document.outline}
    items: dict[int, bool] = {}  # level → whether its last was one
    for heading in document.outline:
        text, level = paragraphs[heading.paragraph], heading.level
        below = levels.get(heading.paragraph + 1, len(levels) + level)
        sentence = bool(_SENTENCE.fullmatch(text))
        in_row = below <= level or items.get(level, False)
        items[level] = sentence and (in_row or len(text) > _HEADING)
        if len(heading.text) >= len(text) - 1 and not items[level]:
            found.add(heading.paragraph)
    return found


def escaped(text: str) -> str:
    """Keep what Markdown would eat: asterisks stand for names in these documents."""
    for char in "\\`*_[]<>#|":
        text = text.replace(char, "\\" + char)
    return _LIST_MARK.sub(r"\1\\\2", text)


def _in_line(text: str) -> str:
    """Do the same for what stands behind a label: no list and no table begins there."""
    return re.sub(r"[\\`*_\[\]<]", r"\\\g<0>", text)


def header(document: Document) -> list[tuple[str, str]]:
    """Return (Chinese label, value) of every field that is set, in a fixed order."""
    rows = []
    for label, name in _HEADER:
        value = getattr(document, name)
        text = " > ".join(value) if isinstance(value, tuple) else str(value) if value else ""
        if text:
            rows.append((label, text))
    return rows


def expected_text(document: Document) -> str:
    """Return what a case folder's expected.txt holds: fields, `---`, one paragraph a line."""
    fields = "\n".join(f"{label}: {value}" for label, value in header(document))
    return f"{fields}\n---\n{document.text}\n"


def removed_text(cleaned: Cleaned) -> str:
    """Return what a case folder's removed.txt holds: `rule │ text`, in page order."""
    blocks = cleaned.draft.blocks
    return "".join(
        f"{cut.rule} │ {blocks[cut.block].text[cut.start : cut.end].strip()}\n"
        for cut in sorted(cleaned.draft.cuts)
    )
