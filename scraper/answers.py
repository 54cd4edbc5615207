"""What an answer means: a page, nothing new, another address, or a reason why not. Pure."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from cleaners.model import Page
from scraper.bodies import WITH_BODY, is_text, typed
from scraper.errors import BadAnswer, Gone, OutOfScope, Refused
from scraper.urls import absolute, canonical

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.exchange import Answer

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 402, 403, 407, 451})
_LOGIN = re.compile(r"[/.](?:log_?in|sign_?in|passport|sso)\b", re.IGNORECASE)
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,300}")


def page_of(
    url: str, answer: Answer, at: datetime, *, conditional: bool, any_type: bool = False
) -> Page | None:
    """Return the page of a good answer, or None for a 304 that was asked for, or for a redirect.

    Raises Gone, Refused or BadAnswer for any other answer.
    """
    status = answer.status
    if (status == HTTPStatus.NOT_MODIFIED and conditional) or status in REDIRECTS:
        return None
    if status in _GONE:
        raise Gone(url, f"http-{status}", status_line(status))
    if status in _REFUSED:
        raise Refused(url, f"http-{status}", status_line(status))
    if status not in WITH_BODY:
        raise BadAnswer(url, f"http-{status}", status_line(status))
    if not any_type and not is_text(answer.body):
        raise BadAnswer(url, "type", "not a page but binary data")
    kind = answer.headers.get("content-type", "")[:200]
    return Page(canonical(url) or url, answer.body, typed(answer.body, kind), at)


def redirected(url: str, answer: Answer) -> str:
    """Return where a redirect leads; raises BadAnswer, OutOfScope, or Refused for a login page."""
    if not answer.location:
        raise BadAnswer(url, "redirect", f"{status_line(answer.status)} without an address")
    target = absolute(answer.location, url)
    if target is None:
        raise OutOfScope(url, "redirect", "redirects to an address that may not be fetched")
    if target == url:
        raise BadAnswer(url, "redirect", "redirects to itself")
    if _LOGIN.search(target) and not _LOGIN.search(url):
        raise Refused(url, "login", "redirects to a login page")
    return target


def asked_with(etag: str, last_modified: str) -> dict[str, str]:
    """Return the headers of a conditional request; none for what no header can hold."""
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if _VALIDATOR.fullmatch(value)}


def validator(answer: Answer, name: str) -> str:
    """Return a header to be sent back next time, or ""."""
    return as_validator(answer.headers.get(name, ""))


def as_validator(value: str) -> str:
    """Return a header's value where it may be sent back, else ""."""
    return value if _VALIDATOR.fullmatch(value) else ""


def status_line(status: int) -> str:
    """Say a status in words."""
    try:
        return f"the site answers {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"the site answers {status}"
