"""RIS, after the specification of 2011 and what Zotero, EndNote and pandoc read of it.

A speech is a presentation (``SLIDE``), since ``HEAR`` is a hearing of a legislature; treaties
and laws are ``STAT``; archival documents ``MANSCPT``. RIS escapes nothing: a tag ends with its
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ddr.cite.export.entry import OTHERS, Entry, Name, date_words, surname
from ddr.edtf import Point, parse
from ddr.ris_tags import SAID_AGAIN, TAGS, WRITTEN

_PAGES = re.compile(r"(.*?\S)\s?[-–]\s?(\S.*)")


def write(entries: Iterable[Entry]) -> str:
    """Return the entries as a RIS file, with the line breaks that the specification asks for."""
    return "\r\n".join(map(one, entries))


def one(entry: Entry) -> str:
    """Return one record."""
    lines = [f"{tag}  - {value}\r\n" for tag, value in _lines(entry) if value]
    return f"{''.join(lines)}ER  - \r\n"


def kind_of(entry: Entry) -> str:
    """Return the type of reference of a source."""
    if kind := WRITTEN.get(entry.source.type, ""):
        return kind
    if entry.archive:
        return "MANSCPT"
    return "ELEC" if entry.text("URL") else "GEN"


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    text = entry.text
    kind = kind_of(entry)
    yield "TY", kind
    yield "ID", entry.key
    for tag, role in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        for name in entry.names(role):
            yield tag, _name(name)
    yield "TI", entry.title
    yield "TT", entry.translation
    yield "N1", entry.translation and f"{SAID_AGAIN['TT']}{entry.translation}"
    yield "ST", entry.short
    held, site = text("event-title"), text("container-title")
    yield "T2", held or site
    if held and site:
        yield "N1", f"In: {site}"
    yield from ((tag, text(name)) for tag, name in TAGS.items())
    yield "CY", text("event-place") or text("publisher-place")
    if text("event-place"):
        yield "N1", text("publisher-place") and f"Published in {text('publisher-place')}"
    yield from _dates(entry)
    if kind == "RPRT" and not text("ISBN"):
        yield "SN", text("number")
    elif number := text("number"):
        yield "M1", number
        yield "N1", f"{SAID_AGAIN['M1']}{number}"
    yield "SN", text("ISBN")
    yield from zip(("SP", "EP"), _span(text("page")), strict=True)
    yield "DB", ", ".join(filter(None, (text("archive"), text("archive-place"))))
    yield "AN", ", ".join(filter(None, map(text, ("archive_collection", "archive_location"))))
    yield "N1", entry.remark


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    edtf, guessed = entry.date
    if edtf:
        when = parse(edtf)
        year = when.start.year or when.end.year
        yield "PY", f"{year:04}"
        yield "DA", _date(when.start if when.start.year else when.end, _doubt(entry))
    if entry.source.event_date and entry.source.issued:
        yield "C1", date_words(entry.source.event_date)
    if not guessed and _doubt(entry):
        yield "N1", f"Date: {date_words(edtf)}"
    if accessed := entry.source.accessed:
        yield "Y2", _date(parse(accessed).start, "")


def _doubt(entry: Entry) -> str:
    """Return what the specification calls "other info" of a date."""
    edtf, guessed = entry.date
    if guessed:
        return "inferred"
    return "" if re.fullmatch("[0-9-]+", edtf) else date_words(edtf).replace("/", "-")


def _date(point: Point, other: str) -> str:
    """Return ``YYYY/MM/DD/other info``; parts that are not known are empty."""
    parts = [f"{part:02}" if part else "" for part in (point.month, point.day)]
    return "/".join([f"{point.year:04}", *parts, other])


def _name(name: Name) -> str:
    """Return "Family, Given, Suffix"; a whole name ends in a comma, or it would be taken apart."""
    if "literal" in name:
        return "" if name == OTHERS else f"{name['literal']},"
    parts = [surname(name), name.get("given", ""), name.get("suffix", "")]
    return ", ".join(parts).removesuffix(", ").removesuffix(" ")


def _span(pages: str) -> tuple[str, str]:
    found = _PAGES.fullmatch(pages)
    return (found[1], found[2]) if found else (pages, "")
