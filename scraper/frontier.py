"""What is due next: URLs with a state, in the library, so that a killed crawl loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scraper.store import Library


class Kind(StrEnum):
    """What a URL is expected to be; START and LISTING are asked again in every run."""

    START = "start"
    LISTING = "listing"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Task:
    """One URL to ask for."""

    url: str
    kind: Kind
    site: str
    host: str  # with its port, where it is not the usual one
    found_on: str
    tries: int


def add(
    library: Library, urls: Iterable[str], kind: Kind, site: str, found_on: str = ""
) -> int:
    """Queue canonical URLs not known yet; return how many were new. Stored documents are known."""
    raise NotImplementedError


def renew(library: Library, urls: Iterable[str], kind: Kind, site: str) -> None:
    """Queue URLs and make them due even if they are done: the start pages of a run."""


def recover(library: Library, run: int) -> int:
    """Give back what dead runs leased (call it holding the crawl lock); return how many."""
    raise NotImplementedError


def lease(library: Library, run: int, host: str, at: datetime) -> Task | None:
    """Take the next due URL of a host, oldest first; None when nothing is due."""
    raise NotImplementedError


def done(library: Library, url: str) -> None:
    """The URL gave what it should."""


def failed(library: Library, url: str) -> None:
    """The URL is given up; it stays known and is not asked again until renewed."""


def later(library: Library, url: str, until: datetime) -> None:
    """Put a URL off until then; counts as a try."""


def hosts(library: Library, at: datetime) -> list[str]:
    """Hosts with something due."""
    raise NotImplementedError


def due(library: Library, at: datetime, *, limit: int = 1000) -> list[Task]:
    """What would be asked, in order (a dry run)."""
    raise NotImplementedError


def known(library: Library, url: str) -> bool:
    """Whether a URL is queued, was asked, or is stored."""
    raise NotImplementedError
