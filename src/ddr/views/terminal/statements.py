"""Who said what, as a person reads it, and where words that somebody attributes stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from ddr.display import counted, worded
from ddr.query.context import NOTHING
from ddr.views.statements import Background, at, listed, marked, occasion, office, pinpoint
from ddr.views.terminal.console import (
    BAD,
    GOOD,
    KEY,
    NARROW,
    QUIET,
    WARNING,
    closing,
    console,
    stacked,
    table,
    text,
)
from ddr.views.terminal.events import column
from ddr.views.terminal.faults import changes
from ddr.views.terminal.signs import legend, of_mode, of_side
from ddr.vocabulary import QUOTED, quoted

if TYPE_CHECKING:
    from rich.console import Console

    from ddr.manuscript.verify import Verification
    from ddr.query.grouping import Count, Group
    from ddr.query.stored import Stored
    from ddr.records import Statement

_GAP = 2
_STYLES = {"verbatim": f"bold {GOOD}", "near": f"bold {WARNING}"}


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
            screen.print(
                heading.append_text(text(f" ({len(group.found)})", style=f"not bold {QUIET}"))
            )
            screen.print()
        _list(screen, group.found, background)
    screen.print()
    found = [stored for group in groups for stored in group.found]
    told = {background.sides.get(stored.id, "") for stored in found}
    if signs := legend(told, background.labels):
        screen.print(signs)
    closing(screen, counted(len(found), "statement"), "ddr cite ID --quote", "ddr show ID")


def counts(groups: Iterable[Count], heading: str) -> None:
    """Print how many statements each group has."""
    grid = table(heading, "Statements")
    grid.columns[1].justify = "right"
    grid.columns[1].no_wrap = True
    for one in groups:
        grid.add_row(text(one.label), str(one.number))
    console().print(grid)


def _list(screen: Console, statements: Sequence[Stored[Statement]], background: Background) -> None:
    dates, taken = column([stored.record.date for stored in statements])
    room = screen.width - taken - 1 - 3 * _GAP
    grid = Table(box=None, show_header=False, padding=(0, _GAP, 1, 0), pad_edge=False)
    grid.add_column(width=taken)
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for number, (date, stored) in enumerate(zip(dates, statements, strict=True)):
        sign = of_side(background.sides.get(stored.id, ""), background.labels)
        if screen.width < NARROW:
            if number:
                screen.print()
            said = _said(stored.record, background, screen.width)
            screen.print(stacked(date.append("  ").append_text(sign), *said))
        else:
            grid.add_row(date, sign, stacked(*_said(stored.record, background, room)))
    if screen.width >= NARROW:
        screen.print(grid)


def _said(statement: Statement, background: Background, width: int) -> list[Text]:
    name = background.labels.get(statement.speaker, statement.speaker)
    speaker = text(name, style="bold")
    if role := office(statement, name):
        speaker.append_text(text(f", {role}", style=f"not bold {QUIET}"))
    held, to = occasion(statement, background), listed(statement.to, background.labels)
    return [
        speaker,
        of_mode(statement.mode),
        *_words(statement, background),
        text(worded("at: {}").format(held) if held else "", style=QUIET),
        text(worded("to: {}").format(to) if to else "", style=QUIET),
        *_place(statement, width),
    ]


def _words(statement: Statement, background: Background) -> list[Text]:
    """Return the words in their context: on lines of its own where no marks set them off."""
    before, after = background.around.get(statement.id, NOTHING)
    words = text(marked(statement))
    if statement.mode in QUOTED:
        passage = text(f"{before} " if before else "", style=QUIET)
        passage.append_text(text(words.plain, style="default"))
        return [passage.append_text(text(f" {after}" if after else "", style=QUIET))]
    return [
        text(f"before it: {before}" if before else "", style=QUIET),
        words,
        text(f"after it: {after}" if after else "", style=QUIET),
    ]


def _place(statement: Statement, width: int) -> list[Text]:
    """Return the source and the id, on one line where both fit: neither is ever broken."""
    source, name = text(pinpoint(statement), style=KEY), text(statement.id, style=QUIET)
    if cell_len(source.plain) + cell_len(statement.id) + 2 > width:
        return [source, name]
    return [source.append_text(text(f"  {statement.id}", style=QUIET))]


def verifications(found: Sequence[Verification], labels: Mapping[str, str]) -> None:
    """Print verdict, place, whose words they are and how they differ."""
    screen = console()
    for number, one in enumerate(found):
        if number:
            screen.print()
        screen.print(text(one.message, style=_STYLES.get(one.verdict, f"bold {BAD}")))
        screen.print(stacked(*_verified(one, labels))) if one.source else None


def _verified(one: Verification, labels: Mapping[str, str]) -> list[Text]:
    where = text(at(one.source, one.paragraph), style=KEY)
    if aside := "  ".join(filter(None, (one.statement, one.copy))):
        where.append_text(text(f"  {aside}", style=QUIET))
    words = quoted(one.mode, one.passage)
    return [
        where,
        text(labels.get(one.speaker, one.speaker), style="bold"),
        of_mode(one.mode),
        text(words) if not one.difference else changes(one.difference),
        text(f"cite: {one.cite}", style=QUIET),
    ]
