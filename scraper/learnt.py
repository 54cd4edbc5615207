"""Phrases that recur over a host: learnt from the library, kept in it, handed to the cleaner.

Once learnt a phrase stays: the texts it was cut from no longer show it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaners.phrases import doubtful, recurring
from cleaners.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners import Phrase, Rulebook
    from scraper.store import Library

_BATCH = 200  # documents read at a time


def rulebook(library: Library, base: Rulebook) -> Rulebook:
    """Return the rules with what this library has learnt; its version says so too."""
    hosts: dict[str, list[str]] = {}
    for row in library.rows("SELECT host, phrase FROM phrases ORDER BY host, phrase"):
        hosts.setdefault(row["host"], []).append(row["phrase"])
    if not hosts:
        return base
    rules = base
    for host, phrases in hosts.items():
        rules = rules.with_phrases(host, phrases)
    digest = hashlib.sha256(json.dumps(hosts, ensure_ascii=False).encode()).hexdigest()
    return replace(rules, version=f"{base.version}+{digest[:6]}")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What recurs on the documents of a host: the site's for sure, and what may be their own."""

    phrases: tuple[Phrase, ...]
    doubtful: tuple[Phrase, ...]


def suggest(library: Library, site: str) -> dict[str, Suggested]:
    """Return host → what recurs on its documents; `site` is a site's name or a host."""
    sql = "SELECT DISTINCT host FROM documents WHERE host = ? OR site = ? OR host LIKE '%.' || ?"
    hosts = [row["host"] for row in library.rows(sql, (site, site, site))]
    return {
        host: Suggested(recurring(_documents(library, host)), doubtful(_documents(library, host)))
        for host in hosts
    }


def learn(library: Library) -> int:
    """Keep the phrases that recur on any host; return how many of them are new."""
    hosts = [row["host"] for row in library.rows("SELECT DISTINCT host FROM documents")]
    found = [(host, phrase) for host in hosts for phrase in recurring(_documents(library, host))]
    with library.transaction() as connection:
        before = connection.total_changes
        connection.executemany(
            "INSERT INTO phrases (host, phrase, pages) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(host, phrase.text, phrase.documents) for host, phrase in found],
        )
        return int(connection.total_changes - before)


def as_toml(host: str, found: Suggested) -> str:
    """Return phrases as rules ready for a site file, with counts and examples; doubts as comments."""
    told = f"# {host or '(files)'}: "
    parts = [_rules(host, found.phrases) or f"{told}nothing recurs that is sure to be the site's\n"]
    if found.doubtful:
        lines = (f"#   on {one.documents} of {one.of}: {one.text}\n" for one in found.doubtful)
        parts.append(f"{told}recurs too, and may be the documents' own\n{''.join(lines)}")
    return "\n".join(parts).rstrip("\n")


def _rules(host: str, phrases: tuple[Phrase, ...]) -> str:
    name = "".join(char if char.isalnum() else "-" for char in host.lower()).strip("-")
    rules = []
    for number, phrase in enumerate(phrases, 1):
        text = json.dumps(phrase.text, ensure_ascii=False)
        rules.append(
            f"# on {phrase.documents} of {phrase.of} documents, e.g. {phrase.example}\n"
            f'[[rule]]\nid = "{name}.phrase-{number}"\n'
            f'why = "recurs on unrelated documents of the site"\nscope = "span"\n'
            f'zone = ["head", "body", "tail"]\nmatch = {_pattern(phrase.text)}\nhit = [{text}]\n'
        )
    return "\n".join(rules)


def _pattern(phrase: str) -> str:
    """Return a TOML string of a pattern that matches the phrase alone on a line or at its end."""
    folded = shadow(phrase)
    return json.dumps(f"(?:^|(?<=[。!?])\\s*){re.escape(folded)}$", ensure_ascii=False)


def _documents(library: Library, host: str) -> Iterator[tuple[str, list[str]]]:
    last = 0
    sql = "SELECT id, url, text FROM documents WHERE host = ? AND id > ? ORDER BY id LIMIT ?"
    while rows := library.rows(sql, (host, last, _BATCH)):
        for row in rows:
            last = row["id"]
            yield row["url"], row["text"].split("\n")
