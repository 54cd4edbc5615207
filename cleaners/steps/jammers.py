"""Noise sites strew into the text against copying: garbage runs, pinyin, stray marks."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from cleaners.lines import holding, kept_lines, kept_text
from cleaners.model import Cut
from cleaners.words.han import WITH_RARE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

_UNBROKEN = re.compile(rf"[{WITH_RARE}]+")
_SCRAMBLED = 80  # characters
# Pairs of characters as old as they are common: a single one says that a line was written. Of pieces of
# 120 characters of the Thousand Character Classic, which repeats none, 14 in 100 hold no pair and 27 fewer
# than two (of 80: 30 and 43; of 200: all hold two). To ask for two would lose those for little: of 4,000
# lines drawn from the 1,500 commonest characters 1 in 100 stays for its one pair, of those drawn from
# the first level of GB 2312 3 in 1,000.
_OLD_WORDS = frozenset(
    """天地 天下 天子 天文 日月 日夜 日光 月光 星辰 宇宙 阴阳 乾坤 风云 风雨 风雪 雷电 云雾 雨露 霜雪 冰霜 春夏 秋冬 春秋 春风
    秋月 寒暑 寒来 暑往 春耕 秋收 冬藏 四时 四季 四海 四方 八方 九州 五谷 五行 万物 万事 万里 千里 百家 百姓 山川 山水 江山
    江河 江海 河流 流水 高山 大海 沧海 青山 白云 青天 草木 花草 花木 松柏 杨柳 梧桐 桃李 飞鸟 鸟兽 鱼虾 龙凤 凤凰 龙虎 牛羊
    牛马 鸡犬 金玉 金石 珠宝 珍珠 黄金 丹青 东西 南北 上下 左右 前后 内外 远近 高下 高低 大小 多少 长短 轻重 厚薄 深浅 古今
    始终 早晚 朝夕 昼夜 往来 出入 来去 进退 动静 刚柔 强弱 虚实 有无 得失 利害 是非 善恶 真假 黑白 清浊 生死 存亡 兴亡 盛衰
    祸福 吉凶 安危 贵贱 贫富 尊卑 老少 男女 夫妇 夫妻 父母 父子 母子 子女 子孙 儿女 兄弟 姐妹 姊妹 叔伯 祖宗 祖先 亲戚 朋友
    师生 君臣 君子 小人 圣人 圣贤 先生 英雄 豪杰 百官 文武 将军 将相 公卿 诸侯 王侯 帝王 皇帝 国家 家国 社稷 朝廷 宗庙 天命
    人民 人心 人生 人间 仁义 仁慈 礼义 礼乐 忠孝 忠信 孝敬 恭敬 谦让 谦虚 诚信 廉洁 节义 道德 德行 名声 功名 功业 富贵 荣华
    荣辱 光明 正大 智慧 勇敢 勤劳 勤俭 耕田 田园 桑麻 衣裳 衣食 饮食 酒食 粮食 米粮 布衣 丝竹 琴瑟 琴棋 书画 诗书 诗词 文章
    文字 笔墨 经史 礼仪 音乐 歌舞 钟鼓 宫殿 楼台 楼阁 庭院 门户 城池 道路 车马 舟车 兵马 刀剑 弓箭 干戈 征战 太平 平安 安宁
    长久 千秋 万世 万古 学问 教化 教训 读书 思念 心志 意志 志气 气节 精神 性情 恩德 容貌 面目 手足 耳目 口舌 身体 肌肤 饥寒
    饥渴 疾病 忧患 欢乐 喜怒 哀乐 悲欢 离合 聚散 逍遥 清风 明月 落叶 秋风 夕阳 不可 不能 不知 不如 无不 岂可 岂敢 所以 可以
    何以 以为 于是 然后 而后 者也 乎也 而已 如此 赵钱 孙李 欧阳 司马 诸葛 上官""".split()
)
_ASCII_RUN = re.compile(r"[!-~][ -~]{8,}[!-~]")
_LIST_NUMBER = re.compile(
    r"(?:\s|(?<=[^0-9(]))(?:\(\d{1,2}\)|\d{1,2}[.)])\s*$|\s(?:\(\s?)?\d{1,4}$|\s+$"
)
# what is glued to a run, but belongs to what follows: 2、 or (三) or 3.5万元
_NUMBERED = re.compile(r"(?<=[^0-9.(])\d{1,4}(?:\.\d+)?$")
_COUNTS = re.compile(r"[、．）%％万亿元个名人户公亩吨年月日项家次条里倍]")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}[)）]")
_SALUTED = re.compile(rf":(?<=[{WITH_RARE}].)")  # 同志们:* f3 — the colon is the salutation's
_WORD = re.compile(r"[A-Za-z0-9]+")
_ODD_MARKS = frozenset(";|%$#@^&*~`<>{}[]\\/?:!'\"_=")
_NO_FORMULA = frozenset("|#$@&~`{}[]\\?:!'\"_")
# how Discuz! makes its runs: a mark or a figure, a space, a letter or a mark, and again; where the
# mark is a space itself, HTML makes one space of the two
_PAIRS = re.compile(r"(?: ?[!-?]? [?-~]){5,}[ -?]?")
# one mark again and again between short items is a list: {a, b, c}, A+ / A / A-
_ITEM_OF_RUN = r"[A-Za-z0-9]{1,2}[+-]?"
_LISTED = re.compile(
    rf"(?:[A-Za-z] ?= ?)?[{{(\[]? ?{_ITEM_OF_RUN}(?P<by> ?[,;/] ){_ITEM_OF_RUN}(?:(?P=by){_ITEM_OF_RUN})+ ?[}})\]]?"
)
# a pattern that begins with its mark is sought by the mark; what must stand before it comes second
_TONED = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńň"
# some mirrors annotate a character twice and three times over: 水(shui)(shui)利
_PINYIN = re.compile(rf"\((?<=[{WITH_RARE}].)\s?([{_TONED}]{{1,6}})\s?\)(?:\(\1\))*")
_SQUARED = re.compile(rf"[\[【](?<=[{WITH_RARE}].)([{_TONED}]{{2,6}})[\]】]")  # [a] marks a note
# read out between two sentences, with no character before it that it could annotate: ……部署工作。ān quán刚才……
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔù"
_READ_OUT = re.compile(
    rf"(?<=[。!?;,、])\s?([{_TONED}]{{1,6}}(?: [{_TONED}]{{1,6}}){{1,9}})\s?(?=[{WITH_RARE}])"
)
# an annotation now and then is the author's; a text full of them was defaced
_PINYIN_SHARE = 0.02
_STRAY = re.compile(
    rf"['\"`ˋˊ´’‘.·~^$&#](?<=的.)(?:(?=[{WITH_RARE}])|(?<![·~^$&#])(?=[,。、;:!?]))"
)
_UNPAIRING = ".·~^$&"  # no marks of a quotation
_BEHIND_QUOTED = re.compile(r"[,。、;:!?)》]|$")
_AGREED = re.compile(r"(?<=[好是对行]的)~")  # 好的~大家请坐
# ??? 三月五日……, or nothing else on the line: ASCII marks, which no Chinese sentence begins with
_LOST_SPACES = re.compile(rf"\?+\s*(?=[{WITH_RARE}\d“《(（【]|$)")
_LOST_LEAST = 3  # lines, or
_LOST_RUN = "?" * 8  # at the start of one
# a full stop of ASCII, for who writes without any other: 春耕要抓紧.水利要修好
_OWN_STOP = re.compile(rf"[{WITH_RARE}](?<!的)\.(?=[{WITH_RARE}]|$)")
_LIKE = {"‘": "‘’", "’": "‘’"}
# a quotation whose two marks are of different kinds: ‘禹王杯'
_MIXED = re.compile(
    r"(?:‘[^‘’'\"“”。!?;]{1,20}'|'[^‘’'\"“”。!?;]{1,20}’|\"[^‘’'\"“”。!?;]{1,20}”)(?<!的.)"
)
# a text that speaks of readings gives them; a site that strews them in has no word for them
_OF_READINGS = re.compile(
    r"拼音|注音|读音|字音|声母|韵母|声调|认读|正音|[多异]音字|[生难]僻?字|易错字|[字词](?=[^。]{0,6}(?:误读|读准))"
)
_BRANCH = re.compile(
    r"\s*(?:\}\s*else )?if\s?\(.*\)\s*\{?\s*"
)  # of a program on an examination paper
# a lesson, a song: what stands between its sentences is read out there
_READ_ALOUD = re.compile(
    r"跟(?:我|老师|着)[读念]|跟读|领读|拼写|罗马字|汉语|普通话|生字|[唱哼][道着起]|歌词"
)
_SECOND_LEVEL = 0xD8  # from here on GB 2312 has its rarer characters, whose readings few know
# 注音 is made of syllables; (kg) and (ppp) are none
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?(?:[aeo]|[aeo]i|[ao]u|ao|[aeio]n|[aeio]ng|er"
    r"|i(?:a|ao|e|an|ang|ong|u)?|u(?:a|o|ai|i|an|n|ang|e)?)|[nl]ve?"
)


def cut_garbage(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut forum jammer runs (论坛乱码): strings of single letters and marks, never a list number."""
    lines = kept_lines(draft)
    for line in (lines[i] for i in holding(kept_text(draft), _ASCII_RUN)):
        text = _ascii_only(line.raw, draft.blocks[line.block].text)
        for match in _ASCII_RUN.finditer(text):
            start, end = match.span()
            start += bool(_SALUTED.match(draft.blocks[line.block].text, start))
            if end < len(text):
                number = _LIST_NUMBER.search(text[:end], start)
                behind = draft.blocks[line.block].text[end : end + 6]
                if number is None and _COUNTS.match(behind):
                    number = _NUMBERED.search(text[:end], start)
                elif number is None and text[end - 1] == "(" and _ITEM.match(behind):
                    end -= 1
                end = number.start() if number else end
            if _is_garbage(text[start:end]):
                yield Cut(line.block, start, end, "jammer.garbage")


def _ascii_only(raw: str, text: str) -> str:
    """Return the shadow with everything that is not ASCII on the page itself masked out."""
    return "".join(r if t.isascii() else "□" for r, t in zip(raw, text, strict=True))


def _is_garbage(run: str) -> bool:
    """Score a run: no word longer than two characters, letters, many kinds of marks, much space.

    Figures in a table row have marks and space too, but no letters and no odd marks.
    """
    words = _WORD.findall(run)
    marks = {char for char in run if not char.isalnum() and char != " "}
    if len(run) < 8 or not words or max(map(len, words)) > 2 or _LISTED.fullmatch(run):
        return False
    if _BRANCH.fullmatch(run):
        return False
    letters = sum(char.isalpha() for char in run)
    odd = sum(not char.isalnum() and char != " " for char in run)
    spaced = run.count(" ") >= 2 and odd >= len(words) * 0.5
    mixed = len(marks) >= 2 and run.lower() != run != run.upper()
    if _PAIRS.fullmatch(run.rstrip()) and (mixed or len(marks & _NO_FORMULA) >= 5):
        return True
    if "=" in run and not marks & _NO_FORMULA:
        return False
    return spaced and len(marks) >= 3 and letters >= 3 and bool(marks & _ODD_MARKS)


def cut_scrambled(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut lines of characters drawn at random (乱序汉字): long, without a mark, and hardly one comes twice.

    In the People's Daily of January 1998 (19,484 paragraphs) the longest run of which 93 in 100 differ has 65.
    What was always written without marks may be longer; it is made of words all the same.
    """
    for line in kept_lines(draft):
        long = len(line.text) >= _SCRAMBLED and _UNBROKEN.fullmatch(line.text)
        drawn = long and len(set(line.text)) >= len(line.text) * 0.93
        if drawn and not _OLD_WORDS & {a + b for a, b in pairwise(line.text)}:
            yield Cut(line.block, 0, len(line.raw), "jammer.scrambled")


def cut_lost_spaces(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut the question marks that a wrong re-coding made of the spaces before paragraphs (乱码缩进)."""
    whole = kept_text(draft)
    if whole.count("\n?") < _LOST_LEAST - 1 and _LOST_RUN not in whole:
        return
    texts = [(line.block, draft.blocks[line.block].text) for line in kept_lines(draft)]
    found = [(block, m) for block, text in texts if (m := _LOST_SPACES.match(text))]
    if len(found) >= _LOST_LEAST or any(match[0].startswith(_LOST_RUN) for _, match in found):
        for block, match in found:
            yield Cut(block, 0, match.end(), "jammer.lost-spaces")


def cut_pinyin(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut bracketed pinyin after single characters (注音干扰), where the text is full of it.

    A text that speaks of readings gives them itself, and so does one whose annotated characters are rare.
    """
    whole = kept_text(draft)
    yield from _read_out(draft, whole)
    pattern = next((p for p in (_PINYIN, _SQUARED) if p.search(whole)), None)
    if pattern is None or _OF_READINGS.search(whole):
        return
    lines = kept_lines(draft)
    found = [
        (line.block, m)
        for line in lines
        for m in pattern.finditer(line.raw)
        if _SYLLABLE.fullmatch(_toneless(m[1]))
    ]
    size = sum(len(line.text) for line in lines)
    rare = sum(_is_rare(m.string[m.start() - 1]) for _, m in found)
    full = len(found) >= 3 and len({m[0] for _, m in found}) >= 3
    if full and rare * 2 < len(found) and len(found) > size * _PINYIN_SHARE:
        for block, match in found:
            yield Cut(block, match.start(), match.end(), "jammer.pinyin")


def _read_out(draft: Draft, whole: str) -> Iterator[Cut]:
    """Cut syllables with their tones that stand between sentences, more than once, in a text that speaks of no readings."""
    if not any(tone in whole for tone in _TONES):
        return
    if _OF_READINGS.search(whole) or _READ_ALOUD.search(whole):
        return
    found = [
        (line.block, match)
        for line in kept_lines(draft)
        for match in _READ_OUT.finditer(line.raw)
        if all(_SYLLABLE.fullmatch(_toneless(word)) for word in match[1].split())
        and not match[1].isascii()
    ]
    for block, match in found if len(found) > 1 else ():
        yield Cut(block, match.start(), match.end(), "jammer.pinyin")


def _is_rare(char: str) -> bool:
    return char.encode("gb2312", "ignore")[:1] >= bytes([_SECOND_LEVEL])


def _toneless(syllable: str) -> str:
    parts = unicodedata.normalize("NFD", syllable)
    return "".join(char for char in parts if char.isascii())


def cut_stray_marks(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut a single unpaired mark after 的 (伪原创符号); what opens or closes a quotation stays."""
    for line in kept_lines(draft) if _STRAY.search(kept_text(draft)) else ():
        marks = (m.start() for m in _STRAY.finditer(line.raw))
        after = {at for at in marks if not _is_meant(line.raw, at)}
        for kind in sorted({_LIKE.get(line.raw[at], line.raw[at]) for at in after}):
            for at in _unpaired(line.raw, kind, after):
                yield Cut(line.block, at, at + 1, "jammer.stray-mark")


def _is_meant(text: str, at: int) -> bool:
    """Say whether a mark after 的 is its writer's: one of a mixed pair, or a full stop among others."""
    if text[at] == "·":
        return text.count("·") > 1  # 送信的·走村的·守桥的
    own = _OWN_STOP.search(text) if text[at] == "." else _AGREED.match(text, at)
    return bool(own or _MIXED.match(text, at))


def _unpaired(text: str, kind: str, after: set[int]) -> Iterator[int]:
    """Yield those marks of one kind that stand after 的 and neither open nor close a quotation.

    Marks pair off from the left. Two after 的 in a row are a pair only where their shapes say so, and so
    are one after 的 and one that the next must close; where one mark is left over, it is the only one
    after 的 that seems to open something.
    """
    marks = [at for at, mark in enumerate(text) if mark in kind]
    opening = []  # marks after 的 that a later one seems to close
    opened = -1
    for at, behind in zip_longest(marks, marks[1:]):
        mark = text[at]
        if kind in _UNPAIRING:
            yield from {at} & after
        elif opened < 0:
            opened = at
        elif (
            opened in after
            and text[opened] + mark != "‘’"
            and (at in after or _must_open(text, at, behind))
        ):
            yield opened
            opened = at
        else:
            opening += [opened] if opened in after else []
            opened = -1
    if opened in after:
        yield opened
    elif opened >= 0 and len(opening) == 1:
        yield opening[0]


def _must_open(text: str, at: int, behind: int | None) -> bool:
    """Say whether a mark stands before a word and the next one can but close (人称'活地图',)."""
    closes = behind is not None and _BEHIND_QUOTED.match(text, behind + 1)
    return bool(closes) and not _BEHIND_QUOTED.match(text, at + 1)
