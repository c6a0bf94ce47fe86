"""The shape of each record, read once from the annotations in `ddr.records`."""

from __future__ import annotations

import inspect
import re
import typing
from dataclasses import dataclass
from typing import Any

from ddr.frozen import Frozen
from ddr.parts import Form, Ref
from ddr.records import key_of


@dataclass(frozen=True, slots=True)
class Field:
    """What a field may hold.

    key: its name in TOML and JSON.
    attribute: its name in the class of records.
    many: an array of what the other fields describe.
    required: it has no default.
    form: the form that the string must have, or "".
    choices: the words allowed; empty if any.
    refers: the kinds of record that the string must name; empty if it names none.
    part: the class of an inline table, or None for a string.
    """

    key: str
    attribute: str
    many: bool
    required: bool
    form: str
    choices: tuple[str, ...]
    refers: tuple[str, ...]
    part: type[Any] | None


def documented(cls: type[Any]) -> dict[str, str]:
    """Return what the docstring of a record class says of each of its fields, by attribute."""
    text = inspect.cleandoc(cls.__doc__ or "")
    return dict(re.findall(r"^(\w+): (.+)$", text, re.MULTILINE))


_SHAPES: dict[type[Any], dict[str, Field]] = {}


def shape(cls: type[Any]) -> dict[str, Field]:
    """Return the fields of a record class, or of a part of one, by TOML key."""
    if cls not in _SHAPES:
        _SHAPES[cls] = _read_shape(cls)
    return _SHAPES[cls]


def _read_shape(cls: type[Any]) -> dict[str, Field]:
    hints = typing.get_type_hints(cls, include_extras=True)
    fields = {}
    for name in cls.FIELDS:
        found = _field(name, hints[name], required=name in cls.REQUIRED)
        fields[found.key] = found
    return fields


def _field(attribute: str, hint: Any, *, required: bool) -> Field:
    many = typing.get_origin(hint) is tuple
    if many:
        hint = typing.get_args(hint)[0]
    marks = getattr(hint, "__metadata__", ())
    choices = typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else ()
    return Field(
        key=key_of(attribute),
        attribute=attribute,
        many=many,
        required=required,
        form=next((mark.name for mark in marks if isinstance(mark, Form)), ""),
        choices=choices,
        refers=next((mark.kinds for mark in marks if isinstance(mark, Ref)), ()),
        part=hint if isinstance(hint, type) and issubclass(hint, Frozen) else None,
    )
