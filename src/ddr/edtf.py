"""Dates as EDTF writes them (ISO 8601-2): all of level 0 that is a date, and parts of level 1.

Read are ``1948``, ``1948-10`` and ``1948-10-12``, with one of ``?`` (uncertain), ``~``
(approximate) and ``%`` (both) after them; unspecified digits from the right, ``19XX``,
``199X``, ``1999-XX``, ``1999-12-XX`` and ``1999-XX-XX``; intervals of all of these, ``2001/2006``;
and intervals open at one end, ``../2022-10-12`` and ``2001-08/..``. Years run from 0001 to 9999.

Days are counted as `datetime.date.toordinal` counts them: 1 January 0001 (proleptic
Gregorian) is day 1. Every list prints dates, so this module imports next to nothing.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, NoReturn

from ddr import display

Precision = Literal["day", "month", "year", "decade", "century", "open"]
Qualifier = Literal["", "?", "~", "%"]

OPEN_START = 0
"""The `earliest` of ``../2022``: the day before every day that can be written."""
OPEN_END = 3_652_060
"""The `latest` of ``2001/..``: the day after 31 December 9999."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_SHAPES: dict[str, Precision] = {
    "9999": "year",
    "9999-99": "month",
    "9999-99-99": "day",
    "999X": "decade",
    "99XX": "century",
    "9999-XX": "year",
    "9999-XX-XX": "year",
    "9999-99-XX": "month",
}
_TO_NINES = str.maketrans("012345678", "9" * 9)
_QUALIFIERS: dict[str, Qualifier] = {"?": "?", "~": "~", "%": "%"}
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)  # days before each month
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = range(21, 42)  # the numbers that ISO 8601-2 gives to seasons, quarters and the like
_SHOWN = 40  # characters of a wrong text that a message repeats
_LONGEST = len("1948-10-12?/1948-10-12?")
_MONTH_DAYS = 31  # the longest span, in days, that `month_days` spells out


class EdtfError(ValueError):
    """A text that is not an EDTF date: one line with the text, the fault and what is right."""

    def __init__(self, text: str, fault: str, right: str) -> None:
        shown = repr(text[:_SHOWN]) + ("…" if len(text) > _SHOWN else "")
        super().__init__(f"{shown} {fault}; {right}")
        self.fault = fault
        self.right = right


class Point(NamedTuple):
    """One end of a date, as precise as it was written; both ends of ``1948`` are equal.

    A part that is not known is 0. `year` is the first year of a decade or century.
    """

    year: int
    month: int
    day: int
    precision: Precision
    qualifier: Qualifier


class Date(NamedTuple):
    """A date, or an interval of dates.

    text: the EDTF it was read from; ``str(date)`` is the same.
    start, end: the two ends as written.
    earliest, latest: first and last day it may cover, as day numbers or `OPEN_START`, `OPEN_END`.
    """

    text: str
    start: Point
    end: Point
    earliest: int
    latest: int

    @property
    def qualifier(self) -> Qualifier:
        """The doubt about either end: ``%`` where there are both kinds."""
        kinds = {self.start.qualifier, self.end.qualifier} - {""}
        return kinds.pop() if len(kinds) == 1 else "%" if kinds else ""

    def __str__(self) -> str:
        return self.text


def days(date: Date) -> tuple[str, str]:
    """Return the first and the last day that a date may cover as ISO 8601, "" where it is open."""
    from datetime import date as day

    start = day.fromordinal(date.earliest).isoformat() if date.earliest > OPEN_START else ""
    return start, day.fromordinal(date.latest).isoformat() if date.latest < OPEN_END else ""


def year_of(day: int) -> int:
    """Return the year that a day is in, by its number; of an open end, the last that there is."""
    from datetime import date

    return date.fromordinal(min(max(day, OPEN_START + 1), OPEN_END - 1)).year


_OPEN = Point(0, 0, 0, "open", "")


def parse(text: str) -> Date:
    """Read an EDTF date or interval.

    Raises `EdtfError` for everything else, and for days that no calendar has and intervals
    that end before they start. In ``2001-05-10/2001-05`` the end may still be later, so it stands.
    """
    if len(text) > _LONGEST:
        raise EdtfError(text, "is too long for a date", "write it like 1948-10-12 or 2001/2006")
    first, slash, second = text.partition("/")
    if not slash:
        point = _point(text)
        return Date(text, point, point, _first_day(point), _last_day(point))
    if "/" in second:
        raise EdtfError(text, "has more than one '/'", "write an interval like 2001/2006")
    if not first or not second:
        raise EdtfError(text, "lacks an end", "write two dots for it, like ../2006 or 2001/..")
    if first == second == "..":
        raise EdtfError(text, "is open at both ends", "give at least one, like ../2006 or 2001/..")
    start, end = _end(first, text), _end(second, text)
    earliest = OPEN_START if start is _OPEN else _first_day(start)
    latest = OPEN_END if end is _OPEN else _last_day(end)
    if latest < earliest:
        raise EdtfError(text, "ends before it starts", "put the earlier date first, like 2001/2006")
    return Date(text, start, end, earliest, latest)


def sort_key(date: Date) -> tuple[int, int]:
    """Return the order of every list of dates, and what filters compare: (earliest, latest).

    What happened "by" a day stands at that day, since nothing earlier is known of it.
    """
    earliest = date.latest if date.start is _OPEN else date.earliest
    return earliest, date.latest


def month_days(date: Date) -> list[str]:
    """Return the days that the date covers as ``MM-DD``, in order.

    Empty unless both ends are days and the span is at most 31 days, so that a long interval
    is not "on this day" every day. A qualified day counts: `words` tells of the doubt.
    """
    start, end = date.start, date.end
    span = date.latest - date.earliest + 1
    if start.precision != "day" or end.precision != "day" or span > _MONTH_DAYS:
        return []
    year, month, day = start[:3]
    days = []
    for _ in range(span):
        days.append(f"{month:02}-{day:02}")
        day += 1
        if day > days_in_month(year, month):
            month, day = month % 12 + 1, 1
            year += month == 1
    return days


def words(date: Date) -> str:
    """Return the date as a person reads it, with nothing added: "July 2000", "about 1984"."""
    return _words(date, short=False)


def short(date: Date) -> str:
    """Return `words` for a narrow table: months of three letters, "c. 1984", "1984?"."""
    return _words(date, short=True)


def day_of_year(month: int, day: int) -> str:
    """Return a day of any year as a person reads it: "12 October"."""
    point = Point(0, month, day, "day", "")
    return words(Date("", point, point, 0, 0))


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month of the proleptic Gregorian calendar."""
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month - 1]  # noqa: PLR2004


def _words(date: Date, *, short: bool) -> str:
    if (language := display.dates()) in display.SPOKEN:
        from ddr.date_words import spoken

        return spoken(date, language, short=short)
    start, end = date.start, date.end
    first, last = _one(start, short=short), _one(end, short=short)
    if start == end:
        return first
    first, last = (f"the {said}" if said.endswith("0s") else said for said in (first, last))
    if start.precision == "open":
        return f"by {last}"
    if end.precision == "open":
        return f"from {first}"
    if date.qualifier or not {start.precision, end.precision} <= {"day", "month", "year"}:
        # A dash would leave open which of the two ends a doubt belongs to.
        return f"from {first} to {last}"
    if start.precision == end.precision and start.year == end.year:
        # What both ends share is said once.
        month = 0 if start.month == end.month else start.month
        first = _plain(start._replace(year=0, month=month), short=short)
    tight = start.precision == end.precision and " " not in first
    return first + ("–" if tight else " – ") + last


def _one(point: Point, *, short: bool) -> str:
    """Say one end: its plain words and the doubt about it."""
    plain = _plain(point, short=short)
    if point.qualifier in ("~", "%"):
        plain = ("c. " if short else "about ") + plain
    if point.qualifier in ("?", "%"):
        plain += "?" if short else " (uncertain)"
    return plain


def _plain(point: Point, *, short: bool) -> str:
    """Say the parts that are known; a part that is 0 is left out."""
    year = point.year
    if point.precision == "century" or (point.precision == "decade" and year % 100 == 0):
        # "The 1900s" would be a decade to one reader and a century to another.
        last = year + (99 if point.precision == "century" else 9)
        return f"some time in {_year(year)}–{last}"
    if point.precision == "decade":
        return f"{_year(year)}s"
    month = MONTHS[point.month - 1][: 3 if short else None] if point.month else ""
    return " ".join(filter(None, (str(point.day or ""), month, _year(year) if year else "")))


def _year(year: int) -> str:
    return str(year) if year >= 1000 else f"AD {year}"  # noqa: PLR2004


def _end(piece: str, text: str) -> Point:
    """Read one end of the interval `text`."""
    if piece == "..":
        return _OPEN
    try:
        return _point(piece)
    except EdtfError as error:
        fault = f"has an end, {piece!r}, that {error.fault}"
        raise EdtfError(text, fault, error.right) from None


def _point(text: str) -> Point:
    """Read a date that is no interval."""
    qualifier = _QUALIFIERS.get(text[-1:], "")
    body = text[:-1] if qualifier else text
    precision = _SHAPES.get(body.translate(_TO_NINES))
    if precision is None:
        _diagnose(text)
    if qualifier and "X" in body:
        right = f"write {body} alone, or a year, a month or a day like 1984{qualifier}"
        raise EdtfError(text, f"has both X and '{qualifier}'", right)
    year = int(body[:4].replace("X", "0"))
    if not year:
        raise EdtfError(text, "has the year 0000", "years run from 0001 to 9999")
    month = _month(body[5:7], text) if precision in ("month", "day") else 0
    day = 0
    if precision == "day":
        day, last = int(body[8:]), days_in_month(year, month)
        if not 1 <= day <= last:
            right = f"{MONTHS[month - 1]} {year} has the days 01 to {last}, like {body[:8]}{last}"
            raise EdtfError(text, f"has {day:02} for a day", right)
    return Point(year, month, day, precision, qualifier)


def _month(digits: str, text: str) -> int:
    month = int(digits)
    if month in _SEASONS:
        right = "write its months, like 2001-06/2001-08"
        raise EdtfError(text, f"has {digits} for a month, in EDTF a season or a quarter", right)
    if not 1 <= month <= len(MONTHS):
        right = "months run from 01 to 12, like 1948-10-12"
        raise EdtfError(text, f"has {digits} for a month", right)
    return month


def _diagnose(text: str) -> NoReturn:
    """Say what is wrong with a text that does not have the shape of a date."""
    foreign = [c for c in text if not c.isascii()]
    marks = sum(text.count(mark) for mark in "?~%")
    day = "like 1948-10-12"
    faults = (
        (not text, "is empty", f"write a date {day}, 1948-10 or 1948"),
        (foreign, f"has {''.join(foreign[:1])!r} in it", f"write digits and hyphens, {day}"),
        (any(c.isspace() for c in text), "has a blank in it", f"write it without blanks, {day}"),
        (text[10:11] == "T" or ":" in text, "has a time of day", f"write only the day, {day}"),
        ("x" in text, "has a small x", "write a capital X, like 199X"),
        (marks > 1, "has two marks of doubt", "write one: ?, ~, or % for both, like 1984%"),
        (marks and text[-1] not in "?~%", "has a mark of doubt inside", "end with it, like 1984?"),
        (".." in text, "has dots", "write an interval with a slash, like 2001/2006 or 2001/.."),
        (
            not text.strip("0123456789X-?~%") and "X" in text,
            "leaves open other digits than ddr reads",
            "replace them from the right, like 199X, 19XX, 1999-XX or 1999-12-XX",
        ),
        (
            len(text) > len("1948") and (text[0] in "-Y[{" or not text.strip("0123456789SE")),
            "is EDTF, or another form of ISO 8601, that ddr does not read",
            f"write a year from 0001 to 9999 or a day {day}",
        ),
        (True, "is not a date", f"write four digits for the year, two for month and day, {day}"),
    )
    raise EdtfError(text, *next((fault, right) for found, fault, right in faults if found))


def _first_day(point: Point) -> int:
    return _day_number(point.year, point.month or 1, point.day or 1)


def _last_day(point: Point) -> int:
    if point.day:
        return _day_number(point.year, point.month, point.day)
    year = point.year + {"decade": 9, "century": 99}.get(point.precision, 0)
    month = point.month or 12
    return _day_number(year, month, days_in_month(year, month))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_number(year: int, month: int, day: int) -> int:
    past = year - 1
    leap_day = month > 2 and _is_leap(year)  # noqa: PLR2004
    return 365 * past + past // 4 - past // 100 + past // 400 + _BEFORE[month - 1] + leap_day + day
