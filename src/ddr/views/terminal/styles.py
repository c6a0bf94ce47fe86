"""The table of citation styles."""

from __future__ import annotations

from collections.abc import Sequence

from ddr.cite.style.catalogue import Entry
from ddr.views.styles import comes_with
from ddr.views.terminal.console import NARROW, console, stacked, table, text


def show(entries: Sequence[Entry]) -> None:
    """Print each style's name, which `--style` takes, above its title."""
    screen = console()
    narrow = screen.width < NARROW
    made = table("Style", *(() if narrow else ("Cites by", "Comes with")))
    for entry in entries:
        parent = f"the rules of {entry.parent}" if entry.parent else ""
        name = stacked(text(entry.name, style="cyan"), text(entry.title), text(parent, style="dim"))
        if narrow:
            made.add_row(name)
        else:
            made.add_row(name, text(entry.format), text(comes_with(entry), style="dim"))
    screen.print(made)
