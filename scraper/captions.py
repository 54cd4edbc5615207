"""Pages that show something else than a text: a picture with its caption, a form to fill in. Pure."""

from __future__ import annotations

import re

ONE = "one caption of a picture"
_MOST, _LINES = 100, 3  # characters, and lines, of a caption with what little stands around it
_NAME = 20  # characters of a line beside it: a heading, a site's name
_PICTURE = re.compile(rb"<img\b", re.IGNORECASE)
_CHOICE = re.compile(
    rb"""<input\b[^>]{0,200}?\btype\s*=\s*["']?(?:radio|checkbox)\b""", re.IGNORECASE
)
_BEGINS = re.compile(r"[上下左右]?图片?(?:为|说明|[\d一二三四五六七八九十]{0,2}[:：])")
# whose picture it is, or which of several
_ENDS = re.compile(
    r"(?:^|(?<=[\s。，,(（【”]))(?:图\d{1,3}|第\d{1,3}[张幅]|资料图片?|[\w·]{1,7}[\s/／]?[^\s拍录]\s?摄影?|[\w、]{2,14}供图"
    r"|摄影?\s?[/／:：]\s?[\w·]{2,8}|(?:文[/／、]?)?图\s?[/／:：]\s?[\w·]{2,8})[)）】]?[。.]?$"
)
_STOP = re.compile(r"[。！？；!?;]")
_SENTENCE = re.compile(r"[。！？；：，,:]")
# what is said to somebody is no caption
_SAID = re.compile(r"请|须|不得|禁止|严禁|通知|公告|公示|通告|任命|免去|决定|同志们")


def is_caption(body: bytes, text: str) -> bool:
    """Say whether all that a page says is one caption of a picture on it, of one sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(text) > _MOST or not 0 < len(lines) <= _LINES or not _PICTURE.search(body):
        return False
    told = [line for line in lines if _BEGINS.match(line) or _ENDS.search(line)]
    if not told or _SAID.search(text):
        return False
    sentences = sum(len(_STOP.findall(_ENDS.sub("", line).rstrip("(（【 "))) for line in told)
    others = [line for line in lines if line not in told]
    # the sentence may have a line of its own, above that of who took the picture
    own = [one for one in others if len(one) > _NAME or _SENTENCE.search(one)]
    return sentences + sum(max(1, len(_STOP.findall(one))) for one in own) <= 1


def asks_to_choose(body: bytes) -> bool:
    """Say whether a page has a form with answers to choose from: a poll, a questionnaire."""
    return _CHOICE.search(body) is not None
