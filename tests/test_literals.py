"""Words a pattern cannot match without: read off the pattern, and true of every example of every rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners.literals import finder, shape
from cleaners.rule import group
from cleaners.rulebook import bundled
from cleaners.shadow import shadow

if TYPE_CHECKING:
    import re

    from cleaners.rule import Rule

RULES = [rule for rule in bundled().rules if rule.lexicon is None]
EVERY = group(RULES)
EXAMPLES = [(rule, shadow(x.strip())) for rule in RULES for x in (*rule.hit, *rule.miss)]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("上一篇", ("上一篇",)),
        ("(?:上|下)一篇", ("一篇",)),
        ("下载|复制", ("下载", "复制")),
        ("(?:下载)?全文", ("全文",)),
        ("(?:下载)+", ("下载",)),
        ("(?:下载)*", ()),
        ("(?=.*会员).{2,9}", ("会员",)),
        ("(?!.*会员).{2,9}", ()),
        ("(?:下载|.{3})", ()),
        ("[县市]长", ("长",)),
        ("[县市]", ("县", "市")),
        ("[^县]+", ()),
        ("vip会员", ("会员",)),  # letters have a case, and patterns ignore it
        ("page", ("PA", "Pa", "pA", "pa")),
        ("(?:ad|广告)", ("AD", "Ad", "aD", "ad", "广告")),
        ("skip", ()),  # ſ, K and ı are forms of its letters, too
        (r"第\d+页", ("第",)),
        ("[①-③]", ("①", "②", "③")),
        ("[a-c]", ()),
        ("[Рр]同", ("同",)),
        ("(?-i:[Рр](?=同))", ("Р", "р")),  # letters that stand for themselves
        ("(?-i:同)", ("同",)),
        ("(?-i:)", ()),
        ("[一-龥]", ()),
        ("[。!]谢谢", ("谢谢",)),
        ("[。!]", ()),  # most lines have a full stop
    ],
)
def test_words(pattern: str, words: tuple[str, ...]) -> None:
    assert shape(pattern).words == words


def test_width() -> None:
    found = shape("第.{1,3}页")
    assert (found.shortest, found.longest) == (3, 5)


@pytest.mark.parametrize(
    ("pattern", "figure"),
    [
        (r"第\d+页", True),
        (r"第\d*页", False),
        (r"(?:\d+页|共\d)", True),
        (r"(?:\d+页|共)", False),
        (r"(?=.*\d)页", True),
        (r"(?!\d)页", False),
        (r"(?:\d页){0,2}", False),
        (r"[\d一二]页", False),
    ],
)
def test_figure(pattern: str, *, figure: bool) -> None:
    assert shape(pattern).figure == figure


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("下载", "复制"), "复制或下载", ["复制", "下载"]),
        (("版权声明", "权声"), "版权声明", ["版权声明", "权声"]),  # one begins inside the other
        (("下", "下载"), "下载，下", ["下载", "下"]),  # the longest of those that begin together
        (("下", "载入"), "载下", ["下"]),
        (("a-b", "^", "]["), "^a-b][", ["^", "a-b", "]["]),
        (("👉",), "看👉", ["👉"]),
        (("\n",), "一\n二", ["\n"]),
        ((), "下载", []),
    ],
)
def test_finder(words: tuple[str, ...], text: str, found: list[str]) -> None:
    assert finder(words).findall(text) == found
    assert finder(word for word in words) == finder(words)  # read once or not, the same pattern


def _holds_a_word(rule: Rule, text: str) -> bool:
    return not rule.shape.words or any(word in text for word in rule.shape.words)


def _fits(rule: Rule, match: re.Match[str]) -> bool:
    return (
        _holds_a_word(rule, match.string)
        and (any(map(str.isdecimal, match.string)) or not rule.shape.figure)
        and rule.shape.shortest <= len(match[0]) <= rule.shape.longest
    )


def test_every_match_holds_a_word_and_fits() -> None:
    wrong = [
        f"{rule.id}: {text}"
        for rule, text in EXAMPLES
        if not all(_fits(rule, match) for match in rule.pattern.finditer(text))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_group_asks_the_rules_of_the_words_that_stand_there() -> None:
    wrong = [
        f"{rule.id}: {text}"
        for rule, text in EXAMPLES
        if list(EVERY.asked(text)) != [x for x in RULES if _holds_a_word(x, text)]
    ]
    assert not wrong, "\n".join(wrong)


def test_where_no_word_stands_a_group_asks_those_without() -> None:
    assert EVERY.asked("") == EVERY.wordless
    assert {rule.id for rule in RULES if not rule.shape.words} == {
        rule.id for rule in EVERY.wordless
    }
