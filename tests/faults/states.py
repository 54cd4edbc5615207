"""Faults of a whole site: its robots.txt, its sitemaps, and pages that never end."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from wire import answer, packed, to

from faults.fault import page, text
from faults.wires import BOMB, raw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wire import Sent

Routes: TypeAlias = "Mapping[str, Sent | list[Sent]]"
ROBOTS = "/robots.txt"
SECRET = "/h/secret.html"
MORE = ("/h/81.html", "/h/82.html")  # linked by nothing but a sitemap


@dataclass(frozen=True)
class State:
    """A site in a certain state: what it sends beside its healthy pages, by path.

    Of the names given, `here` is the site's and `other` that of a server nobody may ask. `shut` is the
    code that its start page must end with (nothing else is asked then), "" for a site whose healthy
    pages must be stored; `more` are to be stored too, and with `obeyed` SECRET must not be asked for.
    The start page leads to `lead` before all else; `otherwise` answers what nothing else does.
    """

    name: str
    routes: Callable[[str, str], Routes]
    shut: str = ""
    more: tuple[str, ...] = ()
    obeyed: bool = False
    lead: str = SECRET
    otherwise: Callable[[str], bytes] | None = None


def robots(name: str, sent: Sent | list[Sent] | str, shut: str = "") -> State:
    """A site with this robots.txt; a text is one that forbids SECRET and must be obeyed."""

    body = answer(sent) if isinstance(sent, str) else sent
    return State(name, lambda _, __: {ROBOTS: body}, shut, obeyed=isinstance(sent, str))


def moved(name: str, location: str, shut: str = "") -> State:
    """A site whose robots.txt is said to be elsewhere."""
    return State(name, lambda _, other: {ROBOTS: to(location.format(other=other))}, shut)


FORBIDS = f"User-agent: *\nDisallow: {SECRET}\n"
SHUT: tuple[State, ...] = (
    *(robots(f"robots {code}", answer(FORBIDS, code), "robots") for code in (429, 500, 502, 503, 504, 599)),
    robots("robots 503 for a week", answer("", 503, Retry_After="604800"), "robots"),
    robots("robots 206", answer(FORBIDS, 206)),
    robots("robots: silence", raw(b"", end=False), "robots"),
    robots("robots: closed", raw(), "robots"),
    robots("robots: cut off", raw(answer(FORBIDS)[:-9]), "robots"),
    robots("robots: a drip", raw(*[b"HTTP/1.1 200 OK\r\n\r\n", *[b"#"] * 400], pause=0.2), "robots"),
    robots("robots: broken gzip", answer(FORBIDS, Content_Encoding="gzip"), "robots"),
    robots("robots: br", answer(b"\x8b\x0f\x80" * 99, Content_Encoding="br"), "robots"),
    robots("robots: all", "User-agent: *\nDisallow: /", "robots"),
    robots("robots: us", "User-agent: Gongwen\nDisallow: /\n\nUser-agent: *\nAllow: /", "robots"),
    robots("robots: slower than anybody", "User-agent: *\nCrawl-delay: 86400", "crawl-delay"),
)  # fmt: skip
OPEN: tuple[State, ...] = (
    *(robots(f"robots {code}", answer(b"Disallow: /", code)) for code in (400, 401, 403, 404, 410)),
    robots("robots: empty", answer(b"")),
    robots("robots: HTML", answer("<html><body>User-agent: *<br>Disallow: /</body></html>")),
    robots("robots: a picture", answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)),
    robots("robots: 10 MB", FORBIDS + "#\n" * 5_000_000),
    robots("robots: 10 MB on one line", FORBIDS + "Disallow: /" + "x" * 10_000_000),
    robots("robots: a gzip bomb", answer(BOMB, Content_Encoding="gzip")),
    robots("robots: packed", packed(FORBIDS.encode())),
    robots("robots: an evil pattern", FORBIDS + "Disallow: /" + "*a" * 5000 + "b$\n"),
    robots("robots: 20,000 rules", FORBIDS + "".join(f"Disallow: /x/{n}*y*z$\n" for n in range(20_000))),
    robots("robots: 5,000 agents", "".join(f"User-agent: bot{n}\n" for n in range(5000)) + "Disallow: /\n" + FORBIDS),
    robots("robots: a mark", "\ufeff" + FORBIDS),
    robots("robots: lines that end in CR", FORBIDS.replace("\n", "\r")),
    robots("robots: GBK notes", answer(("# 全站\n" + FORBIDS).encode("gbk"))),
    robots("robots: UTF-16", answer(FORBIDS.encode("utf-16"))),
    robots("robots: NULs", "\0" + FORBIDS.replace("\n", "\n\0")),
    robots("robots: stars", "User-agent: *\nDisallow: /*/sec*t.html$\nAllow: /h/"),
    robots("robots: odd case", FORBIDS.lower().replace("user-agent", "USER-AGENT").replace(": ", " :\t")),
    robots("robots: a group with more", FORBIDS + "User-agent: Gongwen\nDisallow: /h/secret\n"),
    robots("robots: no such delay", FORBIDS + "Crawl-delay: -5\nCrawl-delay: NaN\nCrawl-delay: 1e999\nRequest-rate: 1/0\nVisit-time: 9-1"),
    robots("robots: a delay", FORBIDS + "Crawl-delay: 0.1"),
    moved("robots: moved elsewhere", "http://{other}/robots.txt"),
    moved("robots: moved to a file", "file:///etc/passwd"),
    moved("robots: moved to itself", "/robots.txt"),
    moved("robots: moved for ever", "/more/0"),
    robots("robots: 503 once", [answer("", 503), answer(FORBIDS)]),
)  # fmt: skip


def sitemap(body: str | bytes, root: str = "urlset", head: str = "") -> str:
    """A sitemap file around its entries."""
    inner = body if isinstance(body, str) else body.decode()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{root}>'


def urls(*paths: str, tag: str = "url") -> str:
    """Entries of a sitemap."""
    return "".join(f"<{tag}><loc>{path}</loc></{tag}>" for path in paths)


def listed(name: str, sent: Sent | str, more: tuple[str, ...] = (), *, path: str = "/sitemap.xml", **beside: bytes) -> State:  # fmt: skip
    """A site with this sitemap, named by its robots.txt; `beside` are files beside it."""

    def routes(here: str, other: str) -> Routes:
        said = (
            sent.replace("{here}", here).replace("{other}", other)
            if isinstance(sent, str)
            else sent
        )
        body = answer(said, Content_Type="application/xml") if isinstance(said, str) else said
        good = {p: page(text(900 + n), f"第{n}号决定") for n, p in enumerate(MORE)}
        others = {f"/{name.replace('_', '.')}": sent for name, sent in beside.items()}
        named = f"Sitemap: http://{here}{path}\nSitemap: http://{other}/sitemap.xml\nSitemap: file:///etc/passwd\n"
        return {ROBOTS: answer(named), path: body, **good, **others}

    return State(name, routes, more=more)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_FAR = tuple(f"http://{{other}}/{n}.html" for n in range(50))
_GOOD = sitemap(urls(*MORE))
SITEMAPS: tuple[State, ...] = (
    listed("sitemap: well", _GOOD, MORE),
    listed("sitemap: packed", answer(gzip.compress(_GOOD.encode()), Content_Type="application/gzip"), MORE, path="/sitemap.xml.gz"),
    listed("sitemap: a billion laughs", sitemap(urls("/&l9;"), head=f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>')),
    listed("sitemap: one entity, often", sitemap(urls(f"/{'&a;' * 20_000}"), head=f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>')),
    listed("sitemap: a file as entity", sitemap(urls("/&f;"), head='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
    listed("sitemap: a foreign DTD", sitemap(urls("/x.html"), head='<!DOCTYPE x SYSTEM "http://{other}/x.dtd">')),
    listed("sitemap: a foreign style", sitemap(urls(*MORE), head='<?xml-stylesheet href="http://{other}/x.xsl"?>'), MORE),
    listed("sitemap: included", sitemap('<xi:include href="http://{other}/x" xmlns:xi="http://www.w3.org/2001/XInclude"/>')),
    listed("sitemap: a gzip bomb", answer(BOMB, Content_Encoding="gzip")),
    listed("sitemap: a bomb as file", answer(BOMB, Content_Type="application/gzip"), path="/sitemap.xml.gz"),
    listed("sitemap: gzip of 400,000 empty members", answer(gzip.compress(b"") * 400_000, Content_Type="application/gzip"), path="/sitemap.xml.gz"),
    listed("sitemap: elsewhere", sitemap(urls(*_FAR, "ftp://{other}/", "file:///etc/passwd", "javascript:alert(1)", *MORE)), MORE),
    listed("sitemap: index of others", sitemap(urls(*_FAR, tag="sitemap"), "sitemapindex")),
    listed("sitemap: index of itself", sitemap(urls("/sitemap.xml", "/sitemap2.xml", tag="sitemap"), "sitemapindex"), sitemap2_xml=answer(sitemap(urls("/sitemap.xml", tag="sitemap"), "sitemapindex"))),
    listed("sitemap: 50,000 dead addresses", sitemap(urls(*(f"/h/{n}.html" for n in range(1000, 51_000))))),
    listed("sitemap: GBK", answer(_GOOD.replace("UTF-8", "GBK").replace("</loc>", "</loc><!--通知-->").encode("gbk")), MORE),
    listed("sitemap: HTML", answer("<html><body><p>没有网站地图</p></body></html>")),
    listed("sitemap: cut off", _GOOD.partition("</url>")[0] + "</url><url><loc>/x", MORE[:1]),
    listed("sitemap: moved to itself", to("/sitemap.xml")),
    listed("sitemap: moved elsewhere", to("http://{other}/sitemap.xml")),
    listed("sitemap: one address of 9 MB", sitemap(urls("/" + "x" * 9_000_000))),
    listed("sitemap: a million tags", sitemap("<url><loc>" * 500_000)),
    listed("sitemap: comments without end", sitemap("<!--" * 900_000)),
    listed("sitemap: CDATA without end", sitemap("<url><loc><![CDATA[" * 300_000)),
    listed("sitemap: binary", answer(bytes(range(256)) * 999, Content_Type="application/xml")),
    listed("sitemap: 500", answer("", 500)),
    listed("sitemap: silence", raw(b"", end=False)),
    listed("sitemap: a drip", raw(*[b"HTTP/1.1 200 OK\r\n\r\n", *[b"<"] * 400], pause=0.2)),
    listed("sitemap: dates of nonsense", _GOOD.replace("</loc>", "</loc><lastmod>99999-99-99T\x1b[31m</lastmod>"), MORE),
)  # fmt: skip


def endless(name: str, start: str, links: Callable[[str], list[str]]) -> State:
    """A site with a page that leads to more and more pages of its kind."""

    def more(path: str) -> bytes:
        if path.endswith((".xml", ".txt", "/feed/")):
            return answer(b"", 404)
        anchors = "".join(f'<li><a href="{one}">{one[-9:]}</a></li>' for one in links(path))
        return answer(f"<html><body><ul>{anchors}</ul></body></html>")

    return State(name, lambda _, __: {}, lead=start, otherwise=more)


TRAPS: tuple[State, ...] = (
    endless("a calendar", "/rili/2026-1.html", lambda path: [f"/rili/2026-{int(''.join(c for c in path[-9:] if c.isdigit()) or 0) + n}.html" for n in (1, 2, 3)]),
    endless("a next page for ever", "/list_1.html", lambda path: [f"/list_{int(''.join(c for c in path if c.isdigit()) or 0) + 1}.html"]),
    endless("deeper and deeper", "/a/", lambda path: [f"{path.partition('?')[0]}a{len(path)}/", f"{path.partition('?')[0]}b/"]),
    endless("sessions", "/list.asp?sid=1", lambda path: [f"/list.asp?sid={hash((path, n)) & 0xFFFFFFFF:x}" for n in range(5)]),
    endless("filters", "/list.asp?a=1", lambda path: [f"/list.asp?a={n % 5}&b={n % 7}&c={len(path)}{n}" for n in range(30)]),
    endless("many at once", "/many/", lambda path: [f"/many/{abs(hash(path)) % 99991}-{n}/" for n in range(3000)]),
)  # fmt: skip
STATES = (*SHUT, *OPEN, *SITEMAPS, *TRAPS)
