"""Where the operator's config.toml is, and what it says; pydantic is loaded only where there is one."""

from __future__ import annotations

import tomllib
from pathlib import Path

from scraper.config import Config, LibraryConfig
from scraper.errors import ConfigError
from scraper.files import read_text

DEFAULT_FILE = Path("config.toml")
_MAX_BYTES = 1_000_000


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
        raise ConfigError(file, (("", "not UTF-8 text; save it as UTF-8"),)) from None
    from scraper.configschema import parse  # noqa: PLC0415 - pydantic is slow to import

    return parse(file, text)


def database(path: Path | None = None) -> Path:
    """Where the library lies: all of a configuration that a command which only reads it needs.

    A plain `[library] database = "…"`, or no `[library]`, is read without judging the rest of the
    file; anything else is for `load`, and raises what that raises.
    """
    file = path or DEFAULT_FILE
    try:
        table = tomllib.loads(file.read_text("utf-8-sig")).get("library")
    except (OSError, ValueError):
        return load(path).library.database
    match table:
        case None:
            return LibraryConfig().database
        case {"database": str(plain), **others} if (
            plain.isprintable() and plain.strip() and not others
        ):
            return Path(plain)
    return load(path).library.database
