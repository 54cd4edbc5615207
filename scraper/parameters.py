"""Which parameters of an address say which page it shows, and which who came or from where. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote

# Parameters that say who came, from where or how the page is to look, never which page.
_TRACKING = re.compile(
    r"utm_\w+|spm|scm|from_?source|share_?(?:from|source|token|id)|is_?app_?installed|wxshare|"
    r"bd_vid|bdmsg|hmsr|hmpl|hmcu|hmkw|hmci|gclid|fbclid|msclkid|yclid|mc_[ce]id|_ga|_gl|"
    r"nsukey|chksm|vd_source|_trs_uv|trackid|tracking_?id|refer(?:r?er)?|inherit_?redirect|_t|_r|"
    r"is_?dlg",  # SharePoint: in a window of its own
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"j?session_?id|phpsessid|asp(?:\.net_)?session(?:id)?\w*|cfid|cftoken|zenid|oscsid|sessid",
    re.IGNORECASE,
)
# `sid` is a section on some sites and a session on others: a session looks like a token
_MAYBE_SESSION = re.compile(r"(?:sid|sess|session)=(?=\w*\d)(?=\w*[a-z])\w{12,}", re.IGNORECASE)
# that of a Discuz board is six letters and digits, kS85eu or zdb87w; elsewhere that may be a document
_BOARD = re.compile(
    r"/(?:forum|forumdisplay|viewthread|portal|group|home|member|misc)\.php$|/(?:thread|forum)-\d[\d-]*\.html$"
)
_BOARD_SESSION = re.compile(
    r"sid=(?=\w*[a-z]\w*[A-Z]|\w*[A-Z]\w*[a-z]|\w*\d[A-Za-z])[A-Za-z0-9]{6}"
)
# a clock or a die, so that no cache answers; `from` where it is a word, not an offset; and in which
# view a page of SharePoint is shown, Shared or Personal: a number is a document's
_FRESH = re.compile(
    r"(?:_|ts?|time(?:stamp)?|r|ra?nd|random|no_?cache)=(?:0?\.\d+|\d{10,17})|(?:from|src|ref)=[^&]*[a-z][^&]*"
    r"|page_?view=(?:shared|personal)?",
    re.IGNORECASE,
)
# where a reader came from and is led back to: DispForm.aspx?ID=3&Source=%2FPages%2Fdefault.aspx
_BACK = re.compile(r"(?:source|(?:return|back|redirect)_?(?:to|ur[il])?)=(.+)", re.IGNORECASE)
_PAGE = re.compile(r"/[^/]*[\d-][^/]*$")  # a name that tells a document, and no script
_FIRST = re.compile(r"(?:start|offset|limitstart)=0", re.IGNORECASE)  # the list's own first page


def name(parameter: str) -> str:
    """Return the name of a parameter."""
    return parameter.partition("=")[0]


def place(parameter: str) -> tuple[bool, str]:
    """Return what the parameters of an address are put in order by: a path first, then by name.

    What stands behind /?news/12.html says more of the page; before it the path would be none.
    """
    told = name(parameter)
    return "/" not in told, told


def telling(address: str, query: str) -> list[str]:
    """Return the parameters that say which page: not whence one came, but whither jump.aspx?source=/a/9.html goes."""
    kept = [one for one in query.split("&") if one and not _is_noise(one)]
    kept = [one for one in kept if not (_BOARD_SESSION.fullmatch(one) and _BOARD.search(address))]
    home = ("/".join(address.split("/", 3)[:3]) + "/", "/")
    back = {one for one in kept if (to := _BACK.fullmatch(one)) and unquote(to[1]).startswith(home)}
    rest = [one for one in kept if one not in back]
    return rest if rest or _PAGE.search(address) else kept


def _is_noise(parameter: str) -> bool:
    told = name(parameter)
    return bool(
        _TRACKING.fullmatch(told)
        or _SESSION.fullmatch(told)
        or _MAYBE_SESSION.fullmatch(parameter)
        or _FRESH.fullmatch(parameter)
        or _FIRST.fullmatch(parameter)
    )
