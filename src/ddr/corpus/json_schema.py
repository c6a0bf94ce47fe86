"""The JSON Schema of a timeline file, from the records: editors complete and check by it.

It says what the shape of a record demands (`ddr.corpus.read`), as far as a JSON Schema can: a
pattern knows the form of a date, not how many days a month has. What records demand of one
another is for `ddr check`. Draft 7 is what TOML editors read.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

from ddr.corpus.read import SCHEMA
from ddr.corpus.rules import RULES
from ddr.corpus.shapes import PLAIN_FORMS, Field, documented, shape
from ddr.parts import Allowance
from ddr.records import CLASSES
from ddr.terms import DECLARED, Head, Terms

TITLE = "A timeline of ddr"
FILE = "timeline.schema.json"
"""What ``#:schema timeline.schema.json`` in the first line of a timeline names."""
_PLAIN = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_POINT = (
    rf"([0-9]{{4}}(-{_MONTH}(-{_DAY})?)?[?~%]?"
    rf"|[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]{{4}}-XX(-XX)?|[0-9]{{4}}-{_MONTH}-XX)"
)
_EDTF = rf"{_POINT}(/{_POINT}|/\.\.)?|\.\./{_POINT}"
PATTERNS = {form: pattern for form, (pattern, _) in PLAIN_FORMS.items()} | {
    "edtf": _EDTF,
    "edtf-required": _EDTF,
    "edtf-day": rf"[0-9]{{4}}-{_MONTH}-{_DAY}",
    "url": r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\u0000-\u001f\u007f-\u009f]+",
    "sign": r"\S{1,2}",
}
"""What a pattern can say of each form; nothing that `ddr.corpus.shapes` takes is refused."""


def schema_text(terms: Terms | None = None) -> str:
    """Return the schema as the file that stands beside a timeline of this vocabulary."""
    return json.dumps(timeline_schema(terms), indent=2, ensure_ascii=False) + "\n"


def timeline_schema(terms: Terms | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of a timeline file.

    What a vocabulary settles may hold nothing else; words that it does not settle are offered.
    """
    definitions: dict[str, Any] = {}
    head = record_schema(Head, definitions)["properties"]
    versions = {"type": "integer", "minimum": 1, "maximum": SCHEMA, "default": SCHEMA}
    properties = {"schema": {"description": "The version of this form of file."} | versions} | head
    for table, cls in (DECLARED | CLASSES).items():
        definitions[table] = record_schema(cls, definitions, terms=terms or Terms())
        reference = {"$ref": f"#/definitions/{table}"}
        properties[table] = {
            "description": definitions[table]["description"], "type": "array", "items": reference,
        }  # fmt: skip
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": TITLE,
        "type": "object",
        "properties": properties,
        "required": ["schema"],
        "additionalProperties": False,
        "definitions": definitions,
    }


def record_schema(
    cls: type[Any],
    definitions: dict[str, Any],
    *,
    at: str = "#/definitions",
    printed: bool = False,
    terms: Terms | None = None,
) -> dict[str, Any]:
    """Return the schema of a record class, or of a part of one.

    The parts that it is made of are added to `definitions`, to which references point `at`.
    `printed` describes what ddr prints, where every field is present and no form needs a pattern;
    otherwise it is what a person writes into a timeline of the vocabulary `terms`.
    """
    descriptions = documented(cls)
    fields = shape(cls)
    properties = {}
    for key, field in fields.items():
        value = _value(field, patterns=not printed)
        if field.declared and terms is not None:
            value = _of_terms(field, value, terms)
        if field.part is not None:
            name = field.part.__name__.lower()
            if name not in definitions:
                part = record_schema(field.part, definitions, at=at, printed=printed)
                definitions[name] = part
            # A reference stands alone: draft 7 lets nothing stand beside it.
            value = {"$ref": f"{at}/{name}"}
        if field.many:
            value = {"type": "array", "items": value}
        properties[key] = {"description": _sentence(descriptions[field.attribute])} | value
    required = [key for key, field in fields.items() if printed or field.required]
    schema: dict[str, Any] = {
        "description": inspect.cleandoc(cls.__doc__ or "").splitlines()[0],
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    if not printed:
        schema["x-taplo"] = {"initKeys": required}
    if cls is Allowance and not printed:
        properties["code"]["enum"] = sorted(rule.code for rule in RULES if rule.allowable)
    return schema


def _sentence(text: str) -> str:
    text = text.removeprefix("(ddr) ")
    return f"{text[:1].upper()}{text[1:]}"


def _of_terms(field: Field, value: dict[str, Any], terms: Terms) -> dict[str, Any]:
    """Return what a field may hold by a vocabulary; other words too where none is declared."""
    words = [*terms.words(field.declared)]
    if field.declared == "country" and words:
        words += [word for word in ("other", "") if word not in words]
    if not words:
        return value
    closed = field.declared != "kind" or terms.kind
    return {"type": "string", "enum": words} if closed else {"anyOf": [{"enum": words}, value]}


def _value(field: Field, *, patterns: bool) -> dict[str, Any]:
    if field.flag:
        return {"type": "boolean"}
    value: dict[str, Any] = {"type": "string"}
    if field.choices:
        value["enum"] = list(field.choices)
    elif not patterns:
        return value
    elif field.form in PATTERNS or field.refers:
        form = field.form if field.form in PATTERNS else "id"
        empty = "" if field.required or (field.refers and field.many) else "|"
        value["pattern"] = f"^({PATTERNS[form]}{empty})$"
    else:
        value["pattern"] = _PLAIN
        if field.required:
            value["minLength"] = 1
    return value
