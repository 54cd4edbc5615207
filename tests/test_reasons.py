"""Whatever cuts and whatever fails has its words in Chinese."""

from __future__ import annotations

import re

from command import ROOT

from cleaners import walls
from scraper.web import reasons


def test_whatever_cuts_and_whatever_fails_is_said_in_chinese() -> None:
    files = [*ROOT.glob("cleaners/**/*.py"), *ROOT.glob("scraper/*.py")]
    code = "\n".join(file.read_text("utf-8") for file in files if file.name != "reasons.py")
    named = set(re.findall(r'"([a-z]+\.[a-z-]+)"', code))
    assert set(reasons.STEPS) <= named  # none is left over
    cutters = {name.partition(".")[0] for name in reasons.STEPS}
    for name in named:
        said = reasons.why(name) or name.endswith((".html", ".toml", ".txt"))
        assert said or name.partition(".")[0] not in cutters, name
    raised = (
        r"(?:NoDocument|Miss|Gone|Refused|Unreachable|BadAnswer|OutOfScope|FetchError|Disallowed)"
    )
    codes = set(re.findall(rf'{raised}\(\s*[\w.\[\]()]+,\s*"([a-z0-9-]+)"', code))
    for one in codes | {code for code, _, _ in walls.SAYINGS}:
        assert reasons.failure(one) != one, one
    assert reasons.failure("http-404") == "网站答复 404"
    assert (
        reasons.why("media.marker of-my-own outside.body") == "视频、图片位置标记；正文以外的内容"
    )
