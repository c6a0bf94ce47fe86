"""The text of a timeline as blocks, one a record, that give back the text exactly."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Any

from ddr import edtf
from ddr.corpus.toml_scanner import statements
from ddr.names import natural
from ddr.records import CLASSES

_PLAIN = re.compile(r"""\"([^"\\]*)\"|'([^']*)'""")
_VERSION = re.compile(r"(\d{4}\.\d{2}\.\d{2})(?:\.(\d{1,9}))?")
_LAST = (9**9, 9**9)
_ORDER = list(CLASSES)

Key = tuple[tuple[int, int], tuple[tuple[int, str], ...]]


@dataclass(frozen=True)
class Block:
    """The text of one record.

    table: the kind of record.
    lead: the blank lines and comments before it.
    body: from its header to the end of its last line.
    """

    table: str
    lead: str
    body: str

    @cached_property
    def id(self) -> str:
        """The id that the record gives itself, or ``""``."""
        return _said(self.body, "id")[0]

    @cached_property
    def key(self) -> Key:
        """Where the record stands among its kind: by date, then by id."""
        dated = self.table in {"event", "statement"}
        return sort_key(_said(self.body, "date")[0] if dated else "", self.id)

    def values(self) -> dict[str, Any]:
        """Return what the record says, as TOML gives it."""
        values: dict[str, Any] = tomllib.loads(self.body)[self.table][0]
        return values


Asked = Mapping[tuple[str, str], Mapping[str, Any] | None]
"""What a record, by its kind and id, is to say after a change; None where it is to go."""


@dataclass(slots=True)
class Document:
    """A timeline file: its head, its records, and what stands after the last.

    asked: what a change was to do, and nothing beyond; None where the text was made anew.
    """

    head: str
    blocks: list[Block] = field(default_factory=list)
    tail: str = ""
    asked: Asked | None = None

    def changed(self, asked: Asked) -> Document:
        """Return another document of the same text, on which to do what is asked."""
        return Document(self.head, [*self.blocks], self.tail, asked)

    def block(self, table: str, body: str, lead: str | None = None) -> Block:
        """Return a block with the line ends of this file, by default a blank line behind others."""
        text = body.replace("\r", "").replace("\n", self.newline)
        return Block(table, self.newline if lead is None else lead, text)

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

    def insert(self, new: Sequence[Block]) -> None:
        """Put new records where they belong: among their kinds, by date and id."""
        places: dict[tuple[int, bool], list[Block]] = {}
        for table in _ORDER:
            fresh = sorted((one for one in new if one.table == table), key=attrgetter("key"))
            for block, place in zip(fresh, self._places(table, fresh), strict=True):
                places.setdefault(place, []).append(block)
        blocks: list[Block] = []
        for at in range(len(self.blocks) + 1):
            for block in places.get((at, False), []) + places.get((at, True), []):
                if not blocks:
                    self.head = _ended(self.head, self.newline)
                elif not blocks[-1].body.endswith("\n"):
                    blocks[-1] = replace(blocks[-1], body=blocks[-1].body + self.newline)
                blocks.append(block)
            blocks += self.blocks[at : at + 1]
        self.blocks = blocks

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


def parse(text: str, tables: Iterable[str] = CLASSES) -> Document:
    """Split the text of a timeline; ``parse(text).text == text`` for every text.

    `tables`: what opens a block; those of the records, or those that declare words in a head.
    """
    pieces = [("", 0, 0)]  # of each its table, and where its lead and its body begin
    ends = [0]
    for one in statements(text):
        if one.sign == "[[" and one.key in tables:
            lead = ends[-1]
            pieces.append((one.key, lead, lead + len(text[lead : one.start].rstrip(" \t"))))
            ends.append(lead)
        ends[-1] = text.find("\n", one.end) + 1 or len(text)
    blocks = [
        Block(table, text[lead:body], text[body:end])
        for (table, lead, body), end in zip(pieces[1:], ends[1:], strict=True)
    ]
    return Document(text[: ends[0]], blocks, text[ends[-1] :])


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


def _ended(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline


def _said(text: str, key: str) -> tuple[str, int, int]:
    """Return the words under a key, before a second header, and where they stand; "" for none."""
    for number, one in enumerate(statements(text)):
        if number and one.sign.startswith("["):
            break
        if one.sign == "=" and one.key == key:
            return _words(text[one.value : one.end]), one.value, one.end
    return "", 0, 0


def _words(written: str) -> str:
    if plain := _PLAIN.fullmatch(written):
        return plain[1] or plain[2] or ""
    try:
        said = tomllib.loads(f"x = {written}")["x"]
    except ValueError:
        return ""
    return said if isinstance(said, str) else ""


def raised(head: str, today: date) -> str:
    """Return the head of a timeline with its version raised to `today`.

    ``2026.11.22`` becomes ``2026.11.23`` on the next day and ``2026.11.22.1`` on the same one. A
    version in another form is the curator's own and stays.
    """
    said, start, end = _said(head, "version")
    found = _VERSION.fullmatch(said)
    if found is None:
        return head
    now = f"{today:%Y.%m.%d}"
    new = now if now > found[1] else f"{found[1]}.{int(found[2] or 0) + 1}"
    return f'{head[:start]}"{new}"{head[end:]}'


def version_of(head: str) -> str:
    """Return the version that a head states in the form of a day, or ``""``."""
    said = _said(head, "version")[0]
    return said if _VERSION.fullmatch(said) else ""
