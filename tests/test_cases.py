"""Whole pages in files: tests/cases/<site>/<case>/, as `gongwen case` writes them.

`page.html` or `page.txt` holds the bytes as received; `page.toml` the URL, the content type, a note
that says why the case exists, and where it has them the `classes` of chrome it shows and `refused`,
the code of the NoDocument that must come instead of a text. `expected.txt` is what must come out and
`removed.txt` what must be cut, by rule and in page order. Lines of `outside.*` rules in it are not
compared and not kept by `--update-cases`: they are the menus and lists around the body, many and
dull, and whether they are gone shows in `expected.txt`.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaners import NoDocument, Page, clean
from cleaners.report import expected_text, removed_text

if TYPE_CHECKING:
    from cleaners import Cleaned

HERE = Path(__file__).parent / "cases"
FOLDERS = sorted(file.parent for file in HERE.rglob("page.toml"))
# the classes of chrome that pages of this kind have; `placeholders` and `ending` must stay
CLASSES = [
    "abstract_box",
    "ad_promo",
    "body_label",
    "breadcrumb",
    "collection",
    "comment_area",
    "contact",
    "conversion_artifacts",
    "copyright",
    "counter",
    "download",
    "editor_leadin",
    "ending",
    "figure_caption",
    "font_print_share",
    "gov_metadata",
    "jammer_emoji",
    "jammer_garbage",
    "jammer_pinyin",
    "js_html_remains",
    "membership_prompt",
    "meta_line",
    "nav_topbar",
    "outline_box",
    "pagination",
    "paywall_truncation",
    "placeholders",
    "prev_next",
    "qr_prompt",
    "related_list",
    "seo_spam",
    "signoff",
    "site_footer",
    "sitename_midword",
    "stray_mark",
    "tag_list",
    "title_repeat",
    "url_obfuscation",
    "watermark_inline",
    "watermark_line",
]
KEYS = {"url", "content_type", "fetched_at", "note", "classes", "refused"}


@dataclass(frozen=True)
class Case:
    folder: Path
    page: Page
    note: str
    classes: tuple[str, ...]
    refused: str

    @property
    def name(self) -> str:
        return self.folder.relative_to(HERE).as_posix()


def read(folder: Path) -> Case:
    facts = tomllib.loads((folder / "page.toml").read_text("utf-8"))
    assert set(facts) <= KEYS, folder
    plain = (folder / "page.txt").exists()
    body = folder / ("page.txt" if plain else "page.html")
    kind = facts["content_type"] or ("text/plain" if plain else "text/html")
    return Case(
        folder,
        Page(facts["url"], body.read_bytes(), kind),
        facts.get("note", ""),
        tuple(facts.get("classes", ())),
        facts.get("refused", ""),
    )


CASES = [read(folder) for folder in FOLDERS]
DOCUMENTS = [case for case in CASES if not case.refused]


def by_name(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


@pytest.mark.parametrize("case", by_name(DOCUMENTS))
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    cleaned = clean(case.page)
    got = {"expected.txt": expected_text(cleaned.document), "removed.txt": cut_inside(cleaned)}
    differences = [
        line for name, text in got.items() for line in difference(case.folder / name, text)
    ]
    if differences and request.config.getoption("--update-cases"):
        for name, text in got.items():
            (case.folder / name).write_text(text, "utf-8")
    elif differences:
        pytest.fail("\n".join([case.name, case.note, *differences]), pytrace=False)


def cut_inside(cleaned: Cleaned) -> str:
    return "".join(inside(removed_text(cleaned)))


def inside(removed: str) -> list[str]:
    return [line for line in removed.splitlines(keepends=True) if not line.startswith("outside.")]


def difference(file: Path, text: str) -> list[str]:
    """The lines that differ, `-` as written in the case, `+` as cleaned now."""
    written = file.read_text("utf-8") if file.exists() else ""
    old, new = inside(written), text.splitlines(keepends=True)
    lines = difflib.unified_diff(old, new, f"{file.name} (case)", f"{file.name} (now)", n=1)
    return [line.rstrip("\n") for line in lines]


@pytest.mark.parametrize("case", by_name([case for case in CASES if case.refused]))
def test_refused(case: Case) -> None:
    with pytest.raises(NoDocument) as refusal:
        clean(case.page)
    assert refusal.value.code == case.refused
    assert refusal.value.url == case.page.url
    assert not (case.folder / "expected.txt").exists()


@pytest.mark.parametrize("case", by_name(DOCUMENTS))
def test_cleaned_text_stays_as_it_is(case: Case) -> None:
    """Cleaning the clean text as plain text may find its title, and cuts nothing else."""
    first = clean(case.page).document
    again = clean(Page(case.page.url, first.text.encode(), "text/plain; charset=utf-8"))
    assert again.document.paragraphs == first.paragraphs
    assert again.draft.cuts == ()


def test_each_says_in_a_line_why_it_exists_and_names_classes_there_are() -> None:
    silent = [
        case.name for case in CASES if len(case.note) < 10 or not set(case.classes) <= set(CLASSES)
    ]
    assert not silent, "\n".join(silent)


def test_every_class_has_a_case() -> None:
    shown = {name for case in CASES for name in case.classes}
    assert len(CLASSES) == 40
    assert set(CLASSES) - shown == set()
    assert len(CASES) >= 40
