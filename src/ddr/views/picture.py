"""Events on an axis of time: how each date is drawn, for a terminal and as SVG alike.

A date that is known to the day is a solid mark; one that is not, a hollow mark in the middle of
what it covers. An interval is a bar; an end that is open, approximate or known to the month or
the year alone fades. Where an account gives another date, a second mark is joined to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from ddr import edtf

if TYPE_CHECKING:
    from ddr.query.stored import Outline

FAMILIES = {
    "treaty": "text", "declaration": "text", "agreement": "text", "recognition": "text",
    "summit": "meeting", "visit": "meeting", "talks": "meeting", "reception": "meeting",
    "war": "conflict", "sanctions": "conflict", "rupture": "conflict",
    "aid": "aid", "culture": "aid",
}  # fmt: skip
"""The kinds of events whose marks have one shape; every other kind is of the family ``other``."""
ORDER = ("text", "meeting", "conflict", "aid", "other")
SAID = {
    "text": "treaties and other texts",
    "meeting": "meetings and visits",
    "conflict": "wars, ruptures, sanctions",
    "aid": "aid, culture",
    "other": "other",
}
"""What a legend says of each family."""

Edge = Literal["sharp", "soft", "open"]
_DECADE = 3650  # days; less than any decade has
_BLOCKS = " ▁▂▃▄▅▆▇█"


class Span(NamedTuple):
    """How a date is drawn; days are counted as in `ddr.edtf`.

    first, last: what it covers; an open end is where the axis ends.
    start, end: how its two ends are drawn.
    bar: it is an interval.
    hollow: it is not known to the day.
    doubt: "?" for an uncertain date, "~" for an approximate one, "%" for both, or "".
    """

    first: int
    last: int
    start: Edge
    end: Edge
    bar: bool
    hollow: bool
    doubt: str

    @property
    def middle(self) -> float:
        """The middle of what it covers."""
        return (self.first + self.last) / 2

    @property
    def place(self) -> float:
        """The day of its mark: of an interval the first, or the last where that one is open."""
        if not self.bar:
            return self.middle
        return self.last if self.start == "open" else self.first


class Mark(NamedTuple):
    """An event in the picture.

    id, title, date: of its record; the title in the language of the answer.
    family: of its kind: one of `ORDER`.
    span: how its date is drawn.
    others: the dates that other accounts give.
    colour: of the side that it is drawn for; "" for that of the family.
    """

    id: str
    title: str
    date: edtf.Date
    family: str
    span: Span
    others: tuple[Span, ...]
    colour: str = ""


class Axis(NamedTuple):
    """The time that is drawn, in whole years: the first day, and the one after the last."""

    first: int
    after: int

    def at(self, day: float) -> float:
        """Return where a day is, from 0 to 1."""
        return min(max((day - self.first) / (self.after - self.first), 0.0), 1.0)

    def ticks(self, most: int) -> list[tuple[int, int]]:
        """Return years to write below the axis, at most so many, and the first day of each."""
        years = edtf.year_of(self.first), edtf.year_of(self.after - 1)
        step = next(n for n in (1, 2, 5, 10, 20, 25, 50, 100, 1000, 5000)
                    if (years[1] - years[0]) // n < most)  # fmt: skip
        start = -(-years[0] // step) * step
        found = range(start, years[1] + 1, step)
        return [(year, _new_year(year)) for year in found] or [(years[0], self.first)]


def axis(dates: Iterable[edtf.Date]) -> Axis:
    """Return an axis that has every date but those of a whole decade or century."""
    days: list[int] = []
    vague: list[int] = []
    for date in dates:
        for point, day in ((date.start, date.earliest), (date.end, date.latest)):
            if point.precision != "open":
                (vague if point.precision in {"decade", "century"} else days).append(day)
    found = days or vague
    last = edtf.year_of(max(found))
    after = _new_year(last + 1) if last < 9999 else edtf.OPEN_END  # noqa: PLR2004
    return Axis(_new_year(edtf.year_of(min(found))), after)


def marks_of(events: Sequence[Outline]) -> tuple[list[Mark], Axis]:
    """Return events as marks, and the axis that they stand on."""
    dates = [edtf.parse(event.date) for event in events]
    drawn = axis(dates)
    return [
        Mark(
            event.id,
            event.title,
            date,
            FAMILIES.get(event.kind, "other"),
            _span(date, drawn),
            tuple(span for value in event.others for span in _read(value, drawn)),
        )
        for event, date in zip(events, dates, strict=True)
    ], drawn


def density(marks: Sequence[Mark], drawn: Axis, columns: int) -> list[int]:
    """Return how many dates there are in each of so many equal parts of the axis.

    A date is counted where its mark stands; one of a whole decade or century, nowhere.
    """
    found = [0] * columns
    for one in marks:
        if one.span.bar or one.span.last - one.span.first < _DECADE:
            found[min(int(drawn.at(one.span.place) * columns), columns - 1)] += 1
    return found


def blocks(counts: Sequence[int]) -> str:
    """Return a strip with a cell for each number, as high as its share of the largest."""
    most = max(counts, default=0) or 1
    return "".join(_BLOCKS[-(-number * 8 // most)] for number in counts)


def _read(value: str, drawn: Axis) -> list[Span]:
    try:
        return [_span(edtf.parse(value), drawn)]
    except edtf.EdtfError:
        return []


def _span(date: edtf.Date, drawn: Axis) -> Span:
    start, end = date.start, date.end
    bar = start != end
    return Span(
        first=max(date.earliest, drawn.first) if start.precision == "open" else date.earliest,
        last=min(date.latest, drawn.after - 1) if end.precision == "open" else date.latest,
        start=_edge(start),
        end=_edge(end),
        bar=bar,
        hollow=not bar and start.precision != "day",
        doubt=date.qualifier,
    )


def _edge(point: edtf.Point) -> Edge:
    if point.precision == "open":
        return "open"
    return "sharp" if point.precision == "day" and not point.qualifier else "soft"


def _new_year(year: int) -> int:
    from datetime import date

    return date(max(year, 1), 1, 1).toordinal()
