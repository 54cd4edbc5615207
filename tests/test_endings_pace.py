"""A long line that rules have cut to nothing is read once, not once from each of its characters."""

from __future__ import annotations

import time

from cleaners.steps.endings import closing_end

LENGTH = 30_000


def test_a_line_of_cut_characters_is_read_at_once() -> None:
    begun = time.process_time()
    assert closing_end("\0" * LENGTH) == 0
    assert time.process_time() - begun < 1


def test_what_stands_behind_an_ending_is_still_told() -> None:
    assert closing_end("\0 谢谢大家。\0 点击下载") == len("\0 谢谢大家。")
