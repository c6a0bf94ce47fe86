"""Rules on ids: what is named exists and is of the right kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ddr.corpus.corpus import Corpus
from ddr.corpus.rules.registry import Finding, Rule
from ddr.corpus.shapes import Field, shape
from ddr.errors import a, did_you_mean
from ddr.records import Event, Place, Source, record_type

_HINTS = 25
"""Unknown ids that get a hint: each is compared with every id there is."""

_referring_fields: dict[type[Any], tuple[Field, ...]] = {}


def references(record: Any) -> Iterator[tuple[str, Field, str]]:
    """Yield (path, field, id) for every id that a record names."""
    for field in _referring(type(record)):
        value = getattr(record, field.attribute)
        if not value:
            continue
        if not field.many:
            yield field.key, field, value
            continue
        for index, item in enumerate(value):
            path = f"{field.key}[{index}]"
            if field.part is None:
                yield path, field, item
            else:
                for inner, part, name in references(item):
                    yield f"{path}.{inner}", part, name


def _referring(cls: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a class that hold ids, or parts that do."""
    if cls not in _referring_fields:
        fields = shape(cls).values()
        _referring_fields[cls] = tuple(
            field for field in fields if field.refers or (field.part and _referring(field.part))
        )
    return _referring_fields[cls]


def unknown_id(corpus: Corpus) -> Iterator[Finding]:
    """Every id that a record or a head names belongs to a record of the right kind."""
    former = formerly_of(corpus)
    hints: dict[tuple[str, tuple[str, ...]], str] = {}
    for owner, named in _named(corpus):
        for path, field, name in named:
            kind = corpus.kinds.get(name)
            wanted = " or ".join(field.refers)
            if kind is None and former.get(name, ("", ""))[1] in field.refers:
                continue
            if kind is None:
                asked = name, field.refers
                if asked not in hints and len(hints) < _HINTS:
                    known = (one for one, table in corpus.kinds.items() if table in field.refers)
                    add = f"; 'ddr add {field.refers[0]}' adds one"
                    hints[asked] = did_you_mean(name, known) or add
                hint = hints.get(asked, "")
                yield Finding(owner, path, f"there is no {wanted} '{name}'{hint}")
            elif kind not in field.refers:
                message = f"'{name}' is {a(kind)}; '{field.key}' names {a(wanted)}"
                yield Finding(owner, path, message)


def former_id(corpus: Corpus) -> Iterator[Finding]:
    """A record is named by the id that it has, not by one that it had."""
    former = formerly_of(corpus)
    for owner, named in _named(corpus) if former else ():
        for path, field, name in named:
            now, kind = former.get(name, ("", ""))
            if kind in field.refers and name not in corpus.kinds:
                yield Finding(owner, path, f"'{name}' is '{now}' now", now)


def _named(corpus: Corpus) -> Iterator[tuple[str, Iterator[tuple[str, Field, str]]]]:
    """Yield each record's id, and the name of each file, with what the record or head names."""
    yield from ((record.id, references(record)) for record in corpus.records.values())
    yield from ((file.name, references(file.head)) for file in corpus.files)


def formerly_of(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """Return the present id and kind of every former id that only one record had."""
    present: dict[str, tuple[str, str]] = {}
    twice = set()
    for record in corpus.records.values():
        for name in record.formerly:
            twice |= {name} & present.keys()
            present[name] = record.id, record_type(record)
    return {name: now for name, now in present.items() if name not in twice}


def formerly(corpus: Corpus) -> Iterator[Finding]:
    """An id that a record had before is not used by another."""
    taken = dict.fromkeys(corpus.kinds, "in use")
    for record in corpus.records.values():
        for index, name in enumerate(record.formerly):
            if name in taken:
                path = f"formerly[{index}]"
                yield Finding(record.id, path, f"the former id '{name}' is {taken[name]}")
            taken[name] = f"a former id of '{record.id}' already"


def citation_key(corpus: Corpus) -> Iterator[Finding]:
    """A citation key names one source, and is the id of no other record."""
    taken = {old: record.id for record in corpus.records.values() for old in record.formerly}
    taken |= {name: name for name in corpus.kinds}
    for source in corpus.every(Source):
        if (key := source.citation_key) and taken.setdefault(key, source.id) != source.id:
            message = f"the citation key '{key}' names '{taken[key]}' already"
            yield Finding(source.id, "citation-key", message)


def place_circle(corpus: Corpus) -> Iterator[Finding]:
    """No place lies within itself."""
    inside = {place.id: place.within for place in corpus.every(Place)}
    for place, through in _circles(inside):
        yield Finding(place, "within", f"'{place}' lies within itself, through '{through}'")


def part_circle(corpus: Corpus) -> Iterator[Finding]:
    """No event is a part of itself."""
    wholes = {event.id: event.part_of for event in corpus.every(Event)}
    for event, through in _circles(wholes):
        yield Finding(event, "part-of", f"'{event}' is a part of itself, through '{through}'")


def _circles(around: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield every id that leads back to itself, or to a circle, and where the circle closes."""
    for start, name in around.items():
        seen, at = {start}, name
        while at:
            if at in seen:
                yield start, at
                break
            seen.add(at)
            at = around.get(at, "")


RULES = (
    Rule("unknown-id", "error", unknown_id),
    Rule("former-id", "error", former_id, mends="writes the id that the record has now"),
    Rule("formerly", "error", formerly),
    Rule("citation-key", "error", citation_key),
    Rule("place-circle", "error", place_circle),
    Rule("part-circle", "error", part_circle),
)
