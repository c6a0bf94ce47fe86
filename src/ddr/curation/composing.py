"""From what a curator gives to a record that can be written: ids for names, what is missing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from ddr.corpus.shapes import Field, shape, wrong_type
from ddr.curation.known import Known, propose, resolve_all
from ddr.curation.layout import literal
from ddr.errors import DataError, UsageError, a, did_you_mean
from ddr.records import CLASSES, key_of
from ddr.when import parse_when

_CONTRIBUTORS = ("author", "editor", "translator")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False, "": False}


def compose(known: Known, table: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a new record, with an id and with what its source tells of it.

    A statement takes its date from its source where that has one, its speaker where that has one
    author, and the speaker's office where another statement of the source has it. The mode is never
    taken from another statement: it decides whether the words may stand in quotation marks.
    """
    values = resolve_all(known, table, _sound(known, table, given))
    if table == "statement":
        values = _from_source(known, values)
    elif table == "source":
        values.setdefault("type", "webpage" if values.get("URL") else "document")
    elif table == "event":
        values.setdefault("kind", "other")
    if table in {"event", "statement"}:
        values.setdefault("confidence", "medium")
    for name, default in vars(CLASSES[table]).items():
        if name in CLASSES[table].FIELDS and isinstance(default, str) and default:
            values.setdefault(key_of(name), default)
    if not values.get("id") and not missing(known, table, values, but="id"):
        values["id"] = propose(table, values, known.blocks)
    return values


def _sound(known: Known, table: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is given, with contributors as tables; raise `DataError` for a wrong type."""
    values = {key: value for key, value in given.items() if value not in ("", [], None)}
    for key in _CONTRIBUTORS if table == "source" else ():
        if isinstance(values.get(key), list):
            values[key] = [contributor(known, one) for one in values[key]]
    if wrong := wrong_type(CLASSES[table], values):
        raise DataError(f"the {table}: {wrong}")
    return values


def missing(known: Known, table: str, values: Mapping[str, Any], but: str = "") -> list[Field]:
    """Return the fields that a record of this kind must have and has not.

    A source has an origin where the timeline declares sides.
    """
    fields = shape(CLASSES[table]).values()
    must = [f for f in fields if f.required or (f.declared == "side" and known.terms.side)]
    return [f for f in must if not values.get(f.key) and f.key != but]


def demand(known: Known, table: str, values: Mapping[str, Any]) -> None:
    """Raise `UsageError` that names every field still missing, and the words it may have."""
    if lacking := missing(known, table, values, but="id"):
        told = [
            f"--{one.key}" + (f" ({', '.join(words)})" if (words := known.choices(one)) else "")
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
    """Return who wrote a source, as a table: a person, an organization, or else a literal name."""
    if not isinstance(given, str):
        return given
    found = known.resolve(given, ("person", "organization"))
    block = known.blocks.get(found)
    if block is not None and block.table in {"person", "organization"}:
        return {block.table: found}
    return {"literal": given}


def evidence(source: str, locator: str, exact: str, says: str) -> dict[str, str]:
    """Return one piece of evidence, without what is empty."""
    pairs = {"source": source, "locator": locator, "exact": exact, "says": says}
    return {key: value for key, value in pairs.items() if value}


def _from_source(known: Known, given: dict[str, Any]) -> dict[str, Any]:
    """Add what the source of a statement tells; raise `UsageError` where there is none such."""
    values = dict(given)
    named = str(values.get("source", ""))
    source = known.values(known.expected(named, ("source",))) if named else {}
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
        same = all(other.get(key) == values.get(key) for key in ("source", "speaker"))
        if same and other.get("mode") != "paraphrase" and other.get("role"):
            values.setdefault("role", other["role"])
    return values


def typed(
    table: str, given: Sequence[str], today: date, now: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Read ``key=value`` pairs for a record of a kind into values as TOML would give them.

    A field that holds several takes one value a pair, or a TOML array; ``key+=value`` adds to what
    it holds `now`, ``key-=value`` takes away; ``key=`` empties a field. Dates are EDTF or words.
    Raises `UsageError` for a field that the kind does not have and a value that it cannot hold.
    """
    fields = shape(CLASSES[table])
    values: dict[str, Any] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        sign = key[-1:] if key[-1:] in {"+", "-"} and equals else ""
        key = key.removesuffix(sign).strip() if sign else key.strip()
        if not equals:
            raise UsageError(f"'{pair}' is not of the form key=value")
        known = field(table, fields, key)
        if not known.many:
            if sign:
                raise UsageError(f"'{known.key}' holds one value: write {known.key}={value}")
            values[known.key] = _one(known, value, today)
            continue
        items = _several(known, value, today)
        held = list(values.get(known.key, (now or {}).get(known.key, []) if sign else []))
        if sign == "-":
            values[known.key] = [item for item in held if item not in items]
        else:
            values[known.key] = held + items
    return values


def corrected(words: str) -> str:
    """Return the ``key+=value`` pair that adds an erratum; raise `UsageError` for none.

    It is of today in UTC, as the version is that the correction raises.
    """
    says = " ".join(words.split())
    if not says:
        raise UsageError("--erratum needs words: what was wrong, until which version")
    return f'errata+={{ date = "{datetime.now(UTC):%Y-%m-%d}", says = {literal(says)} }}'


def field(table: str, fields: Mapping[str, Field], key: str) -> Field:
    """Return a field by its name, whatever its capitals; raise `UsageError` with what is close."""
    folded = {name.lower().replace("_", "-"): known for name, known in fields.items()}
    found = fields.get(key) or folded.get(key.lower().replace("_", "-"))
    if found is None:
        hint = did_you_mean(key, fields) or f"; known are {', '.join(fields)}"
        raise UsageError(f"{a(table)} has no field '{key}'{hint}")
    return found


def when(text: str, today: date) -> str:
    """Return a date as EDTF; words are understood: "12 October 1948"."""
    return parse_when(text, today=today).text if text.strip() else ""


def flag(known: Field, value: str) -> bool:
    """Read true or false; raise `UsageError` for another word."""
    if value.lower() not in _FLAGS:
        raise UsageError(f"'{known.key}' is true or false, not '{value[:40]}'")
    return _FLAGS[value.lower()]


def _one(known: Field, value: str, today: date) -> Any:
    value = " ".join(value.split())
    if known.flag:
        return flag(known, value)
    return when(value, today) if known.form.startswith("edtf") else value


def _several(known: Field, value: str, today: date) -> list[Any]:
    text = value.strip()
    if text.startswith(("[", "{")):
        found = _toml(known, text)
        items = found if isinstance(found, list) else [found]
    elif known.part is not None and text:
        inner = ", ".join(f'{key} = "…"' for key in list(shape(known.part))[:2])
        raise UsageError(f"'{known.key}' holds tables: write {known.key}='{{ {inner} }}'")
    else:
        items = [_one(known, text, today)] if text else []
    return items


def _toml(known: Field, text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError) as error:
        raise UsageError(f"'{known.key}' is not valid TOML: {error}") from None
