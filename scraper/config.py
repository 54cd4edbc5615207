"""What the operator wants: config.toml as frozen values; every key has a default.

The file itself is checked in `configfile.py`, which is imported only when there is a file.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import ConfigError
from scraper.files import read_text

if TYPE_CHECKING:
    import re
    from datetime import timedelta

DEFAULT_FILE = Path("config.toml")
_MAX_BYTES = 1_000_000


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


def load(path: Path | None = None) -> Config:
    """Read a configuration; without a path ./config.toml, and the defaults where there is none.

    Raises ConfigError with all faults of the file.
    """
    if path is None and not DEFAULT_FILE.exists():
        return Config()
    file = path or DEFAULT_FILE
    try:
        text = read_text(file, _MAX_BYTES)
    except OSError as error:
        raise ConfigError(file, (("", error.strerror or str(error)),)) from None
    except UnicodeDecodeError:
        raise ConfigError(file, (("", "not UTF-8 text"),)) from None
    from scraper.configfile import parse  # noqa: PLC0415 - pydantic is slow to import

    return parse(file, text)


def database(path: Path | None = None) -> Path:
    """Where the library lies: all of a configuration that a command which only reads it needs.

    A plain `[library] database = "…"` is read without judging the rest of the file; anything else
    is for `load`, and raises what that raises.
    """
    file = path or DEFAULT_FILE
    try:
        table = tomllib.loads(file.read_text("utf-8-sig")).get("library", {})
    except (OSError, ValueError):
        return load(path).library.database
    match table:
        case {"database": str(plain), **others} if (
            plain.isprintable() and plain.strip() and not others
        ):
            return Path(plain)
    return load(path).library.database
