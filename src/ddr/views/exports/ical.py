"""A calendar (iCalendar, RFC 5545): days that are known, and nothing that is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as day
from datetime import timedelta
from typing import NamedTuple

from ddr import edtf
from ddr.corpus.editions import day_of

_FOLD = 73  # octets of a line, beside the blank that continues it


class CalendarEntry(NamedTuple):
    """One entry, of whole days.

    uid: an id that no other entry of the world has.
    first, last: its days.
    title, body: what it is called, and what is told of it.
    place, kind: where it was, and what category it has; "" for none.
    """

    uid: str
    first: day
    last: day
    title: str
    body: str = ""
    place: str = ""
    kind: str = ""


def days_of(text: str) -> tuple[day, day] | None:
    """Return the first and last day of a date that is known to the day at both ends, or None."""
    date = edtf.parse(text)
    if date.start.precision != "day" or date.end.precision != "day":
        return None
    return day.fromordinal(date.earliest), day.fromordinal(date.latest)


def calendar(entries: Iterable[CalendarEntry], title: str, stamp: str) -> str:
    """Return a calendar.

    stamp: the day on which the data were as they are, such as "20261129".
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ddr//ddr-timeline//EN"]
    lines += ["CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(title)}"]
    for one in entries:
        lines += _event(one, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(one: CalendarEntry, stamp: str) -> Sequence[str]:
    after = one.last + timedelta(days=1)
    lines = ["BEGIN:VEVENT", f"UID:{one.uid}@ddr-timeline", f"DTSTAMP:{stamp}T000000Z"]
    lines += [f"DTSTART;VALUE=DATE:{_day(one.first)}", f"DTEND;VALUE=DATE:{_day(after)}"]
    lines.append(f"SUMMARY:{_text(one.title)}")
    for name, value in (
        ("DESCRIPTION", one.body),
        ("LOCATION", one.place),
        ("CATEGORIES", one.kind),
    ):
        if value:
            lines.append(f"{name}:{_text(value)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _day(one: day) -> str:
    return f"{one.year:04}{one.month:02}{one.day:02}"


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return "".join(c for c in value if c.isprintable())


def _folded(line: str) -> Iterable[str]:
    """Yield a line in pieces of at most 75 octets; no letter is cut in two."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece


def stamp(version: str) -> str:
    """Return the day that a version of the data is named by, or the first one that stamps have."""
    return _day(day_of(version) or day(1970, 1, 1))
