"""Normalise what carries no text; everything else of a page is left as it is."""

from __future__ import annotations

import html
import re

# C0/C1 controls, soft hyphen, bidi marks and zero-width characters never carry text; U+E5E5 is the
# full-width space of old GBK pages; Kangxi radicals stand for the ideographs they look like.
_SPACE = {0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ", 0xE5E5: "\u3000"}
_DROPPED = [*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, *range(0x200B, 0x2010)]
_DROPPED += [*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB]
_RADICALS = dict(
    zip(
        range(0x2F00, 0x2FD6),
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾"
        "干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生"
        "用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷"
        "豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
        "黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
        strict=True,
    )
)
# of the radicals supplement those that are words of their own
_SUPPLEMENT = dict(
    zip(
        map(ord, "⺁⺇⺓⺟⺠⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳"),
        "厂几幺母民羊肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_NORMAL = {
    chr(odd): plain
    for odd, plain in (dict.fromkeys(_DROPPED, "") | _SPACE | _RADICALS | _SUPPLEMENT).items()
}
_RUN = re.compile(r"[ \t\n\r\f\v]+")
# entities escaped twice, or standing in plain text; the spaces among them are remains and get cut,
# but not the one that parts two words: GB/T&nbsp;9704
_ENTITY = re.compile(
    r"&(?!(?:nbsp|ensp|emsp);(?!(?<=[0-9A-Za-z]&....;)[0-9A-Za-z]))(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});"
)
# a paragraph indent in the middle of a run of text: after a line break, after a sentence, or before
# an outline number; each run of blanks is looked at once, from its beginning; what is wider than two
# indents parts the blanks of a form: 甲方（盖章）：　　　　　　乙方（签字）：, and so do two with a word between: 人民币：　　仟　　佰
INDENT = re.compile(
    r"(?:(?<![ \t])[ \t]+)?(?<![\r\n])[\r\n]++[ \t\xa0]*+\u3000[\u3000 \xa0]*"
    r"|(?<=[。！？!?；;])[ \xa0]*\u3000{2}[\u3000 \xa0]*+(?!年)"
    r"|(?<=[：:”…）)])[ \xa0]*\u3000{2}[ \xa0]*+(?>(?:\u3000[ \xa0]*+){0,2})(?![\u3000年]|[\u4e00-\u9fff]{1,4}\u3000\u3000)"
    r"|(?<!\u3000)\u3000{2,}+(?=[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])"
)
# markup printed as text, because it was escaped once too often: its paragraphs are paragraphs
ESCAPED = re.compile(r"(?=<p[ >])|(?<=</p>)|(?<=<br>)|(?<=<br/>)|(?<=<br />)", re.IGNORECASE)
LINES = re.compile(r"\r\n?|\n|\f|\v|\u2028|\u2029")


_ODD_ONES = "".join(map(re.escape, _NORMAL))
_ODD = re.compile(f"[{_ODD_ONES}]")
_RUNS = re.compile(r"[\t\n\r\f\v]|  ")
_ANY = re.compile(f"[{_ODD_ONES}\t\n\r\f\v&<\u3000]")  # one class: far quicker than a choice


def is_plain(text: str) -> bool:
    """Say whether a text has nothing to tidy and no indent in it; most have not, and many are letters alone."""
    return text.isalnum() or (_ANY.search(text) is None and "  " not in text)


def tidy(raw: str, *, squeeze: bool = True) -> str:
    """Normalise what carries no text: entities, controls, zero-width characters.

    Runs of white space are one space in HTML; plain text keeps them.
    """
    if is_plain(raw):
        return raw
    if "&" in raw:
        raw = _ENTITY.sub(lambda entity: html.unescape(entity[0]), raw)
    if squeeze and _RUNS.search(raw):  # before the next line: a no-break space is never squeezed
        raw = _RUN.sub(" ", raw)
    for odd in set(_ODD.findall(raw)):  # few of many: to translate each character takes far longer
        raw = raw.replace(odd, _NORMAL[odd])
    return raw
