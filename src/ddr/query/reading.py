"""A held text as it is read: its paragraphs, and the statements taken from each."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

from ddr.errors import NotFoundError, UsageError, a, counted
from ddr.index.open import Index
from ddr.query.lookup import lookup
from ddr.query.select import Selection, select
from ddr.query.stored import fetch, labels
from ddr.quotations.exact import Stretch, stretches
from ddr.unseen import as_read

if TYPE_CHECKING:
    from ddr.records import Source, Statement


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a held text.

    source: the id of the source.
    number: counted from 1.
    text: the paragraph, as held.
    statements: ids of the statements taken from it.
    copy: "your copy" where the text is the reader's own, else "".
    """

    source: str
    number: int
    text: str
    statements: tuple[str, ...]
    copy: str = ""

    @property
    def body(self) -> str:
        """The paragraph as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read(index: Index, name: str, span: str = "") -> tuple[Source, list[Paragraph]]:
    """Return a source and the paragraphs of its text: all, or those that ``"4-6"`` names.

    Raises `NotFoundError` where the text is not held or has no such paragraph.
    """
    stored = lookup(index, name)
    if stored.table != "source":
        raise UsageError(f"'{stored.id}' is {a(stored.table)}; 'read' takes a source")
    source = stored.record
    rows = index.rows(
        "SELECT number, body FROM paragraph WHERE source = ? ORDER BY number", (source.id,)
    )
    if not rows:
        at = f"; it stands at {source.URL}" if source.URL else ""
        raise NotFoundError(f"the text of '{source.id}' is not held{at}")
    first, last = _span(span, len(rows), source.id)
    marks = _statements(index, source.id)
    paragraphs = [
        Paragraph(source.id, number, body, tuple(marks.get(number, ())), index.mark(source.id))
        for number, body in rows[first - 1 : last]
    ]
    return source, paragraphs


def _span(text: str, count: int, source: str) -> tuple[int, int]:
    if not text:
        return 1, count
    from ddr.locators import paragraph_span

    span = paragraph_span(text)
    if span is None:
        raise UsageError(f"--para '{text[:40]}' is not a paragraph: write 4 or 4-6")
    if span[1] > count:
        held = counted(count, "paragraph")
        raise NotFoundError(f"'{source}' has {held}; there is no paragraph {span[1]}")
    return span


def _statements(index: Index, source: str) -> dict[int, list[str]]:
    """Return the ids of the statements that stand in each paragraph."""
    from ddr.locators import paragraph_span

    selection = Selection(table="statement", filters=(("source", (source,)),))
    marks: dict[int, list[str]] = {}
    for stored in fetch(index, select(index, selection)).values():
        statement: Statement = stored.record
        span = paragraph_span(statement.locator) if statement.source == source else None
        for number in range(span[0], span[1] + 1) if span else ():
            marks.setdefault(number, []).append(statement.id)
    return {number: sorted(ids) for number, ids in marks.items()}


_PLACE = re.compile(r"(\S+?)\s*[:¶]\s*(\d+(?:[-–]\d+)?)")
_LONGEST = 5000


class Wording(NamedTuple):
    """The words of one side.

    source, locator: where they stand.
    speaker: who speaks, with the office; the title of the source for a paragraph.
    mode: of a statement, else "".
    words: the words themselves.
    id: of a statement, else "".
    copy: "your copy" for a paragraph of a text that is the reader's own, else "".
    """

    source: str
    locator: str
    speaker: str
    mode: str
    words: str
    id: str = ""
    copy: str = ""


class Wordings(NamedTuple):
    """Two wordings and their words in order, parted where they differ."""

    first: Wording
    second: Wording
    stretches: list[Stretch]


def compare(index: Index, first: str, second: str) -> Wordings:
    """Compare two statements, by id, or paragraphs: ``kremlin-2019:4``, or ``4-6``.

    Raises `NotFoundError` for what is not there and `UsageError` for what has no wording.
    """
    ours, theirs = _wording(index, first), _wording(index, second)
    words = as_read(ours.words).split(), as_read(theirs.words).split()
    if max(map(len, words)) > _LONGEST:
        raise UsageError(f"more than {_LONGEST:,} words are not compared: give fewer paragraphs")
    return Wordings(ours, theirs, stretches(*words))


def _wording(index: Index, name: str) -> Wording:
    if place := _PLACE.fullmatch(name):
        source, paragraphs = read(index, place[1], place[2])
        words = " ".join(one.text for one in paragraphs)
        return Wording(source.id, place[2], source.title, "", words, "", index.mark(source.id))
    stored = lookup(index, name)
    if stored.table != "statement":
        hint = f"; name a paragraph: '{stored.id}:4'" if stored.table == "source" else ""
        what = f"'{stored.id}' is {a(stored.table)}"
        raise UsageError(f"{what}: two statements or paragraphs are compared{hint}")
    said = stored.record
    speaker = labels(index, [said.speaker]).get(said.speaker, said.speaker)
    who = f"{speaker}, {said.role}" if said.role and said.role != speaker else speaker
    words = said.exact or said.says
    return Wording(said.source, said.locator, who, said.mode, words, said.id)
