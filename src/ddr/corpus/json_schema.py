"""The JSON Schema of a timeline file, from the records: editors complete and check by it.

It says what the shape of a record demands (`ddr.corpus.read`), as far as a JSON Schema can: a
pattern knows the form of a date, not how many days a month has. What records demand of one
another is for `ddr check`. Draft 7 is what TOML editors read.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

from ddr.corpus.read import HEADER, SCHEMA
from ddr.corpus.rules import RULES
from ddr.corpus.shapes import Field, documented, shape
from ddr.parts import Allowance
from ddr.records import CLASSES

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
PATTERNS = {
    "id": r"[a-z0-9]+(-[a-z0-9]+)*",
    "edtf": _EDTF,
    "edtf-required": _EDTF,
    "edtf-day": rf"[0-9]{{4}}-{_MONTH}-{_DAY}",
    "url": r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\u0000-\u001f\u007f-\u009f]+",
    "lang": r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*",
    "sha256": r"[0-9a-f]{64}",
}
"""What a pattern can say of each form; nothing that `ddr.corpus.forms` takes is refused."""
_TOLD = {
    "schema": "The version of this form of file.",
    "version": "The version of the data, such as the day of the last change.",
    "title": "What the timeline is about.",
    "description": "A sentence or two on what it covers.",
    "license": "The licence of the records, such as CC-BY-4.0.",
}


def schema_text() -> str:
    """Return the schema as the file that stands beside a timeline."""
    return json.dumps(timeline_schema(), indent=2, ensure_ascii=False) + "\n"


def timeline_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of a timeline file."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {
        name: {"description": _TOLD[name], "type": "string", "pattern": _PLAIN} for name in HEADER
    }
    properties["schema"] = {"description": _TOLD["schema"], "const": SCHEMA}
    for table, cls in CLASSES.items():
        definitions[table] = _object(cls, definitions)
        reference = {"$ref": f"#/definitions/{table}"}
        properties[table] = {
            "description": definitions[table]["description"], "type": "array", "items": reference,
        }  # fmt: skip
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A timeline of ddr",
        "type": "object",
        "properties": properties,
        "required": ["schema"],
        "additionalProperties": False,
        "definitions": definitions,
    }


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    told = documented(cls)
    fields = shape(cls)
    required = [key for key, field in fields.items() if field.required]
    made: dict[str, Any] = {
        "description": inspect.cleandoc(cls.__doc__ or "").splitlines()[0],
        "type": "object",
        "properties": {
            key: {"description": _sentence(told[field.attribute])} | _value(field, definitions)
            for key, field in fields.items()
        },
        "required": required,
        "additionalProperties": False,
        "x-taplo": {"initKeys": required},
    }
    if cls is Allowance:
        made["properties"]["code"]["enum"] = sorted(rule.code for rule in RULES if rule.allowable)
    return made


def _sentence(text: str) -> str:
    return f"{text.removeprefix('(ddr) ')[:1].upper()}{text.removeprefix('(ddr) ')[1:]}"


def _value(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if field.part is not None:
        name = field.part.__name__.lower()
        if name not in definitions:
            definitions[name] = _object(field.part, definitions)
        # A reference stands alone: draft 7 lets nothing stand beside it.
        one = {"$ref": f"#/definitions/{name}"}
    elif field.choices:
        one["enum"] = list(field.choices)
    elif field.form in PATTERNS:
        empty = "" if field.required else "|"
        one["pattern"] = f"^({PATTERNS[field.form]}{empty})$"
    elif field.refers:
        empty = "" if field.required or field.many else "|"
        one["pattern"] = f"^({PATTERNS['id']}{empty})$"
    else:
        one["pattern"] = _PLAIN
        if field.required:
            one["minLength"] = 1
    return {"type": "array", "items": one} if field.many else one
