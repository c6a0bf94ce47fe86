"""The list of events: the year once, the title before all, and quietly what else is to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ddr.display import counted
from ddr.views.terminal.chronicle import column
from ddr.views.terminal.console import (
    NARROW,
    QUIET,
    WARNING,
    closing,
    console,
    stacked,
    text,
)
from ddr.views.terminal.signs import kind_name, of_kind

if TYPE_CHECKING:
    from ddr.query.stored import Stored
    from ddr.records import Event

_GAP = 2
_TITLE = 60
"""Columns that titles keep before kinds and ids have columns of their own."""


def show(events: Sequence[Stored[Event]], labels: Mapping[str, str]) -> None:
    """Print the events in the order given; where there is room, kinds and ids in their columns."""
    screen = console()
    records = [stored.record for stored in events]
    dates, taken = column([event.date for event in records])
    if screen.width < NARROW:
        for date, event in zip(dates, records, strict=True):
            screen.print(stacked(date, *_block(event, labels, screen.width)))
    else:
        screen.print(_grid(records, dates, taken, labels, screen.width))
    screen.print()
    closing(screen, counted(len(events), "event"), "ddr show ID", "ddr cite ID", "ddr compare ID")


def _grid(
    events: Sequence[Event],
    dates: Sequence[Text],
    taken: int,
    labels: Mapping[str, str],
    width: int,
) -> Table:
    rest = width - taken - 1 - 4 * _GAP
    rest -= max(len(event.id) for event in events) + max(
        kind_name(event.kind, labels).cell_len for event in events
    )
    wide = rest >= _TITLE
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False, expand=wide)
    grid.add_column(width=taken)
    grid.add_column(width=1)
    grid.add_column(ratio=1 if wide else None, overflow="fold")
    for _ in range(2 if wide else 0):
        grid.add_column(no_wrap=True)
    room = width - taken - 1 - 3 * _GAP
    for date, event in zip(dates, events, strict=True):
        sign = of_kind(event.kind, labels)
        if wide:
            told = stacked(_title(event), text(_place(event, labels), QUIET))
            grid.add_row(date, sign, told, kind_name(event.kind, labels), text(event.id, QUIET))
        else:
            grid.add_row(date, sign, stacked(*_block(event, labels, room)))
    return grid


def _block(event: Event, labels: Mapping[str, str], room: int) -> list[Text]:
    """Return the title, and below it kind, place and id: on one line where they fit."""
    kind = kind_name(event.kind, labels)
    place, own_id = text(_place(event, labels), QUIET), text(event.id, QUIET)
    told = text(" · ", QUIET).join(part for part in (kind, place) if part)
    if told.cell_len + own_id.cell_len + 3 > room:
        return [_title(event), told, own_id]
    return [_title(event), text(" · ", QUIET).join((told, own_id))]


def _title(event: Event) -> Text:
    title = text(event.title)
    if event.confidence == "low":
        title.append_text(text("  low confidence", WARNING))
    return title


def _place(event: Event, labels: Mapping[str, str]) -> str:
    """Return the place, unless the title tells it."""
    place = labels.get(event.place, "")
    return "" if place in event.title else place
