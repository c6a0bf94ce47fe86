"""The console, the look that all tables share, and pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.padding import Padding, PaddingDimensions
from rich.table import Table
from rich.text import Text

from ddr.display import worded
from ddr.views.lists import clean
from ddr.views.page import Line, Section

NARROW = 60
WIDE = 110
"""Widths of the terminal below which tables are stacked, and from which they show more."""

QUIET = "color(244)"
KEY = "color(31)"
GOOD = "color(64)"
WARNING = "color(130)"
BAD = "color(167)"
"""Colours that can be read on black and on white (contrast of 3.7 or more to either).

QUIET: ids and what is beside the matter. KEY: labels, and sources that can be cited. WARNING: words
that may not be quoted. GOOD and BAD: what is verbatim or new, and what is not or gone.
"""

_GAP = 2
_LEFT = 0.6
"""What a line keeps of its width, which gives its last word to the next."""
_LABEL = 20
"""Columns of labels that stand beside what they label; longer ones stand above it."""
_RIGHT = 24
"""What a left column leaves to the right one, whatever it holds."""


def console(*, stderr: bool = False) -> Console:
    """Return the console for standard output or error; it honours NO_COLOR, COLUMNS and TERM."""
    width, height = _size()
    return Console(
        width=width, height=height, highlight=False, markup=False, emoji=False, stderr=stderr
    )


def _size() -> tuple[int, int]:
    """Return columns and lines: COLUMNS if it is a width, else the terminal's own, else 80 × 25.

    Rich takes every dumb terminal for 80 wide, and prints nothing where COLUMNS is 0.
    """
    width = height = 0
    for stream in (1, 0, 2):  # output into a pager: the terminal is where questions are typed
        with suppress(OSError):
            width, height = os.get_terminal_size(stream)
            break
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked):
        width = int(asked)
    return width or 80, height or 25


def left_width(texts: Iterable[str], most: int, width: int) -> int:
    """Return how wide a left column of these texts is: at most `most`, unless an id needs more."""
    found = list(texts)
    line = max(map(cell_len, found), default=0)
    word = max((cell_len(word) for text in found for word in text.split()), default=0)
    return min(line, max(most, word), width - _RIGHT)


def table(*headers: str, padding: PaddingDimensions = (0, 1)) -> Table:
    """Return an empty table in the common look; ids, which are copied, are never broken."""
    grid = Table(box=None, padding=padding, pad_edge=False, header_style=QUIET, show_header=True)
    for header in headers:
        grid.add_column(worded(header), overflow="fold", no_wrap=header == "id")
    return grid


def text(value: str, style: str = "", url: str = "") -> Text:
    """Return text from data: never read as markup, free of control characters."""
    cleaned = Text(clean(value), style=style, overflow="fold")
    if url:
        cleaned.stylize(f"link {url}")
    return cleaned


def closing(screen: Console, number: str, *commands: str) -> None:
    """Print how many there are below a list, and which commands lead on from it."""
    line = text(number, "bold")
    for command in commands:
        line.append_text(text(f" · {command}", f"not bold {QUIET}"))
    screen.print(line)


class _Stack(Text):
    """Lines below one another, none of which leaves one word alone where it is broken."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """Break each line between words, as Rich does, or narrower, if a word is alone at last."""
        broken = Lines()
        for line in self.split(allow_blank=True):
            parts = line.wrap(console, width, **how)
            if len(parts) > 1 and len(parts[-1].plain.split()) == 1:
                narrower = cell_len(parts[-2].plain.rstrip().rpartition(" ")[0])
                if narrower > width * _LEFT:
                    others = line.wrap(console, narrower, **how)
                    parts = others if len(others) == len(parts) else parts
            broken.extend(parts)
        return broken


def stacked(*lines: Text) -> Text:
    """Return the lines that are not empty, below one another."""
    joined = Text("\n").join(line for line in lines if line)
    return _Stack(overflow="fold").append_text(joined)


def show_page(sections: Sequence[Section]) -> None:
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
    longest = max(cell_len(line.label) for line in section.lines)
    if width < NARROW or (longest > _LABEL and width < WIDE):
        indent = 0 if width < NARROW else _GAP
        grid.add_column(overflow="fold")
        for line in section.lines:
            value = _value(line, width - indent)
            grid.add_row(text(line.label, style=KEY)) if line.label else None
            grid.add_row(Padding(value, (0, 0, 0, indent), expand=False))
        return grid
    labels = left_width((line.label for line in section.lines), width // 2, width)
    grid.add_column(width=labels, overflow="fold")
    grid.add_column(overflow="fold")
    for line in section.lines:
        grid.add_row(text(line.label, style=KEY), _value(line, width - labels - _GAP))
    return grid


def _value(line: Line, width: int) -> Text:
    """Return the value with its detail behind it, or below it where both do not fit."""
    value, detail = text(line.text, url=line.url), text(line.detail, style=QUIET)
    if not line.detail:
        return value
    if cell_len(line.text) + _GAP + cell_len(line.detail) <= width - _GAP:
        return Text(" " * _GAP).join((value, detail))
    return stacked(value, detail)
