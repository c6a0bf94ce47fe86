"""A held text as it is read: its paragraphs, and the statements taken from each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ddr.errors import NotFoundError, UsageError
from ddr.index.open import Index
from ddr.query.lookup import lookup
from ddr.query.select import Selection, select
from ddr.query.stored import fetch

if TYPE_CHECKING:
    from ddr.records import Source, Statement


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a held text.

    source: the id of the source.
    number: counted from 1.
    text: the paragraph, as held.
    statements: ids of the statements taken from it.
    """

    source: str
    number: int
    text: str
    statements: tuple[str, ...]

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
        raise UsageError(f"'{stored.id}' is a record of kind {stored.table}; 'read' takes a source")
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
        Paragraph(source.id, number, body, tuple(marks.get(number, ())))
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
        raise NotFoundError(f"'{source}' has {count} paragraphs; there is no paragraph {span[1]}")
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
