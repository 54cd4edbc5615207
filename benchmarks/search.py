"""Search against LIKE on generated documents: python benchmarks/search.py FOLDER [COUNT] [--write].

FOLDER keeps the library for the next run. Recall is against substring search over every document;
times are CPU milliseconds for the best twenty, medians over the words, one process, one run. LIKE
answers the same question: the title first, then the newest.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import corpus

from scraper import search
from scraper.hits import matching
from scraper.query import read
from scraper.store import Library, open_library

MIXED = (
    "G20",
    "PM2.5",
    "2022年",
    "5G",
    "iso9001",
    "12345热线",
    "（2021）9号",
    "（2021",
    "3.6亿元",
    "apec",
)
PAIRS = ("五水共治 推进", "政协 项目", "春耕生产 -政协", "title:五水共治 渔业", '"同志们：" 档案')
COMMON = 0.3  # of the documents
WORDS = 12  # of each kind
LIKE = """
    SELECT id FROM documents WHERE {where}
    ORDER BY {titles} DESC, published DESC, id DESC LIMIT 20
"""


@dataclass
class Group:
    """Words of one kind, and what was measured of each."""

    name: str
    words: list[str]


def groups(texts: list[tuple[int, str, str]]) -> list[Group]:
    """Return words of every length, from the middle and the very end of texts, common and rare."""
    chance = random.Random("words")
    few = chance.sample(texts, 400)
    found: dict[tuple[int, bool], list[str]] = {}
    for _ in range(3000):
        _, title, text = chance.choice(texts)
        size = chance.choice((1, 2, 2, 3, 4, 6))
        place = chance.choice((title, text, text))
        at = chance.choice((len(place) - size, chance.randrange(max(1, len(place) - size))))
        word = place[at : at + size]
        kind = found.setdefault((min(size, 4), False), [])
        if not word.isalpha() or word.isascii():
            continue
        if sum(word in title or word in text for _, title, text in few) > COMMON * len(few):
            kind = found.setdefault((min(size, 4), True), [])
        if len(kind) < WORDS and word not in kind:
            kind.append(word)
    names = {1: "1 character", 2: "2 characters", 3: "3 characters", 4: "4 and more"}
    one = [
        Group(f"{names[size]}, {'common' if often else 'rare'}", found[size, often])
        for size, often in sorted(found)
    ]
    return [*one, Group("mixed", list(MIXED)), Group("several words", list(PAIRS))]


def cpu(work: object, times: int = 3) -> float:
    """Return the least CPU milliseconds of some runs."""
    took = []
    for _ in range(times):
        began = time.process_time()
        work()  # type: ignore[operator]
        took.append(time.process_time() - began)
    return min(took) * 1000


def like(connection: sqlite3.Connection, words: str) -> None:
    query = read(words)
    parts, params = [], []
    for term, sign in [(t, "") for t in query.wanted] + [(t, "NOT ") for t in query.unwanted]:
        columns = ("title",) if term.title else ("title", "text")
        parts.append(sign + "(" + " OR ".join(f"{column} LIKE ?" for column in columns) + ")")
        params += [f"%{term.text}%"] * len(columns)
    titles = " + ".join("(title LIKE ?)" for _ in query.wanted)
    params += [f"%{term.text}%" for term in query.wanted]
    connection.execute(LIKE.format(where=" AND ".join(parts), titles=titles), params).fetchall()


def recall(library: Library, texts: list[tuple[int, str, str]], words: str) -> tuple[int, int]:
    """Return how many documents have the words, and how many of these are found."""
    query = read(words)
    wanted = [(term.text.lower(), term.title) for term in query.wanted]
    unwanted = [(term.text.lower(), term.title) for term in query.unwanted]
    have = {
        id_
        for id_, title, text in texts
        if all(word in title or (not only and word in text) for word, only in wanted)
        and not any(word in title or (not only and word in text) for word, only in unwanted)
    }
    sql, params = matching(library, words)
    found = {row["id"] for row in library.rows(sql, params)}
    return len(have), len(have & found)


def row(library: Library, plain: sqlite3.Connection, texts: list, group: Group) -> list[str]:  # type: ignore[type-arg]
    counts = [recall(library, texts, words) for words in group.words]
    ours = [cpu(lambda w=w: search.search(library, w)) for w in group.words]
    theirs = [cpu(lambda w=w: like(plain, w), 1) for w in group.words]
    ratio = median(b / a for a, b in zip(ours, theirs, strict=True))
    return [
        group.name,
        str(len(group.words)),
        f"{sum(found for _, found in counts) / sum(have for have, _ in counts):.4f}",
        f"{median(ours):.1f}",
        f"{max(ours):.1f}",
        f"{median(theirs):.0f}",
        f"{ratio:.0f}",
    ]


def sizes(plain: sqlite3.Connection) -> tuple[int, int]:
    """Return bytes of the texts, and of all that is there only to find them."""
    (text,) = plain.execute(
        "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(text AS BLOB))) FROM documents"
    ).fetchone()
    (index,) = plain.execute(
        "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'documents_fts%' OR name LIKE"
        " 'documents_t%' OR name = 'documents_listed'"
    ).fetchone()
    return text, index


def main() -> None:
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    count = int(arguments[1]) if len(arguments) > 1 else 30_000
    path = Path(arguments[0]) / f"{count}.db"
    if not path.exists():
        corpus.write(path, count)
    head = ["words", "number", "recall", "ours, ms", "slowest", "LIKE, ms", "times faster"]
    with open_library(path, readonly=True) as library:
        plain = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        texts = [
            (id_, title.lower(), text.lower())
            for id_, title, text in plain.execute("SELECT id, title, text FROM documents")
        ]
        rows = [head, ["---"] * len(head)]
        rows += [row(library, plain, texts, group) for group in groups(texts)]
        text, index = sizes(plain)
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    note = (
        f"{count} documents, {text / 1e6:.0f} MB of text; the index is {index / text:.2f} times as large;"
        f" SQLite {sqlite3.sqlite_version}, Python {sys.version.split()[0]}."
    )
    print(table, note, sep="\n\n")
    if "--write" in sys.argv:
        page = Path(__file__).with_name("README.md")
        mark = "<!-- search -->"
        old = page.read_text("utf-8")
        new = re.sub(
            f"{mark}.*{mark}", lambda _: f"{mark}\n{table}\n\n{note}\n{mark}", old, flags=re.DOTALL
        )
        page.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
