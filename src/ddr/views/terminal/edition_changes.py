"""Changes of the data in the terminal: by what became of the records."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding

from ddr.errors import counted
from ddr.query.edition_changes import CHANGES, Change
from ddr.views.terminal.console import (
    BAD,
    GOOD,
    KEY,
    QUIET,
    WARNING,
    closing,
    console,
    stacked,
    table,
    text,
)

_STYLES = {"corrected": WARNING, "renamed": KEY, "removed": BAD, "added": GOOD, "changed": QUIET}


def show(found: Sequence[Change], version: str) -> None:
    """Print what became of the records since a version."""
    screen = console()
    screen.print(text(f"Since version {version} of the data", "bold"))
    for change in CHANGES:
        some = [one for one in found if one.change == change]
        if not some:
            continue
        screen.print()
        screen.print(text(f"{change}  {len(some)}", f"bold {_STYLES[change]}"))
        for one in some:
            moved = f"{one.before} → {one.id}" if one.before else one.id
            name = text(moved).append_text(text(f"  {one.kind}", QUIET))
            label = one.label if one.label != one.id else ""
            screen.print(Padding(stacked(name, text(label, QUIET), text(one.says)), (0, 0, 0, 2)))
    screen.print()
    closing(screen, counted(len(found), "record"), "ddr show ID", "ddr log ID")


def editions(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the editions."""
    screen = console()
    grid = table(*(name.capitalize() for name in header))
    for row in rows:
        grid.add_row(*map(text, row))
    screen.print(grid)
    closing(screen, counted(len(rows), "edition"), "ddr changes --since VERSION")
