"""Run written cases of chrome through the cleaner: python benchmarks/cases.py CASES.jsonl [-v]."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from cleaners import NoDocument, Page, clean


def squeezed(lines: list[str]) -> list[str]:
    return [tidy for line in lines if (tidy := re.sub(r"\s+", " ", line).strip())]


def outcome(case: dict[str, object]) -> tuple[list[str], list[str]]:
    """Return (paragraphs, title and paragraphs); both empty for a refused page."""
    body = "\n".join(case["input"]).encode()  # type: ignore[arg-type]
    try:
        document = clean(Page("", body, "text/plain; charset=utf-8")).document
    except NoDocument:
        return [], []
    paragraphs = squeezed(list(document.paragraphs))
    return paragraphs, squeezed([document.title, *paragraphs])


def main() -> None:
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        case = json.loads(line)
        got = outcome(case)
        total[case["kind"]] += 1
        if squeezed(case["expected"]) in got:
            passed[case["kind"]] += 1
            continue
        failed[case["class"]] += 1
        if "-v" in sys.argv:
            print(
                f"{case['id']} ({case['kind']}): {case['why']}\n  in   {case['input']}\n  want {case['expected']}\n  got  {got[1]}"
            )
    for kind in sorted(total):
        print(f"{kind:10} {passed[kind]:4} of {total[kind]:4}  {passed[kind] / total[kind]:.1%}")
    if failed:
        print("failed by class:", ", ".join(f"{name} {n}" for name, n in failed.most_common()))


if __name__ == "__main__":
    main()
