"""A crawl on a Ray cluster: each host is one worker's, in a library file of its own.

So politeness needs no clock that machines share. A host's file begins with what the library knows of
the host and is merged into it when its worker is done. A worker that dies is replaced by another one,
which goes on in the same file; what nobody could finish is merged too, now or by the next crawl.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaners import bundled
from scraper import jobs, learnt, plan
from scraper.adapters import cluster
from scraper.archive import open_archive
from scraper.desk import Desk
from scraper.merge import merge
from scraper.report import Miss, Outcome, Tally
from scraper.runs import recorded
from scraper.store import COUNTED, open_library
from scraper.urls import host, names, origin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.config import Config, SiteConfig
    from scraper.report import Report
    from scraper.walk import Limits

TRIES = 3  # workers that may die over one host
SHARE = 0.1  # of a processor for each host: its worker waits for nine tenths of its time and more
_DEAD = "its worker died; what it had is kept, the next crawl goes on"


@dataclass(frozen=True, slots=True)
class Group:
    """Sites that share hosts, and the library file their worker writes."""

    sites: tuple[SiteConfig, ...]
    hosts: frozenset[str]
    file: Path


def files(database: Path) -> Path:
    """Where the files of workers lie; on a cluster a folder that all nodes have at this place."""
    return database.resolve().with_suffix(".workers")


def groups(sites: Iterable[SiteConfig], folder: Path) -> list[Group]:
    """Put sites together that have a host in common, `www.` or not: no host is in two groups."""
    found: list[tuple[list[SiteConfig], set[str]]] = []
    for site in sites:
        hosts = {host(one) for url in site.start for one in names(origin(url))}
        same = [one for one in found if one[1] & hosts]
        found = [one for one in found if one not in same]
        chosen = [member for one in same for member in one[0]]
        found.append(([*chosen, site], hosts.union(*(one[1] for one in same))))
    return [
        Group(tuple(members), frozenset(hosts), folder / _name(min(hosts)) / "gongwen.db")
        for members, hosts in found
    ]


def _name(of: str) -> str:
    return "".join(char if char.isalnum() or char in ".-" else "_" for char in of)


async def crawl(config: Config, desk: Desk, limits: Limits, max_seconds: float | None) -> Report:
    """Crawl all sites once, spread over a cluster; raises BusyError while another crawl runs.

    `limits.ends` is not used: `max_seconds` is counted where a worker starts.
    """
    folder = files(desk.library.path)
    with recorded(desk, "crawl"), cluster.joined():
        for file in sorted(folder.glob("*/gongwen.db")):  # what an earlier crawl left
            with open_library(file), open_archive(file):
                pass  # a version before ours may have written it
            merge(desk.library, desk.archive, file, Tally())
        early = plan.too_early(desk.library, config.sites) if limits.scheduled else {}
        desk.tally.notes += [f"{name}: {why}" for name, why in early.items()]
        due = [site for site in config.sites if site.name not in early]
        limits = replace(limits, scheduled=False)
        try:
            async with asyncio.TaskGroup() as works:
                for group in groups(due, folder):
                    works.create_task(_go(config, desk, group, limits, max_seconds))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None
    return desk.tally.report()


async def _go(
    config: Config, desk: Desk, group: Group, limits: Limits, max_seconds: float | None
) -> None:
    """Crawl one group on a worker, and take in what it brought."""
    import ray  # noqa: PLC0415 - an extra

    before = _seed(desk, group)
    task = ray.remote(num_cpus=SHARE, max_retries=TRIES)(work)
    own = replace(config, sites=group.sites)
    reference = task.remote(own, group.file, limits, max_seconds)
    report = None
    try:
        report = await asyncio.wrap_future(reference.future())
    except ray.exceptions.RayTaskError as error:
        raise error.cause from None
    except ray.exceptions.RayError:
        missed = Miss(group.sites[0].start[0], "worker", _DEAD)
        desk.tally.miss(missed)
    except asyncio.CancelledError:
        ray.cancel(reference, force=True)
        raise
    merge(desk.library, desk.archive, group.file, Tally())
    _count(desk, group, before, report)


def work(config: Config, file: Path, limits: Limits, max_seconds: float | None) -> Report:
    """Crawl these sites in a library of their own; what a worker does."""
    ends = None if max_seconds is None else time.monotonic() + max_seconds
    with open_library(file) as library, open_archive(file) as archive:
        desk = Desk(library, archive, learnt.rulebook(library, bundled()))
        return asyncio.run(jobs.crawl(config, desk, replace(limits, ends=ends)))


def _seed(desk: Desk, group: Group) -> int:
    """Let a group's file know what the library knows of its hosts; return its last run."""
    with open_library(group.file) as library, open_archive(group.file) as archive:
        merge(library, archive, desk.library.path, Tally(), group.hosts)
        row = library.row("SELECT ifnull(max(id), 0) FROM runs")
        assert row is not None
        return int(row[0])


def _count(desk: Desk, group: Group, before: int, report: Report | None) -> None:
    """Count what all workers did that were at a group's file since then, dead ones included."""
    sums = ", ".join(f"ifnull(sum({name}), 0) AS {name}" for name in COUNTED if name != "found")
    with open_library(group.file, create=False, readonly=True) as library:
        row = library.row(f"SELECT {sums} FROM runs WHERE id > ?", (before,))  # noqa: S608 - our own names
    assert row is not None
    tally = desk.tally
    tally.counts.update({one: row[one.column] for one in Outcome if one.column in row.keys()})  # noqa: SIM118
    tally.requests += row["requests"]
    tally.bytes += row["bytes"]
    if report is not None:
        tally.include(report, group.sites[0].name)
