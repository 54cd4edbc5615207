"""What reaches the terminal: results on stdout, the rest on stderr, control characters nowhere."""

from __future__ import annotations

import json
import os
import signal
import sys
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO
from urllib.parse import unquote, urlsplit

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import FrameType

# C0 but tab and newline, C1, soft hyphen, zero width, bidi marks, line separators, lone surrogates
_RANGES = ((0, 9), (0x0B, 0x20), (0x7F, 0xA0), (0xAD, 0xAE), (0x61C, 0x61D), (0x200B, 0x2010))
_MORE = ((0x2028, 0x202F), (0x2060, 0x2070), (0xD800, 0xE000), (0xFEFF, 0xFF00))
_UNSAFE = dict.fromkeys(code for first, end in (*_RANGES, *_MORE) for code in range(first, end))
_ESCAPED = frozenset(code for code in _UNSAFE if code >= 0x7F)
KEPT = "what is stored stays, the next run continues"
_ENDLESS = 1_000_000  # columns of what is no terminal
_BREAKS = str.maketrans("\t\n", "  ")


class Stopped(Exception):  # noqa: N818 - not an error: somebody asked for it
    """A signal ended the job; `left` says what became of its work."""

    def __init__(self, number: int, left: str = KEPT) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}; {left}")
        self.exit_code = 128 + number


@contextmanager
def stopping(left: str) -> Iterator[None]:
    """Let a signal end what is done inside, with a line that says what is `left` of it."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Stopped(number, left)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    yield


def safe(text: str) -> str:
    """Return text without anything that could steer a terminal; line breaks stay."""
    return text.translate(_UNSAFE)


def one_line(text: str) -> str:
    """Return text made safe and put on one line."""
    return safe(text).translate(_BREAKS)


def prepare_streams() -> None:
    """Let no character stop the output: what the terminal cannot show is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def put(text: str = "") -> None:
    """Print a line of the result on stdout."""
    click.echo(safe(text))


def say(text: str, *, quiet: bool = False) -> None:
    """Print a line that is not the result on stderr."""
    if not quiet:
        click.echo(safe(text), err=True)


def put_json(value: object) -> None:
    """Print a result as JSON: Chinese as it is where the stream can carry it."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    ascii_only = not encoding.startswith(("utf", "gb"))
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2, default=str)
    # C0 is escaped already; JSON can name the other unsafe characters, lone surrogates too
    click.echo("".join(f"\\u{ord(c):04x}" if ord(c) in _ESCAPED else c for c in text))


def on_terminal(stream: TextIO | None) -> bool:
    """Say whether a person is watching this stream."""
    return stream is not None and stream.isatty()


def ask_for_page() -> None:
    """Tell a person that standard input is read, where that is a terminal."""
    if on_terminal(sys.stdin):
        say("type or paste the page; Ctrl-D on a line of its own ends it")


def in_colour(stream: TextIO | None) -> bool:
    """Say whether what is printed there may be styled: on a terminal that can, unless NO_COLOR is set."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return on_terminal(stream) and not plain


def width(text: str) -> int:
    """Return how many columns a text takes; an ideograph takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def shorten(text: str, columns: int) -> str:
    """Return a text of at most so many columns, on one line, with … where it was cut."""
    text = one_line(text)
    if width(text) <= columns:
        return text
    taken = 0
    for at, char in enumerate(text):
        taken += width(char)
        if taken > columns - 1:
            return text[:at] + "…"
    return text


def place(url: str) -> str:
    """Return an address as people read it: of a file its path, from the working folder on."""
    if not url.startswith("file:"):
        return one_line(url)
    path = unquote(urlsplit(url).path)
    return one_line(path.removeprefix(f"{Path.cwd()}/"))


def shorten_place(url: str, columns: int) -> str:
    """Return an address in so many columns; of a file the end of its path, which tells it."""
    if url.startswith("file:"):
        return shorten(place(url)[::-1], columns)[::-1]
    return shorten(url, columns)


def padded(text: str, columns: int) -> str:
    """Return a text filled with spaces to so many columns."""
    return text + " " * max(0, columns - width(text))


def put_table(rows: Iterable[Sequence[object]], indent: str = "  ") -> None:
    """Print rows in columns, the last one free; on a narrow terminal a row goes on in the next line."""
    cells = [[one_line(str(cell)) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(width(row[i]) for row in cells) for i in range(len(cells[0]))]
    room = get_terminal_size().columns if on_terminal(sys.stdout) else _ENDLESS
    lines = _lines(widths, room - len(indent))
    for row in cells:
        for number, line in enumerate(lines):
            *head, last = line
            shown = "  ".join([*(padded(row[i], widths[i]) for i in head), row[last]]).rstrip()
            if shown or not number:
                put(f"{indent}{'    ' * (number > 0)}{shown}".rstrip())


def _lines(widths: Sequence[int], room: int) -> list[list[int]]:
    """Share columns out over lines that hold them; a column wider than any has a line to itself."""
    lines: list[list[int]] = [[]]
    for i, wide in enumerate(widths):
        used = 4 * (len(lines) > 1) + sum(widths[j] + 2 for j in lines[-1])
        if lines[-1] and used + wide > room:
            lines.append([])
        lines[-1].append(i)
    return lines


def counted(count: int, thing: str) -> str:
    """Return a number with its noun."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def size(count: int) -> str:
    """Return a number of bytes for people."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
