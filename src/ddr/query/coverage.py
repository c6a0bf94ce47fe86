"""How far to trust the timeline: what it covers, and on whose sources it rests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ddr import edtf
from ddr.display import shown, worded
from ddr.edtf import OPEN_START, year_of
from ddr.index.open import Index
from ddr.query.stored import every
from ddr.query.wholes import around, wholes
from ddr.records import Event
from ddr.terms import THIRD, Terms

GAP = 2
"""Years without any event that are told as a gap."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers about the events of a timeline.

    decades: events by the decade in which they began: ``"1940s"``; by century where only that
        is known.
    kinds: events by kind; a whole and its parts of the same kind are one.
    sources: events by the number of sources that attest them.
    voices: events by whose sources attest them: one side's only, both sides', third parties', …
    confidence: events by confidence.
    modes: statements by mode.
    gaps: (last year with an event, next year with one), where more than two years lie between.
    """

    events: int
    decades: dict[str, int]
    kinds: dict[str, int]
    sources: dict[int, int]
    voices: dict[str, int]
    confidence: dict[str, int]
    modes: dict[str, int]
    gaps: list[tuple[int, int]]

    @property
    def single(self) -> int:
        """How many events rest on one source."""
        return self.sources.get(1, 0)


def coverage(index: Index) -> Coverage:
    """Count; the cost is that of reading every event once."""
    terms = index.terms
    origins = {one.id: one.record.origin for one in every(index, "source")}
    events = [one.record for one in every(index, "event")]
    statements = [one.record for one in every(index, "statement")]
    sources = [{piece.source for piece in event.evidence} for event in events]
    years = [edtf.parse(event.date) for event in events]
    return Coverage(
        events=len(events),
        decades=_counted(map(_decade, years)),
        kinds=_counted(terms.label("kind", kind, shown()) for kind in _kinds(events, index)),
        sources=_counted(len(found) for found in sources),
        voices=_counted(
            _voice({origins[name] for name in found}, terms) for found in sources if terms.side
        ),
        confidence=_counted(event.confidence for event in events),
        modes=_counted(statement.mode for statement in statements),
        gaps=_gaps(years),
    )


def _kinds(events: Sequence[Event], index: Index) -> Iterator[str]:
    """Yield the kind of each event, once for a whole and its parts of the same kind."""
    whole_of = wholes(index)
    kinds = {event.id: event.kind for event in events}
    for event in events:
        if event.kind not in {kinds.get(one) for one in around(event.id, whole_of)}:
            yield event.kind


def _decade(date: edtf.Date) -> str:
    if date.start.precision == "century":
        return f"{date.start.year}–{date.start.year + 99}"
    return f"{(date.start.year or date.end.year) // 10 * 10}s"


def _voice(origins: set[str], terms: Terms) -> str:
    """Say whose sources attest an event: those of one side alone, of several, or of others."""
    sides = [side for side in terms.sides if side in origins - {THIRD}]
    others, only = terms.label("side", THIRD, shown()), worded("{} only")
    if not sides:
        return only.format(others) if THIRD in origins else worded("not on record")
    if len(sides) == 1:
        alone = terms.label("side", sides[0], shown())
        return only.format(alone) if origins == {sides[0]} else _both(worded("one side"), others)
    told = worded("both sides" if len(sides) == 2 else "all sides")  # noqa: PLR2004
    told = told if len(sides) == len(terms.sides) - 1 else worded("{} sides").format(len(sides))
    return _both(told, others) if THIRD in origins else told


def _both(told: str, others: str) -> str:
    return worded("{} and {}").format(told, others)


def _gaps(dates: Iterable[edtf.Date]) -> list[tuple[int, int]]:
    covered: set[int] = set()
    for date in dates:
        first, last = date.start.year or date.end.year, date.end.year or date.start.year
        precise = date.start.precision not in {"decade", "century"}
        covered |= set(range(first, last + 1)) if precise else set()
    years = sorted(covered)
    return [(before, after) for before, after in pairwise(years) if after - before > GAP]


def _counted(values: Iterable[Any]) -> dict[Any, int]:
    counted = Counter(values)
    return {key: counted[key] for key in sorted(counted)}


@dataclass(frozen=True, slots=True)
class Facts:
    """The state of an open index.

    title, version, license: of the data.
    timelines: the files read.
    index: the index file, or "" where it is held in memory.
    counts: number of records by kind.
    """

    title: str
    version: str
    license: str
    timelines: list[str]
    index: str
    counts: dict[str, int]


def facts(index: Index) -> Facts:
    """Collect them."""
    rows = index.rows("SELECT type, count(*) FROM record GROUP BY type ORDER BY type")
    return Facts(
        title=index.meta("title"),
        version=index.meta("version"),
        license=index.meta("license"),
        timelines=[str(path) for path in index.timelines],
        index=str(index.path or ""),
        counts={str(kind): int(number) for kind, number in rows},
    )


def years(index: Index, table: str, ids: Sequence[str] | None = None) -> dict[int, int]:
    """Return how many events or statements begin in each year: all, or those with these ids.

    Of one whose beginning is open the year is that of its end.
    """
    if ids is None:
        sql = "SELECT value, number FROM tally WHERE type = ? AND field = 'year'"
        return {int(year): number for year, number in index.rows(sql, (table,))}
    counts: Counter[int] = Counter()
    sql = (
        f"SELECT iif(earliest > {OPEN_START}, earliest, latest), count(*) FROM dated "
        "WHERE type = ? AND id IN (SELECT value FROM json_each(?)) GROUP BY 1"
    )
    for begun, number in index.rows(sql, (table, json.dumps(ids))):
        counts[year_of(begun)] += number
    return counts
