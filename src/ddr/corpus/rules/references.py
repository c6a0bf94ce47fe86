"""Rules on ids: what is named exists and is of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ddr.corpus.corpus import Corpus
from ddr.corpus.rules.registry import Finding, Rule
from ddr.corpus.shapes import Field, shape
from ddr.errors import did_you_mean
from ddr.records import Place


def references(record: Any) -> Iterator[tuple[str, Field, str]]:
    """Yield (path, field, id) for every id that a record names."""
    for known in shape(type(record)).values():
        value = getattr(record, known.attribute)
        for index, item in enumerate(value if known.many else (value,)):
            path = f"{known.key}[{index}]" if known.many else known.key
            if known.part is not None:
                for inner, field, name in references(item):
                    yield f"{path}.{inner}", field, name
            elif known.refers and item:
                yield path, known, item


def unknown_id(corpus: Corpus) -> Iterator[Finding]:
    """Every id that a record names belongs to a record of the right kind."""
    for record in corpus.records.values():
        for path, field, name in references(record):
            kind = corpus.kinds.get(name)
            wanted = " or ".join(field.refers)
            if kind is None:
                known = (other for other, table in corpus.kinds.items() if table in field.refers)
                hint = did_you_mean(name, known)
                yield Finding(record.id, path, f"there is no {wanted} '{name}'{hint}")
            elif kind not in field.refers:
                message = f"'{name}' is a record of kind {kind}; '{field.key}' names a {wanted}"
                yield Finding(record.id, path, message)


def formerly(corpus: Corpus) -> Iterator[Finding]:
    """An id that a record had before is not used by another."""
    taken = dict.fromkeys(corpus.kinds, "in use")
    for record in corpus.records.values():
        for index, name in enumerate(record.formerly):
            if name in taken:
                path = f"formerly[{index}]"
                yield Finding(record.id, path, f"the former id '{name}' is {taken[name]}")
            taken[name] = f"a former id of '{record.id}' already"


def place_circle(corpus: Corpus) -> Iterator[Finding]:
    """No place lies within itself."""
    inside = {place.id: place.within for place in corpus.every(Place)}
    for place, within in inside.items():
        seen, around = {place}, within
        while around:
            if around in seen:
                yield Finding(place, "within", f"'{place}' lies within itself, through '{around}'")
                break
            seen.add(around)
            around = inside.get(around, "")


RULES = (
    Rule("unknown-id", "error", unknown_id),
    Rule("formerly", "error", formerly),
    Rule("place-circle", "error", place_circle),
)
