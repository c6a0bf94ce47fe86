"""The list of events: the year once, the title before all, and quietly what else is to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text

from ddr import edtf
from ddr.display import counted
from ddr.views.terminal.console import NARROW, QUIET, WARNING, closing, console, stacked, text
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


_DAY = 10
"""Columns for a day, a month or a span of days; a longer span takes several lines."""

_YEARS = re.compile(r"AD \d{1,3}\b|\b\d{4}\b")
_YEAR_FIRST = re.compile(r"(\d{4})년 ?(\d[^년]*)?")
_DAY_AND_YEAR = re.compile(r"(?:(.*[^\W\d_]{3}\.?) )?(AD \d{1,3}|\d{4})(\??)")


def split(date: str) -> tuple[str, str]:
    """Return the year of a date and what stands beside it, ``("1945", "24–26 Aug")``.

    date: in EDTF. Of several years the first; all then stand beside it.
    """
    short = edtf.short(edtf.parse(date))
    years = _YEARS.findall(short)
    if eastern := _YEAR_FIRST.fullmatch(short):
        return eastern[1], eastern[2] or ""
    if len(years) == 1 and (found := _DAY_AND_YEAR.fullmatch(short)):
        return found[2], f"{found[1] or ''}{found[3]}"
    return (years[0] if years else ""), short


def column(dates: Sequence[str]) -> tuple[list[Text], int]:
    """Return a cell for each date, and how wide they are; a year stands where it begins.

    dates: in EDTF; an empty one has an empty cell.
    """
    parted = [split(date) if date else ("", "") for date in dates]
    years = max((cell_len(year) for year, _ in parted), default=0) + 1
    before, cells = "", []
    for year, day in parted:
        cell = text(set_cell_size(year if year != before else "", years), "bold")
        lines = _lines(day)
        cell.append_text(text(_right(lines[0], _DAY), "not bold"))
        for line in lines[1:]:
            cell.append("\n").append_text(text(_right(line, years + _DAY), "not bold"))
        cells.append(cell)
        before = year or before
    return cells, years + _DAY


def _right(line: str, columns: int) -> str:
    return " " * (columns - cell_len(line)) + line


def _lines(day: str) -> list[str]:
    """Return a day, or a span that is too long for the column, broken at the dash or in words."""
    first, dash, last = day.partition(" – ")
    if dash and cell_len(day) > _DAY >= max(cell_len(f"{first} –"), cell_len(last)):
        return [f"{first} –", last]
    lines = [""]
    for word in day.split():
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) > _DAY:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
