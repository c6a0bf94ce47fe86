"""Comparisons on a terminal: in columns where it is wide, stacked where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ddr import edtf
from ddr.display import worded
from ddr.query.compare_tellings import Comparison, Telling
from ddr.query.reading import Wording, Wordings
from ddr.quotations.exact import left, right
from ddr.views.compare import agreement, differences, printed_words
from ddr.views.statements import at
from ddr.views.terminal.console import (
    BAD,
    GOOD,
    KEY,
    QUIET,
    WIDE,
    console,
    show_page,
    stacked,
    text,
)  # fmt: skip
from ddr.views.terminal.signs import of_mode

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_GAP, _INDENT = 3, 2
_FIRST, _SECOND = f"bold {BAD}", f"bold {GOOD}"


def show(found: Comparison) -> None:
    """Print what each side says of an event, source by source, and what differs."""
    screen = console()
    screen.print(text(found.event.title, style="bold"))
    head = text(edtf.words(edtf.parse(found.event.date)))
    screen.print(head.append_text(text(f"  {found.event.id}", style=QUIET)))
    screen.print()
    sides = {
        name: [
            one for one in found.tellings if one.side == side and one.kind in ("attested", "said")
        ]
        for side, name in found.sides.items()
    }
    _columns(
        screen, {name: _voice(tellings, found) for name, tellings in sides.items() if tellings}
    )
    sections = [section for section in differences(found) if section.lines]
    if sections:
        screen.print()
        show_page(sections)


def _columns(screen: Console, columns: dict[str, list[RenderableType]]) -> None:
    """Print blocks below their headings, side by side on a wide terminal, a blank line apart."""
    headings = [text(worded(name), style="bold") for name in columns]
    if screen.width < WIDE or len(columns) == 1:
        for number, (heading, blocks) in enumerate(zip(headings, columns.values(), strict=True)):
            if number:
                screen.print()
            screen.print(heading)
            screen.print(Padding(_apart(blocks), (0, 0, 0, _INDENT), expand=False))
        return
    grid = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, show_header=True, expand=True)
    for heading in headings:
        grid.add_column(heading, ratio=1, overflow="fold")
    grid.add_row(*(_apart(blocks) for blocks in columns.values()))
    screen.print(grid)


def _apart(blocks: Sequence[RenderableType]) -> Group:
    """Return blocks with a blank line between them."""
    return Group(*[part for block in blocks for part in (block, "")][:-1])


def _voice(tellings: Sequence[Telling], found: Comparison) -> list[RenderableType]:
    """Return a block a source: its id and title, and all that is told there."""
    blocks: list[RenderableType] = []
    for source in dict.fromkeys(one.source for one in tellings):
        head = stacked(text(source, KEY), text(found.labels.get(source, ""), QUIET))
        told_here = [_telling(one, found.labels) for one in tellings if one.source == source]
        blocks.append(
            Group(head, *(Padding(one, (0, 0, 0, _INDENT), expand=False) for one in told_here))
        )
    return blocks


def _telling(one: Telling, labels: dict[str, str]) -> Text:
    speaker = labels.get(one.speaker, one.speaker)
    words = text(f"{speaker}: " if speaker else "", style="bold")
    words.append_text(text(printed_words(one), style="not bold"))
    mode = of_mode(one.mode, "in the words of the source")
    place = f"¶ {one.locator}" if one.locator[:1].isdigit() else one.locator
    dates = worded("dates named: {}").format(one.dates) if one.dates else ""
    return stacked(
        words, mode, text("  ".join(filter(None, (place, one.id))), QUIET), text(dates, QUIET)
    )


def wordings(found: Wordings) -> None:
    """Print two wordings; what only one has is marked in it: ``[-first-]``, ``{+second+}``."""
    screen = console()
    first, second = Text(overflow="fold"), Text(overflow="fold")
    for one in found.stretches:
        if one.ours:
            marked = " ".join(one.ours) if one.same else left(one.ours)
            first.append(" " if first else "").append_text(text(marked, "" if one.same else _FIRST))
        if one.theirs:
            marked = " ".join(one.theirs) if one.same else right(one.theirs)
            second.append(" " if second else "").append_text(
                text(marked, "" if one.same else _SECOND)
            )
    blocks: list[RenderableType] = [
        stacked(*_heading(one), words)
        for one, words in ((found.first, first), (found.second, second))
    ]
    _columns(screen, {"First": blocks[:1], "Second": blocks[1:]})
    screen.print()
    screen.print(text(agreement(found), style=QUIET))


def _heading(one: Wording) -> list[Text]:
    place = text(at(one.source, one.locator), style=KEY)
    if aside := one.id or one.copy:
        place.append_text(text(f"  {aside}", style=QUIET))
    return [place, text(one.speaker), of_mode(one.mode)]
