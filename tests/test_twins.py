"""The same text under several addresses: exactly, nearly, after a change; and what is not the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from documents import NOON, cleaned, invented

from scraper import twins
from scraper.signature import ALIKE, bands, likeness, signature
from scraper.store import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


ALL_BANDS = (
    "SELECT band, document_id FROM bands UNION ALL SELECT band, document_id FROM recent_bands"
)


@pytest.fixture(params=[1, 64, 500_000])
def library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Library]:
    """Whether new bands stay by themselves, or are put among the others soon or at once."""
    monkeypatch.setattr(twins, "_RECENT", request.param)
    with open_library(tmp_path / "lib.db") as library:
        yield library


def speech(topic: str, count: int = 30) -> tuple[str, ...]:
    return tuple(f"{topic}工作，{invented(f'{topic}{n}')}。" for n in range(count))


def save(library: Library, url: str, paragraphs: tuple[str, ...]) -> None:
    one = cleaned(url)
    library.save(
        replace(one, document=replace(one.document, paragraphs=paragraphs)), "h", "v", NOON
    )


def originals(library: Library) -> dict[str, str | None]:
    sql = (
        "SELECT one.url, other.url AS original FROM documents AS one"
        " LEFT JOIN documents AS other ON other.id = one.duplicate_of"
    )
    return {row["url"][-1]: row["original"] and row["original"][-1] for row in library.rows(sql)}


def test_exact_and_near_copies_are_marked_on_any_site(library: Library) -> None:
    text = speech("防汛")
    save(library, "https://a.example/1", text)
    save(library, "https://b.example/2", text)
    save(library, "https://c.example/3", (*text[:-4], "以上意见，请认真落实。"))
    save(library, "https://a.example/4", speech("招商"))
    assert twins.catch_up(library) == 4
    assert originals(library) == {"1": None, "2": "1", "3": "1", "4": None}
    assert twins.catch_up(library) == 0


def test_a_change_is_looked_at_again_with_all_that_was_its_copy(library: Library) -> None:
    for url in ("https://a.example/1", "https://b.example/2", "https://b.example/3"):
        save(library, url, speech("防汛"))
    twins.catch_up(library)
    save(library, "https://a.example/1", speech("招商"))
    twins.catch_up(library)
    assert originals(library) == {"1": None, "2": None, "3": "2"}


def test_what_a_changed_text_had_is_forgotten_wherever_it_stands(library: Library) -> None:
    """Its own text is found again under another address, and not under its own."""
    for topic in ("防汛", "招商", "春耕", "森林防火"):
        save(library, "https://a.example/1", speech(topic))
        twins.catch_up(library)
        assert len(library.rows(ALL_BANDS)) == 32
    save(library, "https://a.example/2", speech("防汛"))
    save(library, "https://a.example/3", speech("森林防火"))
    twins.catch_up(library)
    assert originals(library) == {"1": None, "2": None, "3": "1"}


def test_recent_bands_are_put_among_the_others_when_there_are_enough(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twins, "_RECENT", 64)
    for number, found in enumerate(((0, 32), (64, 0), (64, 32), (128, 0))):
        save(library, f"https://a.example/{number}", speech(f"第{number}项"))
        twins.catch_up(library)
        counts = library.rows(
            "SELECT (SELECT count(*) FROM bands), (SELECT count(*) FROM recent_bands)"
        )
        assert [tuple(row) for row in counts] == [found]


def test_short_texts_are_compared_exactly(library: Library) -> None:
    save(library, "https://a.example/1", ("经研究，同意你单位的请示。此复。",))
    save(library, "https://a.example/2", ("经研究，同意你单位的请示。",))
    save(library, "https://a.example/3", ("经研究，同意你单位的请示。此复。",))
    twins.catch_up(library)
    assert originals(library) == {"1": None, "2": None, "3": "1"}


def test_only_originals_stand_in_bands(library: Library) -> None:
    for n in range(6):
        save(library, f"https://a.example/{n}", speech("防汛"))
    twins.catch_up(library)
    assert len(library.rows(f"SELECT DISTINCT document_id FROM ({ALL_BANDS})")) == 1


def test_white_space_makes_no_other_text_and_alike_texts_share_a_band() -> None:
    one, other = signature("".join(speech("防汛"))), signature(" \n".join(speech("防汛")))
    assert one == other
    cut = signature("".join(speech("防汛")[:22]))
    assert likeness(one, cut) >= ALIKE
    assert set(bands(one)) & set(bands(cut))
    assert likeness(one, signature("".join(speech("招商")))) < ALIKE


def test_a_copy_is_found_among_many_texts_that_share_stock_phrases(library: Library) -> None:
    """Many weak likenesses with lower ids hide no copy, and cost no look each."""
    stock = tuple(f"{invented(f'stock {n}', 60)}。" for n in range(6))
    with library.transaction():
        for n in range(300):
            save(library, f"https://a.example/x{n}", (*stock, *speech(f"第{n}项", 8)))
        save(library, "https://b.example/1", (*stock, *speech("第299项", 8), "以上意见，请落实。"))
    twins.catch_up(library)
    copies = library.rows("SELECT url, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL")
    assert [(row["url"], row["duplicate_of"]) for row in copies] == [("https://b.example/1", 300)]


@pytest.mark.parametrize("batch", [1, 4, 2000])
def test_how_many_are_compared_at_a_time_changes_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """A copy is nobody's original, also where it came in the same batch."""
    monkeypatch.setattr(twins, "BATCH", batch)
    text, near = speech("防汛"), (*speech("防汛")[:-4], "以上意见，请认真落实。")
    for n, one in enumerate((text, near, near, speech("招商"), text, (*near, "特此通知。"))):
        save(library, f"https://a.example/{n}", one)
    assert twins.catch_up(library) == 6
    assert originals(library) == {"0": None, "1": "0", "2": "0", "3": None, "4": "0", "5": "0"}
    bands_of = library.rows(f"SELECT document_id, count(*) FROM ({ALL_BANDS}) GROUP BY 1")
    assert [tuple(row) for row in bands_of] == [(1, 32), (4, 32)]


def test_too_few_to_be_worth_it_wait_and_signatures_are_used_once(library: Library) -> None:
    for n in range(3):
        save(library, f"https://a.example/{n}", speech(f"第{n}项"))
    made = {
        row["text_hash"]: signature(row["text"])
        for row in library.rows("SELECT text_hash, text FROM documents WHERE id < 3")
    }
    assert twins.catch_up(library, made, least=4) == 0
    assert len(made) == 2
    assert twins.catch_up(library, made, least=3) == 3
    assert made == {}


def test_what_changes_while_it_is_signed_is_signed_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(library, "https://a.example/1", speech("防汛"))

    def slow(text: str) -> bytes:
        monkeypatch.setattr(twins, "signature", signature)
        with open_library(library.path) as other:
            save(other, "https://a.example/1", speech("招商"))
        return signature(text)

    monkeypatch.setattr(twins, "signature", slow)
    assert twins.catch_up(library) == 1
    (row,) = library.rows(
        "SELECT text, digest FROM documents JOIN signatures USING (id, text_hash)"
    )
    assert row["digest"] == signature(row["text"])
