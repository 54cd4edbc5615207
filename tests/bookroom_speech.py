"""A speech of an office, for a line that a site's words run into to stand in."""

from __future__ import annotations

from cleaners import Page, clean

TITLE = "在全县农家书屋工作会议上的讲话"
ABOVE = ("同志们：", "今天，我们召开全县农家书屋工作会议，主要任务是总结经验，部署下一步工作。")
BELOW = ("一、把书屋建起来", "各乡镇要把书屋建在群众身边，让大家进得来、坐得下。")


def left_of(*lines: str) -> tuple[str, ...]:
    """What is left of lines of plain text, the title gone."""
    text = "\n".join((TITLE, *lines)).encode()
    return clean(Page("", text, "text/plain; charset=utf-8")).document.paragraphs
