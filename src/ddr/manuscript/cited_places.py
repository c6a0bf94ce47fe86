"""From a citation to the paragraphs it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ddr.index.open import Index, where_in
from ddr.locators import paragraph_span, paragraphs, parse
from ddr.manuscript.readers.stream import Citation
from ddr.query.stored import Stored, fetch
from ddr.unseen import as_read

CITABLE = ("source", "statement", "event")
Spans = tuple[tuple[int, int], ...]


class CitedPlace(NamedTuple):
    """Where words are cited to.

    source: the id of the source.
    spans: first and last paragraph of each part that is named; the whole text if empty.
    """

    source: str
    spans: Spans = ()

    def __str__(self) -> str:
        if not self.spans:
            return self.source
        numbers = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in self.spans)
        many = len(self.spans) > 1 or self.spans[0][0] != self.spans[0][1]
        return f"{self.source} {'paras.' if many else 'para.'} {numbers}"


class Texts:
    """The held texts, each read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._read: dict[str, tuple[str, ...]] = {}
        self._joined: dict[str, str] = {}

    def paragraphs(self, source: str) -> tuple[str, ...]:
        """Return the paragraphs of a source's text, as they are read; none where it is not held."""
        if source not in self._read:
            sql = "SELECT body FROM paragraph WHERE source = ? ORDER BY number"
            self._read[source] = tuple(as_read(row[0]) for row in self._index.rows(sql, (source,)))
        return self._read[source]

    def whole(self, source: str) -> str:
        """Return a source's text in one; the same object each time, so that it is folded once."""
        if source not in self._joined:
            self._joined[source] = " ".join(self.paragraphs(source))
        return self._joined[source]

    def passages(self, place: CitedPlace) -> list[str]:
        """Return the text of each part that a place names; parts beyond the text are left out."""
        held = self.paragraphs(place.source)
        if not held:
            return []
        if not place.spans:
            return [self.whole(place.source)]
        spans = place.spans
        return [" ".join(held[a - 1 : b]) for a, b in spans if a <= len(held)]


class Keys:
    """The records that keys name.

    records: by key, for the keys that exist, former ids included.
    """

    def __init__(self, index: Index, keys: Iterable[str], *, caseless: bool = False) -> None:
        """Look keys up; `caseless` ones may be written in capital or small letters."""
        self._index = index
        wanted = list(dict.fromkeys(keys))
        now = dict(index.rows("SELECT id, now FROM former"))
        if caseless:
            every = {name.lower(): name for name in ids(index)}
            now = {key: every.get(key.lower(), key) for key in wanted if key not in now} | now
            now = {key: now.get(name, name) for key, name in now.items()}
        found = fetch(index, [now.get(key, key) for key in wanted])
        self.records: dict[str, Stored[Any]] = {
            key: found[now.get(key, key)] for key in wanted if now.get(key, key) in found
        }

    def places(self, citation: Citation) -> list[CitedPlace]:
        """Return where a citation points; a key that exists not, or is not cited, points nowhere.

        A statement brings its paragraph, an event the places of its evidence; a source is cited
        at the locator.
        """
        stored = self.records.get(citation.key)
        if stored is None or citation.foreign:
            return []
        record = stored.record
        if stored.table == "source":
            spans = paragraphs(citation.locator) or paged(self._index, record.id, citation.locator)
            return [CitedPlace(record.id, tuple(spans))]
        if stored.table == "statement":
            return [_at(record.source, record.locator)]
        if stored.table == "event":
            return list(dict.fromkeys(_at(one.source, one.locator) for one in record.evidence))
        return []


def paged(index: Index, source: str, locator: str) -> list[tuple[int, int]]:
    """Return the paragraphs on the pages that a locator names, of a text that has pages."""
    found = []
    for first, last in pages(locator):
        sql = "SELECT min(number), max(number) FROM page WHERE source = ? AND page BETWEEN ? AND ?"
        found += [row for row in index.rows(sql, (source, first, last)) if row[0]]
    return found


def pages(locator: str) -> list[tuple[int, int]]:
    """Return the first and last page of each part of a locator: "p. 3", "pp. 4-6"."""
    parsed = parse(locator, "")
    if parsed.label != "page":
        return []
    spans = (paragraph_span(part) for part in re.findall(r"\d+(?:[-–]\d+)?", parsed.value))
    return [span for span in spans if span]


def ids(index: Index) -> frozenset[str]:
    """Return every id that can be cited, former ids included."""
    citable = where_in("type", CITABLE)
    sql = f"SELECT id FROM record WHERE {citable} UNION SELECT id FROM former"
    return frozenset(row[0] for row in index.rows(sql, CITABLE))


def _at(source: str, locator: str) -> CitedPlace:
    return CitedPlace(source, tuple(paragraphs(locator) or ()))
