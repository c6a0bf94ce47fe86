"""How far a long import is: bars on standard error, which are gone when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ddr.views.terminal.console import KEY, QUIET, console

Item = TypeVar("Item")


def track(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Yield the items, while a bar counts them off."""
    with _bar(MofNCompleteColumn()) as bar:
        yield from bar.track(items, len(items), description=what)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that something goes on, of which nobody knows how far it is."""
    with _bar() as bar:
        bar.add_task(what, total=None)
        yield


def _bar(*counts: MofNCompleteColumn) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(None, QUIET, KEY, KEY, KEY),
        *counts,
        TimeElapsedColumn(),
        console=console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
