"""A selection of events with every record that belongs to it: what is handed to other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ddr.corpus.rules.references import references
from ddr.display import shown, shown_as
from ddr.index.open import Index
from ddr.query.stored import Stored, every, fetch
from ddr.records import CLASSES

if TYPE_CHECKING:
    from ddr.records import Event, Statement
    from ddr.terms import Terms


class Bundle(NamedTuple):
    """Records that go together.

    records: by kind, in the order of `ddr.records.CLASSES`; events in the order of time.
    paragraphs: of the texts that the timeline holds: source, number, words; of no reader's copy.
    title, version, rights: of the data.
    terms: the vocabulary of the timelines.
    """

    records: dict[str, list[Stored[Any]]]
    paragraphs: list[tuple[str, int, str]]
    title: str
    version: str
    rights: str
    terms: Terms

    def names(self) -> dict[str, str]:
        """Return what a person calls each record, by its id."""
        return {one.id: _name(one.record) for several in self.records.values() for one in several}

    def kind(self, event: Event) -> str:
        """Return what the kind of an event is called."""
        return self.terms.label("kind", event.kind, shown())


def _name(record: Any) -> str:
    if name := getattr(record, "name", ""):
        return shown_as(name, record.names)
    return str(getattr(record, "title", record.id))


def bundle(
    index: Index,
    found: Iterable[Stored[Event]],
    said: Mapping[str, Sequence[Stored[Statement]]] | None,
) -> Bundle:
    """Return events with statements, and the sources, people and places that these name.

    said: the statements, by event; None for every record of the timeline, whether it belongs to
        one of the events or not.
    """
    records = {table: every(index, table) if said is None else [] for table in CLASSES}
    records["event"] = list(found)
    if said is not None:
        records["statement"] = [one for several in said.values() for one in several]
        _close(index, records)
    sources = {one.id for one in records["source"]}
    sql = (
        "SELECT source, number, body FROM paragraph "
        "WHERE source NOT IN (SELECT source FROM copy) ORDER BY source, number"
    )
    paragraphs = [row for row in index.rows(sql) if row[0] in sources]
    meta = index.meta
    return Bundle(records, paragraphs, meta("title"), meta("version"), meta("license"), index.terms)


def _close(index: Index, records: dict[str, list[Stored[Any]]]) -> None:
    """Add the sources, agents and places that the records name, and those that these name."""
    known = {one.id for several in records.values() for one in several}
    named = {name for several in records.values() for one in several for name in _ids(one.record)}
    while new := sorted(named - known - {""}):
        named = set()
        for one in fetch(index, new).values():
            if one.table in {"source", "person", "organization", "place"}:
                records[one.table].append(one)
                named |= set(_ids(one.record))
        known |= set(new)
    for table in ("source", "person", "organization", "place"):
        records[table].sort(key=lambda one: one.id)


def _ids(record: Any) -> Iterator[str]:
    """Yield the ids that a record names, and what its offices are of, be that an id or a word."""
    yield from (name for _, _, name in references(record))
    yield from (role.of for role in getattr(record, "roles", ()))
