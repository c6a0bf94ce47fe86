"""The canonical form of a record: one block of TOML.

Keys stand in the order of `ddr.records`, empty ones are left out. Strings are quoted by tomli-w.
An array of words stands on one line where that is short enough, else one element a line; tables
in an array stand one a line, unless there is but one and it is short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomli_w

from ddr.corpus.shapes import Field, shape
from ddr.curation.comments import Comments
from ddr.records import CLASSES, Record, record_type, to_json

WIDTH = 100
"""Characters of the longest array that stands on one line."""


def record_block(record: Record, comments: Comments | None = None) -> str:
    """Return the block of a record, without a blank line around it.

    Comments are written where they belong; those without a place stay in `comments.left`.
    """
    return block(record_type(record), to_json(record), comments)


def block(table: str, values: Mapping[str, Any], comments: Comments | None = None) -> str:
    """Return the block of a record given by its values under the keys of the TOML.

    Raises `KeyError` for a key that no record of this kind has.
    """
    fields = shape(CLASSES[table])
    if unknown := [key for key in values if key not in fields]:
        raise KeyError(unknown[0])
    kept = comments or Comments()
    lines = [*kept.above(""), f"[[{table}]]{kept.beside('')}"]
    for key, known in fields.items():
        if value := values.get(key):
            lines += kept.above(key)
            lines += _pair(known, value, kept)
            lines[-1] += kept.beside(key)
    return "\n".join(lines) + "\n"


def header(values: Mapping[str, Any], comments: Comments, order: Iterable[str]) -> str:
    """Return the keys at the head of a timeline file."""
    lines = []
    for key in order:
        if key in values:
            lines += kept if (kept := comments.above(key)) else []
            lines.append(tomli_w.dumps({key: values[key]}).rstrip("\n") + comments.beside(key))
    return "\n".join(lines) + "\n"


def _pair(known: Field, value: Any, comments: Comments) -> list[str]:
    key = known.key
    if not known.many:
        return [f"{key} = {literal(value)}"]
    items = [_inline(known.part, item) if known.part else literal(item) for item in value]
    line = f"{key} = [{', '.join(items)}]"
    single = len(items) == 1 or known.part is None
    if single and len(line) <= WIDTH and not comments.inside(key):
        return [line]
    lines = [f"{key} = ["]
    for index, item in enumerate(items):
        path = f"{key}[{index}]"
        lines += [f"  {comment}" if comment else "" for comment in comments.above(path)]
        lines.append(f"  {item},{comments.beside(path)}")
    return [*lines, "]"]


def _inline(part: type[Any], values: Mapping[str, Any]) -> str:
    if not isinstance(values, Mapping):
        raise TypeError(values)
    fields = shape(part)
    if unknown := [key for key in values if key not in fields]:
        raise KeyError(unknown[0])
    pairs = [f"{key} = {literal(values[key])}" for key in fields if values.get(key)]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def literal(value: str) -> str:
    """Return a string in quotation marks, as TOML wants it on one line."""
    return tomli_w.dumps({"k": value}, multiline_strings=False)[4:-1]
