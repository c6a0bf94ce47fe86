"""Anniversaries in the terminal: those of the day, and those to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.table import Table

from ddr import edtf
from ddr.display import counted, worded
from ddr.query.anniversaries import ROUND
from ddr.views.terminal.console import GOOD, NARROW, QUIET, closing, console, stacked, text
from ddr.views.terminal.signs import of_kind

if TYPE_CHECKING:
    from ddr.query.anniversaries import Anniversary

_GAP = 2


def show(found: Sequence[Anniversary], day: date, labels: Mapping[str, str]) -> None:
    """Print the anniversaries of a day, and below them the next ones; round ones stand out."""
    screen = console()
    before = None
    for heading, some in (
        (worded("On {}").format(_day(day)), [one for one in found if one.on == day]),
        (worded("To come"), [one for one in found if one.on != day]),
    ):
        if not some:
            continue
        if before is not None:
            screen.print()
        screen.print(text(heading, "bold"))
        before = heading
        grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        grid.add_column(no_wrap=True)
        if screen.width >= NARROW:
            grid.add_column(width=1)
            grid.add_column(overflow="fold")
        for one in some:
            event = one.stored.record
            ago = worded("{} ago").format(counted(one.years, "year"))
            years = ago if one.years else worded("this year")
            when = edtf.words(edtf.parse(event.date))
            style = f"bold {GOOD}" if one.years and one.years % ROUND == 0 else ""
            left = [text(years, style)]
            if one.on != day:
                left.insert(0, text(_day(one.on)))
            told = [text(event.title, "bold"), text(f"{when} · {event.id}", QUIET)]
            if screen.width >= NARROW:
                grid.add_row(stacked(*left), of_kind(event.kind, labels), stacked(*told))
            else:
                screen.print(stacked(*left, *told))
        if screen.width >= NARROW:
            screen.print(grid)
    screen.print()
    closing(screen, counted(len(found), "anniversary", "anniversaries"), "ddr show ID")


def _day(one: date) -> str:
    return edtf.day_of_year(one.month, one.day)
