"""The console, and the look that all tables share."""

from __future__ import annotations

from rich.console import Console
from rich.padding import PaddingDimensions
from rich.table import Table
from rich.text import Text

from ddr.views.clean import clean

NARROW = 60
WIDE = 110
"""Widths of the terminal below which tables are stacked, and from which they show more."""


def console() -> Console:
    """Return the console for standard output; it honours NO_COLOR, COLUMNS and TERM."""
    return Console(highlight=False, markup=False, emoji=False)


def table(*headers: str, padding: PaddingDimensions = (0, 1)) -> Table:
    """Return an empty table in the common look; ids, which are copied, are never broken."""
    made = Table(box=None, padding=padding, pad_edge=False, header_style="bold", show_header=True)
    for header in headers:
        made.add_column(header, overflow="fold", no_wrap=header == "id")
    return made


def text(value: str, style: str = "", url: str = "") -> Text:
    """Return text from data: never read as markup, free of control characters."""
    made = Text(clean(value), style=style, overflow="fold")
    if url:
        made.stylize(f"link {url}")
    return made


def stacked(*lines: Text) -> Text:
    """Return the lines that are not empty, below one another."""
    return Text("\n", overflow="fold").join(line for line in lines if line)
