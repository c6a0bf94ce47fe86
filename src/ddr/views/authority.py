"""People, bodies, places and sources as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ddr.parts import Contributor
from ddr.query.authority import Entry
from ddr.records import Source

PEOPLE = ("name", "names", "kind", "office", "born", "died", "events", "statements", "id")
PLACES = ("name", "names", "within", "events", "id")
SOURCES = (
    "id", "type", "title", "author", "issued", "publisher", "language", "origin", "held",
    "events", "statements", "URL",
)  # fmt: skip


def people(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """Yield a row a person or body."""
    for entry in entries:
        record = entry.stored.record
        yield [
            record.name,
            other_names(record),
            entry.stored.table,
            latest_office(record),
            getattr(record, "born", ""),
            getattr(record, "died", ""),
            str(entry.events),
            str(entry.statements),
            record.id,
        ]


def places(entries: Iterable[Entry], labels: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield a row a place."""
    for entry in entries:
        place = entry.stored.record
        within = labels.get(place.within, "")
        yield [place.name, other_names(place), within, str(entry.events), place.id]


def sources(entries: Iterable[Entry], labels: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield a row a source."""
    for entry in entries:
        source: Source = entry.stored.record
        yield [
            source.id,
            source.type,
            source.title,
            authors(source.author, labels),
            source.issued,
            source.publisher or source.container_title,
            source.language,
            source.origin,
            "yes" if source.text else "no",
            str(entry.events),
            str(entry.statements),
            source.URL,
        ]


def authors(contributors: Iterable[Contributor], labels: Mapping[str, str]) -> str:
    """Return the names of authors, parted by semicolons."""
    names = (who.name or who.person or who.organization for who in contributors)
    return "; ".join(labels.get(name, name) for name in names)


def other_names(record: Any) -> str:
    """Return the other forms of a name, parted by semicolons."""
    return "; ".join(dict.fromkeys(form.text for form in record.names if form.text != record.name))


def latest_office(record: Any) -> str:
    """Return the last office recorded, or ``""``."""
    roles = getattr(record, "roles", ())
    return str(roles[-1].title) if roles else ""
