"""The state of a library as Prometheus text, for node_exporter's textfile collector or a push.

The format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from scraper import checkups, search
from scraper.atomic import whole_file
from scraper.errors import UsageError
from scraper.health import UNREACHED, UNWELL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.search import Run
    from scraper.store import Library

    Value = tuple[dict[str, str], float | None]  # None: nothing to say

_OUTCOMES = ("new", "changed", "unchanged", "listings", "skipped", "failed")


def text(library: Library) -> str:
    """Return all metrics, a line each, every family with its help; times are Unix seconds."""
    status = search.status(library)
    runs = [run for run in status.runs if run.command == "crawl" and run.finished_at]
    families = [
        _gauge("documents", "Documents in the library.", [({}, status.documents)]),
        _gauge("library_bytes", "Size of the library.", [({}, status.bytes)]),
        _gauge("failures", "Pages on record that gave no document.", [({}, status.failures)]),
        _gauge(
            "host_documents",
            "Documents of a host.",
            [({"host": site.host}, site.documents) for site in status.sites],
        ),
        _gauge(
            "host_due",
            "Pages of a host that wait to be asked.",
            [({"host": site.host}, site.due) for site in status.sites],
        ),
        *_last_crawl(runs[:1]),
        _gauge(
            "crawl_last_success_timestamp_seconds",
            "When the newest crawl ended with 0 or 1.",
            [({}, _seconds(run.finished_at)) for run in runs if run.exit_code in {0, 1}][:1],
        ),
        *_health(library),
    ]
    return "".join(families)


def _last_crawl(runs: list[Run]) -> list[str]:
    return [
        _gauge(
            "crawl_pages",
            "Pages of the last crawl, by what became of them.",
            [({"outcome": name}, getattr(run, name)) for run in runs for name in _OUTCOMES],
        ),
        _gauge("crawl_requests", "Requests of the last crawl.", [({}, r.requests) for r in runs]),
        _gauge("crawl_bytes", "Bytes the last crawl received.", [({}, r.bytes) for r in runs]),
        _gauge("crawl_seconds", "How long the last crawl took.", [({}, r.seconds) for r in runs]),
        _gauge("crawl_exit_code", "How the last crawl ended.", [({}, r.exit_code) for r in runs]),
        _gauge(
            "crawl_end_timestamp_seconds",
            "When the last crawl ended.",
            [({}, _seconds(r.finished_at)) for r in runs],
        ),
    ]


def _health(library: Library) -> list[str]:
    sites = checkups.state(library)
    return [
        _gauge(
            "site_well",
            "1 where a site reads as it used to, 0 where it does not or cannot be reached.",
            [({"site": one.site}, float(one.verdict not in {UNREACHED, UNWELL})) for one in sites],
        ),
        _gauge(
            "site_last_run_timestamp_seconds",
            "When the last run began that asked a site.",
            [({"site": one.site}, _seconds(one.last_run_at)) for one in sites],
        ),
        _gauge(
            "site_refused_pages",
            "Pages of the last run that did not read as documents.",
            [({"site": one.site}, one.refused) for one in sites],
        ),
    ]


def _gauge(name: str, help_: str, values: Iterable[Value]) -> str:
    """Return one family; nothing where it has no value."""
    lines = [
        f"gongwen_{name}{_labels(labels)} {value:.15g}\n"
        for labels, value in values
        if value is not None
    ]
    if not lines:
        return ""
    return "".join([f"# HELP gongwen_{name} {help_}\n# TYPE gongwen_{name} gauge\n", *lines])


def _labels(labels: dict[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()


def write(path: Path, content: str) -> None:
    """Replace a file at once, so that whoever reads it sees all or nothing; raises UsageError."""
    try:
        with whole_file(path) as file:
            os.fchmod(file.fileno(), 0o644)  # the collector is another user
            file.write(content.encode())
    except OSError as error:
        raise UsageError(f"--metrics {path}: {error.strerror or error}") from error
