"""RIS, the format of reference managers: every tag is kept or listed.

pandoc reads it too, but drops dates with slashes and the tags it does not know without a word.
"""

from __future__ import annotations

import re

from ddr.curation.imports.bibliography import Entry
from ddr.errors import DataError

_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?$")
_TYPES = {
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "JOUR": "article-journal", "EJOUR": "article-journal", "MGZN": "article-magazine",
    "NEWS": "article-newspaper", "RPRT": "report", "THES": "thesis", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "ELEC": "webpage", "BLOG": "post-weblog", "ICOMM": "post",
    "PCOMM": "personal_communication", "UNPB": "manuscript", "MANSCPT": "manuscript",
    "PAMP": "pamphlet", "BILL": "bill", "STAT": "legislation", "LEGAL": "legislation",
    "HEAR": "hearing", "GOVDOC": "report", "ENCYC": "entry-encyclopedia", "DATA": "dataset",
    "VIDEO": "motion_picture", "MPCT": "motion_picture", "GEN": "document",
}  # fmt: skip
_FIELDS = {
    "TI": "title", "T1": "title", "ST": "title-short", "T2": "container-title",
    "JO": "container-title", "JF": "container-title", "BT": "container-title",
    "T3": "collection-title", "PB": "publisher", "CY": "publisher-place",
    "PP": "publisher-place", "VL": "volume", "IS": "issue", "DO": "DOI", "UR": "URL",
    "LA": "language", "N1": "note", "DB": "source", "SE": "section", "M3": "genre",
    "AV": "archive_location",
}  # fmt: skip
_NAMES = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A4": "translator"}
_DATES = {"DA": "issued", "PY": "issued", "Y1": "issued", "Y2": "accessed"}


def from_ris(text: str) -> list[Entry]:
    """Read RIS; raise `DataError` where it holds no entry or a line that is none of its."""
    entries = [_entry(tags, number) for number, tags in enumerate(_records(text), 1)]
    if not entries:
        raise DataError("what was given holds no RIS entry: each begins with 'TY  - '")
    return entries


def _records(text: str) -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        tag = _TAG.match(line.rstrip())
        if tag and tag[1] == "TY":
            found.append([("TY", (tag[2] or "").strip())])
        elif tag and found:
            found[-1].append((tag[1], (tag[2] or "").strip()))
        elif line.strip() and found and found[-1][-1][0] != "ER":
            name, value = found[-1][-1]
            found[-1][-1] = (name, f"{value} {line.strip()}")
        elif line.strip() and not line.strip(" \t.").isdigit():
            raise DataError(f"line {number} of what was given is not RIS")
    return found


def _entry(tags: list[tuple[str, str]], number: int) -> Entry:
    entry = Entry(next((value for tag, value in tags if tag == "ID" and value), f"entry-{number}"))
    pages = {tag: value for tag, value in tags if tag in {"SP", "EP"} and value}
    dates = sorted((tag, value) for tag, value in tags if tag in _DATES and value)
    for tag, value in tags:
        if tag in {"ER", "ID", "EP", *_DATES} or not value:
            continue
        if tag == "TY":
            _put_type(entry, value)
        elif tag in _NAMES:
            entry.values.setdefault(_NAMES[tag], []).append(_name(value))
        elif tag == "SP":
            entry.put("page", "-".join(dict.fromkeys(pages.values())))
        elif tag == "SN" and entry.values.get("type") in {"book", "chapter"}:
            entry.put("ISBN", value)
        elif tag in _FIELDS and entry.values.get(_FIELDS[tag]) != value:
            entry.put(_FIELDS[tag], value)
        elif tag not in _FIELDS:
            entry.lost.append(f"{tag} '{value[:60]}'")
    if "SP" not in pages and "EP" in pages:
        entry.put("page", pages["EP"])
    _put_dates(entry, dates)
    return entry


def _put_dates(entry: Entry, dates: list[tuple[str, str]]) -> None:
    """Keep the most precise date of each kind: DA comes before PY; a year in it is no loss."""
    for tag, value in dates:
        key = _DATES[tag]
        said = value.strip("/").split("//")[0]
        if not str(entry.values.get(key, "")).startswith(said.replace("/", "-")):
            entry.put_date(key, said)
        if rest := value.partition("//")[2].strip("/"):
            entry.lost.append(f"{tag} '{rest}'")


def _put_type(entry: Entry, kind: str) -> None:
    if kind in _TYPES:
        entry.values["type"] = _TYPES[kind]
    else:
        entry.lost.append(f"type '{kind}'")


def _name(value: str) -> str:
    """Turn "Family, Given, Suffix" into a plain name."""
    family, _, rest = value.partition(",")
    given, _, suffix = rest.partition(",")
    name = f"{given.strip()} {family.strip()}".strip()
    return f"{name}, {suffix.strip()}" if suffix.strip() else name
