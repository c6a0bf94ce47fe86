"""Search hits on a terminal: what and where, and the words in their context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from ddr import edtf
from ddr.index.facets import END, START
from ddr.query.text.search import Hit
from ddr.views.hits import cite
from ddr.views.statements import MODES
from ddr.views.terminal.console import console, stacked, text

_TYPES = {"paragraph": "held text"}


def show(hits: Sequence[Hit], labels: Mapping[str, str]) -> None:
    """Print each hit with its kind, its place, its context and the command that cites it."""
    screen = console()
    for number, hit in enumerate(hits):
        if number:
            screen.print()
        found = _emphasized(hit.names)
        named = text("named: ", style="dim").append_text(found) if found else Text()
        lines = (_head(hit), _who(hit, labels), _emphasized(hit.title, "bold"))
        mode = text(MODES.get(hit.mode, ""), style="yellow")
        screen.print(stacked(*lines, mode, _emphasized(hit.context), named, _cited(hit)))


def _head(hit: Hit) -> Text:
    """Return kind, date and id: ``statement  25 Apr 2019  kremlin-2019-4e``."""
    head = text(_TYPES.get(hit.type, hit.type), style="dim")
    if hit.date:
        head.append_text(text(f"  {edtf.short(edtf.parse(hit.date))}", style="not dim"))
    where = _place(hit) if hit.type == "paragraph" else hit.id
    head.append_text(text(f"  {where}", style="not dim cyan"))
    return head


def _place(hit: Hit) -> str:
    """Return the source and the paragraph: ``kremlin-2019 ¶ 4``."""
    mark = " ¶ " if hit.locator[:1].isdigit() else " "
    return f"{hit.source}{mark}{hit.locator}".rstrip()


def _who(hit: Hit, labels: Mapping[str, str]) -> Text:
    """Return who speaks, or the title of the text."""
    if hit.type == "paragraph":
        return text(labels.get(hit.source, ""), style="bold")
    return text(labels.get(hit.speaker, hit.speaker), style="bold")


def _cited(hit: Hit) -> Text:
    """Return where the words of a statement stand, and the command that cites the hit."""
    stands = f"in {_place(hit)}; " if hit.type == "statement" else ""
    return text(f"{stands}cite: {cite(hit)}", style="dim")


def _emphasized(context: str, style: str = "") -> Text:
    made = Text(style=style)
    for number, part in enumerate(context.split(START)):
        found, end, rest = part.partition(END)
        if number and end:
            made.append_text(text(found, style="bold yellow"))
            made.append_text(text(rest))
        else:
            made.append_text(text(part))
    return made
