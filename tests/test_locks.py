"""What is pinned: by hash, with no address, the same everywhere."""

from __future__ import annotations

import re
import tomllib

import pytest
from manual import text_of

LOCKS = [
    "requirements.lock",
    "requirements/web.lock",
    "requirements/test.lock",
    "requirements/recipes.lock",
    "requirements/benchmarks.lock",
    "requirements/scale.lock",
]


@pytest.mark.parametrize("name", LOCKS)
def test_locks_pin_by_hash_and_hold_no_address(name: str) -> None:
    lines = [line for line in text_of(name).splitlines() if not line.startswith("#")]
    assert not [
        line for line in lines if re.search(r"://|index-url|find-links|(?<!sha256:)/", line)
    ]
    heads = [line for line in lines if not line.startswith(" ")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.]+(?: ; .*?)? \\", line) for line in heads)
    assert all(re.match(r"    --hash=sha256:[0-9a-f]{64}", x) for x in lines if x.startswith(" "))


def test_locks_agree_and_hold_every_dependency() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text_of(name), re.MULTILINE))

    run, web, test, recipes, beside, scale = map(pins, LOCKS)
    assert run.items() <= web.items() <= test.items() <= recipes.items()
    assert test.items() <= scale.items()
    assert run.items() <= beside.items()
    both = scale.keys() & beside.keys()  # benchmarks/all.py needs the two in one environment
    assert {name: scale[name] for name in both} == {name: beside[name] for name in both}
    project = tomllib.loads(text_of("pyproject.toml"))
    names = {re.split(r"[<>=]", one)[0] for one in project["project"]["dependencies"]}
    assert names <= run.keys()
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    for wanted, lock in (
        (extras["web"], web),
        (extras["parquet"] + extras["warc"] + groups["dev"], test),
        (groups["recipes"], recipes),
        (extras["scale"] + extras["warc"] + extras["parquet"], scale),
        (groups["benchmarks"], beside),
        (extras["scale"], scale),
    ):
        assert {re.split(r"[<>=[]", one)[0] for one in wanted} <= lock.keys()
