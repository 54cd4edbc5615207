"""Everything that may go wrong in an expected way; the command line turns each into one line.

ScraperError                exit code, one clear line
├── UsageError          2   the command line asks for something impossible
├── ConfigError         2   config.toml: all faults at once, each with its key
├── StoreError         74   the database cannot be used
├── BusyError          75   another crawl holds the database
└── FetchError          1   a URL gave no page; `code` is a stable word for counting
    ├── Disallowed     69   robots.txt says no
    ├── OutOfScope      1   an address that is not to be asked: foreign, private, not http
    ├── Gone            1   404, 410
    ├── Refused        69   401, 402, 403, a login page
    ├── Unreachable    69   timeout, DNS, TLS, connection, 429, 5xx: another time it may work
    └── BadAnswer       1   an answer, but no page: too large, wrong type, broken encoding
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class ScraperError(Exception):
    """An expected error: its text is a line for people, `exit_code` what the command ends with."""

    exit_code: ClassVar[int] = 1


class UsageError(ScraperError):
    """The command line asks for something that cannot be done."""

    exit_code = 2


class ConfigError(ScraperError):
    """A configuration with faults: one line of its text a fault, (key path, what is wrong)."""

    exit_code = 2

    def __init__(self, file: Path, problems: tuple[tuple[str, str], ...]) -> None:
        lines = (f"{file}: {key}: {what}" if key else f"{file}: {what}" for key, what in problems)
        super().__init__("\n".join(lines))
        self.file = file
        self.problems = problems


class StoreError(ScraperError):
    """The database cannot be used: damaged, foreign, newer, read-only, or the disk is full."""

    exit_code = 74


class BusyError(ScraperError):
    """Another crawl holds this database."""

    exit_code = 75


class FetchError(ScraperError):
    """A URL that gave no page; `code` is a stable word, `reason` one line without the URL."""

    def __init__(self, url: str, code: str, reason: str) -> None:
        super().__init__(url, code, reason)
        self.url = url
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"

    def met_for(self, url: str) -> Self:
        """Say that this was met on the way of another URL: that one is what failed."""
        if self.url != url:
            self.reason = f"{self.reason} (at {self.url})"
            self.url = url
        return self


class Disallowed(FetchError):  # noqa: N818 - named for what it says
    """The site's robots.txt does not want this URL asked for."""

    exit_code = 69


class OutOfScope(FetchError):  # noqa: N818 - named for what it says
    """An address that is not to be asked: off the site, private, or not plain http(s)."""


class Gone(FetchError):  # noqa: N818 - named for what it says
    """The page is not there (404) or not any more (410)."""


class Refused(FetchError):  # noqa: N818 - named for what it says
    """The site wants a login, a payment or another visitor."""

    exit_code = 69


class Unreachable(FetchError):  # noqa: N818 - named for what it says
    """No answer, or none now; `until` is the time before which the host wants no request."""

    exit_code = 69

    def __init__(self, url: str, code: str, reason: str, until: datetime | None = None) -> None:
        super().__init__(url, code, reason)
        self.until = until


class BadAnswer(FetchError):  # noqa: N818 - named for what it says
    """The server answered, but not with a page that can be read."""
