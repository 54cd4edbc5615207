"""Search against LIKE and Tantivy on generated documents: python benchmarks/search.py FOLDER [COUNT].

FOLDER keeps the library and the index for the next run. Recall is against substring search over every
document; times are CPU milliseconds for the best twenty, medians over the words, one process, one
run. LIKE answers the same question: the title first, then the newest.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import corpus
from engine import Engine
from tables import note, write

from scraper import fulltext, search
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
HEAD = [
    *("words", "number", "recall", "Tantivy's", "ours, ms", "slowest"),
    *("Tantivy, ms", "slowest", "LIKE, ms", "times faster than LIKE"),
]
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


def row(
    library: Library,
    plain: sqlite3.Connection,
    engine: Engine,
    texts: list[tuple[int, str, str]],
    group: Group,
) -> list[str]:
    counts = [recall(library, texts, words) for words in group.words]
    ours = [cpu(lambda w=w: search.search(library, w)) for w in group.words]
    theirs = [cpu(lambda w=w: engine.best(w)) for w in group.words]
    likes = [cpu(lambda w=w: like(plain, w), 1) for w in group.words]
    have = sum(have for have, _ in counts)
    return [
        group.name,
        str(len(group.words)),
        f"{sum(found for _, found in counts) / have:.4f}",
        f"{sum(engine.count(words) for words in group.words) / have:.4f}",
        f"{median(ours):.1f}",
        f"{max(ours):.1f}",
        f"{median(theirs):.1f}",
        f"{max(theirs):.1f}",
        f"{median(likes):.0f}",
        f"{median(b / a for a, b in zip(ours, likes, strict=True)):.0f}",
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


def built(path: Path, count: int, longer: float) -> float:
    """Make the library if there is none that is whole; return the CPU seconds its index took."""
    noted = path.with_suffix(".json")
    if not noted.exists():
        for left in path.parent.glob(f"{path.name}*"):  # half made, and its log
            left.unlink()
        corpus.write(path, count, index=False, longer=longer)
        with open_library(path) as library:
            began = time.process_time()
            fulltext.catch_up(library)
            noted.write_text(json.dumps(time.process_time() - began))
    return float(json.loads(noted.read_text()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=30_000)
    parser.add_argument("--longer", type=float, default=3, help="times 1,700 characters, some")
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    path = wanted.folder / f"{wanted.count}-{wanted.longer:g}.db"
    seconds = built(path, wanted.count, wanted.longer)
    open_library(path).close()  # brings an older one up to date
    with open_library(path, readonly=True) as library:
        plain = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        stored = plain.execute("SELECT id, title, text FROM documents").fetchall()
        engine, noted = Engine(path.with_suffix(".tantivy")), path.with_suffix(".tantivy.json")
        if not noted.exists():
            noted.write_text(json.dumps(engine.fill(stored)))
        texts = [(id_, title.lower(), text.lower()) for id_, title, text in stored]
        del stored
        rows = [HEAD]
        for group in groups(texts):
            rows.append(row(library, plain, engine, texts, group))
            print(*rows[-1], sep="  ", file=sys.stderr)
        text, index = sizes(plain)
    theirs = float(json.loads(noted.read_text()))
    said = (
        f"{wanted.count:,} documents of {sum(len(one[2]) for one in texts) / len(texts):,.0f} characters, {text / 1e6:,.0f} MB;"
        f" our index is {index / text:.2f} times as large and took {seconds:,.0f} CPU seconds"
        f" ({1e3 * seconds / wanted.count:.1f} ms a document), Tantivy's {engine.size() / text:.2f} times and"
        f" {theirs:,.0f}. {note()[:-1]}, tantivy {version('tantivy')}."
    )
    print(write("search", rows, said, keep=wanted.write))


if __name__ == "__main__":
    main()
