"""`serve`: the web page of the library, until it is stopped."""

from __future__ import annotations

import click

from scraper.cli.options import Setup, common, examples
from scraper.cli.output import put
from scraper.cli.progress import busy
from scraper.extras import extra


@click.command("serve", epilog=examples("gongwen serve", "gongwen serve --port 8080 --db old.db"))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8001,
    type=click.IntRange(0, 65535),
    show_default=True,
    help="0 picks a free one.",
)
@click.option(
    "--allow-host",
    multiple=True,
    metavar="NAME",
    help="Another host name to answer to, such as a proxy's.",
)
@common
def serve_command(setup: Setup, *, host: str, port: int, allow_host: tuple[str, ...]) -> int:
    """Serve the library as a web page for reading and searching, for this machine alone.

    Nobody is asked for a password: before you let others in with --host, put an
    authenticating proxy in front of it.
    """
    with extra("web"), busy("starting", quiet=setup.quiet):
        from scraper.web import server  # noqa: PLC0415 - few need it
    with setup.library() as library:
        path = library.path.absolute()
    names = ("localhost", "127.0.0.1", "::1", host, *allow_host)
    listening = server.listen(host, port)
    app = server.application(path, names)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    return 128 + server.run(app, listening, lambda: put(f"{address}  (Ctrl-C ends it)"))
