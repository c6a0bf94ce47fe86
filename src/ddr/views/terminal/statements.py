"""Who said what, as a person reads it: the date on the left, everything else on the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ddr import edtf
from ddr.query.context import NOTHING
from ddr.views.statements import (
    MODES,
    QUOTED,
    Surroundings,
    listed,
    marked,
    occasion,
    office,
    pinpoint,
)
from ddr.views.terminal.console import NARROW, console, stacked, table, text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from ddr.query.counting import Count
    from ddr.query.grouping import Group
    from ddr.query.stored import Stored
    from ddr.records import Statement

_DATE, _LEAST = 14, 11


def show(groups: Sequence[Group], known: Surroundings) -> None:
    """Print each statement with speaker, office, mode, date, occasion, source and paragraph.

    A group that has a name stands below it, with the number of its statements.
    """
    screen = console()
    for number, group in enumerate(groups):
        if number:
            screen.print()
        if group.label:
            heading = text(known.labels.get(group.key, group.label), style="bold")
            screen.print(heading.append_text(text(f" ({len(group.found)})", style="not bold dim")))
            screen.print()
        _list(screen, group.found, known, headed=not group.label)


def count(counts: Iterable[Count], heading: str) -> None:
    """Print how many statements each group has."""
    made = table(heading, "Statements")
    made.columns[1].justify = "right"
    made.columns[1].no_wrap = True
    for one in counts:
        made.add_row(text(one.label), str(one.number))
    console().print(made)


def _list(
    screen: Console, statements: Sequence[Stored[Statement]], known: Surroundings, *, headed: bool
) -> None:
    if screen.width < NARROW:
        for stored in statements:
            date = text(edtf.short(edtf.parse(stored.record.date)))
            screen.print(stacked(date, *_said(stored.record, known, screen.width)))
            screen.print()
        return
    made = table("Date", "Who said what", padding=(0, 2, 1, 0))
    made.show_header = headed
    made.columns[0].min_width, made.columns[0].max_width = _LEAST, _DATE
    for stored in statements:
        date = text(edtf.short(edtf.parse(stored.record.date)))
        made.add_row(date, stacked(*_said(stored.record, known, screen.width - _DATE - 4)))
    screen.print(made)


def _said(statement: Statement, known: Surroundings, width: int) -> list[Text]:
    name = known.labels.get(statement.speaker, statement.speaker)
    speaker = text(name, style="bold")
    if role := office(statement, name):
        speaker.append_text(text(f", {role}", style="not bold"))
    held, to = occasion(statement, known), listed(statement.to, known.labels)
    return [
        speaker,
        text(MODES[statement.mode], style="yellow"),
        *_words(statement, known),
        text(f"at: {held}" if held else "", style="dim"),
        text(f"to: {to}" if to else "", style="dim"),
        *_place(statement, width),
    ]


def _words(statement: Statement, known: Surroundings) -> list[Text]:
    """Return the words in their context: on lines of its own where no marks part them."""
    before, after = known.around.get(statement.id, NOTHING)
    words = text(marked(statement))
    if statement.mode in QUOTED:
        made = text(f"{before} " if before else "", style="dim")
        made.append_text(text(words.plain, style="not dim"))
        return [made.append_text(text(f" {after}" if after else "", style="dim"))]
    return [
        text(f"before it: {before}" if before else "", style="dim"),
        words,
        text(f"after it: {after}" if after else "", style="dim"),
    ]


def _place(statement: Statement, width: int) -> list[Text]:
    """Return the source and the id, on one line where both fit: neither is ever broken."""
    source, name = text(pinpoint(statement), style="cyan"), text(statement.id, style="dim")
    if cell_len(source.plain) + cell_len(statement.id) + 2 > width:
        return [source, name]
    return [source.append_text(text(f"  {statement.id}", style="dim"))]
