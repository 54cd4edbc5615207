"""Tantivy beside us: the search library people would reach for, as a Python wheel.

Each character is a token with its place, and words are phrases of them: so it finds what stands in a
text, as we do. Its own tokenizers know no Chinese.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from scraper.query import read

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.query import Term

TITLE = 5.0  # what a hit in a title counts, as with us


def schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_integer_field("id", stored=True, indexed=True)
    for name in ("title", "text"):
        fields.add_text_field(name, tokenizer_name="characters")
    return fields.build()


class Engine:
    """An index of titles and texts in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = schema()
        folder.mkdir(parents=True, exist_ok=True)
        self.index = tantivy.Index(self.schema, path=str(folder))
        characters = TextAnalyzerBuilder(Tokenizer.regex(r"\S")).filter(Filter.lowercase())
        self.index.register_tokenizer("characters", characters.build())

    def fill(self, texts: list[tuple[int, str, str]]) -> float:
        """Index documents in place of those that are there; return the CPU seconds that took."""
        began = time.process_time()
        writer = self.index.writer(heap_size=500_000_000, num_threads=1)
        writer.delete_all_documents()
        for id_, title, text in texts:
            writer.add_document(tantivy.Document(id=id_, title=title, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        return time.process_time() - began

    def best(self, words: str) -> list[int]:
        """Return the ids of the best twenty."""
        searcher = self.index.searcher()
        hits = searcher.search(self._query(words), 20).hits
        return [searcher.doc(place)["id"][0] for _, place in hits]

    def count(self, words: str) -> int:
        """Return how many documents have the words."""
        return int(self.index.searcher().search(self._query(words), 1, count=True).count)

    def size(self) -> int:
        return sum(file.stat().st_size for file in self.folder.iterdir())

    def _query(self, words: str) -> Query:
        query = read(words)
        parts = [(Occur.Must, self._term(term)) for term in query.wanted]
        parts += [(Occur.MustNot, self._term(term)) for term in query.unwanted]
        return Query.boolean_query(parts)

    def _term(self, term: Term) -> Query:
        title = Query.boost_query(self._phrase("title", term.text), TITLE)
        if term.title:
            return title
        text = self._phrase("text", term.text)
        return Query.boolean_query([(Occur.Should, title), (Occur.Should, text)])

    def _phrase(self, field: str, word: str) -> Query:
        characters = [char for char in word.lower() if not char.isspace()]
        if len(characters) == 1:
            return Query.term_query(self.schema, field, characters[0])
        return Query.phrase_query(self.schema, field, characters)
