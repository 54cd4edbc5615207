"""Commands run in children of one process that has imported `gongwen`: a test waits for its command, not for imports.

The command line has some two hundred tests, and a start costs most of a second: half of the time of the whole suite. Run as a
script, this file is that process.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

POSSIBLE = sys.platform == "linux"  # macOS ends a child that looks for a proxy after a fork
_SPEECH = Path(__file__).parents[1] / "scraper" / "demo_site" / "jianghua" / "1001.html"
_REQUEST = 1 << 20  # bytes; longer than any command line of a test


def run(arguments: list[str], cwd: Path, stdin: bytes, seconds: float) -> tuple[int, bytes, bytes]:
    """Run a command in a child; return its exit code, stdout and stderr, or raise TimeoutError."""
    server, process = _server()
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        given.write(stdin)
        given.seek(0)
        request = json.dumps([arguments, str(cwd)]).encode()
        socket.send_fds(server, [request], [given.fileno(), out.fileno(), err.fileno()])
        if not select.select([server], [], [], seconds)[0]:
            os.killpg(process.pid, signal.SIGKILL)
            _server.cache_clear()
            raise TimeoutError(f"{arguments} did not end in {seconds} s")
        code = int(server.recv(_REQUEST))
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read()


@cache
def _server() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[1]),
                "PYTHONIOENCODING": "utf-8",
            },
            start_new_session=True,
        )
    atexit.register(process.wait)
    atexit.register(ours.close)  # called first: the process ends with its socket
    return ours, process


def _serve(requests: socket.socket) -> None:
    import scraper.cli.cleaning
    import scraper.cli.collect
    import scraper.cli.reading  # noqa: F401
    from cleaners import Page, clean

    clean(Page("", _SPEECH.read_bytes()))  # compiles the rules that most pages ask

    while True:
        request, streams, _, _ = socket.recv_fds(requests, _REQUEST, 3)
        if not request:
            return
        child = os.fork()
        if not child:
            requests.close()
            _become(*json.loads(request), streams)
        for stream in streams:
            os.close(stream)
        requests.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(arguments: list[str], cwd: str, streams: list[int]) -> None:
    from scraper.__main__ import main

    os.chdir(cwd)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.argv = ["gongwen", *arguments]
    main()


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
