"""The Ray cluster that is there, or one of this machine alone."""

from __future__ import annotations

import logging
import os
import socket
import sys
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING

from scraper.errors import UsageError
from scraper.extras import extra

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANSWERS = 5.0  # seconds; Ray itself would try for a minute


@contextmanager
def joined() -> Iterator[None]:
    """Join the cluster that RAY_ADDRESS names, or start one on this machine for as long as this lasts.

    Raises UsageError where none answers.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers of each start
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    with extra("scale"):
        import ray  # noqa: PLC0415
    try:
        _knock(os.environ.get("RAY_ADDRESS", ""))
        ray.init(log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"no Ray cluster: {error}") from None
    try:
        with redirect_stdout(sys.stderr):  # it says there when a worker dies
            yield
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise OSError where nobody answers at `host:port`; other forms of an address are Ray's own."""
    host, _, port = address.rpartition(":")
    if port.isdecimal() and "/" not in host:
        socket.create_connection((host, int(port)), _ANSWERS).close()
