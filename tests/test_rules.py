"""The rule files: every example holds, and a file with a fault is refused by name."""

from __future__ import annotations

import re
from itertools import pairwise
from time import process_time

import pytest

from cleaners import Page, Rule, RulebookError, bundled, clean
from cleaners.model import Scope, Zone
from cleaners.rule import Site
from cleaners.rulebook import load
from cleaners.steps.asides import SPOKEN

BOOK = bundled()
RULES = [*BOOK.rules, *(rule for site in BOOK.sites for rule in site.rules)]
GOOD = """
[fragments]
word = '会员|VIP'

[[rule]]
id = "test.one"
why = "测试"
scope = "line"
zone = ["tail"]
match = '开通(?:{word})'
unless_near = '工会'
hit = ["开通会员"]
miss = ["开通道路"]
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_hit_is_taken_and_every_miss_is_left(rule: Rule) -> None:
    left = [f"is not cut: {text}" for text in rule.hit if not rule.applies(text)]
    taken = [f"would be cut: {text}" for text in rule.miss if rule.applies(text)]
    assert not left + taken, "\n".join(left + taken)


def test_rules_say_why_and_show_what_they_take_and_what_looks_like_it_and_must_stay() -> None:
    silent = [
        rule.id
        for rule in RULES
        if not (rule.why.strip() and rule.hit and rule.miss and rule.zones)
    ]
    assert not silent, "\n".join(silent)


TEXT = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。"
SPEECH = ("同志们：", TEXT, TEXT.replace("今年", "去年"), "谢谢大家！")
PAGERS = {"pager.line", "pager.part"}
PLACES = {Zone.HEAD: 0, Zone.BODY: 2, Zone.BETWEEN: 2, Zone.TAIL: 4, Zone.END: 4}


@pytest.mark.parametrize(
    "rule", [rule for rule in BOOK.rules if rule.scope != Scope.SPAN], ids=lambda rule: rule.id
)
def test_hit_comes_out_of_a_speech_wherever_the_rule_works(rule: Rule) -> None:
    """No rule is shut out by a guard or a step before it, and none takes the speech along."""
    places = {PLACES[zone] for zone in rule.zones if not rule.beside}
    for text in rule.hit:
        for at in places:
            lines = ["在全县春耕现场会上的讲话", *SPEECH[:at], text, *SPEECH[at:]]
            page = Page("https://a.example/1.txt", "\n".join(lines).encode(), "text/plain")
            assert clean(page).document.paragraphs == SPEECH, text


def test_hit_goes_in_brackets_too_where_its_rule_says_that_a_site_speaks() -> None:
    left = []
    for rule in BOOK.scoped(Scope.LINE, Site(), Zone.BODY, Zone.BETWEEN).named(SPOKEN).rules:
        for text in rule.hit:
            # one number alone a sentence may begin with: （第2页）为修改稿
            if set(text) & set("【】") or (
                rule.id in PAGERS and len(re.findall(r"\d+", text)) == 1
            ):
                continue
            lines = ["在全县春耕现场会上的讲话", *SPEECH[:2], f"{TEXT}【{text}】", *SPEECH[2:]]
            page = Page("https://a.example/1.txt", "\n".join(lines).encode(), "text/plain")
            left += [text] if text in clean(page).document.text else []
    assert left == []


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert len(ids) > 40


def test_what_a_rule_stands_back_for_may_name_a_fragment() -> None:
    rule = load({"a.toml": changed("'工会'", "'工会|{word}'")}, {}).rules[0]
    assert rule.unless_near is not None
    assert rule.unless_near.search("贵宾、VIP")
    assert not rule.unless_near.search("贵宾")


def test_half_and_full_width_are_one() -> None:
    assert load({"a.toml": GOOD.replace("开通(", "开通:(")}, {}).rules[0].applies("开通：ＶＩＰ")


def test_version_follows_every_character() -> None:
    versions = {
        load({"a.toml": GOOD}, {}).version,
        load({"a.toml": GOOD + "\n"}, {}).version,
        load({"b.toml": GOOD}, {}).version,
        load({"a.toml": GOOD}, {"x.toml": 'name = "案牍集"'}).version,
    }
    assert len(versions) == 4
    assert load({"a.toml": GOOD}, {}).version in versions


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


WORDS = """
[[rule]]
id = "test.words"
why = "测试"
scope = "line"
hit = ["登录下载全文"]
[rule.words]
base = -8
least = 10
sure = 10
beside = 0
[rule.words.weights]
9 = "登录 下载"
4 = "全文"
-9 = "报名"
"""


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("登录下载全文", True),
        ("登录,下载 (全文)", True),
        ("请下载全文", False),  # too little
        ("登录全文,登录全文,登录全文", False),  # a word counts once
        ("登录下载全文报名", False),  # a document's word
        ("登录下载全文。", False),  # a sentence
        ("登录下载全文:", False),  # a heading of something
        ("甲:登录下载全文", False),  # somebody says so
        ("登录下载全文" * 14, False),  # too long
        ("校园网登录和下载制度", False),  # a paper's title
    ],
)
def test_words_are_weighed(text: str, cut: bool) -> None:  # noqa: FBT001
    assert load({"a.toml": WORDS}, {}).rules[0].applies(text) == cut


FAULTS = {
    "unknown key": (changed('why = "测试"', 'why = "测试"\nwhere = "尾"'), "test.one", "where"),
    "unknown table": (GOOD + "[extra]\na = 1\n", "", "extra"),
    "unknown scope": (changed('"line"', '"page"'), "test.one", "scope"),
    "missing scope": (changed('scope = "line"', ""), "test.one", "scope"),
    "bad regex": (changed("开通(?:{word})", "开通("), "test.one", "match"),
    "look-behind of any width": (changed("'开通(", "'(?<=请+)开通("), "test.one", "match"),
    "empty match": (changed("'开通(?:{word})'", "''"), "test.one", "match"),
    "bad regex nearby": (changed("'工会'", "'[工会'"), "test.one", "unless_near"),
    "words that a line's rule cannot ask": (
        changed("unless_near", "unless_said"),
        "test.one",
        "unless_said",
    ),
    "missing why": (changed('why = "测试"', ""), "test.one", "why"),
    "why is no text": (changed('why = "测试"', "why = 3"), "test.one", "why"),
    "missing hit": (changed('hit = ["开通会员"]', ""), "test.one", "hit"),
    "empty hit": (changed('hit = ["开通会员"]', "hit = []"), "test.one", "hit"),
    "hit is no list": (changed('hit = ["开通会员"]', 'hit = "开通会员"'), "test.one", "hit"),
    "empty example": (changed('hit = ["开通会员"]', 'hit = [""]'), "test.one", "hit"),
    "unknown fragment": (changed("{word}", "{wort}"), "test.one", "match"),
    "unknown fragment of what it stands back for": (
        changed("'工会'", "'{unions}'"),
        "test.one",
        "unless_near",
    ),
    "fragment that holds itself": (changed("会员|VIP", "会员|{word}"), "test.one", "match"),
    "own fragment that hides the file's": (
        GOOD + "[rule.fragments]\nword = '贵宾'\n",
        "test.one",
        "fragments",
    ),
    "fragment that hides a known one": (changed("word =", "trade = '网'\nword ="), "", "fragments"),
    "own fragments are no table": (
        changed("unless_near", "fragments = 1\nunless_near"),
        "test.one",
        "fragments",
    ),
    "match and words": (GOOD + "words = {least = 5}\n", "test.one", "words"),
    "words of a span": (WORDS.replace('"line"', '"span"'), "test.words", "words"),
    "unknown key of words": (WORDS.replace("beside", "near"), "test.words", "near"),
    "words without a sum": (WORDS.replace("least = 10", ""), "test.words", "words"),
    "words without weights": (WORDS.partition("[rule.words.w")[0], "test.words", "words"),
    "a weight that is no number": (
        WORDS.replace("9 =", "much =", 1),
        "test.words",
        "words",
    ),
    "bad zone": (changed('["tail"]', '["foot"]'), "test.one", "zone"),
    "missing id": (changed('id = "test.one"', ""), "", "id"),
    "undotted id": (changed('"test.one"', '"One"'), "One", "id"),
    "id used twice": (GOOD + GOOD[GOOD.index("[[rule]]") :], "test.one", "id"),
    "rule is no list": ("[rule]\nid = 'test.one'\n", "", "rule"),
    "wrong TOML": (changed('"line"', '"line'), "", "TOML"),
}


def test_a_rule_names_parts_of_its_own_pattern() -> None:
    own = "[rule.fragments]\npassed = '{pass}|S{word}'\npass = '通行证'\n"
    first = changed("{word}", "{passed}") + own
    mine, other = load(
        {"a.toml": first + GOOD[GOOD.index("[[rule]]") :].replace(".one", ".two")}, {}
    ).rules
    assert mine.applies("开通通行证")
    assert mine.applies("开通SVIP")
    assert not mine.applies("开通会员")
    assert other.applies("开通会员")  # of its file
    with pytest.raises(RulebookError, match="no fragment called passed"):  # another's
        load({"a.toml": first + first[GOOD.index("[[rule]]") : -len(own)]}, {})


def test_the_good_file_is_good() -> None:
    rule = load({"a.toml": GOOD}, {}).rules[0]
    assert rule.applies("开通VIP")
    assert not rule.applies("开通VIP了")


@pytest.mark.parametrize(("text", "rule", "key"), FAULTS.values(), ids=FAULTS)
def test_fault_is_named(text: str, rule: str, key: str) -> None:
    with pytest.raises(RulebookError) as fault:
        load({"mine.toml": text}, {})
    assert (fault.value.rule, fault.value.key) == (rule, key)
    assert fault.value.problem
    # a rule can be used twice across files, so that fault belongs to no one file
    if key != "id" or "twice" not in fault.value.problem:
        assert fault.value.file == "mine.toml"
    assert key in str(fault.value)


SITE_FAULTS = {
    "unknown key": ("name = '案牍集'\nhost = 'a.example'", "host"),
    "missing name": ("hosts = ['a.example']", "name"),
    "hosts is no list": ("name = '案牍集'\nhosts = 'a.example'", "hosts"),
    "bad link shape": ("name = '案牍集'\narticle = ['(']", "article"),
    "bad list shape": ("name = '案牍集'\nlisting = ['[']", "listing"),
    "wrong TOML": ("name = 案牍集", "TOML"),
}


@pytest.mark.parametrize(("text", "key"), SITE_FAULTS.values(), ids=SITE_FAULTS)
def test_fault_of_a_site_file_is_named(text: str, key: str) -> None:
    with pytest.raises(RulebookError) as fault:
        load({}, {"a.example.toml": text})
    assert (fault.value.file, fault.value.key) == ("a.example.toml", key)


def test_site_counts_for_its_subdomains_only() -> None:
    book = load({}, {"a.toml": "name = '案牍集'\nhosts = ['andu.example']"})
    assert book.site_for("https://andu.example/1.html").name == "案牍集"
    assert book.site_for("https://WWW.andu.example:8080/").name == "案牍集"
    assert not book.site_for("https://notandu.example/").name
    assert not book.site_for("https://andu.example.org/").name
    assert not book.site_for("").name


def test_no_pattern_repeats_itself_to_death() -> None:
    """A rule sees every line of every page, so none may take long over a hostile one."""
    runs = ["开" * 300, "1 " * 150, "> " * 150, "(" * 300, "微信" * 150, "www." * 75, "》的" * 150]
    hostile = [*runs, *(a + b for a, b in pairwise(runs))]
    for rule in RULES:
        start = process_time()
        for text in hostile:
            rule.applies(text)
        assert process_time() - start < 2, rule.id
