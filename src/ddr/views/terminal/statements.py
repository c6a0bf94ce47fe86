"""Who said what, as a person reads it: the place on the left, the words on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ddr import edtf
from ddr.query.stored import Stored
from ddr.views.statements import MODES, marked
from ddr.views.terminal.console import NARROW, console, left_width, stacked, table, text

if TYPE_CHECKING:
    from rich.text import Text

    from ddr.records import Statement


_LEFT = 26


def show(statements: Sequence[Stored[Statement]], labels: Mapping[str, str]) -> None:
    """Print each statement with speaker, office, mode, date, source and paragraph."""
    screen = console()
    if screen.width < NARROW:
        for stored in statements:
            screen.print(stacked(*_where(stored.record), _said(stored.record, labels)))
            screen.print()
        return
    made = table("When and where", "Who said what", padding=(0, 2, 1, 0))
    records = [stored.record for stored in statements]
    ids = (text for one in records for text in (one.id, pinpoint(one)))
    made.columns[0].max_width = left_width(ids, _LEFT, screen.width)
    for record in records:
        made.add_row(stacked(*_where(record)), _said(record, labels))
    screen.print(made)


def _where(statement: Statement) -> tuple[Text, Text, Text]:
    date = text(edtf.short(edtf.parse(statement.date)))
    return date, text(pinpoint(statement), style="cyan"), text(statement.id, style="dim")


def pinpoint(statement: Statement) -> str:
    """Return the source and the paragraph: ``kremlin-2019 ¶ 4``."""
    mark = " ¶ " if statement.locator[:1].isdigit() else " "
    return f"{statement.source}{mark}{statement.locator}" if statement.locator else statement.source


def _said(statement: Statement, labels: Mapping[str, str]) -> Text:
    speaker = text(labels.get(statement.speaker, statement.speaker), style="bold")
    if statement.role:
        speaker.append_text(text(f", {statement.role}", style="not bold"))
    occasion = labels.get(statement.occasion, statement.occasion)
    return stacked(
        speaker,
        text(MODES[statement.mode], style="yellow"),
        text(marked(statement)),
        text(f"at: {occasion}" if occasion else "", style="dim"),
    )
