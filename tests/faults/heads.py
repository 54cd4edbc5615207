"""Faults of an answer's head: its status, where it leads, what it says of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wire import answer, to

from faults.fault import FED, STORED, Fault, fault, page, text
from faults.wires import BOMB, BROKEN, EMPTY, GOOD, raw

if TYPE_CHECKING:
    import asyncio


async def _endless_redirect(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 302 F\r\nLocation: /404\r\n\r\n")
    for _ in range(2000):
        writer.write(b"x" * 10_000)
        await writer.drain()


STATUS: tuple[Fault, ...] = (
    *(fault(f"status {code}", answer(GOOD, code), f"http-{code}") for code in (201, 202, 204, 206, 304, 400, 401, 402, 403, 404, 405, 410, 418, 451, 500, 501, 502, 504, 520, 599)),
    fault("status 407", answer(GOOD, 407), "http-407"),
    fault("status 999", answer(GOOD, 999), "http-999"),
    fault("503 until tomorrow night", answer(b"", 503, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"), "put-off"),
    fault("503 until a day nobody knows", answer(b"", 503, Retry_After="Fri, 32 Foo 99999 99:99:99 GMT"), "http-503"),
    fault("503 in hexadecimal", answer(b"", 503, Retry_After="0x10"), "http-503"),
    fault("a wall said to be there already", answer(b"<p>304", 304, ETag="x"), "http-304"),
    fault("429 once", [answer(b"", 429, Retry_After="1"), page(text(81))], STORED),
    fault("503 once", [answer(b"", 503), page(text(82))], STORED),
    # a wait of up to a day is the host's: tests/test_held.py
    fault("503 for a week", answer(b"", 503, Retry_After="604800"), "put-off"),
    fault("503 for ever", answer(b"", 503, Retry_After="9" * 400), "put-off"),
    fault("503 until 1999", answer(b"", 503, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"), "http-503"),
    fault("503 until soon", answer(b"", 503, Retry_After="soon"), "http-503"),
    fault("429 for minus five", answer(b"", 429, Retry_After="-5"), "http-429"),
    fault("429 for NaN", answer(b"", 429, Retry_After="NaN"), "http-429"),
)  # fmt: skip
REDIRECTS: tuple[Fault, ...] = (
    fault("to itself", to(""), "redirect"),
    fault("without an address", answer(b"", 302), "redirect"),
    fault("to and fro", to("/hop/a"), "redirect"),
    fault("further and further", to("/more/0"), "redirect", "url"),
    fault("to a file", to("file:///etc/passwd"), "redirect"),
    fault("to javascript", to("javascript:alert(1)"), "redirect"),
    fault("to data", to("data:text/html,<p>hallo"), "redirect"),
    fault("to ftp", to("ftp://{other}/1"), "redirect"),
    fault("to another port", to("http://{other}/1"), "scope"),
    fault("to nobody's scheme", to("//{other}/1"), "scope"),
    fault("with a user", to("http://user:word@{here}/ok.html"), "redirect"),
    fault("with a backslash", to("http:\\\\{other}\\1"), "redirect"),
    fault("with a newline", raw(b"HTTP/1.1 302 F\r\nLocation: /ok\x0b.html\r\nContent-Length: 0\r\n\r\n"), "redirect", *BROKEN),
    fault("of 3 kB", to("/" + "x" * 3000), "redirect"),
    fault("to metadata", to("http://169.254.169.254/latest/"), "scope", "private-address"),
    fault("to decimal", to("http://2130706433:{port}/1"), "scope", "redirect"),
    fault("to octal", to("http://0177.0.0.1:{port}/1"), "scope", "redirect"),
    fault("to short", to("http://127.1:{port}/1"), "scope", "redirect"),
    fault("to mapped IPv6", to("http://[::ffff:127.0.0.1]:{port}/1"), "scope"),
    fault("to a login", to("/passport/login.html"), "login"),
    fault("to this machine by name", to("http://localhost:{port}/1"), "scope", "redirect"),
    fault("to IPv6", to("http://[::1]:{port}/1"), "scope", "redirect"),
    fault("to nothing", to("http://0.0.0.0:{port}/1"), "scope", "redirect"),
    fault("to nothing, shorter", to("http://0:{port}/1"), "scope", "redirect"),
    fault("to hexadecimal", to("http://0x7f000001:{port}/1"), "scope", "redirect"),
    fault("to wide digits", raw(b"HTTP/1.1 302 F\r\nLocation: http://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1:9/1\r\nContent-Length: 0\r\n\r\n"), "scope", "redirect"),
    fault("to a private net", to("http://10.0.0.1/"), "scope"),
    fault("to a link-local address", to("http://[fe80::1%25eth0]/"), "scope", "redirect"),
    fault("to gopher", to("gopher://{other}/1"), "redirect"),
    fault("to https here", to("https://{here}/ok.html"), "scope"),
    fault("to another name of this host", to("http://127.0.0.1.:{port}/1"), "scope", "redirect"),
    fault("to nobody", to("http://{here}@{other}/1"), "redirect"),
    fault("six hops", to("/six/1"), "redirect"),
    fault("to itself by a fragment", to("#top"), "redirect"),
    fault("307 to a file", to("file:///etc/passwd", 307), "redirect"),
    fault("308 to another port", to("http://{other}/1", 308), "scope"),
    fault("two addresses", raw(b"HTTP/1.1 302 F\r\nLocation: /404\r\nLocation: /405\r\nContent-Length: 0\r\n\r\n"), "http-404", *BROKEN),
    fault("a body without end in a redirect", _endless_redirect, "http-404"),
    fault("200 with an address", answer(GOOD, Location="http://{other}/1"), STORED),
    fault("a Refresh header", answer(GOOD, Refresh="0; url=http://{other}/1"), STORED),
    fault("300 of choices", answer(GOOD, 300, Location="/x"), "http-300"),
    fault("a bomb that redirects", answer(BOMB, 302, Location="/404", Content_Encoding="gzip"), "http-404"),
)  # fmt: skip
_COOKIES = answer(GOOD).replace(
    b"\r\n", b"\r\n" + b"".join(b"Set-Cookie: c%d=%s\r\n" % (n, b"x" * 100) for n in range(450)), 1
)
HEADERS: tuple[Fault, ...] = (
    fault("450 cookies", _COOKIES, STORED, *BROKEN),
    fault("40 cookies", answer(GOOD).replace(b"\r\n", b"\r\n" + b"Set-Cookie: a=b\r\n" * 40, 1), STORED),
    fault("escape codes in a type", answer(GOOD, Content_Type="text/html; \x1b[31m"), STORED, *BROKEN),
    fault("a type of 50 kB", answer(GOOD, Content_Type="text/html; x=" + "y" * 50_000), STORED, *BROKEN),
    fault("no type", answer(GOOD, Content_Type=None), STORED),
    fault("an image", answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, Content_Type="image/png"), "type"),
    fault("an image said to be a page", answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 99), "type"),
    fault("a PDF said to be a page", answer(b"%PDF-1.7\n" + b"x" * 900), "type"),
    fault("a download", answer(b"PK\x03\x04" + b"\0" * 900, Content_Type="application/zip"), "type"),
    fault("JSON", answer(b'{"a": 1}', Content_Type="application/json"), "type"),
    fault("video", answer(b"\0" * 900, Content_Type="video/mp4"), "type"),
    fault("binary said to be text", answer(bytes(range(256)) * 40, Content_Type="text/plain"), "type", "mojibake"),
    fault("XHTML", answer(GOOD, Content_Type="application/xhtml+xml"), STORED),
    fault("a page as text", answer("\n".join(f"第{n}项工作由各单位抓好落实,确保取得成效。" for n in range(9)), Content_Type="text/plain; charset=utf-8"), STORED),
    fault("a page said to be bytes", answer(GOOD, Content_Type="application/octet-stream"), STORED, "type"),
    fault("an endless mix", answer(b"--x\r\n" * 9, Content_Type="multipart/x-mixed-replace; boundary=x"), "type"),
    fault("a style sheet", answer(b"a{}", Content_Type="text/css"), "type"),
    fault("a feed", answer("<rss><channel><item><title>关于通知</title></item></channel></rss>", Content_Type="application/rss+xml"), FED),
    fault("a type of nonsense", answer(GOOD, Content_Type="\xff;;;,,=" * 20), STORED, "type", *BROKEN),
    fault("an ELF said to be a page", answer(b"\x7fELF\2\1" + GOOD), "type"),
    fault("half of it NULs", answer(GOOD + b"\0" * 3000), STORED, "type", *EMPTY),
    fault("NULs from the start", answer(b"\0" * 3000 + GOOD), "type"),
    fault("a cookie of 500 kB", answer(GOOD, Set_Cookie="a=" + "b" * 500_000), STORED, *BROKEN),
    fault("a cookie for everybody", answer(GOOD, Set_Cookie="a=b; Domain=.com; Path=/"), STORED),
    fault("an ETag of 90 kB", answer(GOOD, ETag='"' + "e" * 90_000 + '"'), STORED, *BROKEN),
    fault("an ETag of nonsense", answer(GOOD, ETag="\xff\x01\xfe"), STORED, *BROKEN),
    fault("modified in the year 9999", answer(GOOD, Last_Modified="Fri, 31 Dec 9999 23:59:59 GMT"), STORED),
    fault("a disposition that climbs", answer(GOOD, Content_Disposition='attachment; filename="../../etc/x"'), STORED),
    fault("an executable Referrer-Policy", answer(GOOD, Referrer_Policy="os.system"), STORED),
)  # fmt: skip
HEADS = (*STATUS, *REDIRECTS, *HEADERS)
