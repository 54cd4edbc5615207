"""WARC files as other programs write them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from captured import written
from command import gongwen
from yearly import article

from scraper import warc
from scraper.errors import FetchError

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("warcio")
stream_io = pytest.importorskip("fastwarc.stream_io")

A = "https://www.danqing.example"
MOST = 1_000_000


def read(path: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """The bodies of a file's pages, and its errors."""
    found = list(warc.read(path, MOST))
    good = {
        one.page.url.removeprefix(A): one.page.body
        for one in found
        if isinstance(one, warc.Capture)
    }
    return good, {
        one.url.removeprefix(A): one.reason for one in found if isinstance(one, FetchError)
    }


def packed(writer: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with getattr(stream_io, writer)(out) as stream:
        stream.write(body)
    return out.getvalue()


def chunked(*parts: bytes) -> bytes:
    return b"".join(b"%X;a=b\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_encodings_that_were_undone_or_not(tmp_path: Path) -> None:
    """Whatever a header claims, the body tells; archives undo what they leave a header of."""
    page = article(1)
    parts = chunked(page[:700], page[700:])
    split = {"Transfer-Encoding": "chunked"}
    bodies: dict[str, tuple[bytes, dict[str, str]]] = {
        "/chunked": (parts, split),
        "/unchunked": (page, split),
        "/br": (packed("BrotliWriter", page), {"Content-Encoding": "br"}),
        "/zstd": (packed("ZstdWriter", page), {"Content-Encoding": "zstd"}),
        "/no-br": (page, {"Content-Encoding": "br"}),
        "/both": (chunked(packed("BrotliWriter", page)), {**split, "Content-Encoding": "BR"}),
    }
    broken: dict[str, tuple[bytes, dict[str, str]]] = {
        "/half-br": (packed("BrotliWriter", page)[:-40], {"Content-Encoding": "br"}),
        "/bomb": (packed("ZstdWriter", bytes(50_000_000)), {"Content-Encoding": "zstd"}),
        "/half": (parts[:-900], split),
    }
    records = [(A + url, body, said) for url, (body, said) in {**bodies, **broken}.items()]
    written(tmp_path / "a.warc.gz", records)
    good, errors = read(tmp_path / "a.warc.gz")
    assert good == dict.fromkeys(bodies, page)
    assert errors["/half-br"] == "the compressed body is broken"
    assert "longer than" in errors["/bomb"]
    (named,) = errors.keys() - broken.keys()
    assert "its last chunk is missing" in errors[named]


def test_what_an_archive_cut_off_is_no_document(tmp_path: Path) -> None:
    records = [
        (f"{A}/1", article(1)[:1500], {"WARC-Truncated": "length"}),
        (f"{A}/2", article(2), {}),
    ]
    written(tmp_path / "a.warc.gz", records)
    good, errors = read(tmp_path / "a.warc.gz")
    assert list(good) == ["/2"]
    assert errors == {"/1": "its archive kept only the beginning (length)"}


def test_a_page_sent_as_xml_is_one(tmp_path: Path) -> None:
    kind = {"Content-Type": "application/xml"}
    records = [(f"{A}/1", article(1), kind), (f"{A}/feed", b"<rss><item/></rss>", kind)]
    written(tmp_path / "a.warc.gz", records)
    assert read(tmp_path / "a.warc.gz") == ({"/1": article(1)}, {})


def test_copied_text_makes_the_round_trip(tmp_path: Path) -> None:
    text = "在防汛工作会议上的讲话\n同志们：\n" + "要把各项措施落到实处，确保安全度汛。\n" * 20
    gongwen("import", "-", "--db", "one.db", cwd=tmp_path, stdin=text.encode())
    gongwen("export", "all.warc.gz", "--db", "one.db", cwd=tmp_path)
    gongwen("import", "all.warc.gz", "--db", "two.db", cwd=tmp_path)
    exported = []
    for name in ("one", "two"):
        gongwen("export", f"{name}.jsonl", "--db", f"{name}.db", cwd=tmp_path)
        found = gongwen("search", "防汛", "--json", "--db", f"{name}.db", cwd=tmp_path).json()
        exported.append([(one["url"], one["title"]) for one in found])
    assert exported[0] == exported[1] != []
