"""Values of fields as a person types them: ``key=value``, dates in words, tables in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ddr.corpus.shapes import Field, shape
from ddr.curation.layout import literal
from ddr.errors import UsageError, did_you_mean
from ddr.records import CLASSES
from ddr.when import parse_when


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


def corrected(words: str, today: date) -> str:
    """Return the ``key+=value`` pair that adds an erratum of today; raise `UsageError` for none."""
    says = " ".join(words.split())
    if not says:
        raise UsageError("--erratum needs words: what was wrong, until which version")
    return f'errata+={{ date = "{today}", says = {literal(says)} }}'


def field(table: str, fields: Mapping[str, Field], key: str) -> Field:
    """Return a field by its name, whatever its capitals; raise `UsageError` with what is close."""
    folded = {name.lower().replace("_", "-"): known for name, known in fields.items()}
    found = fields.get(key) or folded.get(key.lower().replace("_", "-"))
    if found is None:
        hint = did_you_mean(key, fields) or f"; known are {', '.join(fields)}"
        raise UsageError(f"a {table} has no field '{key}'{hint}")
    return found


def when(text: str, today: date) -> str:
    """Return a date as EDTF; words are understood: "12 October 1948"."""
    return parse_when(text, today=today).text if text.strip() else ""


def _one(known: Field, value: str, today: date) -> str:
    value = " ".join(value.split())
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
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"'{known.key}' is not valid TOML: {error}") from None
