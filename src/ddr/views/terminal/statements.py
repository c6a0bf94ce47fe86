"""Who said what, as a person reads it, and where words that somebody attributes stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from ddr import edtf
from ddr.query.context import NOTHING
from ddr.views.statements import (
    MODES,
    Background,
    at,
    listed,
    marked,
    occasion,
    office,
    pinpoint,
)
from ddr.views.terminal.console import NARROW, console, stacked, table, text
from ddr.vocabulary import QUOTED

if TYPE_CHECKING:
    from rich.console import Console

    from ddr.manuscript.verify import Verification
    from ddr.query.grouping import Count, Group
    from ddr.query.stored import Stored
    from ddr.records import Statement

_DATE, _LEAST = 14, 11
_STYLES = {"verbatim": "bold green", "near": "bold yellow"}
_CHANGES = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})")


def show(groups: Sequence[Group], background: Background) -> None:
    """Print each statement with speaker, office, mode, date, occasion, source and paragraph.

    A group that has a name stands below it, with the number of its statements.
    """
    screen = console()
    for number, group in enumerate(groups):
        if number:
            screen.print()
        if group.label:
            heading = text(background.labels.get(group.key, group.label), style="bold")
            screen.print(heading.append_text(text(f" ({len(group.found)})", style="not bold dim")))
            screen.print()
        _list(screen, group.found, background, headed=not group.label)


def counts(groups: Iterable[Count], heading: str) -> None:
    """Print how many statements each group has."""
    grid = table(heading, "Statements")
    grid.columns[1].justify = "right"
    grid.columns[1].no_wrap = True
    for one in groups:
        grid.add_row(text(one.label), str(one.number))
    console().print(grid)


def _list(
    screen: Console,
    statements: Sequence[Stored[Statement]],
    background: Background,
    *,
    headed: bool,
) -> None:
    if screen.width < NARROW:
        for stored in statements:
            date = text(edtf.short(edtf.parse(stored.record.date)))
            screen.print(stacked(date, *_said(stored.record, background, screen.width)))
            screen.print()
        return
    grid = table("Date", "Who said what", padding=(0, 2, 1, 0))
    grid.show_header = headed
    grid.columns[0].min_width, grid.columns[0].max_width = _LEAST, _DATE
    for stored in statements:
        date = text(edtf.short(edtf.parse(stored.record.date)))
        grid.add_row(date, stacked(*_said(stored.record, background, screen.width - _DATE - 4)))
    screen.print(grid)


def _said(statement: Statement, background: Background, width: int) -> list[Text]:
    name = background.labels.get(statement.speaker, statement.speaker)
    speaker = text(name, style="bold")
    if role := office(statement, name):
        speaker.append_text(text(f", {role}", style="not bold"))
    held, to = occasion(statement, background), listed(statement.to, background.labels)
    return [
        speaker,
        text(MODES[statement.mode], style="yellow"),
        *_words(statement, background),
        text(f"at: {held}" if held else "", style="dim"),
        text(f"to: {to}" if to else "", style="dim"),
        *_place(statement, width),
    ]


def _words(statement: Statement, background: Background) -> list[Text]:
    """Return the words in their context: on lines of its own where no marks set them off."""
    before, after = background.around.get(statement.id, NOTHING)
    words = text(marked(statement))
    if statement.mode in QUOTED:
        passage = text(f"{before} " if before else "", style="dim")
        passage.append_text(text(words.plain, style="not dim"))
        return [passage.append_text(text(f" {after}" if after else "", style="dim"))]
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


def verifications(found: Sequence[Verification], labels: Mapping[str, str]) -> None:
    """Print verdict, place, whose words they are and how they differ."""
    screen = console()
    for number, one in enumerate(found):
        if number:
            screen.print()
        screen.print(text(one.message, style=_STYLES.get(one.verdict, "bold red")))
        screen.print(stacked(*_verified(one, labels))) if one.source else None


def _verified(one: Verification, labels: Mapping[str, str]) -> list[Text]:
    where = text(at(one.source, one.paragraph), style="cyan")
    if one.statement:
        where.append_text(text(f"  {one.statement}", style="not cyan dim"))
    words = f"“{one.passage}”" if one.mode in QUOTED else one.passage
    return [
        where,
        text(labels.get(one.speaker, one.speaker), style="bold"),
        text(MODES.get(one.mode, ""), style="yellow"),
        text(words) if not one.difference else _changes(one.difference),
        text(f"cite: {one.cite}", style="dim"),
    ]


def _changes(difference: str) -> Text:
    """Return a difference, what is given in red and what stands in the text in green."""
    marked_up = Text()
    for part in _CHANGES.split(difference):
        style = {"[-": "red", "{+": "green"}.get(part[:2], "")
        marked_up.append_text(text(part, style=style))
    return marked_up
