"""Learn what words say for a site or a document, and write them into cleaners/rules/words.toml.

    python -m pip install scikit-learn
    python benchmarks/weigh.py [TEXT …]

It reads `benchmarks/lines.tsv` (kind, source, line), the examples of all rules and the case folders; every TEXT is
a file of lines that no site wrote (the tables in the repository are of a newspaper's sentences beside). First
the lines are split by source, and those of one fifth told by what the others teach: how many of a site
are found at how many of documents lost. Then all teach, and the weights are written.

The model is a logistic regression with an L2 penalty over which characters and pairs of characters a line has
(binary), asked only of those that stand in several sources and tell a site's lines from others'.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from cleaners import bundled
from cleaners.lexicon import pieces
from cleaners.model import Scope
from cleaners.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).parent.parent
WORDS = ROOT / "cleaners/rules/words.toml"
LONGEST = 60  # characters of a line that teaches
SOURCES = 6  # a word of a site stands in as many, else it may be one site's name
LEAST = 4  # a word of documents stands in as many lines
TELLS = 0.4  # logarithm of the odds from which a word is asked of
PENALTY = 0.3  # scikit-learn's C; 0.1 and 1 find less at 2 % lost
HEAVY = 25  # lines that this very rule once took and must not
# names that the examples of rules and cases share: no word of a site
_INVENTED = re.compile("陈小满|林晚舟?|罗大成|江舟|[云东]岭|青[竹檐砚]|青禾")
_LABEL = re.compile(r"^[^：: ]{2,5}: ")
# cuts that say nothing by their words: names, titles, noise
_WORDLESS = ("title.", "watermark.", "jammer.", "meta.number", "copied.")


@dataclass(frozen=True, slots=True)
class Taught:
    """A line, whose it is, where it comes from, and how much it counts."""

    text: str
    site: bool
    source: str
    weight: float = 1.0


def lines(texts: Sequence[Path]) -> Iterator[Taught]:
    """Yield all lines that teach."""
    for row in _rows(ROOT / "benchmarks/lines.tsv"):
        kind, source, text = row.split("\t")
        yield Taught(text, kind == "site", source, 1 if kind == "site" else 2)
    yield from _examples()
    yield from _cases()
    for file in texts:
        for row in _rows(file):
            for said in re.findall(r"[^。！？；]+[。！？；]?", row):
                yield Taught(said, site=False, source="texts", weight=0.5)


def _cases() -> Iterator[Taught]:
    """Yield what the case folders keep and cut."""
    for case in sorted((ROOT / "tests/cases").glob("*/*")):
        for row in _rows(case / "expected.txt"):
            yield Taught(_LABEL.sub("", row), site=False, source="cases", weight=2)
        for row in _rows(case / "removed.txt"):
            rule, _, text = row.partition(" │ ")
            if not rule.startswith(_WORDLESS):
                yield Taught(text, site=True, source=case.parent.name)


def _rows(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.exists() else []


def _examples() -> Iterator[Taught]:
    """Yield the examples of the rules for lines; what one of them leaves and another takes teaches nothing."""
    rules = [rule for rule in bundled().rules if rule.scope is Scope.LINE]
    patterns = [rule for rule in rules if rule.lexicon is None]
    for rule in rules:
        yield from (Taught(text, site=True, source=rule.id) for text in rule.hit)
        for text in rule.miss:
            if rule.lexicon:
                yield Taught(text, site=False, source=rule.id, weight=HEAVY)
            elif not any(other.takes(shadow(text)) for other in patterns):
                yield Taught(text, site=False, source=rule.id, weight=4)


def words(taught: Iterable[Taught]) -> list[str]:
    """Return the words that are asked of: those that tell, and stand in enough lines to be no accident."""
    site: defaultdict[str, float] = defaultdict(float)
    document: defaultdict[str, float] = defaultdict(float)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for line in taught:
        for piece in pieces(line.text):
            (site if line.site else document)[piece] += line.weight
            if line.site:
                sources[piece].add(line.source)
    whole = sum(site.values()), sum(document.values())
    told = []
    for piece in site.keys() | document.keys():
        odds = math.log((site[piece] + 0.5) / whole[0] * whole[1] / (document[piece] + 0.5))
        of_sites = odds > TELLS and len(sources[piece]) >= SOURCES
        if of_sites or (odds < -TELLS and document[piece] >= LEAST):
            told.append(piece)
    return sorted(told)


def learn(taught: Sequence[Taught]) -> tuple[dict[str, float], float]:
    """Return the weights of words and what a line weighs without any."""
    asked = words(taught)
    vectorizer = CountVectorizer(analyzer=pieces, vocabulary=asked, binary=True)
    model = LogisticRegression(C=PENALTY, solver="liblinear", max_iter=500)
    model.fit(
        vectorizer.transform([line.text for line in taught]),
        [line.site for line in taught],
        [line.weight for line in taught],
    )
    return dict(zip(asked, model.coef_[0], strict=True)), float(model.intercept_[0])


def judge(taught: Sequence[Taught]) -> None:
    """Print what is found and lost of lines whose sources taught nothing."""
    sources = sorted({line.source for line in taught})
    random.Random(1).shuffle(sources)  # the same split each time
    found: list[tuple[float, bool]] = []
    for part in range(5):
        held = set(sources[part::5])
        weights, base = learn([line for line in taught if line.source not in held])
        found += [
            (base + sum(weights.get(piece, 0) for piece in pieces(line.text)), line.site)
            for line in taught
            if line.source in held and line.weight != HEAVY
        ]
    document = sorted((weight for weight, site in found if not site), reverse=True)
    site = [weight for weight, site in found if site]
    print(
        f"{len(site):,} lines of sites, {len(document):,} of documents, each told by other sources"
    )
    for share in (0.005, 0.01, 0.02, 0.04):
        least = document[int(share * len(document))]
        caught = sum(weight > least for weight in site) / len(site)
        print(f"{share:.1%} lost: {caught:.1%} found, from a weight of {least:.2f}")


def table(weights: dict[str, float]) -> str:
    """Return the weights as TOML, in tenths, the heaviest first."""
    by_weight: dict[int, list[str]] = defaultdict(list)
    for word, weight in weights.items():
        by_weight[round(weight * 10)].append(word)
    rows = []
    for weight in sorted(by_weight, reverse=True):
        if abs(weight) > 1:
            line = " ".join(sorted(by_weight[weight]))
            rows.append(f'{weight} = """\n' + re.sub(r"(.{90}\S*) ", r"\1\n", line) + '"""')
    return "\n".join(rows)


def main() -> None:
    """Judge, learn and write."""
    seen: dict[str, Taught] = {}
    for line in lines([Path(name) for name in sys.argv[1:]]):
        if 1 < len(line.text.strip()) <= LONGEST:
            text = _INVENTED.sub("〇〇", line.text)
            old = seen.get(text)
            if old is None or line.weight > old.weight:
                seen[text] = replace(line, text=text)
    taught = list(seen.values())
    judge(taught)
    weights, base = learn(taught)
    head = WORDS.read_text("utf-8").split("[rule.words.weights]")[0]
    head = re.sub(r"(?m)^base = .*", f"base = {round(base * 10)}", head)
    WORDS.write_text(f"{head}[rule.words.weights]\n{table(weights)}\n", "utf-8")
    print(f"{len(weights):,} words; without any a line weighs {base:.2f}")


if __name__ == "__main__":
    main()
