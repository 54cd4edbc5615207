"""Pages that state something about their document, for the tests of fields."""

from __future__ import annotations

from cleaners import Document, Page, clean

TEXT = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。"


URL = "https://www.andu.example/show/1.html"


def page(
    body: str = f"<p>同志们：</p><p>{TEXT}</p><p>谢谢大家！</p>",
    *,
    title: str = "在全县春耕现场会上的讲话",
    head: str = "",
    above: str = "",
    info: str = "",
    url: str = URL,
) -> Document:
    text = (
        f"<html><head><title>{title}_案牍集</title>{head}</head><body>{above}<h1>{title}</h1>"
        f"<div class=info>{info}</div><div class=content>{body}</div></body></html>"
    )
    return clean(Page(url, text.encode(), "text/html")).document


def lines(*text: str) -> Document:
    return clean(Page(URL, "\n".join(text).encode(), "text/plain")).document
