"""From the ids that a user gives to what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ddr.cite import reference
from ddr.cite.csl import Lookup
from ddr.cite.pandoc.request import Quote
from ddr.cite.render import Cited
from ddr.errors import NotFoundError, UsageError
from ddr.index.open import Index
from ddr.query.lookup import lookup
from ddr.query.stored import fetch
from ddr.records import Source


def lookup_in(index: Index) -> Lookup:
    """Return the function that finds the person or organization of an id."""
    found: dict[str, Any] = {}

    def find(name: str) -> Any:
        if name not in found:
            found[name] = fetch(index, [name])[name].record
        return found[name]

    return find


def collect(
    index: Index, ids: Iterable[str], locator: str = "", only: Sequence[str] = ()
) -> list[Cited]:
    """Return what a source, a statement or an event is cited by, in the order of the ids.

    locator: the place in a source; a statement and an event bring their own.
    only: for events, the ids of the sources wanted; all of them if empty.

    Raises `NotFoundError` for an id that is not there and for an event that a wanted source
    does not attest, `UsageError` for a record of a kind that is not cited.
    """
    cited: list[Cited] = []
    for name in ids:
        stored = lookup(index, name)
        record = stored.record
        if stored.table == "source":
            cited.append(reference.of_source(record, locator))
        elif locator:
            raise UsageError(f"--locator goes with a source; '{stored.id}' brings its own place")
        elif stored.table == "statement":
            source = _sources(index, [record.source])[record.source]
            cited.append(reference.of_statement(record, source, lookup_in(index)))
        elif stored.table == "event":
            sources = _sources(index, (piece.source for piece in record.evidence))
            if strange := [wanted for wanted in only if wanted not in sources]:
                known = ", ".join(sources)
                message = f"'{strange[0]}' does not attest '{stored.id}'; these do: {known}"
                raise NotFoundError(message)
            cited += reference.of_event(record, sources.__getitem__, only)
        else:
            message = (
                f"'{stored.id}' is a record of kind {stored.table}: cite a source, a statement"
            )
            raise UsageError(f"{message} or an event")
    return cited


def quoted(index: Index, ids: Iterable[str], language: str) -> list[tuple[Quote, Cited]]:
    """Return statements as words and what they are cited by, in the order of the ids.

    language: of the paper that quotes them.

    Raises `NotFoundError` for an id that is not there, `UsageError` for one that is no statement.
    """
    from ddr.cite import quotation

    find = lookup_in(index)
    made = []
    for name in ids:
        stored = lookup(index, name)
        record = stored.record
        if stored.table != "statement":
            about = {"source": "--source", "event": "--about"}.get(stored.table, "--by")
            raise UsageError(
                f"--quote gives the words of statements, and '{stored.id}' is a record of kind "
                f"{stored.table}; 'ddr said {about} {stored.id}' lists them"
            )
        source = _sources(index, [record.source])[record.source]
        cited = reference.of_statement(record, source, find)
        made.append((quotation.of_statement(record, source, find, language), cited))
    return made


def _sources(index: Index, ids: Iterable[str]) -> dict[str, Source]:
    return {name: stored.record for name, stored in fetch(index, list(ids)).items()}
