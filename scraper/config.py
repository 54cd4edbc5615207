"""What the operator wants: config.toml as frozen values; every key has a default.

The file is read in `configfile.py` and checked in `configschema.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from datetime import timedelta


@dataclass(frozen=True, slots=True)
class LibraryConfig:
    """Where the library lies; raw bodies go beside it."""

    database: Path = Path("data/gongwen.db")


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How gently one site is asked: seconds, bytes, counts."""

    delay: float = 2.0  # between two requests to one host; a longer Crawl-delay wins
    timeout: float = 20.0  # to connect, and for each read
    total_timeout: float = 60.0  # one request, from connecting to its last byte
    retries: int = 3  # how often one request is made at most
    max_bytes: int = 10_000_000  # of a body, packed and unpacked
    max_pages: int = 2000  # requests per site and run
    contact: str = ""  # goes into the User-Agent
    allow_private: tuple[str, ...] = ()  # "host:port" that may be loopback or a private address


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """One site to crawl; `start` are canonical URLs, their origins are the site's scope.

    `article` and `listing` are regular expressions searched in the URL; empty means that the site
    file, or else the URL's shape, decides.
    """

    name: str
    start: tuple[str, ...]
    settings: CrawlSettings = field(default_factory=CrawlSettings)
    article: tuple[re.Pattern[str], ...] = ()
    listing: tuple[re.Pattern[str], ...] = ()
    every: timedelta | None = None  # how often it is to be crawled; None: in every run


@dataclass(frozen=True, slots=True)
class Config:
    """A whole config.toml, checked."""

    library: LibraryConfig = field(default_factory=LibraryConfig)
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    sites: tuple[SiteConfig, ...] = ()
