"""Events with the statements that belong to them, in chapters: what every document is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ddr import edtf
from ddr.display import shown
from ddr.errors import choose
from ddr.index.open import Index
from ddr.query.stored import Stored, every, fetch, labels

if TYPE_CHECKING:
    from ddr.records import Event, Statement

CHAPTERS = ("year", "side", "person", "place", "kind")


class Chapter(NamedTuple):
    """The events of one year, side, person, place or kind.

    key: a year or another date, a side, an id, a kind; "" for the events that have none.
    label: what a document calls it.
    found: the events, in the order in which they were given.
    """

    key: str
    label: str
    found: list[Stored[Event]]


def chapters(index: Index, found: Sequence[Stored[Event]], by: str) -> list[Chapter]:
    """Put events into chapters: years in order of time, others the largest first.

    An event of several persons or sides stands in several chapters; one of several years in that in
    which it began, and one of a decade in a chapter of its own. Raises `UsageError` for a word
    that is not in `CHAPTERS`.
    """
    choose("--group-by", by, CHAPTERS)
    if by == "year":
        return _years(found)
    sides = sides_of(index, found) if by == "side" else {}
    made: dict[str, list[Stored[Event]]] = {}
    for stored in found:
        for key in _keys(stored, by, sides) or [""]:
            made.setdefault(key, []).append(stored)
    if by == "person":
        persons = fetch(index, list(made))
        made = {k: v for k, v in made.items() if not k or persons[k].table == "person"}
    terms, known = index.terms, labels(index, made)
    if by in {"side", "kind"}:
        known = {key: terms.label(by, key, shown()) for key in made if key}
    listed = [Chapter(key, known.get(key, key), events) for key, events in made.items()]
    if by == "side":
        order = [*terms.sides, ""]
        return sorted(listed, key=lambda one: order.index(one.key))
    return sorted(listed, key=lambda one: (not one.key, -len(one.found), one.label))


def _keys(stored: Stored[Event], by: str, sides: dict[str, list[str]]) -> list[str]:
    if by == "side":
        return sides[stored.id]
    if by == "person":
        return list(stored.values["participants"])
    return [stored.values[by]]


def _years(found: Iterable[Stored[Event]]) -> list[Chapter]:
    made: dict[str, Chapter] = {}
    for stored in found:
        date = edtf.parse(stored.values["date"])
        point = date.end if date.start.precision == "open" else date.start
        dated = point.precision in {"day", "month", "year"}
        key = f"{point.year:04}" if dated else date.text
        label = str(point.year) if dated else edtf.words(date)
        made.setdefault(key, Chapter(key, label, [])).found.append(stored)
    return list(made.values())


def sides_of(index: Index, found: Iterable[Stored[Event]]) -> dict[str, list[str]]:
    """Return the sides of those who took part in each event, as they are declared."""
    found = list(found)
    ids = {who for stored in found for who in stored.values["participants"]}
    agents = {name: one.record for name, one in fetch(index, sorted(ids)).items()}
    bodies = {name: one.record for name, one in fetch(index, sorted(_served(agents))).items()}
    known = bodies | agents
    terms = index.terms
    sides = {name: terms.side_of(record, known) for name, record in agents.items()}
    return {
        stored.id: [
            side
            for side in terms.sides
            if side in {sides.get(who) for who in stored.values["participants"]}
        ]
        for stored in found
    }


def _served(agents: dict[str, Any]) -> Iterator[str]:
    for record in agents.values():
        yield from (role.of for role in getattr(record, "roles", ()) if role.of)


def statements_of(
    index: Index, events: Iterable[str], chosen: Iterable[str] | None = None
) -> dict[str, list[Stored[Statement]]]:
    """Return the statements that belong to events, each once, by the id of the event.

    A statement belongs to its occasion, else to the first of these events that it is about.

    chosen: the ids of statements, of which alone any is returned; None for all.
    """
    ids = set(events)
    said = every(index, "statement") if chosen is None else fetch(index, list(chosen)).values()
    made: dict[str, list[Stored[Statement]]] = {}
    for stored in said:
        names = (stored.record.occasion, *stored.record.about)
        if at := next((name for name in names if name in ids), ""):
            made.setdefault(at, []).append(stored)
    for several in made.values():
        several.sort(key=lambda one: edtf.sort_key(edtf.parse(one.record.date)))
    return made
