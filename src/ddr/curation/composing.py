"""From what a curator gives to a record that can be written: ids for names, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ddr.corpus.shapes import Field, shape
from ddr.curation.ids import propose
from ddr.curation.known import Known, resolve_all
from ddr.errors import UsageError
from ddr.records import CLASSES, key_of

_CONTRIBUTORS = ("author", "editor", "translator")


def compose(known: Known, table: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a new record, with an id and with what its source tells of it.

    A statement takes its date from its source where that has one, its speaker where that has one
    author, and the speaker's office and the mode where another statement of the source has them.
    """
    values = {key: value for key, value in given.items() if value not in ("", [], None)}
    values = resolve_all(known, table, values)
    if table == "statement":
        values = _from_source(known, values)
    elif table == "source":
        for key in _CONTRIBUTORS:
            if key in values:
                values[key] = [contributor(known, one) for one in values[key]]
        values.setdefault("type", "webpage" if values.get("URL") else "document")
    elif table == "event":
        values.setdefault("kind", "other")
    if table in {"event", "statement"}:
        values.setdefault("confidence", "medium")
    for name, default in vars(CLASSES[table]).items():
        if name in CLASSES[table].FIELDS and isinstance(default, str) and default:
            values.setdefault(key_of(name), default)
    if not values.get("id") and not missing(table, values, but="id"):
        values["id"] = propose(table, values, known.blocks)
    return values


def missing(table: str, values: Mapping[str, Any], but: str = "") -> list[Field]:
    """Return the fields that a record of this kind must have and has not."""
    fields = shape(CLASSES[table]).values()
    return [f for f in fields if f.required and not values.get(f.key) and f.key != but]


def demand(table: str, values: Mapping[str, Any]) -> None:
    """Raise `UsageError` that names every field still missing, and the words it may have."""
    if lacking := missing(table, values, but="id"):
        told = [
            f"--{one.key}" + (f" ({', '.join(one.choices)})" if one.choices else "")
            for one in lacking
        ]
        raise UsageError(f"the {table} still needs {', '.join(told)}")
    if table == "event" and not values.get("evidence"):
        raise UsageError("the event still needs evidence: --source and --says, or --find")


def refuse_repetition(
    known: Known, table: str, values: Mapping[str, Any], *, twins: bool = False
) -> None:
    """Raise `UsageError`, with the place of the other, for an id that is taken or a repetition.

    `twins` allows a record that says what another says.
    """
    record = str(values["id"])
    if record in known.blocks:
        raise UsageError(f"the id '{record}' is taken: see {known.place(record)}")
    twin = "" if twins else known.duplicate(table, values)
    if twin:
        what = f"'{twin}' at {known.place(twin)} says the same"
        raise UsageError(f"{what}: see 'ddr edit {twin}', or add this one too with --again")


def contributor(known: Known, given: Any) -> Any:
    """Return who wrote a source, as a table: a person, a body, or else a literal name."""
    if isinstance(given, dict):
        return given
    found = known.resolve(str(given), ("person", "organization"))
    block = known.blocks.get(found)
    if block is not None and block.table in {"person", "organization"}:
        return {block.table: found}
    return {"literal": str(given)}


def evidence(source: str, locator: str, exact: str, says: str) -> dict[str, str]:
    """Return one piece of evidence, without what is empty."""
    pairs = {"source": source, "locator": locator, "exact": exact, "says": says}
    return {key: value for key, value in pairs.items() if value}


def _from_source(known: Known, given: dict[str, Any]) -> dict[str, Any]:
    values = dict(given)
    source = _source(known, str(values.get("source", "")))
    for key in ("event-date", "issued"):
        if source.get(key):
            values.setdefault("date", source[key])
    authors = source.get("author", [])
    if len(authors) == 1 and isinstance(authors[0], dict):
        who = authors[0].get("person") or authors[0].get("organization")
        if who:
            values.setdefault("speaker", who)
    if values.get("says") and not values.get("exact"):
        values.setdefault("mode", "paraphrase")
    for _, other in known.of("statement") if source else ():
        if other.get("source") == values["source"] and other.get("mode") != "paraphrase":
            if not values.get("says"):
                values.setdefault("mode", other.get("mode", ""))
            if other.get("speaker") == values.get("speaker") and other.get("role"):
                values.setdefault("role", other["role"])
    return values


def _source(known: Known, named: str) -> dict[str, Any]:
    """Return what the source of a statement says; raise `UsageError` where there is none."""
    return known.values(known.expected(named, ("source",))) if named else {}
