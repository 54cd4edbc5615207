"""Politeness: robots.txt by RFC 9309, the pace of a host, Retry-After."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire import Sandglass

from scraper.politeness import MAX_WAIT, ROBOTS_BYTES, OnHold, Pace, Robots, retry_after

NOON = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
PAGE = "http://a.example/x/1.html"


def allows(body: bytes, url: str = PAGE) -> bool:
    return Robots.parse(body).allows(url, "Gongwen")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /x/", False),
        (b"User-agent: *\rDisallow: /x/\r", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /x/", False),
        ("User-agent: *\nDisallow: /x/".encode("utf-16"), False),
        ("# 本站规则\nUser-agent: *\nDisallow: /x/".encode("gbk"), False),
        (b"User-agent: *\nDisallow: /x/\nAllow: /x/1", True),
        (b"User-agent: *\nDisallow: /*.html$", False),
        (b"User-agent: gongwen\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        (b"User-agent: GongWen\nDisallow: /x\n\nUser-agent: *\nAllow: /", False),
        (b"User-agent: otherbot\nDisallow: /", True),
        (b"User-agent: *\nDisallow: /x\n\nUser-agent: *\nDisallow: /y", False),
        (b"<html><body>404</body></html>", True),
        (bytes(range(256)) * 9, True),
    ],
)
def test_robots_rules(body: bytes, expected: object) -> None:
    assert allows(body) is expected


def test_only_whole_lines_of_the_first_512_kib_count() -> None:
    rules = b"User-agent: *\nDisallow: /private/\n"
    filler = b"#" * (ROBOTS_BYTES - len(rules) - len(b"\nDisallow: /")) + b"\n"
    body = rules + filler + b"Disallow: /x/\n"
    cut = body[:ROBOTS_BYTES]
    assert cut.endswith(b"\nDisallow: /")
    assert allows(cut)  # half a line would have disallowed all
    assert not allows(cut, "http://a.example/private/1.html")


def test_hostile_patterns_are_matched_at_once() -> None:
    body = b"User-agent: *\n" + b"Disallow: /" + b"*a" * 500 + b"b$\n"
    began = time.monotonic()
    allows(body * 200, "http://a.example/" + "a" * 2000)
    assert time.monotonic() - began < 2


def test_a_file_that_cannot_be_read_allows_nothing() -> None:
    assert not Robots(problem="503").allows(PAGE, "Gongwen")


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("Crawl-delay: 2.5", 2.5),
        ("Crawl-delay: 0", 0),
        ("Crawl-delay: -5", 0),
        ("Crawl-delay: nan", 0),
        ("Crawl-delay: 1e999", 0),
        ("Crawl-delay: soon", 0),
        ("Request-rate: 1/10", 10),
    ],
)
def test_crawl_delay(line: str, delay: float) -> None:
    assert Robots.parse(f"User-agent: *\n{line}".encode()).delay("Gongwen") == delay


@given(st.binary(max_size=300))
def test_any_bytes_are_a_robots_file(body: bytes) -> None:
    robots = Robots.parse(body)
    robots.allows(PAGE, "Gongwen")
    assert robots.delay("Gongwen") >= 0


def take_turns(pace: Pace, count: int) -> None:
    async def main() -> None:
        for _ in range(count):
            async with pace.turn():
                pass

    asyncio.run(main())


def test_the_longest_of_delay_and_crawl_delay_is_kept_with_jitter() -> None:
    for delay, crawl_delay in ((2.0, 0.0), (2.0, 7.0), (9.0, 7.0)):
        glass = Sandglass()
        take_turns(Pace(delay, glass.clock, crawl_delay), 21)
        longest = max(delay, crawl_delay)
        assert len(glass.slept) == 20
        assert all(longest * 0.99 <= wait <= longest * 1.21 for wait in glass.slept)
        assert len({round(wait, 3) for wait in glass.slept}) > 5


def test_a_delay_of_zero_does_not_wait() -> None:
    glass = Sandglass()
    take_turns(Pace(0.0, glass.clock), 5)
    assert glass.slept == []


def test_a_slow_answer_lengthens_the_rest() -> None:
    glass = Sandglass()
    pace = Pace(1.0, glass.clock)

    async def main() -> None:
        async with pace.turn():
            await glass.sleep(6)
        async with pace.turn():
            pass

    asyncio.run(main())
    assert glass.slept[1] >= 5.9


def test_throttling_slows_down_and_good_answers_speed_up_again() -> None:
    glass = Sandglass()
    pace = Pace(0.0, glass.clock)

    async def main() -> None:
        for throttled in (True, True, True, *[False] * 8):
            async with pace.turn():
                pace.answered(throttled=throttled)

    asyncio.run(main())
    assert [round(wait) for wait in glass.slept[:3]] in ([1, 2, 4], [1, 2, 5])
    assert glass.slept[3] < glass.slept[2]
    assert len(glass.slept) < 10  # the last ones did not wait at all


def test_a_hold_is_kept_and_a_long_one_is_not_waited_for() -> None:
    glass = Sandglass()
    pace = Pace(0.0, glass.clock)
    pace.hold(30)
    take_turns(pace, 1)
    assert 29 <= glass.slept[0] <= 30
    pace.hold(MAX_WAIT + 10)
    with pytest.raises(OnHold) as held:
        take_turns(pace, 1)
    assert MAX_WAIT < held.value.seconds <= MAX_WAIT + 10


def test_one_request_at_a_time() -> None:
    pace, inside, most = Pace(0.0), 0, 0

    async def one() -> None:
        nonlocal inside, most
        async with pace.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1

    async def main() -> None:
        await asyncio.gather(*(one() for _ in range(10)))

    asyncio.run(main())
    assert most == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("99999999", 99999999),
        ("Sat, 09 May 2026 12:01:30 GMT", 90),
        ("Sat, 09 May 2026 20:01:30 +0800", 90),
        ("Sat, 09 May 2026 12:01:30 -0000", 90),
        ("Saturday, 09-May-26 12:01:30 GMT", 90),
        ("Sat, 09 May 2026 11:00:00 GMT", None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("Sat, 99 May 2026 12:01:30 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


@given(st.text(max_size=40))
def test_any_retry_after_is_seconds_or_nonsense(value: str) -> None:
    found = retry_after(value, NOON)
    assert found is None or found >= 0
