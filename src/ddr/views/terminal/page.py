"""A page on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from ddr.views.page import Line, Section
from ddr.views.terminal.console import NARROW, console, left_width, stacked, text

_GAP = 2


def show(sections: Sequence[Section]) -> None:
    """Print a page that fits the terminal: labels on the left, or above on a narrow one."""
    screen = console()
    filled = [section for section in sections if section.lines]
    for number, section in enumerate(filled):
        if number:
            screen.print()
        if section.heading:
            screen.print(text(section.heading, style="bold"))
        screen.print(_grid(section, screen.width))


def _grid(section: Section, width: int) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    if width < NARROW:
        grid.add_column(overflow="fold")
        for line in section.lines:
            grid.add_row(stacked(text(line.label, style="cyan"), _value(line, width)))
        return grid
    labels = left_width((line.label for line in section.lines), width // 2, width)
    grid.add_column(width=labels, overflow="fold")
    grid.add_column(overflow="fold")
    for line in section.lines:
        grid.add_row(text(line.label, style="cyan"), _value(line, width - labels - _GAP))
    return grid


def _value(line: Line, width: int) -> Text:
    """Return the value with its detail behind it, or below it where both do not fit."""
    value, detail = text(line.text, url=line.url), text(line.detail, style="dim")
    if not line.detail:
        return value
    if cell_len(line.text) + _GAP + cell_len(line.detail) <= width - _GAP:
        return Text(" " * _GAP).join((value, detail))
    return stacked(value, detail)
