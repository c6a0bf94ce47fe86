"""Bibliographies of other programs as sources: what maps is kept, what does not is listed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ddr import edtf
from ddr.corpus.shapes import FORMS, check_plain, shape
from ddr.curation.known import Known
from ddr.errors import DataError, UsageError
from ddr.records import Source
from ddr.vocabulary import SOURCE_TYPES
from ddr.when import parse_when

_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "event-date", "accessed")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>")
_KEY = re.compile(r"[^a-z0-9]+")
_MONTHS = 12
_SEASONS = 20


@dataclass(slots=True)
class Entry:
    """An entry of a bibliography.

    key: as its program names it.
    values: those of a source, by its TOML keys; authors as plain names.
    lost: what has no field here, each as ``name`` or ``name 'value'``.
    """

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def put(self, key: str, value: str) -> None:
        """Keep a value, or list it: where it is malformed, or its field has one already."""
        text = " ".join(_MARKUP.sub("", value).split())
        known = shape(Source)[key]
        check = FORMS.get(known.form)
        if not text:
            return
        if key in self.values or check_plain(text) or (check and check(text)):
            self.lost.append(f"{key} '{text}'")
        else:
            self.values[key] = text

    def put_date(self, key: str, text: str) -> None:
        """Keep a date given in words, in EDTF, or with slashes; list one that is no date."""
        plain = "-".join(part for part in text.strip().strip("/").split("/") if part)
        for form in (text, plain):
            try:
                found = parse_when(form, today=date.min.replace(year=2000)).text
            except UsageError:
                continue
            self.put(key, found)
            return
        if text.strip():
            self.lost.append(f"{key} '{' '.join(text.split())}'")


def from_csl(items: Any) -> list[Entry]:
    """Read CSL-JSON items; raise `DataError` for what is no list of them."""
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise DataError("CSL-JSON is a list of objects")
    return [_entry(item) for item in items]


def is_csl(rows: Any) -> bool:
    """Tell CSL-JSON from records of ours, which say whose voice they are."""
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and "type" in first and "origin" not in first


def sources(
    known: Known, entries: Sequence[Entry], origin: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the values of new sources, and a line for each entry that loses something.

    An entry that is there already, by its address, DOI or key, and one without a title are left
    out and listed. `origin` is whose voice all of them are.
    """
    made: list[dict[str, Any]] = []
    told = []
    for entry in entries:
        if entry.lost:
            told.append(f"{entry.key}: not kept: {', '.join(entry.lost)}")
        values = _source(known, entry) | {"origin": origin}
        if not values.get("title"):
            told.append(f"{entry.key}: left out: it has no title")
            continue
        twin = values["id"] if values["id"] in known.blocks else known.duplicate("source", values)
        if twin:
            told.append(f"{entry.key}: left out: it is there as '{twin}', {known.place(twin)}")
            continue
        known.expect("source", values["id"], _shadow(values))
        made.append(values)
    return made, told


def _shadow(values: Mapping[str, Any]) -> str:
    """Return as much of a block as tells repetitions apart."""
    from ddr.curation.layout import literal

    kept = [f"{key} = {literal(values[key])}" for key in ("id", "DOI", "URL") if key in values]
    return "[[source]]\n" + "\n".join(kept) + "\n"


def _source(known: Known, entry: Entry) -> dict[str, Any]:
    values = dict(entry.values)
    for key in _NAMES:
        if key in values:
            values[key] = [_contributor(known, name) for name in values[key]]
    if str(values.get("title", "")).startswith("["):
        values["inferred"] = ["title"]
        values.setdefault("note", "The title stands in brackets in the bibliography it is from.")
    values.setdefault("type", "document")
    key = _KEY.sub("-", entry.key.lower()).strip("-")
    if key and key.isascii():
        values["id"] = key
    else:
        from ddr.curation.known import propose

        values["id"] = propose("source", values, known.blocks)
    return values


def _contributor(known: Known, name: str) -> dict[str, str]:
    try:
        found = known.resolve(name, ("person", "organization"), loose=False)
    except UsageError:
        return {"literal": name}
    block = known.blocks.get(found)
    if block is not None and block.table in {"person", "organization"}:
        return {block.table: found}
    return {"literal": name}


def _entry(item: Mapping[str, Any]) -> Entry:
    entry = Entry(str(item.get("id", "")))
    fields = shape(Source)
    for key, value in item.items():
        if key == "id" or value in ("", None, [], {}):
            continue
        if key == "type":
            _put_type(entry, str(value))
        elif key in _NAMES and isinstance(value, list):
            entry.values[key] = [name for one in value if (name := _name(one))]
        elif key in _DATES:
            _put_date(entry, key, value)
        elif key in fields and not fields[key].many and isinstance(value, str | int):
            entry.put(key, str(value))
        else:
            entry.lost.append(key)
    return entry


def _put_type(entry: Entry, kind: str) -> None:
    if kind in SOURCE_TYPES:
        entry.values["type"] = kind
    elif kind:
        entry.lost.append(f"type '{kind}'")


def _name(given: Any) -> str:
    if not isinstance(given, dict):
        return " ".join(str(given).split())
    keys = ("given", "dropping-particle", "non-dropping-particle", "family")
    parts = [str(given[key]) for key in keys if given.get(key)]
    name = " ".join(parts) or str(given.get("literal", ""))
    tail = f", {given['suffix']}" if given.get("suffix") else ""
    return " ".join(f"{name}{tail}".split())


def _put_date(entry: Entry, key: str, value: Any) -> None:
    text = _edtf(value) if isinstance(value, dict) else ""
    if text:
        entry.put(key, text)
        return
    if isinstance(value, dict):
        said = str(value.get("raw") or value.get("literal") or "")
        if not said and value.get("date-parts"):
            entry.lost.append(key)
    else:
        said = str(value)
    entry.put_date(key, said)


def _edtf(value: Mapping[str, Any]) -> str:
    """Return a CSL date as EDTF, ``""`` where it is none."""
    try:
        ends = [_point([int(part) for part in parts]) for parts in value.get("date-parts", [])]
        mark = "~" if value.get("circa") else ""
        text = "/".join(f"{end}{mark}" for end in ends)
        season = value.get("season")
        if season and len(ends) == 1 and len(text.removesuffix("~")) == 4:  # noqa: PLR2004 (a year)
            text = f"{ends[0]}-{_SEASONS + int(season)}{mark}"
        edtf.parse(text)
    except (ValueError, TypeError):
        return ""
    return text


def _point(parts: Sequence[int]) -> str:
    year, *rest = parts
    if rest and not 1 <= rest[0] <= _MONTHS:
        raise ValueError(rest[0])
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
