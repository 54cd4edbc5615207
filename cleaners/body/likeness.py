"""How much a line is like what the head of its page says its title is, letter by letter."""

from __future__ import annotations


def _is_abridged(whole: str, text: str) -> bool:
    """Say whether what a list calls a paper is its title cut short: each letter of it stands there, in order."""
    at = text.find("关于")
    rest = iter(text[at:])
    return at >= 0 and len(text) - at < len(whole) * 3 and all(letter in rest for letter in whole)


def likeness(text: str, whole: str) -> float:
    """Weigh a block's letters against what the page's head says its title is; 0 if unlike."""
    if text == whole:
        return len(whole) * 1.02
    if len(whole) >= 8 and text.startswith(whole) and len(text) < len(whole) * 2:
        return float(len(whole))
    if whole[:2] == "关于" and text.endswith(whole) and len(text) < len(whole) * 2:
        return float(len(whole))  # its office stands in front: 某某县人民政府关于……的通知
    if whole[:2] == "关于" and whole[-2:] == text[-2:] and _is_abridged(whole, text):
        return float(len(whole))
    if whole.startswith(text):
        return len(text) + 4.0  # what opens a <title> is the title, what ends it the site
    return len(text) * 0.7 if len(text) >= 8 and text in whole else 0.0
