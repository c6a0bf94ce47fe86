"""Records from elsewhere: TOML, JSON and JSON lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from ddr.corpus.shapes import shape
from ddr.corpus.texts import LARGEST
from ddr.curation.composing import field
from ddr.errors import DataError, UsageError, choose
from ddr.files import decode, home, read_text
from ddr.records import CLASSES

FORMATS = ("toml", "json", "jsonl", "csv")

_TABLE = re.compile(r"\[\[\s*[a-z]")

New = tuple[str, dict[str, Any]]
"""The kind of a record, and its values as TOML would give them."""


def incoming(text: str, kind: str, form: str) -> list[New]:
    """Read records of a kind; empty fields are left out.

    `form` is one of `FORMATS` but CSV, as `form_in` tells it. TOML may name other kinds by its
    ``[[tables]]``, JSON by ``"record"``. Raises `DataError` for a text in no such form,
    `UsageError` for an unknown field.
    """
    reader = _READERS[choose("the format", form, FORMATS)]
    found = [(table, _values(table, values)) for table, values in reader(text, kind)]
    if not found:
        raise DataError("no record was given")
    return found


def form_in(text: str) -> str:
    """Return the one of `FORMATS` that a text is in, by its beginning."""
    start = text.lstrip("\ufeff \t\r\n")
    if _TABLE.match(start):
        return "toml"
    if start.startswith("{"):
        lines = [line for line in start.split("\n") if line.strip()]
        several = len(lines) > 1 and all(line.strip().startswith("{") for line in lines)
        return "jsonl" if several else "json"
    if start.startswith("["):
        return "json"
    first = start.partition("\n")[0]
    return "toml" if "=" in first or first.startswith("#") else "csv"


def _values(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    fields = shape(CLASSES[table])
    found = {}
    for key, value in values.items():
        if value in ("", [], None):
            continue
        known = field(table, fields, key)
        if known.many and not isinstance(value, list):
            raise UsageError(f"'{known.key}' of a {table} holds several: give an array")
        if known.part is not None:
            value = [  # noqa: PLW2901 (the same value, without what is empty)
                {k: v for k, v in part.items() if v != ""} if isinstance(part, dict) else part
                for part in value
            ]
        found[known.key] = value
    return found


def _toml(text: str, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        read = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise DataError(f"the input is not valid TOML: {error}") from None
    tables = {name: rows for name, rows in read.items() if name in CLASSES and _is_rows(rows)}
    for name, rows in tables.items():
        yield from ((name, row) for row in rows)
    if not tables and read:
        yield kind, read


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _json(text: str, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"the input is not valid JSON: {error}") from None
    for row in read if isinstance(read, list) else [read]:
        yield _row(row, kind)


def _jsonl(text: str, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _row(json.loads(line), kind)
            except (ValueError, RecursionError) as error:
                raise DataError(f"line {number} is not valid JSON: {error}") from None


def _row(row: Any, kind: str) -> tuple[str, dict[str, Any]]:
    if not isinstance(row, dict):
        raise DataError("each record is a JSON object")
    values = dict(row)
    table = values.pop("record", kind)
    if table not in CLASSES:
        raise UsageError(f"there is no record of kind '{table}'")
    return table, values


_READERS: dict[str, Callable[[str, str], Iterator[tuple[str, dict[str, Any]]]]] = {
    "toml": _toml,
    "json": _json,
    "jsonl": _jsonl,
}


def read_input(where: Path | BinaryIO) -> str:
    """Return the text of a file or of standard input; raises what `files.read_text` raises."""
    if isinstance(where, Path):
        return read_text(home(where), LARGEST)
    try:
        content = where.read(LARGEST + 1)
    except OSError as error:
        raise DataError(f"standard input cannot be read: {error.strerror or error}") from None
    if len(content) > LARGEST:
        raise DataError(f"standard input is larger than {LARGEST // 2**20} MiB")
    return decode(content, "standard input")
