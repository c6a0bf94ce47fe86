"""A page on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from ddr.views.page import Section
from ddr.views.terminal.console import NARROW, console, text


def show(sections: Sequence[Section]) -> None:
    """Print a page that fits the terminal: labels on the left, or above on a narrow one."""
    screen = console()
    narrow = screen.width < NARROW
    filled = [section for section in sections if section.lines]
    for number, section in enumerate(filled):
        if number:
            screen.print()
        if section.heading:
            screen.print(text(section.heading, style="bold"))
        grid = Table.grid(padding=(0, 2, 0, 0))
        if not narrow:
            grid.add_column(max_width=20, overflow="fold")
        grid.add_column(overflow="fold")
        for line in section.lines:
            value = text(line.text, url=line.url)
            if line.detail:
                value.append_text(text(f"  {line.detail}", style="dim"))
            label = text(line.label, style="cyan")
            if narrow:
                if line.label:
                    grid.add_row(label)
                grid.add_row(value)
            else:
                grid.add_row(label, value)
        screen.print(grid)
