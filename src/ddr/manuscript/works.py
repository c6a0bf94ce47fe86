"""The sources of a timeline by what papers print of them: keys, titles, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, TypeVar

from ddr.index.open import Index
from ddr.manuscript.cited_places import ids
from ddr.query.stored import every
from ddr.quotations.exact import fold

K = TypeVar("K")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|doi\.org/)[^\s<>\"“”«»]+", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.|dx\.)?|^doi:\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LEAST, _LETTERS = 3, 15
"""Words and letters of a title that is looked for where nothing says that it is one."""
_PLACE = re.compile(
    r"(?:\bpara(?:graph)?s?\.?|¶{1,2}|\bабз\.?|\bAbs\.)\s*\d+(?:\s*[-–]\s*\d+)?", re.IGNORECASE
)


class PrintedWork(NamedTuple):
    """A source that a passage prints: its key, the place in it, and where the passage does."""

    key: str
    locator: str
    start: int
    end: int


class Works:
    """The sources of a timeline; a title or an address that several have is none's."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __contains__(self, key: object) -> bool:
        return key in self.keys

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key that can be cited."""
        return ids(self._index)

    @cached_property
    def _addresses(self) -> dict[str, str]:
        found: list[tuple[str, str]] = []
        for stored in every(self._index, "source"):
            record = stored.record
            found += [(_address(one), record.id) for one in (record.URL, record.DOI) if one]
        return _unique(found)

    @cached_property
    def _titles(self) -> dict[tuple[str, ...], str]:
        found: list[tuple[tuple[str, ...], str]] = []
        for stored in every(self._index, "source"):
            record = stored.record
            titles = {record.title, record.title_short} - {""}
            found += [(_words(title), record.id) for title in titles]
        return _unique(found)

    @cached_property
    def _beginnings(self) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for title in sorted(self._titles, key=len, reverse=True):
            if len(title) >= _LEAST and sum(map(len, title)) >= _LETTERS:
                found.setdefault(title[:_LEAST], []).append(title)
        return found

    def of_address(self, address: str) -> str:
        """Return the id of the source at an address, or ""."""
        return self._addresses.get(_address(address), "")

    def of_title(self, title: str) -> str:
        """Return the id of the source of a title, or ""."""
        return self._titles.get(_words(title), "")

    def printed(self, text: str) -> list[PrintedWork]:
        """Return the sources whose title or address a note prints, in its order, each once."""
        found = sorted((*self._addresses_in(text), *self._titles_in(text)), key=lambda one: one[1])
        merged: list[tuple[str, int, int]] = []
        for key, start, end in found:
            if merged and merged[-1][0] == key:
                merged[-1] = (key, merged[-1][1], max(end, merged[-1][2]))
            elif not merged or start >= merged[-1][2]:
                merged.append((key, start, end))
        answer = []
        for number, (key, start, end) in enumerate(merged):
            until = merged[number + 1][1] if number + 1 < len(merged) else len(text)
            place = _PLACE.search(text, start, until)
            answer.append(PrintedWork(key, place[0] if place else "", start, end))
        return answer

    def _addresses_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        for match in _ADDRESS.finditer(text):
            if key := self.of_address(match[0]):
                yield key, match.start(), match.end()

    def _titles_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        folded = [(fold(one[0]).casefold(), one.start(), one.end()) for one in _WORD.finditer(text)]
        words = tuple(word for word, _, _ in folded)
        at = 0
        while at + _LEAST <= len(words):
            for title in self._beginnings.get(words[at : at + _LEAST], ()):
                if words[at : at + len(title)] == title:
                    yield self._titles[title], folded[at][1], folded[at + len(title) - 1][2]
                    at += len(title) - 1
                    break
            at += 1


def _unique(pairs: Iterable[tuple[K, str]]) -> dict[K, str]:
    found: dict[K, str] = {}
    several = set()
    for key, name in pairs:
        if found.setdefault(key, name) != name:
            several.add(key)
    return {key: name for key, name in found.items() if key not in several}


def _address(address: str) -> str:
    return _SCHEME.sub("", address.strip()).rstrip("/.,;:)]").casefold()


def _words(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(title).casefold()))
