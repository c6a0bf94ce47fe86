"""The shipped sources as they are compared: on shelves, by style and form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from ddr.cite.citations import Cited
from ddr.cite.pandoc.engine import answer
from ddr.cite.pandoc.request import Answer, Form, Request
from ddr.cite.pandoc.runner import find
from ddr.cite.render import asked
from ddr.cite.style import finder
from ddr.records import Event, Source, Statement

from ..desk import Desk

STYLES = (
    "chicago", "chicago-author-date", "apa", "mla", "harvard", "mhra", "ieee", "vancouver",
)  # fmt: skip
FORMS: tuple[Form, ...] = ("note", "short", "bibliography")
SHELVES = 8


class Cell(NamedTuple):
    """What is printed in one go: the sources of one shelf, in one style and form."""

    style: str
    form: Form
    shelf: int


def cells(styles_: Iterable[str] = STYLES, shelves: Iterable[int] = range(SHELVES)) -> list[Cell]:
    """Return the cells of these styles and shelves, one for each form that a style has."""
    shelves = list(shelves)
    return [Cell(s, f, n) for s in styles_ for f in forms(s) for n in shelves]


def forms(style: str) -> tuple[Form, ...]:
    """Return the forms that a style has: a note or its form in the text, a short one, a list."""
    found = finder.find(style)
    first: Form = "note" if found.note else "in-text"
    return (first, *(("short",) if found.positions else ()), "bibliography")


def shelf_of(name: str) -> int:
    """Return the shelf of a source: by its id, so that a new one moves no other."""
    return sha256(name.encode()).digest()[0] % SHELVES


class Corpus:
    """The shipped sources, each at the place where a record first cites it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        places: dict[str, str] = {}
        self._shelves: dict[int, list[Source]] = defaultdict(list)
        for record in desk.records.values():
            pieces = record.evidence if isinstance(record, Event) else ()
            for piece in (record,) if isinstance(record, Statement) else pieces:
                if piece.locator:
                    places.setdefault(piece.source, piece.locator)
            if isinstance(record, Source):
                self._shelves[shelf_of(record.id)].append(record)
        self._places = places

    def request(self, cell: Cell) -> Request:
        """Return what our engine is asked for a cell."""
        sources = self._shelves[cell.shelf]
        citations = [[Cited(source, self._places.get(source.id, ""))] for source in sources]
        found = finder.find(cell.style)
        return asked(citations, found, cell.form, lookup=self._desk.lookup)[0]


def ours(request: Request) -> Answer:
    """Return what our engine answers."""
    return answer(request, find())


def named(request: Request, answer: Answer) -> dict[str, str]:
    """Return the texts of an answer by the ids of their sources, in the order printed."""
    names = answer.ids or [citation[0].id for citation in request.citations]
    return dict(zip(names, answer.texts, strict=True))
