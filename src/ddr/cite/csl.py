"""Records as CSL-JSON items (CSL 1.0.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ddr.display import primary
from ddr.edtf import MONTHS, Point, parse
from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Organization, Person, Source, key_of

Item = dict[str, Any]
Lookup = Callable[[str], Person | Organization]

_TEXTS = (
    "title", "container_title", "collection_title", "publisher", "publisher_place", "event_title",
    "event_place", "genre", "number", "volume", "issue", "page", "section", "references",
    "archive", "archive_place", "archive_collection", "archive_location", "source", "DOI", "ISBN",
    "URL", "language",
)  # fmt: skip
_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "event_date", "accessed")


def item(source: Source, lookup: Lookup, *, whole: bool = False, locale: str = "") -> Item:
    """Return the CSL-JSON item of a source.

    lookup: returns the person or organization of an id.
    whole: a name written family first is sent as one literal (Kim Jong Un), since processors
        turn it round where a style prints it in full; else as family and given names, which
        styles need to abbreviate it or to cut it to the surname.
    locale: the language of the style. A Russian style names the persons and organizations of a
        Russian source in Russian, as the source does; no name is ever transliterated.

    What the document does not print (`Source.inferred`) is never sent as certain: a date is
    marked ``circa``, which styles print as "[2017?]" or "ca. 2017", an author is put in brackets
    with a question mark. A speech has no ``container-title``, which styles would print as a
    book that contains it; its site is the publisher. A name is printed once: a container or
    publisher that repeats the author, and a publisher that repeats the container, are dropped.
    A double issue ("6-7") is written with the dash of a span.
    A genre begins with a small letter, since it stands inside notes. Titles are sent as stored:
    raising them to title case is the style's affair, and nothing lowers them to sentence case.
    """
    csl: Item = {"id": source.id, "type": source.type}
    for field in _TEXTS:
        if value := getattr(source, field):
            csl[key_of(field)] = value
    russian = is_russian(locale) and is_russian(source.language)
    find: Lookup = (lambda name: in_russian(lookup(name))) if russian else lookup
    if version := getattr(source, "version", ""):  # of a data set
        csl["version"] = version
    for field in _NAMES:
        guessed = field in source.inferred
        if names := getattr(source, field):
            csl[field] = [_name(name, find, whole=whole, guessed=guessed) for name in names]
    for field in _DATES:
        if date := csl_date(getattr(source, field), uncertain=field in source.inferred):
            csl[key_of(field)] = date
    _spelled(csl)
    _title(csl, source)
    if source.type == "speech" and (site := csl.pop("container-title", "")):
        csl["publisher"] = site
    _name_once(csl)
    return csl


def people(source: Source, lookup: Lookup) -> Iterator[Person]:
    """Yield the persons among the authors, editors and translators of a source."""
    for field in _NAMES:
        for contributor in getattr(source, field):
            if contributor.person and isinstance(person := lookup(contributor.person), Person):
                yield person


def lowered(words: str) -> str:
    """Return a phrase with its first word in small letters, unless more than that is capital."""
    first = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if first[1:].islower() else words


def _name(name: Contributor, lookup: Lookup, *, whole: bool, guessed: bool) -> dict[str, str]:
    known = name.person or name.organization
    record = lookup(known) if known else None
    text = record.name if record else name.name
    if guessed:
        return {"literal": f"[{text}?]"}
    if isinstance(record, Person) and record.family and record.given:
        parts = {"family": record.family, "given": record.given}
        return {"literal": text} if whole and record.order == "family-first" else parts
    if record or (whole and name.order == "family-first"):
        return {"literal": text}
    return name.parts


def _spelled(csl: Item) -> None:
    """Write genre, double issue and number as they stand inside a citation.

    The number of a document in an edition counts the documents there, whatever kind it is of.
    """
    if "issue" in csl:
        csl["issue"] = re.sub(r"^(\d{1,3})-(\d{1,3})$", r"\1–\2", csl["issue"])
    if "genre" in csl:
        csl["genre"] = lowered(csl["genre"])
    if csl["type"] == "document" and "container-title" in csl and csl.get("number", "").isdigit():
        csl["number"] = f"document {csl['number']}"


def _title(csl: Item, source: Source) -> None:
    """Put our translation of a title after it, in brackets; else send the short title.

    What is short for a title has no words but the title's; a title that we describe is ours.
    """
    short = source.title_short.strip("[]")
    known = set(source.title.casefold().split())
    described = source.title.startswith("[")
    foreign = not described and primary(source.language) not in ("", "en")
    if short and foreign and not known.issuperset(short.casefold().split()):
        csl["title"] = f"{source.title} [{short}]"
        csl["title-short"] = source.title
    elif short:
        csl["title-short"] = source.title_short


def _name_once(csl: Item) -> None:
    authors = {name.get("literal", "") for name in csl.get("author", ())}
    authors |= {name.strip("[?]") for name in authors}
    for field in ("container-title", "publisher"):
        if csl.get(field) in authors:
            del csl[field]
    if "publisher" in csl and csl["publisher"] == csl.get("container-title"):
        del csl["publisher"]


_FULL = 2  # words that a name with a surname has at least


def is_russian(language: str) -> bool:
    """Return whether a language tag, of a text or a style, is Russian."""
    return primary(language) == "ru"


def in_russian(record: Person | Organization) -> Person | Organization:
    """Return a record under its Russian name, or as it is where it has none.

    Of several names of a person the one with the most words is taken, so that no patronymic is
    lost, and of several as long the first. A name written family first begins with the surname,
    every other one ends with it; a single word stays whole.
    """
    names = [name.text for name in record.names if is_russian(name.lang)]
    if not names:
        return record
    if not isinstance(record, Person):
        return replace(record, name=names[0])
    text = max(names, key=lambda name: len(name.split()))
    words = text.split()
    if len(words) < _FULL:
        return replace(record, name=text, family="", given="")
    at = 0 if record.order == "family-first" else -1
    return replace(record, name=text, family=words.pop(at), given=" ".join(words))


_SHORTENED = 5  # letters of the first months that MLA shortens
_SPANS = {"decade": 9, "century": 99}


def csl_date(edtf: str, *, uncertain: bool = False) -> dict[str, Any] | None:
    """Return the CSL date (``date-parts``, ``circa``) of an EDTF string; None for an empty one.

    No day or month is added: the date has as many parts as the string. An interval becomes a
    range, its open end the ``[0]`` that processors print as "2001–"; of an interval open at
    its beginning only the known end is left, as uncertain. A decade or century (``199X``) is
    the range of its years, uncertain. ``?``, ``~`` and ``%`` become ``circa``, as does
    `uncertain`, meant for a date that the document itself does not print.

    Raises `ddr.edtf.EdtfError` for a string that is not an EDTF date.
    """
    if not edtf:
        return None
    date = parse(edtf)
    start, end = date.start, date.end
    circa = uncertain or bool(date.qualifier) or start.precision in {*_SPANS, "open"}
    parts: list[list[int]] = []
    if start.precision != "open":
        parts.append(_parts(start))
    if end.precision == "open":
        parts.append([0])
    elif start != end or end.precision in _SPANS:
        parts.append([end.year + _SPANS[end.precision]] if end.precision in _SPANS else _parts(end))
        circa = circa or end.precision in _SPANS
    csl: dict[str, Any] = {"date-parts": parts}
    if circa:
        csl["circa"] = True
    return csl


def american(date: dict[str, Any]) -> str:
    """Return a CSL date in American words: "October 12, 2021", "August 2001", "2001–2006"."""
    return "–".join(_american(parts) for parts in date["date-parts"])


def british(date: dict[str, Any]) -> str:
    """Return day and month of a CSL date, without the year: "12 October", "August", or ""."""
    month = [MONTHS[parts[1] - 1] for parts in date["date-parts"][:1] if parts[1:]]
    days = [str(part) for parts in date["date-parts"][:1] for part in parts[2:]]
    return " ".join([*days, *month]) if len(date["date-parts"]) == 1 else ""


def mla(date: dict[str, Any]) -> str:
    """Return a CSL date as MLA prints it: "12 Oct. 2021", "Aug. 2001", "2001–2006"."""
    return "–".join(_mla(parts) for parts in date["date-parts"])


def _parts(point: Point) -> list[int]:
    """Return the known parts of one end: the year, the month, the day."""
    return [part for part in point[:3] if part]


def _american(parts: list[int]) -> str:
    match parts:
        case [year, month, day]:
            return f"{MONTHS[month - 1]} {day}, {year}"
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case _:
            return str(parts[0] or "")


def _mla(parts: list[int]) -> str:
    """Return one date; months of more than four letters are shortened, September to four."""
    names = [month if len(month) < _SHORTENED else f"{month[:3]}." for month in MONTHS]
    names[8] = "Sept."
    words = [str(parts[0] or ""), *(names[month - 1] for month in parts[1:2]), *map(str, parts[2:])]
    return " ".join(reversed(words))
