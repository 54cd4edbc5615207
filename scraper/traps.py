"""Traps: parts of a site that go on for ever and bring nothing. Pure; one run, one site.

A group of addresses in which so many answers in a row brought nothing is closed, and the rest of it is
left: calendars, filters in all combinations, endless numbers. So is what stands under one name beside
each article: its talk page, its form. Repeated path segments are refused at once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from scraper.groups import (
    Groups,
    anywhere,
    ends_of,
    folder_of,
    form,
    groups,
    on_list,
    shared_folder,
)
from scraper.pagers import has_page
from scraper.urls import host, is_month

PATIENCE = 10  # answers in a row that bring nothing, before a group is closed
_SHARE = 6  # of one folder's, so many count for the folder above
_OFFERS = 4  # answers in a row, where each article leads to one of its own under the same name
_HEAVY = PATIENCE // _OFFERS + 1  # what one of these counts
_CAPTIONS = 2 * PATIENCE  # in a row on one list: texts may stand behind them
_COPIES = 4  # of one page of links at as many addresses, before its name is closed
_MOST_SEGMENTS = 12
_MOST_PARAMETERS = 8
_MOST_GROUPS = 20_000
_REPEATED = re.compile(r"(/[^/]+(?:/[^/]+){0,3}?)\1{2}(?:/|$)|(/[^/]+/[^/]+(?:/[^/]+)?)\2(?:/|$)")
# sections are led back to under one name, too
_BACK = re.compile(r"更多|返回|列表|上[一级层]|栏目|目录|首页|more|back", re.IGNORECASE)


def endless(url: str) -> bool:
    """Say whether an address repeats itself, or is deeper than any site is."""
    path, _, query = url.partition("?")
    path = "/" + path.split("/", 3)[3] if path.count("/") > 2 else "/"
    parameters = [one.partition("=")[0] for one in query.split("&")]
    return (
        path.count("/") > _MOST_SEGMENTS
        or len(parameters) > _MOST_PARAMETERS
        or len(parameters) != len(set(parameters))
        or bool(_REPEATED.search(path))
    )


@dataclass(slots=True)
class Traps:
    """Counts of one site's answers by group; `left` says how many addresses of each were left.

    A group that is closed closes no other: of one folder's barren pages the folder above counts a
    few, and what has brought a document in this run is closed by nothing but itself.
    """

    barren: Counter[str] = field(default_factory=Counter)
    within: dict[str, str] = field(default_factory=dict)  # a group → the folder of its barren ones
    fruitful: set[str] = field(default_factory=set)
    left: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    copies: Counter[str] = field(default_factory=Counter)  # of pages, by the relative link to them
    offered: dict[str, str] = field(default_factory=dict)  # beside an article → under what name
    unwanted: Counter[str] = field(default_factory=Counter)  # names → answers in a row
    captions: Counter[str] = field(default_factory=Counter)  # in a row, by the list they are on

    def copy(self, url: str, first: str, found_on: str) -> None:
        """Count a page of links met before under the same name, if a link beside or below the page it stood on led there.

        A relative link in a menu leads to another address from each page: zwgk/ from /a/1.html and /b/1.html.
        """
        beside = found_on.rpartition("/")[0] + "/"
        written = f"/{url.removeprefix(beside).rstrip('/')}"
        moved = url.startswith(beside) and not first.startswith(beside)
        if moved and first.rstrip("/").endswith(written) and "?" not in url:
            self.copies.update(end for end in ends_of(url) if end.endswith(f"…{written}"))

    def offer(self, url: str, name: str) -> None:
        """Note a page that an article leads to beside its text, and its name there."""
        if not _BACK.search(name) and len(self.offered) < _MOST_GROUPS:
            self.offered.setdefault(url, name)

    def pictured(self, url: str) -> None:
        """Note a page to which a picture alone leads, as to those of an album."""
        self.offer(url, f"pictures at {form(url)}")

    def caption(self, url: str, found_on: str) -> None:
        """Count a page that is a picture with its caption; it says nothing of its form, which documents may have, too."""
        self.captions[on_list(url, found_on)] += 1
        self._refuse(url, _HEAVY)

    def _brings(self, url: str) -> bool:
        """Say whether addresses of this shape have brought documents in this run."""
        found = groups(url)
        return not self._strange(found) if found.parameters else found.chain[0] in self.fruitful

    def absent(self, url: str) -> None:
        """Count an address that is not there: a talk page that nobody began."""
        self._refuse(url, _HEAVY)

    def _refuse(self, url: str, weight: int) -> None:
        if name := self.offered.get(url):
            self.unwanted[name] += weight

    def leave(self, url: str, found_on: str = "") -> None:
        """Count an address as left in its closed group."""
        self.left[self.closed(url, found_on)] += 1

    def nothing(self, url: str, *, lists: bool = False, sure: bool = False) -> None:
        """Count an answer that brought nothing: no document, a known text, no new link.

        One that is `sure` to have none, as a poll, counts twice where no document was.

        One that `lists` articles, known as they are, may be an issue of a magazine and no talk page.

        Of parameters those that have led somewhere are not to blame for the others: a filter's
        pages name the section, too, and its own next page would be closed with them.
        """
        self._refuse(url, 1 if lists else _HEAVY)
        found = groups(url)
        strange = self._strange(found)
        shape, *above = found.filtered if strange else (found.chain or ("",))
        times = 2 if sure and not self._brings(url) else 1
        own = 1 if shape in above else times  # a folder by itself counts twice anyhow
        wide = map(anywhere, strange)
        for group in filter(None, (*(strange or found.parameters), shape, *wide)):
            self._count(group, url, own)
        below = self.barren[shape] if strange else 0  # a script is what a folder is
        for group in above:
            if below > _SHARE:
                break
            self._count(group, url, own if group == shape else times)
            below = self.barren[group]

    def month(self, url: str, *, sure: bool) -> None:
        """Count an archive's month all of whose articles are known: it says nothing but of its like."""
        self._count(form(url), url, 2 if sure or url.endswith("/") else 1)

    def _count(self, group: str, url: str, times: int = 1) -> None:
        if len(self.barren) < _MOST_GROUPS or group in self.barren:
            self.barren[group] += times
            folder = folder_of(url)
            self.within[group] = shared_folder(folder, self.within.get(group, folder))

    def _forget(self, group: str) -> None:
        self.barren.pop(group, None)
        self.within.pop(group, None)

    def something(self, url: str, found_on: str = "") -> None:
        """Count an answer that brought a new document, or a link to a page not known."""
        self.captions.pop(on_list(url, found_on), None)
        found = groups(url)
        filtered = found.filtered if self._strange(found) else ()
        for group in (*found.chain, *found.parameters, *filtered):
            self._forget(group)
        self.led(url)
        if len(self.fruitful) < _MOST_GROUPS:
            self.fruitful.update(found.chain)

    def shown(self, url: str) -> None:
        """Count a page of links that shows what no other one does: sections are no tags."""
        found = groups(url)
        self.unwanted.pop(self.offered.get(url, ""), None)
        if not found.parameters or is_month(url):
            self._forget(form(url))

    def spread(self, url: str, found_on: str) -> None:
        """Count a page without a document that was found on one of its own folder or script.

        Calendars and filters lead to themselves; a section is found on the page above it.
        """
        mine, theirs = groups(url), groups(found_on) if found_on else Groups((), ())
        if set(mine.chain) & set(theirs.chain) or set(mine.filtered[:1]) & set(theirs.filtered[:1]):
            self.nothing(url)

    def led(self, url: str) -> None:
        """Note that a page of links named addresses not known: its parameters are no mere filter."""
        self.unwanted.pop(self.offered.get(url, ""), None)
        parameters = groups(url).parameters
        for one in parameters:
            self._forget(anywhere(one))
        if len(self.fruitful) < _MOST_GROUPS:
            self.fruitful.update(parameters)

    def notes(self) -> list[str]:
        """Return a line for each group that was left."""
        lines = [
            f"{group}: {self._patience(group)} pages in a row brought nothing new; {count} more were left"
            for group, count in self.left.most_common(20)
        ]
        if self.repeated:
            lines.append(f"{self.repeated} links to addresses that repeat themselves were left")
        return lines

    def _patience(self, group: str) -> int:
        """Return after how many answers that brought nothing a group is left."""
        if group in self.captions:
            return _CAPTIONS
        return _OFFERS if " " in group else PATIENCE

    def closed(self, url: str, found_on: str = "") -> str:
        """Return the closed group that an address is in, or ""."""
        if self.captions[listed := on_list(url, found_on)] >= _CAPTIONS:
            return listed
        if named := self._closed_name(url):
            return named
        found = groups(url)
        chains = [(one,) for one in found.parameters] + [found.chain]
        if strange := self._strange(found):
            chains += [(one,) for one in map(anywhere, strange) if one]
            # other scripts of the folder do not close a list's pages: those end by themselves
            chains.append(found.filtered[:1] if has_page(url) else found.filtered)
        for chain in chains:
            for group in chain:
                if self._is_closed(group, url):
                    return group
                if group in self.fruitful:
                    break
        return ""

    def _is_closed(self, group: str, url: str) -> bool:
        """Say whether a group is closed to an address: films in n5/n24/c8/ leave the notices of n5/n21/c9/ open."""
        barren = self.barren[group] >= PATIENCE and not self._is_page(group)
        many = {"#", "…"} & set(group.partition("?")[0].rpartition("/")[0])  # folders in one group
        return barren and (not many or folder_of(url).startswith(self.within[group]))

    def _closed_name(self, url: str) -> str:
        name = self.offered.get(url, "")
        if self.unwanted[name] >= PATIENCE:
            return f"{host(url)} {name}"
        return next((end for end in ends_of(url) if self.copies[end] >= _COPIES), "")

    def _strange(self, found: Groups) -> list[str]:
        """Return the parameters that have led nowhere yet; a script's filters are blamed together.

        The same script may give the documents: those are no news of what its filters bring.
        """
        return [
            one for one in found.parameters if one not in self.fruitful and not self._is_page(one)
        ]

    @staticmethod
    def _is_page(group: str) -> bool:
        """Page numbers end by themselves: a list is walked on while it brings something."""
        return has_page("?" + group.rpartition("?")[2] + "1") if "?" in group else False
