"""The picture of a timeline in the cells of a terminal, or as text: shapes say what colour says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ddr import edtf
from ddr.display import counted, worded
from ddr.views.colours import readable
from ddr.views.lists import clean
from ddr.views.picture import ORDER, SAID, Axis, Mark, Span, blocks, density

SOLID = {"text": "◆", "meeting": "●", "conflict": "■", "aid": "▲", "other": "✦"}
HOLLOW = {"text": "◇", "meeting": "○", "conflict": "□", "aid": "△", "other": "✧"}
_MANY = 10
_LABEL = (22, 64)  # columns of the labels: the least and the most
_OPEN = 5  # cells beyond the known end of an interval that is open
_ROOMY = 26  # columns of labels that hold the remark on the density
_TICK = 9  # columns that a year on the axis needs


class Dash(NamedTuple):
    """A stretch of a line in one look: ``""``, a family, a colour, ``quiet`` or ``bold``."""

    text: str
    look: str = ""


Line = list[Dash]


def by_event(marks: Sequence[Mark], drawn: Axis, width: int) -> Iterator[Line]:
    """Yield a picture with a line for each event."""
    left = min(max(int(width * 0.45), _LABEL[0]), _LABEL[1])
    columns = width - left - 2
    yield from _head(marks, drawn, left, columns)
    for one in marks:
        said = wrapped(f"{edtf.short(one.date)}  {one.title}", left, "  ")
        cells = _blank(drawn, columns)
        for other in one.others:
            _join(cells, one.span, other, drawn)
        _draw(cells, one, drawn)
        yield [Dash(_filled(said[0], left + 2)), *_pieces(cells)]
        for more in said[1:]:
            yield [Dash(_filled(more, left + 2)), *_pieces(_blank(drawn, columns))]


def by_lane(lanes: Sequence[tuple[str, Sequence[Mark]]], drawn: Axis, width: int) -> Iterator[Line]:
    """Yield a picture with a line for each lane, such as a person; a digit stands for several."""
    longest = max(_cells(name) for name, _ in lanes) + 5
    left = min(max(longest, 12), max(int(width * 0.4), _LABEL[0]))
    columns = width - left - 2
    every = list({one.id: one for _, marks in lanes for one in marks}.values())
    yield from _head(every, drawn, left, columns)
    for name, marks in lanes:
        cells = _blank(drawn, columns)
        counts: dict[int, int] = {}
        for one in marks:
            if one.span.bar:
                _bar(cells, one.span, one.colour or one.family, drawn)
        for one in marks:
            at = _column(drawn, one.span.place, columns)
            counts[at] = counts.get(at, 0) + 1
            many = counts[at]
            sign = _sign(one) if many == 1 else str(many) if many < _MANY else "#"
            cells[at] = (sign, one.colour or one.family if many == 1 else "bold")
        said = wrapped(name, left - 5)
        yield [Dash(f"{_filled(said[0], left - 4)}{len(marks):>4}  "), *_pieces(cells)]
        for more in said[1:]:
            yield [Dash(_filled(more, left + 2)), *_pieces(_blank(drawn, columns))]


def by_year(marks: Sequence[Mark], width: int) -> Iterator[Line]:
    """Yield a picture with a line for each year, a mark for each event that began in it."""
    years: dict[int, list[Mark]] = {}
    vague: dict[str, list[Mark]] = {}
    for one in marks:
        date = one.date
        point = date.end if date.start.precision == "open" else date.start
        if point.precision in {"decade", "century"}:
            vague.setdefault(edtf.words(date), []).append(one)
        else:
            years.setdefault(point.year, []).append(one)
    for words, found in vague.items():
        yield [Dash(f"{words}  ", "quiet"), *_row(found, width)[0]]
    before = None
    for year in sorted(years):
        if before is not None and year - before > 1:
            empty = year - before - 1
            yield [Dash(f"  ⋮   {counted(empty, 'year')} without an event", "quiet")]
        before = year
        for number, row in enumerate(_row(years[year], width - 10)):
            head = f"{year:>4} {len(years[year]):>3}  " if number == 0 else " " * 10
            yield [Dash(head, "" if number == 0 else "quiet"), *row]


def legend(marks: Sequence[Mark], width: int, *, lanes: bool, years: bool) -> Iterator[Line]:
    """Yield what the signs that are there mean, and nothing of signs that are not."""
    families = {one.family for one in marks}
    spans = [one.span for one in marks]
    alone = not lanes and not years
    told = any(one.others for one in marks)
    faded = any("sharp" not in {span.start, span.end} for span in spans)
    bars = any(span.bar for span in spans)
    said = [f"{SOLID[name]} {worded(SAID[name])}" for name in ORDER if name in families]
    for there, words in (
        (any(span.hollow for span in spans), f"{HOLLOW['meeting']} … hollow: no day is known"),
        (bars and not years, f"━ {worded('from … to')}"),
        (bars and years, "→ goes on to"),
        (faded and not years, "┄ open, or not known to the day"),
        (any(span.doubt in "~%" and span.doubt for span in spans) and not lanes, "~ approximate"),
        (any(span.doubt in "?%" and span.doubt for span in spans) and not lanes, "? uncertain"),
        (told and alone, f"○┈● {worded('told differently')}"),
        (told and years, "≠ another date is told too"),
        (lanes, "2–9, #: so many at once"),
    ):
        if there:
            said.append(words)
    line = ""
    for one in said:
        if line and _cells(line) + _cells(one) + 3 > width:
            yield [Dash(line, "quiet")]
            line = ""
        line += f"{'   ' if line else ''}{one}"
    yield [Dash(line, "quiet")]


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text in lines of so many cells, later ones indented; a long word is broken."""
    lines = [""]
    for word in clean(text).split(" "):
        rest = word
        while rest:
            room = width - _cells(lines[-1]) - (1 if lines[-1].strip() else 0)
            if _cells(rest) <= room:
                lines[-1] += f"{' ' if lines[-1].strip() else ''}{rest}"
                break
            if lines[-1].strip():
                lines.append(indent)
                continue
            fits = next(n for n in range(len(rest), 0, -1) if _cells(rest[:n]) <= room or n == 1)
            lines[-1] += rest[:fits]
            rest = rest[fits:]
            lines.append(indent)
        if not word:
            lines[-1] += " "
    return [line for line in lines if line.strip()] or [""]


def _cells(text: str) -> int:
    """Return how many cells a text takes: two for a wide letter, none for an accent."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _filled(text: str, width: int) -> str:
    return text + " " * max(width - _cells(text), 0)


def _row(found: Sequence[Mark], width: int) -> list[Line]:
    """Return marks side by side, in as many lines as they need."""
    lines: list[Line] = [[]]
    used = 0
    for one in found:
        sign = _sign(one) + one.span.doubt.replace("%", "~?") + ("≠" if one.others else "")
        if one.span.start == "open":
            sign = f"…→{sign}"
        elif one.span.bar:
            sign += _until(one)
        if used + len(sign) + 1 > width and lines[-1]:
            lines.append([])
            used = 0
        lines[-1].append(Dash(sign, one.family))
        lines[-1].append(Dash(" "))
        used += len(sign) + 1
    return lines


def _until(one: Mark) -> str:
    """Return where an interval leads, in a picture that has a line for each year."""
    if one.span.end == "open":
        return "→…"
    first, last = edtf.year_of(one.span.first), edtf.year_of(one.span.last)
    return f"→{last}" if last != first else ""


Cells = list[tuple[str, str]]


def _head(marks: Sequence[Mark], drawn: Axis, left: int, columns: int) -> Iterator[Line]:
    """Yield the density strip and the years of the axis."""
    found = density(marks, drawn, columns)
    most, strip = max(found) or 1, blocks(found)
    number = counted(len(marks), "event")
    label = f"{number}, {worded('at most {}').format(most)}" if left > _ROOMY else number
    yield [Dash(f"{label} ▕".rjust(left + 2), "quiet"), Dash(strip, "bold")]
    years = [" "] * columns
    line = ["─"] * columns
    for year, day in drawn.ticks(max(columns // _TICK, 1)):
        at = _column(drawn, day, columns)
        line[at] = "┬"
        start = min(at, columns - 4)
        years[start : start + 4] = list(f"{year:<4}")[: columns - start]
    yield [Dash(" " * (left + 2)), Dash("".join(years), "quiet")]
    yield [Dash(" " * (left + 2)), Dash("".join(line), "quiet")]


def _blank(drawn: Axis, columns: int) -> Cells:
    cells: Cells = [(" ", "")] * columns
    for _, day in drawn.ticks(max(columns // _TICK, 1)):
        cells[_column(drawn, day, columns)] = ("┊", "quiet")
    return cells


def _column(drawn: Axis, day: float, columns: int) -> int:
    return min(int(drawn.at(day) * columns), columns - 1)


def _sign(one: Mark) -> str:
    span = one.span
    known = span.end if span.start == "open" else span.start
    solid = known == "sharp" if span.bar else not span.hollow
    return (SOLID if solid else HOLLOW)[one.family]


def _bar(cells: Cells, span: Span, look: str, drawn: Axis) -> None:
    """Draw what a date covers; a part that is not sure is dotted."""
    first, last = (_column(drawn, day, len(cells)) for day in (span.first, span.last))
    if span.start == "open":  # how far it goes is not known, so it goes nowhere
        first = max(first, last - _OPEN)
    if span.end == "open":
        last = min(last, first + _OPEN)
    whole = span.bar and "open" not in {span.start, span.end}
    fade = min(max((last - first + 1) // 3, 1), 6)
    for at in range(first, last + 1):
        unsure = (span.start != "sharp" and at < first + fade) or (
            span.end != "sharp" and at > last - fade
        )
        cells[at] = ("━" if whole and not unsure else "┄", look)


def _draw(cells: Cells, one: Mark, drawn: Axis) -> None:
    span = one.span
    _bar(cells, span, one.family, drawn)
    at = _column(drawn, span.place, len(cells))
    cells[at] = (_sign(one), one.family)
    if span.bar and span.end == "sharp" and span.start != "open":
        last = _column(drawn, span.last, len(cells))
        if last != at:
            cells[last] = (SOLID[one.family], one.family)
    doubt = {"%": "?~"}.get(span.doubt, span.doubt)
    for number, sign in enumerate(doubt):
        beside = at + 1 if number == 0 else at - 1
        if not 0 <= beside < len(cells):
            beside = at - 1 if number == 0 else at + 1
        cells[beside] = (sign, one.family)


def _join(cells: Cells, span: Span, other: Span, drawn: Axis) -> None:
    """Draw the mark of another account, joined to that of the record."""
    here, there = (_column(drawn, s.place, len(cells)) for s in (span, other))
    if here == there:  # too near to be told apart: it stands beside
        there = here + 1 if here + 1 < len(cells) else here - 1
    for at in range(min(here, there), max(here, there) + 1):
        cells[at] = ("┈", "quiet")
    cells[there] = ("○" if other.hollow or other.bar else "●", "quiet")


def _pieces(cells: Cells) -> Line:
    line: Line = []
    for sign, look in cells:
        if line and line[-1].look == look:
            line[-1] = Dash(line[-1].text + sign, look)
        else:
            line.append(Dash(sign, look))
    return line


def lanes_of(
    chapters: Sequence[tuple[str, Sequence[str]]], marks: Sequence[Mark]
) -> list[tuple[str, list[Mark]]]:
    """Return the marks of each chapter: its label, and the ids of its events."""
    known: Mapping[str, Mark] = {one.id: one for one in marks}
    return [(label, [known[name] for name in ids]) for label, ids in chapters]


def coloured(marks: Sequence[Mark], colour: str) -> list[Mark]:
    """Return marks in the colour that a side declares; as they are where that is ""."""
    return [one._replace(colour=readable(colour) if colour else "") for one in marks]
