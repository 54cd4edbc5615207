"""Queries nobody should type, for every door of the search: Python, the command line, the web page."""

from __future__ import annotations

SYNTAX = [
    '"', '""', '"""', '"政协', '政协"', '"-"', '-"', '-""', "-", "--", "- -", "-政协", "-a -b", "title:",
    'title:"', 'title:""', "title:title:", "-title:", "标题：", "标题:-", "text:政协", "rank", "rowid", "AND",
    "OR", "NOT", "AND OR NOT", "NEAR(a b)", "NEAR(政协, 3)", "政协*", "*", "**", "^政协", "^", "(", ")", "()",
    "((((", "{}", "{title} : (", "[", "]", "+", "a+b", "号文件-全", 'a"b"c', '" OR "', '" NOT "a', "col:x",
]  # fmt: skip
SQL = [
    "'", "''", "' OR 1=1 --", "'; DROP TABLE documents; --", "x' UNION SELECT sql FROM sqlite_master --",
    "?", "?1", ":a", "@a", "$1", "%", "_", "%_!", "!", "\\", ";", "NULL", "1e309", "-1", "documents_fts",
]  # fmt: skip
CHARACTERS = [
    "\t", "\n", "　", "\x01", "\x1b[31m红", "\x7f", "\u200b", "政\u200b协", "\u202e政协", "\ufeff政协", "\u2028",
    "\ud800", "政\udcff协", "\U0010ffff", "😀", "😀😀😀", "👨‍👩‍👧‍👦", "🇨🇳", "שלום", "مرحبا", "e\u0301", "ß", "İ", "ǅ",
    "ﬁ", "𠮷野家", "龘", "。", "，。；：", "《》", "“", "”", "“”", "「政协」", "Ｇ２０", "G２0", "項目", "政\u00ad协",
]  # fmt: skip
MARKUP = [
    "<script>alert(1)</script>", "</title>", "{{7*7}}", "{%raw%}", "${7*7}", "&amp;", "a&b=c", "%00", "%E4%B8",
    "=1+1", "../../raw.db", "/etc/passwd", "--help", "--db",
]  # fmt: skip
LONG = [
    "长" * 10_000, "a" * 10_000, '"' * 10_000, "-" * 10_000, "Ａ(" * 5_000, "ab " * 100,
    " ".join("abcdefghijklmnopqrstuvwxyz"),
]  # fmt: skip
SHORT = [*SYNTAX, *SQL, *CHARACTERS, *MARKUP]
NASTY = [*SHORT, *LONG, "\0", "a\0b"]
