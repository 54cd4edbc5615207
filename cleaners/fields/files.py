"""附件: the files a document links to, and the annexes it names without a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cleaners.annexes import annexes
from cleaners.edges import FILE
from cleaners.model import Attachment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft

_NUMBER = re.compile(r"^[\s【\[]*附\s*件\s*[:：]?\s*(\d{1,2})?|\.\w{2,4}$")
_NOT_WORD = re.compile(r"[\W_]+")


def find_files(draft: Draft, lines: Sequence[Line], title: str) -> tuple[Attachment, ...]:
    """Return the files linked from the body, and where the site lists them as 附件; addresses are absolute.

    An annex that is named only follows them with no address, unless one of the files is it.
    """
    found: dict[str, str] = {}
    linked: set[int] = set()
    blocks = {line.block for line in lines}
    for i, block in enumerate(draft.blocks):
        if not block.links or not (i in blocks or "附件" in block.text):
            continue
        listed = block.text.lstrip().startswith("附件")
        for link in block.links if listed or i in blocks else ():
            words = block.text[link.start : link.end].strip()
            if FILE.search(link.href) or FILE.search(words):
                found.setdefault(urljoin(draft.url, link.href), words)
                linked.add(i)
    named = [name for at, name in annexes(lines) if lines[at].block not in linked]
    files = [Attachment(words, url) for url, words in found.items()]
    # of an annex alone on its page the name is the title
    return (*files, *(Attachment(x, "") for x in _unlinked(named, files) if x != title))


def _unlinked(names: Sequence[str], files: Sequence[Attachment]) -> list[str]:
    """Return the names that no link stands for: by its words, or as one of as many links."""
    if len(files) >= len(names):
        return []
    told = [_words(file.title) for file in files]
    return [
        name
        for name in dict.fromkeys(names)
        if not any(words and (words in _words(name) or _words(name) in words) for words in told)
    ]


def _words(title: str) -> str:
    return _NOT_WORD.sub("", _NUMBER.sub("", title))
