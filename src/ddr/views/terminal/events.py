"""The table of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ddr import edtf
from ddr.query.stored import Stored
from ddr.views.events import sources
from ddr.views.terminal.console import NARROW, WIDE, console, table, text

if TYPE_CHECKING:
    from ddr.records import Event

_DOUBT = {"medium": " ◦", "low": " ?"}


def show(events: Sequence[Stored[Event]], labels: Mapping[str, str]) -> None:
    """Print a table that fits the terminal: more columns on a wide one, fewer on a narrow one."""
    screen = console()
    wide, narrow = screen.width >= WIDE, screen.width < NARROW
    headers = ["Date", "Event", "Kind", "Place", "Sources", "id"] if wide else ["Date", "Event"]
    made = table(*headers, *([] if wide or narrow else ["id"]))
    made.columns[0].min_width = 11
    for stored in events:
        event = stored.record
        title = text(event.title)
        title.append(_DOUBT.get(event.confidence, ""), style="yellow")
        cells = [text(edtf.short(edtf.parse(event.date))), title]
        if wide:
            cells += [text(event.kind), text(labels.get(event.place, ""))]
            cells.append(text(", ".join(sources(event)), style="dim"))
        if narrow:
            title.append(f"\n{event.id}", style="dim")
        else:
            cells.append(text(event.id, style="dim"))
        made.add_row(*cells)
    screen.print(made)
