"""RIS, the format of reference managers: every tag is kept, noted or told.

pandoc reads it too, but drops dates with slashes and the tags it does not know without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ddr.curation.imports.drafts import Draft
from ddr.errors import DataError
from ddr.names import eastern
from ddr.ris_tags import READ, SAID_AGAIN, TYPES

_TAG = re.compile(r"([A-Z][A-Z0-9])(?:  -| - ?(?=$|\S))\s*(.*)")
_NAMES = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A4": "translator"}
_DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed", "C1": "event-date"}
_SPOKEN = {"T2": "event-title", "CY": "event-place"}
_SAID = {"container-title": "In: ", "publisher-place": "Published in "}
"""What ddr itself says in a note of what a speech has no tag for."""
_ADDRESSES = re.compile(r"\s*;\s*(?=https?://)")
_PARTICLES = re.compile(r"((?:[a-z'’]+\s)+)(?=\S)")


@dataclass(slots=True)
class _Reference:
    line: int
    tags: list[tuple[str, str]] = field(default_factory=list)


def from_ris(text: str) -> tuple[list[Draft], list[str]]:
    """Read RIS: its entries, and a line on what stands outside them.

    Raises `DataError` where it holds no entry.
    """
    found, told = _references(text)
    if not found:
        raise DataError("the input holds no RIS entry: each begins with 'TY  - '")
    return [*map(_draft, found)], told


def _references(text: str) -> tuple[list[_Reference], list[str]]:
    found: list[_Reference] = []
    told = []
    inside = False
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        said = line.strip()
        tag = _TAG.fullmatch(said)
        if tag and tag[1] == "TY":
            found.append(_Reference(number, [("TY", tag[2])]))
            inside = True
        elif tag and tag[1] == "ER":
            inside = False
        elif inside and tag:
            found[-1].tags.append((tag[1], tag[2]))
        elif inside and said:
            name, value = found[-1].tags[-1]
            found[-1].tags[-1] = (name, f"{value} {said}")
        elif said and not said.strip(".").isdigit():
            told.append(f"line {number}: left out: it stands outside the records: '{said[:60]}'")
    return found, told


def _draft(reference: _Reference) -> Draft:
    tags = reference.tags
    draft = Draft(next((said for tag, said in tags if tag == "ID" and said), ""), reference.line)
    pages = {tag: value for tag, value in tags if tag in {"SP", "EP"} and value}
    kind = TYPES.get(tags[0][1], "")
    draft.put_type(kind)
    if not kind:
        draft.note("type", tags[0][1])
    dates = sorted((tag, value) for tag, value in tags if tag in _DATES and value)
    translated = any(tag == "TT" and value for tag, value in tags)
    again = SAID_AGAIN.items()
    for tag, value in tags[1:]:
        if tag in {"ID", "SP", "EP", *_DATES} or not value or (tag == "ST" and translated):
            continue
        if tag == "N1" and any((other, value.removeprefix(said)) in tags for other, said in again):
            continue
        if tag in _NAMES:
            draft.name(_NAMES[tag], _name(value))
        elif name := _variable(tag, value, kind):
            for one in _ADDRESSES.split(value) if name == "URL" else [value]:
                draft.put(name, one.removeprefix(_SAID.get(name, "")))
        else:
            draft.note(tag, value)
    draft.put("page", "-".join(dict.fromkeys(pages[tag] for tag in ("SP", "EP") if tag in pages)))
    _put_dates(draft, dates)
    return draft


def _variable(tag: str, value: str, kind: str) -> str:
    """Return the variable that a tag is read into, "" for none."""
    if kind == "speech":
        if tag == "N1":
            return next((name for name, said in _SAID.items() if value.startswith(said)), "note")
        return _SPOKEN.get(tag, READ.get(tag, ""))
    if tag == "SN":
        return {"report": "number", "book": "ISBN", "chapter": "ISBN"}.get(kind, "")
    return READ.get(tag, "")


def _put_dates(draft: Draft, dates: list[tuple[str, str]]) -> None:
    """Keep the most precise date of each kind: DA comes before PY; a year in it is no loss.

    ``YYYY/MM/DD/other``: what is other is read as the date in words, else noted.
    """
    for tag, value in dates:
        key = _DATES[tag]
        parts = value.split("/")
        said, other = "/".join(filter(None, parts[:3])), " ".join(parts[3:]).strip()
        if str(draft.values.get(key, "")).startswith(said.replace("/", "-")):
            pass
        elif (other.startswith("about ") and draft.put_date(key, f"{said.replace('/', '-')}~")) or (
            other and other != "inferred" and draft.put_date(key, other)
        ):
            continue
        elif key in draft.values or not draft.put_date(key, said):
            draft.note(tag, said)
            if key not in draft.values:
                draft.put_date(key, parts[0])
        if other == "inferred":
            draft.values["inferred"] = [key]
        elif other:
            draft.note(tag, other)


def _name(value: str) -> dict[str, str]:
    """Return the CSL parts of "Family, Given, Suffix"; a name that ends in a comma is whole."""
    family, comma, rest = value.partition(",")
    given, _, suffix = rest.partition(",")
    if value.endswith(",") or (not comma and not eastern(value)):
        return {"literal": value.rstrip(", ")}
    before = _PARTICLES.match(family)
    particle = before[1] if before else ""
    return {
        "family": family.removeprefix(particle),
        "given": given,
        "suffix": suffix,
        "non-dropping-particle": particle,
    }
