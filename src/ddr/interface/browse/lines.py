"""What stands on the screen: a record's line in the list, its page, and the command for both."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.text import Text

from ddr import edtf
from ddr.records import Event, Statement
from ddr.views.page import Section
from ddr.vocabulary import quoted

Line = tuple[str, str, str]
"""When, a sign, and what."""
_SIGNS = {"high": "●", "medium": "○", "low": "◌"}


def line(record: Any, label: Callable[[str], str]) -> Line:
    """Return the line of an event, a statement, or a person or organization.

    label: returns what a person calls the record of an id.
    """
    if isinstance(record, Event):
        differs = " ≠" if record.accounts else ""
        return _short(record.date), _SIGNS.get(record.confidence, ""), f"{record.title}{differs}"
    if isinstance(record, Statement):
        name = label(record.speaker)
        words = record.exact or record.says
        return _short(record.date), "", f"{name}: {quoted(record.mode, words)}"
    roles = getattr(record, "roles", ())
    office = f" · {roles[-1].title}" if roles else ""
    return getattr(record, "born", "")[:4], "", f"{record.name}{office}"


def laid_out(sections: Sequence[Section]) -> Text:
    """Return a page as one text, its headings bold, what belongs to a line dim."""
    text = Text()
    for section in sections:
        if section.lines:
            above = "\n" if text else ""
            text.append(f"{above}{section.heading}\n" if section.heading else "", "bold")
        for one in section.lines:
            text.append(f"{one.label}: " if one.label else "  ", "dim")
            text.append(one.text)
            text.append(f"  {one.detail}\n" if one.detail else "\n", "dim")
    return text


def typed(words: Sequence[str], given: Mapping[str, Any], named: Sequence[str]) -> str:
    """Return a command of ddr as it is typed in a shell: its words, its filters, its timelines."""
    options: list[str] = []
    for name, value in given.items():
        option = f"--{'as' if name == 'office' else name}"
        for one in value if isinstance(value, (list, tuple)) else [value]:
            options += [option] if one is True else [option, str(one)]
    first, *others = words
    timelines = [part for one in named for part in ("--timeline", one)]
    return shlex.join(["ddr", first, *options, *others, *timelines])


WIDE = 14
"""Cells of a date in the list."""


def _short(date: str) -> str:
    """Return a date that fits its column; of a long span the beginning, and a dash."""
    short = edtf.short(edtf.parse(date))
    start = date.partition("/")[0]
    if len(short) > WIDE and date > start > "..":
        return f"{edtf.short(edtf.parse(start))} –"
    return short
