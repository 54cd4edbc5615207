"""The text of a config.toml, checked: strict types, ranges, URLs, patterns; all faults at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from scraper.config import Config, CrawlSettings, LibraryConfig, SiteConfig
from scraper.errors import ConfigError
from scraper.urls import canonical

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_DEFAULTS = CrawlSettings()
_EVERY = re.compile(r"([1-9]\d{0,3})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_HOST_PORT = re.compile(r"(?:\[[0-9a-f:.]+\]|[^\s:/@\[\]]+):(\d{1,5})", re.IGNORECASE)
_LINE = re.compile(r"\(at line (\d+),")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SIGNS = dict(zip("“”＂‘’＝【】［］，＃", '"""\'\'=[][],#', strict=True))
# what pydantic says, where it can be said plainer
_PLAIN = {
    "missing": "is required",
    "list_type": "must be a list, in brackets even of one",
    "too_short": "must name at least one",
    "greater_than": "must be more than {gt:,.0f}",
    "greater_than_equal": "must be at least {ge:,.0f}",
    "less_than_equal": "must be at most {le:,.0f}",
    "model_type": "must be a table",
    "string_type": "must be a text in quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
}


def _url(text: str) -> str:
    url = canonical(text)
    if url is None:
        raise ValueError("must be an http(s) address")
    return url


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


def _period(text: str) -> str:
    _length(text)
    return text


def _length(text: str) -> timedelta:
    found = _EVERY.fullmatch(text)
    if not found:
        raise ValueError('must be a time such as "30m", "6h", "1d" or "1w"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _host_port(text: str) -> str:
    found = _HOST_PORT.fullmatch(text)
    if not found or not 0 < int(found[1]) < 65536:
        raise ValueError('must be "host:port"')
    return text.lower()


def _printable(text: str) -> str:
    if not text.isascii() or not text.isprintable() or set("()<>\\") & set(text):
        raise ValueError("must be printable ASCII without ( ) < > and backslash")
    return text


def _one_line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("must be one line of text")
    return text.strip()


def _path(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("must be the path of a file")
    return text


Patterns = list[Annotated[str, Field(max_length=500), AfterValidator(_pattern)]]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class _Crawl(_Table):
    delay: float = Field(default=_DEFAULTS.delay, ge=0, le=3600)
    timeout: float = Field(default=_DEFAULTS.timeout, gt=0, le=600)
    total_timeout: float = Field(default=_DEFAULTS.total_timeout, gt=0, le=3600)
    retries: int = Field(default=_DEFAULTS.retries, ge=0, le=10)
    max_bytes: int = Field(default=_DEFAULTS.max_bytes, ge=1, le=1_000_000_000)
    max_pages: int = Field(default=_DEFAULTS.max_pages, ge=1, le=10_000_000)
    contact: Annotated[str, Field(max_length=200), AfterValidator(_printable)] = ""
    allow_private: list[Annotated[str, AfterValidator(_host_port)]] = []

    def settings(self, defaults: CrawlSettings) -> CrawlSettings:
        """Return the defaults with what this table says instead."""
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name in _Crawl.model_fields.keys() & self.model_fields_set
            for value in [getattr(self, name)]
        }
        return replace(defaults, **given)


class _Site(_Crawl):
    name: Annotated[str, Field(max_length=100), AfterValidator(_one_line)]
    start: Annotated[list[Annotated[str, AfterValidator(_url)]], Field(min_length=1)]
    article: Patterns = []
    listing: Patterns = []
    every: Annotated[str, AfterValidator(_period)] | None = None

    def site(self, defaults: CrawlSettings) -> SiteConfig:
        """Return the frozen form."""
        return SiteConfig(
            name=self.name,
            start=tuple(dict.fromkeys(self.start)),
            settings=self.settings(defaults),
            article=tuple(re.compile(text) for text in self.article),
            listing=tuple(re.compile(text) for text in self.listing),
            every=None if self.every is None else _length(self.every),
        )


class _Library(_Table):
    database: Annotated[str, AfterValidator(_path)] = "data/gongwen.db"


class _File(_Table):
    library: _Library = _Library()
    crawl: _Crawl = _Crawl()
    site: list[_Site] = []


def parse(file: Path, text: str) -> Config:
    """Return the configuration a TOML text says; raises ConfigError with all of its faults."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise ConfigError(file, (("", f"not TOML: {error}{_signs(text, error)}"),)) from None
    try:
        read = _File.model_validate(table)
    except ValidationError as error:
        raise ConfigError(file, tuple(_problem(one) for one in error.errors())) from None
    crawl = read.crawl.settings(CrawlSettings())
    sites = tuple(site.site(crawl) for site in read.site)
    problems = _twice([site.name for site in sites])
    if problems:
        raise ConfigError(file, problems)
    return Config(LibraryConfig(Path(read.library.database)), crawl, sites)


def _signs(text: str, error: Exception) -> str:
    """Return what to say where the line that is no TOML was written with Chinese signs, or ""."""
    place = _LINE.search(str(error))
    line = _QUOTED.sub("", text.split("\n")[int(place[1]) - 1]) if place else ""
    chinese = [f"{ascii_} for {sign}" for sign, ascii_ in _SIGNS.items() if sign in line]
    return f"; write {', '.join(chinese)}" if chinese else ""


def _problem(error: ErrorDetails) -> tuple[str, str]:
    key = ".".join(str(part) for part in error["loc"])
    told: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        return key, _unknown(error["loc"])
    if (key, error["type"]) == ("site", "list_type"):
        return key, "a site is a table under [[site]], in double brackets"
    plain = _PLAIN.get(error["type"])
    what = plain.format(**told) if plain else str(told.get("error", error["msg"]))
    return key, what[:1].lower() + what[1:]


def _unknown(place: tuple[int | str, ...]) -> str:
    """Return what to say of a key that there is not, at a place of the file."""
    from cleaners.rulebook import unknown_key  # noqa: PLC0415 - after a slip only

    tables: dict[str, type[_Table]] = {"library": _Library, "crawl": _Crawl, "site": _Site}
    table = tables[str(place[0])] if len(place) > 1 else _File
    return unknown_key(str(place[-1]), table.model_fields)


def _twice(names: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"site.{i}.name", f"{name} is the name of another site too")
        for i, name in enumerate(names)
        if name in names[:i]
    )
