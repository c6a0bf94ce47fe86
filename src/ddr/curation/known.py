"""What the timelines in use already hold: ids, names, and records that a new one would repeat."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ddr import names
from ddr.corpus.declarations import united as together
from ddr.corpus.problems import shown
from ddr.corpus.read import read
from ddr.corpus.shapes import Field, renamed, wrong_type
from ddr.curation.disk import read_text
from ddr.curation.document import Block, Document, parse
from ddr.errors import UsageError, did_you_mean, first
from ddr.quotations.exact import fold
from ddr.records import CLASSES
from ddr.terms import Terms

_SHOWN = 6
_MARKS = ("URL", "DOI", "sha256")
"""The fields of which no two sources have the same."""


_Mark = tuple[str, ...]


class _Named(NamedTuple):
    """A record by its names: its citation key, and the folded forms and words of each name."""

    record: str
    key: str
    folded: set[str]
    words: list[set[str]]


class Known:
    """The records of timelines, read only as far as a question needs.

    What is of a wrong type there, which a check tells, is taken for missing.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.documents: list[tuple[Path, Document]] = []
        self.blocks: dict[str, Block] = {}
        self._read: dict[str, dict[str, Any]] = {}
        self._places: dict[str, str] = {}
        self._terms: Terms | None = None
        self._named: dict[str, list[_Named]] = {}
        self._marked: dict[str, dict[_Mark, str]] = {}
        self._several = False
        for path in paths:
            document = parse(read_text(path))
            self.documents.append((path, document))
            for block in document.blocks:
                self.blocks.setdefault(block.id, block)

    @property
    def terms(self) -> Terms:
        """The vocabulary of the timelines, read from their heads on first use."""
        if self._terms is None:
            heads = [(path, document.head.encode()) for path, document in self.documents]
            self._terms = together([read(path, head) for path, head in heads])
        return self._terms

    def choices(self, field: Field) -> tuple[str, ...]:
        """Return the words that a field may hold, settled or declared; none where any will do."""
        return field.choices or (self.terms.words(field.declared) if field.declared else ())

    def place(self, record: str) -> str:
        """Return ``file:line`` of a record."""
        if not self._places:
            for path, document in self.documents:
                for block, line in document.lines():
                    self._places.setdefault(block.id, f"{shown(path)}:{line}")
        return self._places.get(record, "the input")

    def expect(self, table: str, values: Mapping[str, Any], body: str, place: str = "") -> None:
        """Take a record that is about to be written, from this place, for one that is there."""
        record = str(values["id"])
        self.blocks[record] = Block(table, "", body)
        self._read[record] = dict(values)
        self._several = True
        if table in self._named:
            self._named[table].append(_named(record, values))
        for mark in _marks(table, values) if table in self._marked else ():
            self._marked[table].setdefault(mark, record)
        if place:
            self.place(record)
            self._places[record] = place

    def values(self, record: str) -> dict[str, Any]:
        """Return what a record says; nothing where there is none."""
        block = self.blocks.get(record)
        if block is None:
            return {}
        if record not in self._read:
            self._read[record] = _values(block)
        return self._read[record]

    def of(self, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every record of a kind, by id."""
        for record, block in self.blocks.items():
            if block.table == table:
                yield record, self.values(record)

    def ids(self, kinds: Sequence[str]) -> list[str]:
        """Return the ids of the records of these kinds."""
        return [record for record, block in self.blocks.items() if block.table in kinds]

    def resolve(self, name: str, kinds: Sequence[str]) -> str:
        """Return the id of the one record of these kinds that a name means, else the name itself.

        A source is known by its citation key too, in the capitals that it has. A part of a name
        will do, where no record has the whole of it.
        Raises `UsageError` for a name that several have.
        """
        block = self.blocks.get(name)
        if block is not None and block.table in kinds:
            return name
        wanted, folded = names.words(name), names.fold(name)
        if not folded:
            return name
        same, close = [], []
        for one in (one for kind in kinds for one in self._names_of(kind)):
            if name == one.key or folded in one.folded:
                same.append(one.record)
            elif any(set(wanted) <= words for words in one.words):
                close.append(one.record)
        found = same or close
        if len(found) > 1:
            raise UsageError(f"'{name}' may mean {first(found, _SHOWN)}: give one of them")
        return found[0] if found else name

    def expected(self, name: str, kinds: Sequence[str]) -> str:
        """Return what `resolve` does, but raise `UsageError` for a name that nobody has."""
        found = self.resolve(name, kinds)
        block = self.blocks.get(found)
        if block is None or block.table not in kinds:
            hint = did_you_mean(name, self.ids(kinds))
            raise UsageError(f"there is no {' or '.join(kinds)} '{name}'{hint}")
        return found

    def duplicate(self, table: str, values: Mapping[str, Any]) -> str:
        """Return the record that a new one would repeat, or ``""``.

        The same address, DOI or held text makes one source; the same name one person,
        organization or place; the same date and title one event; the same words of
        one source one statement.
        """
        wanted = _marks(table, values, new=True)
        if self._several:
            if table not in self._marked:
                found = self._marked.setdefault(table, {})
                for record, said in self.of(table):
                    for mark in _marks(table, said):
                        found.setdefault(mark, record)
            return next(
                (self._marked[table][one] for one in wanted if one in self._marked[table]), ""
            )
        for record, block in self.blocks.items():
            likely = block.table == table and _may_be_same(table, block, values)
            if likely and wanted & _marks(table, self.values(record)):
                return record
        return ""

    def _names_of(self, kind: str) -> list[_Named]:
        """Return the names of every record of a kind, read once."""
        if kind not in self._named:
            self._named[kind] = [_named(record, said) for record, said in self.of(kind)]
        return self._named[kind]


def _values(block: Block) -> dict[str, Any]:
    try:
        said = block.values()
    except (ValueError, KeyError, RecursionError):  # no TOML, or what no parser takes
        return {}
    cls = CLASSES[block.table]
    return {key: value for key, value in said.items() if not wrong_type(cls, {key: value})}


def _named(record: str, said: Mapping[str, Any]) -> _Named:
    forms = [str(said.get("name", "")), *_forms(said)]
    key = str(said.get("citation-key", ""))
    return _Named(
        record, key, set(map(names.fold, forms)), [set(names.words(one)) for one in forms]
    )


def _forms(said: Mapping[str, Any]) -> list[str]:
    found = said.get("names", [])
    return [one.get("text", "") for one in found if isinstance(one, dict)]


def _may_be_same(table: str, block: Block, values: Mapping[str, Any]) -> bool:
    """Return, at no cost, whether a record is worth reading."""
    if table == "statement":
        return f'"{values.get("source")}"' in block.body or "'" in block.body
    if table == "event":
        return f'"{values.get("date")}"' in block.body or "'" in block.body
    if table == "source":
        marks = (plain_address(values[key]) for key in _MARKS if values.get(key))
        return any(mark in block.body or mark in block.body.lower() for mark in marks)
    return True


def _marks(table: str, said: Mapping[str, Any], *, new: bool = False) -> set[_Mark]:
    """Return what tells that a record says what another says: of a `new` one, what it repeats."""
    found: set[_Mark]
    if table == "source":
        found = {(key, plain_address(said.get(key))) for key in _MARKS}
    elif table == "statement":
        whose = str(said.get("source")), str(said.get("speaker"))
        keys = [key for key in ("exact", "says") if said.get(key)][: 1 if new else 2]
        found = {(key, *whose, fold(str(said[key]))) for key in keys}
    elif table == "event":
        found = {(str(said.get("date")), names.fold(str(said.get("title"))))}
    else:
        forms = [said.get("name", ""), *([] if new else _forms(said))]
        found = {("name", names.fold(str(form))) for form in forms}
    return {mark for mark in found if mark[-1]}


def plain_address(address: Any) -> str:
    """Return an address or DOI as repetitions are told by it."""
    return str(address or "").partition("://")[2].rstrip("/") or str(address or "").lower()


def resolve_all(
    known: Known, table: str, values: Mapping[str, Any], others: Collection[str] = ()
) -> dict[str, Any]:
    """Return values with the names in them turned into ids, where they are known.

    `others` are ids of records that are not there yet.
    """

    def meant(field: Field, name: str) -> str:
        if not field.refers or not name or name in others:
            return name
        return known.resolve(name, field.refers)

    return renamed(CLASSES[table], values, meant)


_SILENT = frozenset({
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "has", "in", "is", "it", "its",
    "of", "on", "or", "that", "the", "this", "to", "was", "were", "with",
})  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def propose(table: str, values: Mapping[str, Any], taken: Collection[str]) -> str:
    """Return a free id for a record of a kind."""
    if table == "statement" and values.get("locator") and values.get("exact"):
        paragraph = slug(str(values["locator"]).partition("-")[0], 1)
        base = f"{values.get('source', '')}-{paragraph}"
        for letter in string.ascii_lowercase:
            if base + letter not in taken:
                return base + letter
    made = "-".join(filter(None, _parts(table, values))) or table
    return free(made, taken)


def slug(text: str, words: int) -> str:
    """Return the first telling words of a text as a part of an id; ``""`` for other scripts."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).lower()
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    found = re.findall(r"[a-z0-9]+", ascii_only) if ascii_only.isascii() or _latin(plain) else []
    telling = [word for word in found if word not in _SILENT] or found
    return "-".join(telling[:words])


def _latin(text: str) -> bool:
    """Return whether most letters are Latin, so that what is left of them still reads."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isascii() for c in letters) * 2 > len(letters)


def _parts(table: str, values: Mapping[str, Any]) -> list[str]:
    def said(key: str) -> str:
        return str(values.get(key, "") or "")

    date = _DATE.search(said("date") or said("issued") or said("event-date"))
    when = date[0] if date else ""
    if table == "event":
        return [when, slug(said("title"), 3)]
    if table == "statement":
        return [when, slug(said("speaker"), 4), slug(said("says") or said("exact"), 2)]
    if table == "source":
        return [_voice(values), when, slug(said("title"), 2)]
    return [slug(said("name"), 6)]


def _voice(values: Mapping[str, Any]) -> str:
    """Return who publishes a source, in a word or two."""
    for key in ("container-title", "publisher"):
        if found := slug(str(values.get(key, "")), 2):
            return found
    for who in values.get("author", ()):
        name = (
            who.get("person")
            or who.get("organization")
            or who.get("family")
            or who.get("literal", "")
        )
        if found := slug(str(name), 3):
            return found
    try:
        host = urlsplit(str(values.get("URL", ""))).hostname or ""
    except ValueError:
        return ""
    parts = host.removeprefix("www.").split(".")
    return slug(max(parts[:-1], key=len), 1) if len(parts) > 1 else ""


def free(made: str, taken: Collection[str]) -> str:
    """Return an id, with a number behind it where it is taken; of 2, 3, 4 the first one free."""
    if made not in taken:
        return made
    low, high = 1, 2
    while f"{made}-{high}" in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{made}-{middle}" in taken else (low, middle)
    return f"{made}-{high}"
