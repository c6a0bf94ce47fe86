"""A held text on a terminal: numbered paragraphs, statements beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ddr.query.reading import Paragraph
from ddr.views.terminal.console import console, stacked, table, text

if TYPE_CHECKING:
    from ddr.records import Source


def show(source: Source, paragraphs: Sequence[Paragraph]) -> None:
    """Print the text with the numbers by which it is cited."""
    screen = console()
    screen.print(text(source.title, style="bold", url=source.URL))
    screen.print()
    made = table("¶", "", padding=(0, 2, 1, 0))
    made.show_header = False
    made.columns[0].justify = "right"
    made.columns[0].style = "cyan"
    for paragraph in paragraphs:
        taken = "→ " + ", ".join(paragraph.statements) if paragraph.statements else ""
        body = stacked(text(paragraph.text), text(taken, style="dim"))
        made.add_row(str(paragraph.number), body)
    screen.print(made)
