"""附件: the files a document links to, and the annexes it names without a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cleaners.body.edges import is_file
from cleaners.body.headings import NOT_WORD
from cleaners.fields.annexes import annexes
from cleaners.lines import block_text, holding
from cleaners.model import Attachment
from cleaners.words.files import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Block, Draft, Link

_ANNEXED = re.compile("附件")
# over the files a site lists below a text
_HEADS = re.compile(r"(?:相关|本文|文件|[点查]击)?附件(?:下载|列表)?\s*[:：]?")
_NUMBER = re.compile(r"^[\s【\[]*附\s*件\s*[:：]?\s*(\d{1,2})?|\.\w{2,4}$")
_LEADS = re.compile(r"(?!#|javascript:).", re.IGNORECASE)


def find_files(draft: Draft, lines: Sequence[Line], title: str) -> tuple[Attachment, ...]:
    """Return the files linked from the body, and where the site lists them as 附件; addresses are absolute.

    An annex that is named only follows them with no address, unless one of the files is it.
    """
    names = [(lines[at].block, name) for at, name in annexes(lines)]
    found = _linked(draft, {line.block for line in lines})
    for i, name in names:
        block = draft.blocks[i]
        for link in block.links:  # whatever its address looks like: download.do?fid=88
            if _LEADS.match(link.href) and _words(_text(block, link)) == _words(name):
                found.setdefault(urljoin(draft.url, link.href), (name, i))
    files = [Attachment(words, url) for url, (words, _) in found.items()]
    bare = _unlinked([name for _, name in names], [file.title for file in files])
    here = {i for _, i in found.values()}
    named = (name for i, name in names if i not in here and name in bare and name != title)
    return (*files, *(Attachment(name, "") for name in dict.fromkeys(named)))


def _linked(draft: Draft, blocks: set[int]) -> dict[str, tuple[str, int]]:
    """Return address → (words, block) of the links to files in these blocks, and in those that begin with 附件."""
    found: dict[str, tuple[str, int]] = {}
    for i in sorted(blocks.union(holding(block_text(draft), _ANNEXED))):
        block = draft.blocks[i]
        listed = [i] if i in blocks or block.text.lstrip().startswith("附件") else []
        for at in [*listed, *_headed(draft, i)]:
            for link in draft.blocks[at].links:
                words = _text(draft.blocks[at], link)
                if FILE.search(link.href) or FILE.search(words):
                    found.setdefault(urljoin(draft.url, link.href), (words, at))
    return found


def _headed(draft: Draft, index: int) -> Iterator[int]:
    """Yield the blocks below a heading of the site (相关附件：) that are links to files and nothing else."""
    if not _HEADS.fullmatch(draft.blocks[index].text):
        return
    for i in range(index + 1, len(draft.blocks)):
        if not is_file(draft.blocks[i]):
            return
        yield i


def _text(block: Block, link: Link) -> str:
    return block.text[link.start : link.end].strip()


def _unlinked(names: Sequence[str], files: Sequence[str]) -> set[str]:
    """Return the names that no link stands for: by its words, or as one of as many links with words of their own."""
    bare = {name for name in names if not any(_alike(name, words) for words in files)}
    spare = [words for words in files if not any(_alike(name, words) for name in names)]
    return bare if len(spare) < len(bare) else set()


def _alike(name: str, words: str) -> bool:
    one, other = _words(name), _words(words)
    return bool(one and other) and (one in other or other in one)


def _words(title: str) -> str:
    return NOT_WORD.sub("", _NUMBER.sub("", title))
