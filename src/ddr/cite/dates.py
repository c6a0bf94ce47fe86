"""EDTF dates as CSL dates."""

from __future__ import annotations

from typing import Any

from ddr.edtf import MONTHS, Point, parse

_SHORTENED = 5  # letters of the first months that MLA shortens
_SPANS = {"decade": 9, "century": 99}


def csl_date(edtf: str, *, uncertain: bool = False) -> dict[str, Any] | None:
    """Return the CSL date (``date-parts``, ``circa``) of an EDTF string; None for an empty one.

    No day or month is added: the date has as many parts as the string. An interval becomes a
    range, its open end the ``[0]`` that processors print as "2001–"; of an interval open at
    its beginning only the known end is left, as uncertain. A decade or century (``199X``) is
    the range of its years, uncertain. ``?``, ``~`` and ``%`` become ``circa``, as does
    `uncertain`, meant for a date that the document itself does not print.

    Raises `ddr.edtf.EdtfError` for a string that is no EDTF date.
    """
    if not edtf:
        return None
    date = parse(edtf)
    start, end = date.start, date.end
    circa = uncertain or bool(date.qualifier) or start.precision in {*_SPANS, "open"}
    parts: list[list[int]] = []
    if start.precision != "open":
        parts.append(_parts(start))
    if end.precision == "open":
        parts.append([0])
    elif start != end or end.precision in _SPANS:
        parts.append([end.year + _SPANS[end.precision]] if end.precision in _SPANS else _parts(end))
        circa = circa or end.precision in _SPANS
    csl: dict[str, Any] = {"date-parts": parts}
    if circa:
        csl["circa"] = True
    return csl


def american(date: dict[str, Any]) -> str:
    """Return a CSL date in American words: "October 12, 2021", "August 2001", "2001–2006"."""
    return "–".join(_american(parts) for parts in date["date-parts"])


def british(date: dict[str, Any]) -> str:
    """Return day and month of a CSL date, without the year: "12 October", "August", or ""."""
    month = [MONTHS[parts[1] - 1] for parts in date["date-parts"][:1] if parts[1:]]
    days = [str(part) for parts in date["date-parts"][:1] for part in parts[2:]]
    return " ".join([*days, *month]) if len(date["date-parts"]) == 1 else ""


def mla(date: dict[str, Any]) -> str:
    """Return a CSL date as MLA prints it: "12 Oct. 2021", "Aug. 2001", "2001–2006"."""
    return "–".join(_mla(parts) for parts in date["date-parts"])


def _parts(point: Point) -> list[int]:
    """Return the known parts of one end: the year, the month, the day."""
    return [part for part in point[:3] if part]


def _american(parts: list[int]) -> str:
    match parts:
        case [year, month, day]:
            return f"{MONTHS[month - 1]} {day}, {year}"
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case _:
            return str(parts[0] or "")


def _mla(parts: list[int]) -> str:
    """Return one date; months of more than four letters are shortened, September to four."""
    names = [month if len(month) < _SHORTENED else f"{month[:3]}." for month in MONTHS]
    names[8] = "Sept."
    words = [str(parts[0] or ""), *(names[month - 1] for month in parts[1:2]), *map(str, parts[2:])]
    return " ".join(reversed(words))
