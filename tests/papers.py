"""A speech, a notice and the page of a template site around them, for tests of what must stay."""

from __future__ import annotations

from cleaned import plain

from cleaners import Page, clean

TITLE = "在全县水利工作会议上的讲话"
SPEECH = (
    "同志们：",
    "今天，县委、县政府召开这次全县水利工作会议，主要任务是总结去年工作，部署今年任务。",
    "一、提高认识",
    "各级各部门要充分认识水利工作的重要性，切实把思想和行动统一到县委的部署上来。",
    "各乡镇要主动对接，密切配合。",
    "谢谢大家！",
)
NOTICE = (
    "各乡镇人民政府：",
    "接县气象局通报，未来三天我县将有大到暴雨，请做好以下工作。",
    "一、加强值守。各乡镇要落实领导带班制度，保持通讯畅通。",
    "特此通知。",
    "云岭县人民政府办公室",
    "2024年5月6日",
)
NAV = "".join(f"<a href='/{i}'>栏目{i}</a> " for i in range(8))
SIDE = "".join(f"<li><a href='/s{i}.html'>在某某会议上的讲话之{i}</a></li>" for i in range(10))


def page(body: str, title: str = TITLE) -> Page:
    """A page of a template site around a body."""
    html = (
        f"<html><head><meta charset='utf-8'><title>{title}_长风网</title></head><body><div>{NAV}</div>"
        f"<div class='main'><h1>{title}</h1><div>时间：2022-05-09 来源：长风网</div>{body}</div>"
        f"<div class='side'><h3>热门文章</h3><ul>{SIDE}</ul></div><div>版权所有 长风网</div></body></html>"
    )
    return Page("", html.encode())


def amid_a_speech(line: str) -> tuple[str, ...]:
    """Return what is kept of the speech, as plain text, with a line in its middle."""
    return plain(TITLE, *SPEECH[:3], line, *SPEECH[3:]).document.paragraphs


def paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def assert_whole(body: str, lines: tuple[str, ...]) -> None:
    left = clean(page(body)).document.paragraphs
    assert [line for line in lines if line not in left] == []


def assert_own(lines: tuple[str, ...]) -> None:
    """Assert that a title and its text stay whole, as plain text and on the page of a site."""
    title, *text = lines
    typed = plain(*lines).document
    assert [line for line in text if line not in typed.paragraphs] == []
    shown = clean(page(f"<div>{paragraphs(tuple(text))}</div>", title)).document
    assert [line for line in text if line not in shown.paragraphs] == []
