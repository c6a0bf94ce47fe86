"""What is found of words that somebody attributes, on a terminal: the verdict first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rich.text import Text

from ddr.manuscript.verify import Verification
from ddr.views.statements import MODES, QUOTED, at
from ddr.views.terminal.console import console, stacked, text

_STYLES = {"verbatim": "bold green", "near": "bold yellow"}
_CHANGES = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})")


def show(found: Sequence[Verification], labels: Mapping[str, str]) -> None:
    """Print verdict, place, whose words they are and how they differ."""
    screen = console()
    for number, one in enumerate(found):
        if number:
            screen.print()
        screen.print(text(one.message, style=_STYLES.get(one.verdict, "bold red")))
        screen.print(stacked(*_place(one, labels))) if one.source else None


def _place(one: Verification, labels: Mapping[str, str]) -> list[Text]:
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
    made = Text()
    for part in _CHANGES.split(difference):
        style = {"[-": "red", "{+": "green"}.get(part[:2], "")
        made.append_text(text(part, style=style))
    return made
