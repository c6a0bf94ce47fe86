"""Selections from random corpora, against a filter that looks at every record."""

from __future__ import annotations

import calendar
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddr.corpus.corpus import Corpus
from ddr.frozen import replace
from ddr.index.build import build
from ddr.index.open import Index
from ddr.parts import Evidence
from ddr.query import select as selecting
from ddr.query.select import Filter, Selection, select
from ddr.records import Event, Place, Record, Statement

FIRST, LAST = 0, 3_652_060  # the days before and after every day that can be written
DAYS = st.dates(date(1999, 11, 1), date(2001, 2, 28))
ENDS = [1, FIRST, LAST, *(date(1999, 11, 1).toordinal() + 7 * week for week in range(72))]
DOUBTS = st.sampled_from(["", "", "?", "~", "%"])
AGENTS = ["ann", "bob", "kcna"]
WORDS = ["gold", "iron", "coal"]
PLACES = {"asia": "", "korea": "asia", "pyongyang": "korea", "club": "pyongyang", "moscow": ""}
KINDS = ["summit", "visit", "war"]
MODES = ["direct", "reported"]


@dataclass(frozen=True)
class Dated:
    """A date with what is known of it apart from the code: first and last day, days of the year."""

    text: str
    first: int
    last: int
    days: frozenset[str] = frozenset()


def days(first: date, last: date, text: str) -> Dated:
    """Return days in a row; more than a month of them are "on this day" on none."""
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    named = frozenset(day.strftime("%m-%d") for day in every) if len(every) <= 31 else frozenset()
    return Dated(text, first.toordinal(), last.toordinal(), named)


def point(day: date, shape: str, doubt: str) -> Dated:
    if shape == "day":
        return days(day, day, f"{day}{doubt}")
    if shape == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        first, last = day.replace(day=1).toordinal(), day.replace(day=last).toordinal()
        return Dated(f"{day:%Y-%m}{doubt}", first, last)
    if shape == "year":
        first, last = date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()
        return Dated(f"{day:%Y}{doubt}", first, last)
    return Dated("19XX", date(1900, 1, 1).toordinal(), date(1999, 12, 31).toordinal())


def dated(shape: str, one: Dated, other: Dated, day: date, length: int) -> Dated:
    if shape == "from":
        return Dated(f"{one.text}/..", one.first, LAST)
    if shape == "by":  # nothing earlier is known, so it stands at its last day alone
        return Dated(f"../{one.text}", one.last, one.last)
    if shape == "days":
        end = day + timedelta(length)
        return days(day, end, f"{day}/{end}")
    if shape == "interval" and one.last < other.first and not (one.days and other.days):
        return Dated(f"{one.text}/{other.text}", one.first, other.last)
    return one


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


SHAPES = st.sampled_from(["day", "day", "month", "year", "century"])
POINTS = st.builds(point, DAYS, SHAPES, DOUBTS)
SPANS = st.sampled_from(["point", "point", "interval", "days", "from", "by"])
DATES = st.just(point(date(2000, 2, 29), "day", "")) | st.builds(
    dated, SPANS, POINTS, POINTS, DAYS, st.integers(1, 40)
)
TITLES = some(WORDS).map(lambda words: " ".join(words) or "none")
TAGS = some(["Trade", "Nuclear  issue"])
HELD = some(["s-1", "s-2"]).map(lambda ids: tuple(Evidence(source=i, says="-") for i in ids))
EVENTS = st.builds(
    Event,
    id=st.just("event"),
    date=st.just(""),
    title=TITLES,
    kind=st.sampled_from(KINDS),
    place=st.sampled_from(["", *PLACES]),
    participants=some(AGENTS),
    tags=TAGS,
    evidence=HELD,
    confidence=st.sampled_from(["high", "low"]),
)
STATEMENTS = st.builds(
    Statement,
    id=st.just("said"),
    date=st.just(""),
    speaker=st.sampled_from(AGENTS),
    mode=st.sampled_from(MODES),
    exact=TITLES,
    source=st.sampled_from(["s-1", "s-2"]),
    occasion=st.sampled_from(["", "event-8"]),
    about=some(["event-8", "event-9", "ann", "korea"]),
    topics=TAGS,
)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Record], dict[str, Dated]]:
    """Draw events and statements, ids numbered so that 10 comes after 9, in any order."""
    when: dict[str, Dated] = {}
    found: list[Record] = []
    drawn = draw(st.lists(st.tuples(EVENTS | STATEMENTS, DATES), max_size=9))
    numbers = draw(st.permutations(range(7, len(drawn) + 7)))
    for number, (record, day) in zip(numbers, drawn, strict=True):
        name = f"{record.id}-{number}"
        found.append(replace(record, id=name, date=day.text))
        when[name] = day
    places = [Place(id=name, name=name, within=within) for name, within in PLACES.items()]
    return [*places, *found], when


def around(place: str) -> set[str]:
    return {place} | (around(PLACES[place]) if PLACES[place] else set()) if place else set()


def holds(record: Any, dated: Dated, name: str, values: tuple[str, ...]) -> bool:
    """Return whether one filter holds, straight from the fields of the record."""
    event = isinstance(record, Event)
    pieces = {piece.source for piece in (*record.evidence, *record.accounts)}
    held: dict[str, set[str]] = {
        "day": set(dated.days),
        "confidence": {record.confidence},
        "kind": {record.kind} if event else set(),
        "mode": set() if event else {record.mode},
        "agent": set(record.participants) if event else {record.speaker},
        "place": around(record.place) if event else set(),
        "tag": {tag.lower().replace("  ", " ") for tag in record.tags} if event else set(),
        "topic": set() if event else {word.lower().replace("  ", " ") for word in record.topics},
        "source": pieces if event else {*pieces, record.source},
        "about": set() if event else {*record.about, record.occasion} - {""},
    }
    return bool(held[name] & set(values))


FILTERS: dict[str, list[str]] = {
    "kind": KINDS, "mode": MODES, "agent": [*AGENTS, "nobody"], "place": list(PLACES),
    "tag": ["trade", "nuclear issue"], "topic": ["trade", "nuclear issue"],
    "source": ["s-1", "s-2"], "about": ["event-8", "event-9", "ann", "korea"],
    "confidence": ["high", "low"], "day": ["02-29", "12-31", "01-01", "07-15"],
}  # fmt: skip


def selection(random: Random) -> Selection:
    chosen = [random.choice(sorted(FILTERS)) for _ in range(random.choice([0, 1, 1, 2, 3]))]
    filters = [(n, tuple(random.choices(FILTERS[n], k=random.randint(1, 3)))) for n in chosen]
    return Selection(
        table=random.choice(["event", "statement"]),
        filters=tuple(filters),
        match=random.choice(["", "", "", *WORDS]),
        since=random.choice([None, None, random.choice(ENDS)]),
        until=random.choice([None, None, random.choice(ENDS)]),
        limit=random.choice([0, 0, 1, 2, 5]),
        reverse=random.choice([False, True]),
    )


def naively(records: list[Record], when: dict[str, Dated], selection: Selection) -> list[str]:
    kind = Event if selection.table == "event" else Statement
    found = []
    for record in records:
        if not isinstance(record, kind):
            continue
        dated = when[record.id]
        words = record.title if isinstance(record, Event) else record.exact
        if (
            all(holds(record, dated, *one) for one in selection.filters)
            and (not selection.match or selection.match in words.split())
            and (selection.since is None or dated.last >= selection.since)
            and (selection.until is None or dated.first <= selection.until)
        ):
            found.append((dated.first, dated.last, int(record.id.partition("-")[2]), record.id))
    found.sort(reverse=selection.reverse)
    return [row[-1] for row in found][: selection.limit or None]


def in_memory(records: list[Record]) -> Index:
    index = Index.__new__(Index)
    index.timelines, index.folder, index.path = [], Path(), None
    index._made = {}
    index._connection = sqlite3.connect(":memory:", isolation_level=None)
    corpus = Corpus(records={record.id: record for record in records})
    build(corpus, index._connection, "test")
    return index


def test_select_agrees_with_looking_at_every_record() -> None:
    hits: list[int] = []

    @settings(max_examples=settings().max_examples // 2)
    @given(corpora(), st.randoms(use_true_random=True))
    def agrees(corpus: tuple[list[Record], dict[str, Dated]], random: Random) -> None:
        records, when = corpus
        index = in_memory(records)
        for _ in range(40):
            one = selection(random)
            wanted = naively(records, when, one)
            assert select(index, one) == wanted
            hits.append(len(wanted))
            with pytest.MonkeyPatch.context() as patch:  # the plan for large timelines
                patch.setattr(selecting, "_SHARE", 0)
                assert select(index, one) == wanted
        index.close()

    agrees()
    # Were nearly all answers empty, it would prove little.
    assert sum(map(bool, hits)) > len(hits) / 20


@pytest.fixture(scope="module")
def pages() -> Iterator[Index]:
    days = [date(2000, 1, 1) + timedelta(7 * n) for n in range(200)]
    index = in_memory(
        [
            Event(id=f"e-{n}", date=f"{day}", title="x", kind="visit" if n % 2 else "war")
            for n, day in enumerate(days)
        ]
    )
    yield index
    index.close()


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("one", [(), (("kind", ("visit",)),), (("kind", ("visit", "war")),)])
def test_a_limit_takes_the_first_of_the_order_asked_for(
    pages: Index, reverse: bool, one: tuple[Filter, ...]
) -> None:
    def page(limit: int) -> list[str]:
        return select(pages, Selection(table="event", filters=one, limit=limit, reverse=reverse))

    everything = page(0)
    assert len(everything) == (100 if len(one) and len(one[0][1]) == 1 else 200)
    assert everything == sorted(everything, key=lambda i: int(i[2:]), reverse=reverse)
    for limit in (1, 7, 199, 500):
        assert page(limit) == everything[:limit]


def test_an_interval_that_began_long_before_is_found_by_its_end() -> None:
    events: list[Record] = [
        Event(id="war", date="1950/2000", title="x", kind="war"),
        *(
            Event(id=f"e-{year}", date=f"{year}", title="x", kind="visit")
            for year in range(1951, 99)
        ),
        Event(id="late", date="1999-06", title="x", kind="visit"),
    ]
    index = in_memory(events)
    since = date(1999, 7, 1).toordinal()
    assert select(index, Selection(table="event", since=since)) == ["war"]
    until = date(1950, 1, 1).toordinal()
    assert select(index, Selection(table="event", until=until)) == ["war"]
    assert select(index, Selection(table="event", since=since, until=since)) == ["war"]
    assert select(index, Selection(table="statement", since=since)) == []
    index.close()


def test_what_happened_by_a_day_stands_at_that_day() -> None:
    index = in_memory([Event(id="by", date="../2022-10-12", title="x", kind="visit")])
    day = date(2022, 10, 12).toordinal()
    assert select(index, Selection(table="event", since=day, until=day)) == ["by"]
    assert select(index, Selection(table="event", until=day - 1)) == []
    assert select(index, Selection(table="event", since=day + 1)) == []
    index.close()
