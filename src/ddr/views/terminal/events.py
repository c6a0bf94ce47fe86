"""The table of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ddr import edtf
from ddr.query.stored import Stored
from ddr.views.terminal.console import WIDE, console, stacked, table, text

if TYPE_CHECKING:
    from rich.text import Text

    from ddr.records import Event

_DATE = 14


def show(events: Sequence[Stored[Event]], labels: Mapping[str, str]) -> None:
    """Print a table that fits the terminal: on a wide one ids and kinds have their own columns."""
    screen = console()
    wide = screen.width >= WIDE
    made = table(*(("Date", "Event", "Kind", "id") if wide else ("Date", "Event")))
    made.columns[0].min_width = 11
    made.columns[0].max_width = _DATE
    for stored in events:
        event = stored.record
        date = text(edtf.short(edtf.parse(event.date)))
        title = _title(event, labels)
        if wide:
            made.add_row(date, title, text(event.kind), text(event.id, style="dim"))
        else:
            made.add_row(date, stacked(title, text(event.id, style="dim")))
    screen.print(made)


def _title(event: Event, labels: Mapping[str, str]) -> Text:
    """Return the title, with the place and the doubt that it does not tell itself."""
    title = text(event.title)
    place = labels.get(event.place, "")
    if place and place not in event.title:
        title.append_text(text(f", {place}", style="dim"))
    if event.confidence == "low":
        title.append_text(text(" (low confidence)", style="yellow"))
    return title
