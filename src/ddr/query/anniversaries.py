"""What happened on a day of the year, and how many years ago; only of days that are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ddr import edtf
from ddr.index.open import Index
from ddr.query.questions import EventQuestion, events

if TYPE_CHECKING:
    from ddr.query.stored import Stored
    from ddr.records import Event

ROUND = 5
"""An anniversary of so many years, or of a multiple of it, is a round one."""
_LEAP = (2, 29)


class Anniversary(NamedTuple):
    """An event, the day on which it is remembered, and how many years it is ago then."""

    on: date
    years: int
    stored: Stored[Event]


def anniversaries(
    index: Index, question: EventQuestion, day: date, ahead: int, today: date
) -> list[Anniversary]:
    """Return what happened on this day of the year, and what has its anniversary soon after.

    question: the events to look among; its limit is that of the anniversaries.
    ahead: how many days after `day` to look.
    today: what words for dates in the question start from.

    On the day itself an event of several days counts on each of them, later on its first alone. A
    date that is not known to the day has no anniversary. That of 29 February is, in a year that
    has none, on the 28th.
    """
    days = [day + timedelta(days=number) for number in range(ahead + 1)]
    named = [f"{one:%m-%d}" for one in days]
    if any((one + timedelta(days=1)).month != one.month and one.month == _LEAP[0] for one in days):
        named.append("02-29")
    asked = question._replace(limit=0, reverse=False)
    found: list[Anniversary] = []
    for stored in events(index, asked, today, named):
        found += _of(stored, days)
    found.sort(key=lambda one: (one.on, -one.years, one.stored.id))
    if question.reverse:
        found.reverse()
    return found[: question.limit or None]


def yearly(stored: Stored[Event], day: date, years: int) -> Iterator[Anniversary]:
    """Yield the anniversaries of an event in so many years from a day on."""
    first = _first(stored)
    for year in range(day.year, day.year + years + 1):
        on = in_year(first, year) if first else None
        if first and on and day <= on < in_year(day, day.year + years) and year > first.year:
            yield Anniversary(on, year - first.year, stored)


def in_year(day: date, year: int) -> date:
    """Return the same day of another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _first(stored: Stored[Event]) -> date | None:
    """Return the first day of an event, or None where it is not known to the day."""
    read = edtf.parse(stored.record.date)
    known = read.start.precision == read.end.precision == "day"
    return date.fromordinal(read.earliest) if known else None


def _of(stored: Stored[Event], days: list[date]) -> Iterator[Anniversary]:
    first = _first(stored)
    if first is None:
        return
    last = date.fromordinal(edtf.parse(stored.record.date).latest)
    now = days[0]
    # An event that runs over the end of a year is looked for from either year.
    for year in (now.year, now.year - 1):
        start = in_year(first, year)
        if start <= now <= start + (last - first) and year >= first.year:
            yield Anniversary(now, year - first.year, stored)
            return
    for year in (now.year, now.year + 1):
        start = in_year(first, year)
        if now < start <= days[-1] and year > first.year:
            yield Anniversary(start, year - first.year, stored)
            return
