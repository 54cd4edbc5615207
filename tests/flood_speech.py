"""A speech of an office, for a line with a seller or an office to stand in."""

from __future__ import annotations

from cleaned import plain

ABOVE = ("在全县防汛工作会议上的讲话", "同志们：", "今天召开这次会议，总结工作，部署任务。")
BELOW = ("各乡镇要主动对接，密切配合。", "谢谢大家！")


def left(line: str) -> str:
    return plain(*ABOVE, line, *BELOW).document.text
