"""The text of a timeline as blocks, one a record, that give back the text exactly."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any

from ddr import edtf
from ddr.corpus.positions import TOKEN
from ddr.names import natural
from ddr.records import CLASSES


@cache
def _header(tables: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"""^[ \t]*\[\[[ \t]*(["']?)({"|".join(tables)})\1[ \t]*\]\]""", re.MULTILINE
    )


_ID = re.compile(r"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"']*)[\"']", re.MULTILINE)
_DATE = re.compile(r"^[ \t]*date[ \t]*=[ \t]*[\"']([^\"']*)[\"']", re.MULTILINE)
_MULTILINE = ('"""', "'''")
_LAST = (9**9, 9**9)
_ORDER = list(CLASSES)

Key = tuple[tuple[int, int], tuple[tuple[int, str], ...]]


@dataclass(slots=True)
class Block:
    """The text of one record.

    table: the kind of record.
    lead: the blank lines and comments before it.
    body: from its header to the end of its last line.
    """

    table: str
    lead: str
    body: str
    _keyed: tuple[str, Key] | None = field(default=None, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The id that the record gives itself, or ``""``."""
        found = _ID.search(self.body)
        return found[1] if found else ""

    @property
    def key(self) -> Key:
        """Where the record stands among its kind: by date, then by id."""
        if self._keyed is None or self._keyed[0] is not self.body:
            found = _DATE.search(self.body) if self.table in {"event", "statement"} else None
            self._keyed = self.body, sort_key(found[1] if found else "", self.id)
        return self._keyed[1]

    def values(self) -> dict[str, Any]:
        """Return what the record says, as TOML gives it."""
        values: dict[str, Any] = tomllib.loads(self.body)[self.table][0]
        return values


@dataclass(slots=True)
class Document:
    """A timeline file: its head, its records, and what stands after the last."""

    head: str
    blocks: list[Block] = field(default_factory=list)
    tail: str = ""

    @property
    def parts(self) -> list[str]:
        """The text in pieces: the head, each record with what leads to it, the tail."""
        return [self.head, *(block.lead + block.body for block in self.blocks), self.tail]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.parts)

    @property
    def newline(self) -> str:
        """The end of a line in this file."""
        return "\r\n" if "\r\n" in self.head else "\n"

    def find(self, record: str) -> Block | None:
        """Return the block of a record, by its id."""
        return next((block for block in self.blocks if block.id == record), None)

    def line(self, block: Block) -> int:
        """Return the line, counted from 1, at which a block has its header."""
        return next(line for other, line in self.lines() if other is block)

    def lines(self) -> Iterator[tuple[Block, int]]:
        """Yield every block, and the line, counted from 1, at which it has its header."""
        line = self.head.count("\n") + 1
        for block in self.blocks:
            line += block.lead.count("\n")
            yield block, line
            line += block.body.count("\n")

    def insert(self, table: str, body: str) -> Block:
        """Put a new record where it belongs: among its kind, by date and id."""
        return self.insert_all([(table, body)])[0]

    def insert_all(self, new: Iterable[tuple[str, str]]) -> list[Block]:
        """Put new records, given by their kinds and bodies, where they belong."""
        made = [Block(t, self.newline, body.replace("\n", self.newline)) for t, body in new]
        places: dict[tuple[int, bool], list[Block]] = {}
        for table in _ORDER:
            fresh = sorted((one for one in made if one.table == table), key=_key)
            for block, place in zip(fresh, self._places(table, fresh), strict=True):
                places.setdefault(place, []).append(block)
        blocks: list[Block] = []
        for at in range(len(self.blocks) + 1):
            for block in places.get((at, False), []) + places.get((at, True), []):
                if blocks:
                    blocks[-1].body = _ended(blocks[-1].body, self.newline)
                else:
                    self.head = _ended(self.head, self.newline)
                blocks.append(block)
            blocks += self.blocks[at : at + 1]
        self.blocks = blocks
        return made

    def _places(self, table: str, new: Sequence[Block]) -> list[tuple[int, bool]]:
        """Return before which block each new one comes, and whether all of its kind are past it.

        It follows the last of its kind that is not past it.
        """
        if not new:
            return []
        same = [at for at, block in enumerate(self.blocks) if block.table == table]
        if not same:
            order = _ORDER.index(table)
            earlier = [at for at, b in enumerate(self.blocks) if _ORDER.index(b.table) < order]
            return [(earlier[-1] + 1 if earlier else 0, False)] * len(new)
        keys = [self.blocks[at].key for at in reversed(same)]
        least = list(accumulate(keys, min))[::-1]  # of this one and all after it
        found = (bisect_right(least, block.key) for block in new)
        return [(same[count - 1] + 1, False) if count else (same[0], True) for count in found]


def _key(block: Block) -> Key:
    return block.key


def parse(text: str, tables: Iterable[str] = CLASSES) -> Document:
    """Split the text of a timeline; ``parse(text).text == text`` for every text.

    `tables`: what opens a block; those of the records, or those that declare words in a head.
    """
    masked = _mask(text)
    starts = [(match.start(), match[2]) for match in _header(tuple(tables)).finditer(masked)]
    if not starts:
        end = _end(masked, 0, len(text))
        return Document(text[:end], [], text[end:])
    head = end = _end(masked, 0, starts[0][0])
    blocks = []
    for (start, table), following in zip(starts, [*starts[1:], (len(text), "")], strict=True):
        lead = text[end:start]
        end = _end(masked, start, following[0])
        blocks.append(Block(table, lead, text[start:end]))
    return Document(text[:head], blocks, text[end:])


def sort_key(date: str, record: str) -> Key:
    """Return the key by which records of a kind are ordered: by date, then by id.

    Records without a date are ordered by id alone, letter by letter as in any index; among those
    of one day paragraph 9 comes before paragraph 10.
    """
    if not date:
        return (0, 0), ((0, record),)
    try:
        when = edtf.sort_key(edtf.parse(date))
    except edtf.EdtfError:
        when = _LAST
    return when, natural(record)


def _mask(text: str) -> str:
    """Blank out multi-line strings, so that every line is what it looks like."""
    if not any(mark in text for mark in _MULTILINE):
        return text
    return TOKEN.sub(lambda mark: _masked(mark[0]), text)


def _masked(mark: str) -> str:
    return re.sub(r"[^\n]", "x", mark) if mark.startswith(_MULTILINE) else mark


def _end(text: str, start: int, end: int) -> int:
    """Return where the last line before `end` ends that is neither blank nor a comment."""
    for line_start, line_end in _lines_backwards(text, start, end):
        line = text[line_start:line_end].strip()
        if line and not line.startswith("#"):
            return line_end
    return start


def _lines_backwards(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end > start:
        line = max(text.rfind("\n", start, end - 1) + 1, start)
        yield line, end
        end = line


def _ended(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline


_VERSION = re.compile(
    r"^(?P<key>version[ \t]*=[ \t]*)\"(?P<day>\d{4}\.\d{2}\.\d{2})(?:\.(?P<number>\d{1,9}))?\"",
    re.MULTILINE,
)


def raised(head: str, today: date) -> str:
    """Return the head of a timeline with its version raised to `today`.

    ``2026.11.22`` becomes ``2026.11.23`` on the next day and ``2026.11.22.1`` on the same one. A
    version in another form is the curator's own and stays.
    """
    found = _VERSION.search(head)
    if found is None:
        return head
    day, number = found["day"], int(found["number"] or 0)
    now = f"{today:%Y.%m.%d}"
    new = now if now > day else f"{day}.{number + 1}"
    return f'{head[: found.start()]}{found["key"]}"{new}"{head[found.end() :]}'


def version_of(head: str) -> str:
    """Return the version that a head states in the form of a day, or ``""``."""
    found = _VERSION.search(head)
    return found[0].split('"')[1] if found else ""
