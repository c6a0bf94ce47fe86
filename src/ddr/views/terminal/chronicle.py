"""The column of dates that lists in order of time share: each year once, its days beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from ddr import edtf
from ddr.views.terminal.console import text

_DAY = 10
"""Columns for a day, a month or a span of days; a longer span takes several lines."""

_YEARS = re.compile(r"AD \d{1,3}\b|\b\d{4}\b")
_YEAR_FIRST = re.compile(r"(\d{4})년 ?(\d[^년]*)?")
_DAY_AND_YEAR = re.compile(r"(?:(.*[^\W\d_]{3}\.?) )?(AD \d{1,3}|\d{4})(\??)")


def split(date: str) -> tuple[str, str]:
    """Return the year of a date and what stands beside it, ``("1945", "24–26 Aug")``.

    date: in EDTF. Of several years the first; all then stand beside it.
    """
    short = edtf.short(edtf.parse(date))
    years = _YEARS.findall(short)
    if eastern := _YEAR_FIRST.fullmatch(short):
        return eastern[1], eastern[2] or ""
    if len(years) == 1 and (found := _DAY_AND_YEAR.fullmatch(short)):
        return found[2], f"{found[1] or ''}{found[3]}"
    return (years[0] if years else ""), short


def column(dates: Sequence[str]) -> tuple[list[Text], int]:
    """Return a cell for each date, and how wide they are; a year stands where it begins.

    dates: in EDTF; an empty one has an empty cell.
    """
    parted = [split(date) if date else ("", "") for date in dates]
    years = max((cell_len(year) for year, _ in parted), default=0) + 1
    before, cells = "", []
    for year, day in parted:
        cell = text(set_cell_size(year if year != before else "", years), "bold")
        lines = _lines(day)
        cell.append_text(text(_right(lines[0], _DAY), "not bold"))
        for line in lines[1:]:
            cell.append("\n").append_text(text(_right(line, years + _DAY), "not bold"))
        cells.append(cell)
        before = year or before
    return cells, years + _DAY


def _right(line: str, columns: int) -> str:
    return " " * (columns - cell_len(line)) + line


def _lines(day: str) -> list[str]:
    """Return a day, or a span that is too long for the column, broken at the dash or in words."""
    first, dash, last = day.partition(" – ")
    if dash and cell_len(day) > _DAY >= max(cell_len(f"{first} –"), cell_len(last)):
        return [f"{first} –", last]
    lines = [""]
    for word in day.split():
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) > _DAY:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
