"""One record with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ddr.index.open import Index
from ddr.query.select import Selection, select
from ddr.query.stored import Stored, fetch, labels
from ddr.query.voices import voices
from ddr.query.wholes import tree, wholes

if TYPE_CHECKING:
    from ddr.records import Event, Statement
    from ddr.terms import Terms

_FIELDS = {
    "person": ("agent", "agent"),
    "organization": ("agent", "agent"),
    "place": ("place", "about"),
    "source": ("source", "source"),
    "event": ("related", "about"),
}
"""By kind of record: the posting lists of the events and of the statements that belong to it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A record, the events and statements that belong to it, and the labels of all ids in it.

    addresses: where the sources of its evidence stand on the web, by their ids.
    voices: the statement that has the words of each piece of its evidence, or None.
    terms: the vocabulary of the timelines.
    tree: the whole to which an event belongs, with all its parts, each with its depth.
    more: how many statements were said ``to`` it and ``about`` it, where any were.
    """

    stored: Stored[Any]
    events: list[Stored[Event]]
    statements: list[Stored[Statement]]
    labels: dict[str, str]
    addresses: dict[str, str]
    voices: list[Stored[Statement] | None]
    more: dict[str, int]
    terms: Terms
    tree: list[tuple[int, Stored[Event]]]


def profile(index: Index, stored: Stored[Any], limit: int = 0) -> Profile:
    """Collect what belongs to a record: events and statements at most so many each."""
    record = stored.record
    event_field, statement_field = _FIELDS.get(stored.table, ("", ""))
    events = _listed(index, "event", event_field, stored.id, limit)
    statements = _listed(index, "statement", statement_field, stored.id, limit)
    if stored.table == "event":
        events |= fetch(index, record.related)
    if stored.table == "statement":
        events = fetch(index, [record.occasion, *record.about])
    spoken = voices(index, getattr(record, "evidence", ()))
    others = [*events.values(), *statements.values(), *(one for one in spoken if one)]
    return Profile(
        stored,
        [one for one in events.values() if one.table == "event"],
        list(statements.values()),
        labels(index, _ids(stored, others)),
        {name: one.record.URL for name, one in fetch(index, _attesting(record)).items()},
        spoken,
        _more(index, stored) if stored.table in {"person", "organization"} else {},
        index.terms,
        _tree(index, stored) if stored.table == "event" else [],
    )


def _attesting(record: Any) -> list[str]:
    """Return the ids of the sources that attest a record, or that it stands in."""
    pieces = [*getattr(record, "evidence", ()), *getattr(record, "accounts", ())]
    own = getattr(record, "source", "")
    return [*([own] if own else []), *(piece.source for piece in pieces)]


def _tree(index: Index, stored: Stored[Any]) -> list[tuple[int, Stored[Event]]]:
    found = tree(stored.id, wholes(index))
    known = fetch(index, [event for _, event in found])
    return [(depth, known[event]) for depth, event in found]


def _more(index: Index, stored: Stored[Any]) -> dict[str, int]:
    sql = (
        "SELECT field, number FROM tally WHERE type = 'statement' AND value = ? "
        "AND field IN ('about', 'to') ORDER BY field DESC"
    )
    return dict(index.rows(sql, (stored.id,)))


def _listed(index: Index, table: str, field: str, value: str, limit: int) -> dict[str, Stored[Any]]:
    if not field:
        return {}
    selection = Selection(table=table, filters=((field, (value,)),), limit=limit)
    return fetch(index, select(index, selection))


def _ids(stored: Stored[Any], others: Iterable[Stored[Any]]) -> Iterator[str]:
    """Yield every word of a record that may be an id; `labels` keeps those that are."""
    yield from _strings(stored.record)
    for other in others:
        record = other.record
        yield from (record.id, getattr(record, "speaker", ""), getattr(record, "source", ""))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value and " " not in value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif not isinstance(value, bool):
        for part in vars(value).values():
            yield from _strings(part)
