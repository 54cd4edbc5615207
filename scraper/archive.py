"""Raw page bodies, exactly as received: content-addressed and compressed, in their own file."""

from __future__ import annotations

from pathlib import Path


class Archive:
    """An open archive. Use as a context manager; from one thread."""

    def __enter__(self) -> Archive: ...
    def __exit__(self, *exc: object) -> None: ...
    def close(self) -> None: ...

    def put(self, body: bytes) -> str:
        """Store a body once and return its SHA-256 in hex."""
        raise NotImplementedError

    def get(self, digest: str) -> bytes | None:
        """The body, verified; None if it is not here. Raises StoreError where it is damaged."""
        raise NotImplementedError


def open_archive(database: Path, *, create: bool = True, readonly: bool = False) -> Archive:
    """Open `raw.db` beside the library at `database`; errors as in `open_library`."""
    raise NotImplementedError
