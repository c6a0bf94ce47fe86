"""The shape of each record, from the annotations in `ddr.records`, and the forms of its strings."""

from __future__ import annotations

import inspect
import re
import typing
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ddr import edtf
from ddr.frozen import Frozen
from ddr.parts import Declared, Form, Ref
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
    flag: it is true or false.
    declared: the table at the head of the timeline that declares its words, or "".
    """

    key: str
    attribute: str
    many: bool
    required: bool
    form: str
    choices: tuple[str, ...]
    refers: tuple[str, ...]
    part: type[Any] | None
    flag: bool = False
    declared: str = ""


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
        field = _field(name, hints[name], required=name in cls.REQUIRED)
        fields[field.key] = field
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
        flag=hint is bool,
        declared=next((mark.table for mark in marks if isinstance(mark, Declared)), ""),
    )


_LANG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language is a BCP 47 tag such as 'ru' or 'ko'"
PLAIN_FORMS = {
    "id": (
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "an id is lowercase letters, digits and single hyphens, such as 'kremlin-2019'",
    ),
    "key": (
        r"""[^\s,"'={}()\[\]#%\\~@;|]+""",
        "a citation key has no blanks, commas or quotation marks, nor any of = {} () [] # % ~ @",
    ),
    "doi": (r"10\.[0-9]{4,9}(\.[0-9]+)*/\S+", "a DOI is its name alone, such as '10.1000/182'"),
    "lang": _LANG,
    "lang-required": _LANG,
    "sha256": (r"[0-9a-f]{64}", "a sha256 is 64 hexadecimal digits"),
    "colour": ("#[0-9A-Fa-f]{6}", "a colour is a '#' and six digits from 0 to f, like '#b03030'"),
}
"""The forms that a pattern decides, and what is said of a text that is not of it."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RESOLVER = re.compile(r"(?:https?://(?:(?:dx|www)\.)?doi\.org/|doi:?)\s*", re.IGNORECASE)


def misfit(field: Field, value: Any, *, whole: bool = True) -> str:
    """Return why a value is not of the type that a field asks for, ``""`` where it is.

    `whole`: the value is all that the field holds, not one entry of its array. The values inside
    a table are not looked at.
    """
    if whole and field.many:
        good, what = isinstance(value, list), f"must be an array: {field.key} = [ … ]"
    elif field.part is not None:
        what = f"each entry of '{field.key}' is a table in braces: {{ … }}"
        return "" if isinstance(value, Mapping) else what
    elif field.flag:
        good, what = isinstance(value, bool), f"is true or false, not {_kind(value)}"
    else:
        good, what = isinstance(value, str), f"must be text in quotation marks, not {_kind(value)}"
    return "" if good else f"'{field.key}' {what}"


def wrong_type(cls: type[Any], values: Mapping[str, Any]) -> str:
    """Return what is wrong with the first value whose type is not that of its field, or ``""``.

    Fields that the class does not have are passed over.
    """
    for key, value in values.items():
        field = shape(cls).get(key)
        if field is None:
            continue
        if wrong := misfit(field, value):
            return wrong
        for item in value if field.many else ():
            wrong = misfit(field, item, whole=False)
            if wrong or (field.part and (wrong := wrong_type(field.part, item))):
                return wrong
    return ""


def _kind(value: Any) -> str:
    names = {
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "an array",
    }
    return names.get(type(value), "a table" if isinstance(value, dict) else "a TOML date or time")


def check_edtf(text: str) -> str:
    """A date in EDTF (ISO 8601-2)."""
    try:
        edtf.parse(text)
    except edtf.EdtfError as error:
        return str(error)
    return ""


def check_day(text: str) -> str:
    """A day in EDTF, in full and beyond doubt."""
    if _DAY.fullmatch(text):
        return check_edtf(text)
    return "a day is written in full, such as '2026-11-22'"


def check_url(text: str) -> str:
    """An absolute http or https address."""
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if good and not any(character.isspace() for character in text):
        return ""
    return "an address starts with http:// or https:// and has no blanks"


def check_sign(text: str) -> str:
    """One character that takes one column of a terminal."""
    from unicodedata import combining, east_asian_width

    good = len(text) == 1 and text.isprintable() and not (text.isspace() or combining(text))
    narrow = good and east_asian_width(text) not in "WF"
    return "" if narrow else "a mark is one character, no wider than a letter, such as '◆'"


def check_plain(text: str) -> str:
    """Any text without control characters, of one line."""
    if text.isprintable():
        return ""
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
            name = f"U+{ord(character):04X}"
            return f"the control character {name} does not belong in a record; take it out"
    return ""


def named(
    cls: type[Any], values: Mapping[str, Any], at: str = ""
) -> Iterator[tuple[str, Field, str]]:
    """Yield (path, field, name) for every name of a record in values, also in their parts.

    What an office is of is such a name too, though it may be a country. Values of a wrong type, and
    those of fields that the class does not have, are passed over.
    """
    for key, value in values.items():
        field = shape(cls).get(key)
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            path = f"{at}{key}[{number}]" if isinstance(value, list) else f"{at}{key}"
            if field and field.part and isinstance(item, dict):
                yield from named(field.part, item, f"{path}.")
            elif field and (field.refers or key == "of") and isinstance(item, str):
                yield path, field, item


def renamed(
    cls: type[Any], values: Mapping[str, Any], change: Callable[[Field, str], str]
) -> dict[str, Any]:
    """Return values in which each name that `named` yields is what `change` makes of it."""

    def one(field: Field, item: Any) -> Any:
        if field.part and isinstance(item, dict):
            return renamed(field.part, item, change)
        names = (field.refers or field.key == "of") and isinstance(item, str)
        return change(field, item) if names else item

    found = dict(values)
    for key, field in shape(cls).items():
        value = values.get(key)
        if isinstance(value, list):
            found[key] = [one(field, item) for item in value]
        elif value is not None:
            found[key] = one(field, value)
    return found


def strings(value: Any) -> Iterator[str]:
    """Yield every string in what TOML gives."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def _by_pattern(pattern: str, says: str) -> Callable[[str], str]:
    matches = re.compile(pattern).fullmatch
    return lambda text: "" if matches(text) else says


FORMS: dict[str, Callable[[str], str]] = {
    "edtf": check_edtf,
    "edtf-required": check_edtf,
    "edtf-day": check_day,
    "url": check_url,
    "sign": check_sign,
} | {form: _by_pattern(*how) for form, how in PLAIN_FORMS.items()}
"""The check of each form: it returns what is wrong with a text, or ""."""
check_id = FORMS["id"]


def tidied(form: str, text: str) -> str | None:
    """Return the same text as its form has it, where only capitals and blanks differ; else None.

    A DOI loses its resolver. An id is never touched: other records may name it as it is.
    """
    if form == "id":
        return None
    if form.startswith("lang"):
        first, hyphen, rest = text.strip().partition("-")
        right = first.lower() + hyphen + rest
    elif form == "sha256":
        right = text.strip().lower()
    elif form == "doi":
        right = _RESOLVER.sub("", text.strip(), count=1)
    else:
        right = text.strip()
    return right if right != text and right and not FORMS[form](right) else None
