"""A line that says what takes a while: for a person at a terminal, gone when it is done."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterator

from ddr.errors import UsageError
from ddr.index.open import Index

_ERASE = "\r\x1b[K"
_DUMB = ("", "dumb")


@contextlib.contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say what is being done while it is done; nothing where standard error is no terminal.

    A screen reader, and a terminal that cannot erase, get a line that stays.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    stays = os.environ.get("TERM", "") in _DUMB or _spoken()
    _tell(f"ddr: {what} …{chr(10) if stays else ''}")
    try:
        yield
    finally:
        if not stays:
            _tell(_ERASE)


def _tell(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _spoken() -> bool:
    from ddr.settings import accessible

    with contextlib.suppress(UsageError):  # is told by the command
        return accessible()
    return False


class PatientIndex(Index):
    """An index that says so while it is built."""

    def _build(self) -> sqlite3.Connection:
        with waiting("building the index, which the next commands find"):
            return super()._build()
