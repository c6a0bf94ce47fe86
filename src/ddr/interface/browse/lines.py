"""What a record says on the screen: its line in the list, and its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.text import Text

from ddr import edtf
from ddr.records import Event, Statement
from ddr.views.page import Section
from ddr.vocabulary import quoted

Line = tuple[str, str, str]
"""When, a sign, and what."""


def line(record: Any, label: Callable[[str], str]) -> Line:
    """Return the line of an event, a statement, or a person or organization.

    label: returns what a person calls the record of an id.
    """
    if isinstance(record, Event):
        differs = " ≠" if record.accounts else ""
        return _short(record.date), _sign(record.confidence), f"{record.title}{differs}"
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
            text.append(f"\n{section.heading}\n" if section.heading else "", "bold")
        for one in section.lines:
            text.append(f"{one.label}: " if one.label else "  ", "dim")
            text.append(one.text)
            text.append(f"  {one.detail}\n" if one.detail else "\n", "dim")
    return text


def _short(date: str) -> str:
    return edtf.short(edtf.parse(date))


def _sign(confidence: str) -> str:
    return {"high": "●", "medium": "○", "low": "◌"}.get(confidence, "")
