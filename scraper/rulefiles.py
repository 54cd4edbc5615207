"""Rule and site files of the operator's own: read, and checked against their examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners import Rulebook, RulebookError
from cleaners.model import Scope
from cleaners.rulebook import SITE_KEYS, load
from cleaners.shadow import shadow
from scraper.errors import UsageError
from scraper.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cleaners.rule import Rule

_MAX_BYTES = 5_000_000


def all_rules(rulebook: Rulebook) -> list[Rule]:
    """Return the generic rules, then those of the sites."""
    return [*rulebook.rules, *(rule for site in rulebook.sites for rule in site.rules)]


def load_files(paths: Iterable[Path]) -> Rulebook:
    """Read TOML files, and those in folders; site files too.

    Raises UsageError for what cannot be read, RulebookError for a faulty rule.
    """
    rules: dict[str, str] = {}
    sites: dict[str, str] = {}
    for path in paths:
        for file in sorted(path.rglob("*.toml")) if path.is_dir() else [path]:
            try:
                text = read_text(file, _MAX_BYTES)
            except (OSError, UnicodeDecodeError) as error:
                raise UsageError(
                    f"{file}: {getattr(error, 'strerror', None) or 'not UTF-8'}"
                ) from None
            (sites if _is_site(text) else rules)[str(file)] = text
    if not rules and not sites:
        raise UsageError("no .toml files there")
    return load(rules, sites)


def _is_site(text: str) -> bool:
    """Say whether a file is a site's: it begins with keys, before any table."""
    keys = {line.partition("=")[0].strip() for line in f"\n{text}".partition("\n[")[0].splitlines()}
    return not keys.isdisjoint(SITE_KEYS)


def check(rulebook: Rulebook) -> int:
    """Return how many rules there are; raises RulebookError for an example that does not hold."""
    rules = all_rules(rulebook)
    _check(rules)
    return len(rules)


def check_sites(rulebook: Rulebook) -> None:
    """Check the rules of the sites alone, which people write: a job stores nothing by one that fails."""
    _check([rule for site in rulebook.sites for rule in site.rules])


def _check(rules: Iterable[Rule]) -> None:
    for rule in rules:
        for text in rule.hit:
            if not rule.applies(text):
                raise RulebookError(
                    rule.file, rule.id, "hit", f"is not cut: {text}{_why(rule, text)}"
                )
        for text in rule.miss:
            if rule.applies(text):
                raise RulebookError(rule.file, rule.id, "miss", f"would be cut: {text}")


def _why(rule: Rule, text: str) -> str:
    """Say what people overlook: that a pattern found in a line must match all of it."""
    line = shadow(text.strip())
    part = rule.scope == Scope.LINE and not rule.lexicon and rule.pattern.search(line)
    return " (a rule for a `line` must match the whole of it)" if part else ""
