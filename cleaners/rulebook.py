"""Rules and sites: TOML files to one frozen Rulebook, checked as they are read.

A rule is data with examples: `id why scope match hit miss`, and `zone`, `unless_near`, `unless_said`, `beside`, `fragments`
where it has them. The vocabulary is closed: an unknown key is an error that names file, rule and key. Patterns read the folded
shadow (`cleaners/shadow.py`): half-width punctuation holds for both widths. `{name}` in a pattern stands for a fragment
of the rule or its file, `{trade}`, `{trade_name}` and `{box}` for words that the code shares with the rules.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cleaners.lexicon import LONGEST, SHORTEST, SUMS, Lexicon, lexicon
from cleaners.literals import Shape, shape
from cleaners.model import Scope, Zone
from cleaners.rule import Group, Rule, Site, group
from cleaners.words.box import BOX
from cleaners.words.trade import TRADE, TRADE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_RULE_KEYS = {
    "id", "why", "scope", "zone", "match", "fragments", "words",
    "unless_near", "unless_said", "beside", "hit", "miss",
}  # fmt: skip
SITE_KEYS = {"name", "hosts", "article", "listing", "body", "rule"}
SCOPES = {scope.value: scope for scope in Scope}
_ZONES = {zone.value: zone for zone in Zone}
_MOST = 100_000  # characters of a pattern, its fragments put in
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
_KNOWN = {"trade": TRADE, "trade_name": TRADE_NAME, "box": BOX}  # the fragments of every file
_LOOP = re.compile(r"\)[*+]")
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+")


class RulebookError(Exception):
    """A rule or site file that cannot be used; `file`, `rule` and `key` say where."""

    def __init__(self, file: str, rule: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {f'rule {rule}: ' if rule else ''}{key}: {problem}")
        self.file, self.rule, self.key, self.problem = file, rule, key, problem


_UNKNOWN = Site()


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All rules, all sites, and the phrases the library has learnt of each host."""

    rules: tuple[Rule, ...]
    sites: tuple[Site, ...] = ()
    version: str = ""
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def site_for(self, url: str) -> Site:
        """Return what is known of the URL's host, or an empty Site; subdomains count."""
        return _site_for(self, url)

    def scoped(self, scope: Scope, site: Site, *zones: Zone) -> Group:
        """Return the rules of one scope that work in one of the zones, the site's own first."""
        return _scoped(self, scope, site, zones)

    def with_phrases(self, host: str, phrases: Iterable[str]) -> Rulebook:
        """Return a rulebook that also knows these recurring lines of one host."""
        return replace(self, phrases={**self.phrases, host: tuple(phrases)})


@lru_cache(maxsize=64)  # every step asks
def _site_for(rulebook: Rulebook, url: str) -> Site:
    host = (urlsplit(url).hostname or "").lower()
    for site in rulebook.sites:
        if any(host == known or host.endswith(f".{known}") for known in site.hosts):
            return site
    return _UNKNOWN


@lru_cache(maxsize=64)
def _scoped(rulebook: Rulebook, scope: Scope, site: Site, zones: tuple[Zone, ...]) -> Group:
    return group(
        rule
        for zone in zones
        for rule in (*site.rules, *rulebook.rules)
        if rule.scope == scope and zone in rule.zones
    )


@cache
def bundled() -> Rulebook:
    """Return the rules and sites that ship with the package."""
    root = files("cleaners")
    rules, sites = (
        {f.name: f.read_text("utf-8") for f in (root / kind).iterdir() if f.name.endswith(".toml")}
        for kind in ("rules", "sites")
    )
    return _read(rules, sites)


def load(rule_files: Mapping[str, str], site_files: Mapping[str, str]) -> Rulebook:
    """Make a rulebook of TOML texts by file name; raises RulebookError at the first fault."""
    rulebook = _read(rule_files, site_files)
    for rule in (*rulebook.rules, *(rule for site in rulebook.sites for rule in site.rules)):
        _compiled(rule.match, rule.file, rule.id, "match")
    return rulebook


def _read(rule_files: Mapping[str, str], site_files: Mapping[str, str]) -> Rulebook:
    """Make a rulebook, its rules' patterns parsed and not yet compiled."""
    rules: list[Rule] = []
    for name in sorted(rule_files):
        table = _toml(name, rule_files[name])
        _known(table, {"fragments", "rule"}, name, "")
        rules += _rules(table, name)
    sites = tuple(_site(name, site_files[name]) for name in sorted(site_files))
    every = [*rules, *(rule for site in sites for rule in site.rules)]
    for i, rule in enumerate(every):
        if any(rule.id == other.id for other in every[:i]):
            raise RulebookError("rules", rule.id, "id", "used twice")
    digest = hashlib.sha256()
    for name, text in sorted([*rule_files.items(), *site_files.items()]):
        digest.update(f"{name}\0{text}\0".encode())
    return Rulebook(tuple(rules), sites, digest.hexdigest()[:12])


def _site(name: str, text: str) -> Site:
    table = _toml(name, text)
    _known(table, SITE_KEYS, name, "")
    return Site(
        name=_string(table, "name", name, ""),
        hosts=_strings(table, "hosts", name, ""),
        article=tuple(
            _compiled(x, name, "", "article") for x in _strings(table, "article", name, "")
        ),
        listing=tuple(
            _compiled(x, name, "", "listing") for x in _strings(table, "listing", name, "")
        ),
        body=_strings(table, "body", name, ""),
        rules=tuple(_rules(table, name)),
    )


def _toml(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers too long, brackets too deep
        raise RulebookError(name, "", "TOML", str(error)) from None


def _known(table: Mapping[str, Any], keys: set[str], file: str, rule: str) -> None:
    for key in table:
        if key not in keys:
            raise RulebookError(file, rule, key, unknown_key(key, keys))


def unknown_key(key: str, keys: Iterable[str]) -> str:
    """Return what to say of a key that there is not among these, and which may have been meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - after a slip only

    near = get_close_matches(key, sorted(keys), 1)
    return f"unknown key; did you mean {near[0]}?" if near else "unknown key"


def _rules(table: Mapping[str, Any], file: str) -> list[Rule]:
    fragments = table.get("fragments", {})
    items = table.get("rule", [])
    tables = isinstance(items, list) and all(isinstance(item, dict) for item in items)
    if not tables or not isinstance(fragments, dict):
        raise RulebookError(file, "", "rule", "write [[rule]] tables and one [fragments] table")
    known = _joined(_KNOWN, fragments, file, "")
    return [_rule(item, known, file) for item in items]


def _joined(
    above: Mapping[str, str], own: Mapping[str, str], file: str, rule: str
) -> dict[str, str]:
    """Return the fragments of a file or rule with those it was given; none may hide another."""
    if not isinstance(own, dict):
        raise RulebookError(file, rule, "fragments", "must be a table")
    for name in sorted(own.keys() & above.keys()):
        whose = "every file's" if name in _KNOWN else "its file's"
        raise RulebookError(file, rule, "fragments", f"{name} hides {whose} {name}: rename it")
    return {**above, **own}


def _rule(item: Mapping[str, Any], fragments: Mapping[str, str], file: str) -> Rule:
    name = item.get("id", "")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise RulebookError(file, str(name), "id", "must be a dotted name such as meta.date-line")
    _known(item, _RULE_KEYS, file, name)
    scope = _string(item, "scope", file, name)
    if scope not in SCOPES:
        raise RulebookError(file, name, "scope", f"must be one of {', '.join(sorted(SCOPES))}")
    zones = _strings(item, "zone", file, name) or ("head", "tail")
    for zone in zones:
        if zone not in _ZONES:
            raise RulebookError(file, name, "zone", f"must be of {', '.join(_ZONES)}")
    if "unless_said" in item and scope != Scope.SPAN:
        raise RulebookError(file, name, "unless_said", "is for rules of scope span")
    hit = _strings(item, "hit", file, name)
    if not hit:
        raise RulebookError(file, name, "hit", "at least one example is required")
    fragments = _joined(fragments, item.get("fragments", {}), file, name)
    words = _words(item, file, name) if "words" in item else None
    match = words.telling.pattern if words else _filled(item, "match", fragments, file)
    return Rule(
        id=name,
        why=_string(item, "why", file, name),
        scope=SCOPES[scope],
        zones=frozenset(_ZONES[zone] for zone in zones),
        match=match,
        lexicon=words,
        shape=Shape((), SHORTEST, LONGEST) if words else _shaped(match, file, name),
        loops=bool(_LOOP.search(match)),
        unless_near=_unless(item, "unless_near", fragments, file),
        unless_said=_unless(item, "unless_said", fragments, file),
        beside=_strings(item, "beside", file, name),
        hit=hit,
        miss=_strings(item, "miss", file, name),
        file=file,
    )


def _unless(
    item: Mapping[str, Any], key: str, fragments: Mapping[str, str], file: str
) -> re.Pattern[str] | None:
    """Return the pattern that makes a rule stand back, if it has one under this key."""
    if key not in item:
        return None
    return _compiled(_filled(item, key, fragments, file), file, item["id"], key)


def _words(item: Mapping[str, Any], file: str, rule: str) -> Lexicon:
    """Return the words of a rule for lines that no pattern foresees."""
    words = item["words"]
    if not isinstance(words, dict) or "match" in item or item["scope"] != Scope.LINE:
        raise RulebookError(file, rule, "words", "needs a table, scope line and no match")
    _known(words, {*SUMS, "weights"}, file, rule)
    try:
        return lexicon(words)
    except ValueError as error:
        raise RulebookError(file, rule, "words", str(error)) from None


def _filled(item: Mapping[str, Any], key: str, fragments: Mapping[str, str], file: str) -> str:
    """Return a pattern of a rule, its fragments put in."""
    rule = item["id"]
    pattern = _string(item, key, file, rule)
    while names := set(_FRAGMENT.findall(pattern)):  # one that holds itself grows too long
        for name in names:
            if name not in fragments:
                raise RulebookError(file, rule, key, f"no fragment called {name}")
            fragment = _string(fragments, name, file, "fragments")
            pattern = pattern.replace("{" + name + "}", f"(?:{fragment})")
        if len(pattern) > _MOST:
            raise RulebookError(file, rule, key, f"is over {_MOST:,} characters long")
    return pattern


def _shaped(pattern: str, file: str, rule: str) -> Shape:
    with _faults(file, rule, "match"):
        return shape(pattern)


def _compiled(pattern: str, file: str, rule: str, key: str) -> re.Pattern[str]:
    with _faults(file, rule, key):
        return re.compile(pattern, re.IGNORECASE)


@contextmanager
def _faults(file: str, rule: str, key: str) -> Iterator[None]:
    """Name the place of a pattern that is none."""
    try:
        yield
    except (re.error, OverflowError, RecursionError) as error:
        raise RulebookError(file, rule, key, f"not a regular expression: {error}") from None


def _string(table: Mapping[str, Any], key: str, file: str, rule: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise RulebookError(file, rule, key, "must be a text")
    return value


def _strings(table: Mapping[str, Any], key: str, file: str, rule: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(x, str) and x for x in value):
        raise RulebookError(file, rule, key, "must be a list of texts")
    return tuple(value)
