"""A source as every export writes it: its CSL item, and what CSL has no place for."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ddr.cite.csl import Item, Lookup, item
from ddr.cite.pandoc.inlines import clean
from ddr.edtf import parse, words
from ddr.errors import series
from ddr.names import full
from ddr.records import Source

Name = dict[str, str]
"""A CSL name: ``family``, ``given`` and their like, or ``literal``."""

OTHERS: Name = {"literal": "others"}
"""Stands at the end of a list of names for those that are not listed."""

_ROLES = {"translator": "translated by", "editor": "edited by"}
_PHRASES = {
    "number": "no. {}", "issue": "no. {}", "volume": "vol. {}", "section": "sec. {}",
    "page": "p. {}", "source": "via {}", "ISBN": "ISBN {}",
    "version": "version {}",
}  # fmt: skip
_PLAIN = {"issued": "date", "container-title": "title of the publication"}
_HOST = re.compile(r"\S+\.\w")


class Entry(NamedTuple):
    """A source, ready to be written.

    source: the record.
    key: what it is cited by.
    aliases: further keys, for formats that have them.
    csl: its CSL item; names written family first are whole, and no string holds a control
        character or a line break.
    title: as the document prints it.
    translation: our translation of the title, or "".
    remark: what was supplied by us, what a reader should know of the source, and its corrections.
    """

    source: Source
    key: str
    aliases: tuple[str, ...]
    csl: Item
    title: str
    translation: str
    remark: str

    def under(self, key: str, *aliases: str) -> Entry:
        """Return the entry under another key."""
        return self._replace(key=key, aliases=aliases, csl=self.csl | {"id": key})

    def text(self, name: str) -> str:
        """Return the value of a CSL variable that is text, or ""."""
        return str(self.csl.get(name, ""))

    def names(self, role: str) -> list[Name]:
        """Return the names of a role: author, editor or translator."""
        return list(self.csl.get(role, ()))

    def guessed(self, field: str) -> bool:
        """Return whether the document does not print this field."""
        return field in self.source.inferred

    @property
    def date(self) -> tuple[str, bool]:
        """The date as EDTF, "" if unknown, and whether it is not printed in the document.

        That of publication; of a treaty or speech known only by its day, that day.
        """
        field = "issued" if self.source.issued or not self.source.event_date else "event-date"
        value = self.source.issued or self.source.event_date
        return value, self.guessed(field)

    @property
    def short(self) -> str:
        """The short title where it is another than the title."""
        short = self.text("title-short")
        return "" if short == self.title else short

    @property
    def archive(self) -> list[str]:
        """The archive and the way to the document in it, from the house to the sheet."""
        parts = ("archive", "archive-place", "archive_collection", "archive_location")
        return [text for text in map(self.text, parts) if text]


def entry(source: Source, lookup: Lookup) -> Entry:
    """Return what the exports write of a source.

    lookup: returns the person or organization of an id.
    """
    csl: Item = _clean(item(source, lookup, whole=True))
    if source.type == "speech" and source.container_title and source.publisher:
        # A style has one place for both.
        csl["publisher"] = clean(f"{source.container_title}, {source.publisher}")
    title = clean(source.title)
    translation = clean(source.title_short).strip("[]") if csl["title"] != title else ""
    csl["id"] = source.key
    return Entry(source, source.key, (), csl, title, translation, _remark(source))


def in_words(entry: Entry, name: str) -> str:
    """Return a CSL variable as a reader understands it out of its place: "no. 894", "p. 4"."""
    if name in _ROLES:
        people = [plain_name(person) for person in entry.names(name)]
        return f"{_ROLES[name]} {series(people, 'and')}" if people else ""
    if name == "event-date":
        return date_words(entry.source.event_date)
    text = entry.text(name)
    if name == "page" and set("-–,") & set(text):
        return f"pp. {text}"
    if name == "number" and text.startswith("document "):
        return text
    return _PHRASES.get(name, "{}").format(text) if text else ""


def plain_name(name: Name) -> str:
    """Return a name in full, given names first unless it is whole already."""
    return full(name)


def surname(name: Name) -> str:
    """Return the family name of a name in parts, with its particles."""
    keys = ("dropping-particle", "non-dropping-particle", "family")
    return " ".join(name[key] for key in keys if key in name)


def date_words(edtf: str) -> str:
    """Return an EDTF date in words: "12 October 1948"; "" for none."""
    return words(parse(edtf)) if edtf else ""


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, unless that is the name of a host."""
    return text if _HOST.match(text) else text[:1].upper() + text[1:]


def _remark(source: Source) -> str:
    supplied = [_PLAIN.get(field, field.replace("-", " ")) for field in source.inferred]
    said = f"Not printed in the source, supplied: {', '.join(supplied)}." if supplied else ""
    told = corrections(source)
    return clean(f"{said} {_sentence(source.note) if told else source.note} {told}")


def corrections(source: Source) -> str:
    """Return the errata of a source as sentences, the oldest first; "" for none."""
    told = (f"Corrected {one.date}: {_sentence(clean(one.says))}" for one in source.errata)
    return " ".join(told)


def _sentence(text: str) -> str:
    """Return a text with a stop at its end, unless it has one, be it inside quotation marks."""
    closed = text.rstrip("\"'”’»)").endswith((".", "!", "?", "…"))
    return text if closed or not text else f"{text}."


def _clean(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case list():
            return [_clean(part) for part in value]
        case dict():
            return {key: _clean(part) for key, part in value.items()}
    return value
