"""What ends a page's reading costs that page: time, memory, a crash of native code."""

from __future__ import annotations

import os
import re
import resource
import signal
import time
from typing import TYPE_CHECKING

import pytest

from cleaners import NoDocument, Page
from scraper import apart

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Page("https://a.example/1.html", b"x")


@pytest.mark.parametrize(
    ("work", "arguments", "said"),
    [
        (sum, (range(10**13),), "not read after 1 seconds"),
        (bytes, (4 << 30,), "memory"),
        (os.abort, (), "ends the process"),
        (signal.raise_signal, (signal.SIGSEGV,), "ends the process"),
    ],
)
def test_a_process_that_ends_costs_one_page(
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[..., object],
    arguments: tuple[object, ...],
    said: str,
) -> None:
    monkeypatch.setattr(apart, "CPU_SECONDS", 1)
    with pytest.raises(NoDocument, match=said) as caught:
        apart._apart(PAGE, work, *arguments)  # noqa: SLF001 - a page cannot be made to crash
    assert caught.value.code == "too-complex"


def test_what_a_process_took_to_start_is_not_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CPU_SECONDS", 1)
    limit, _ = apart._apart(PAGE, resource.getrlimit, resource.RLIMIT_CPU)  # noqa: SLF001
    assert limit > 1


def test_a_runaway_pattern_is_ended_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CPU_SECONDS", 1)
    began = time.process_time()
    with pytest.raises(NoDocument, match="not read"), apart._in_time(PAGE):  # noqa: SLF001
        re.match(r"(a+)+$", "a" * 50 + "b")
    assert time.process_time() - began < 3
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_what_is_done_in_time_is_left_alone() -> None:
    with apart._in_time(PAGE):  # noqa: SLF001
        pass
    assert signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL
    assert apart._apart(PAGE, len, "abc") == 3  # noqa: SLF001
