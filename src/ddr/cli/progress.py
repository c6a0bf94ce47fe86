"""What takes a while says so: for a person at a terminal, gone when it is done."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from ddr.errors import UsageError
from ddr.index.open import Index

Item = TypeVar("Item")

_ERASE = "\r\x1b[K"
_DUMB = ("", "dumb")
_MANY = 500
"""Entries, rows or lines from which on an import takes long enough to be watched."""


@contextlib.contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say what is being done while it is done; nothing where standard error is no terminal.

    A screen reader, and a terminal that cannot erase, get a line that stays.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    stays = os.environ.get("TERM", "") in _DUMB or spoken()
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


def spoken() -> bool:
    """Return whether a screen reader reads the answers."""
    from ddr.settings import accessible

    with contextlib.suppress(UsageError):  # is told by the command
        return accessible()
    return False


def _awaited() -> bool:
    """Return whether a person sees what standard error says, and lines of it can be taken back."""
    plain = os.environ.get("TERM", "") in {"", "dumb", "unknown"}
    return sys.stderr is not None and sys.stderr.isatty() and not plain


def track(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Return the items, which a bar counts off where they are many and a person waits."""
    if len(items) < _MANY or not _awaited():
        return items
    from ddr.views.terminal import progress as bars

    return bars.track(items, what)


def busy(what: str, size: int) -> AbstractContextManager[None]:
    """Show that something goes on, where it is with many records and a person waits."""
    if size < _MANY or not _awaited():
        return contextlib.nullcontext()
    from ddr.views.terminal import progress as bars

    return bars.busy(what)


class PatientIndex(Index):
    """An index that says so while it is built."""

    def _build(self) -> sqlite3.Connection:
        with waiting("building the index, which the next commands find"):
            return super()._build()
