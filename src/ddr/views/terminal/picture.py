"""The picture of a timeline in colour."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from ddr.views.picture_text import Line
from ddr.views.terminal.console import BAD, GOOD, KEY, QUIET, WARNING, console

_LOOKS = {
    "text": KEY, "meeting": "color(133)", "conflict": BAD, "aid": GOOD, "other": WARNING,
    "quiet": QUIET, "bold": "bold",
}  # fmt: skip


def width() -> int:
    """Return how many columns the terminal has."""
    return console().width


def show(lines: Iterable[Line]) -> None:
    """Print the lines of a picture."""
    screen = console()
    for line in lines:
        row = Text.assemble(*((piece.text, _LOOKS.get(piece.look, piece.look)) for piece in line))
        row.rstrip()
        screen.print(row, no_wrap=True, crop=False, overflow="ignore")
