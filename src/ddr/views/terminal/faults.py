"""What is wrong, and what changes: places, messages and differences as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from ddr.views.terminal.console import BAD, GOOD, KEY, QUIET, WARNING, console, text

if TYPE_CHECKING:
    from ddr.corpus.problems import Problem
    from ddr.manuscript.findings import ProofFinding

_CHANGES = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})")
_LINES = {"---": "bold", "+++": "bold", "@@ ": KEY}


def findings(found: Sequence[ProofFinding]) -> None:
    """Print each finding of a manuscript: its place, what is wrong, and below it the difference."""
    screen = console()
    for one in found:
        line = text(f"{one.file}:{one.line}: ", KEY)
        line.append_text(text(one.message, "default" if one.severity == "error" else QUIET))
        screen.print(line.append_text(text(f" {one.sign}", QUIET)))
        if one.difference:
            screen.print(Padding(changes(one.difference), (0, 0, 0, 4), expand=False))


def problems(found: Iterable[Problem]) -> None:
    """Print each problem of a timeline in the words in which it is written to a pipe."""
    screen = console()
    for one in found:
        place, colon, rest = str(one).partition(": ")
        line = text(f"{place}{colon}", KEY)
        style = {"error": "default", "warning": WARNING}.get(one.severity, QUIET)
        screen.print(line.append_text(text(rest, style)))


def patch(lines: Iterable[str]) -> None:
    """Print a unified difference, what goes in red and what comes in green; no line is broken."""
    screen = console()
    for line in lines:
        style = _LINES.get(line[:3]) or {"-": BAD, "+": GOOD}.get(line[:1], "")
        screen.print(text(line, style), soft_wrap=True)


def changes(difference: str) -> Text:
    """Return a difference, what is given in red and what stands in the text in green."""
    marked = Text()
    for part in _CHANGES.split(difference):
        style = {"[-": BAD, "{+": GOOD}.get(part[:2], "")
        marked.append_text(text(part, style=style))
    return marked
