"""Full text over events, statements and held texts at once, the best first."""

from __future__ import annotations

from dataclasses import dataclass

from ddr.index.open import Index
from ddr.index.schema import OFFSETS
from ddr.query import words

START, END = "\x02", "\x03"
"""Stand around each word found in `Hit.context`; views turn them into emphasis."""

_WEIGHTS = "8.0, 4.0, 1.0"  # title, body, names


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand.

    type: event, statement or paragraph.
    id: the record, or the source of a paragraph.
    locator: the paragraph of a held text, else "".
    title: of the event or source; "" for a statement.
    context: the words in their context, the words found between START and END.
    """

    type: str
    id: str
    locator: str
    title: str
    context: str


def search(index: Index, text: str, limit: int, context: int) -> list[Hit]:
    """Return the best hits; `context` is the number of words around those found, at most 64."""
    match = words.match(text)
    if not match:
        return []
    sql = (
        "SELECT rowid, title, snippet(words, 1, ?, ?, '…', ?) FROM words "
        f"WHERE words MATCH ? ORDER BY bm25(words, {_WEIGHTS}), rowid LIMIT ?"
    )
    size = max(4, min(context, 64))
    rows = index.rows(sql, (START, END, size, match, limit or -1))
    return [_hit(index, *row) for row in rows]


def _hit(index: Index, row: int, title: str, context: str) -> Hit:
    table = next(name for name in reversed(OFFSETS) if row > OFFSETS[name])
    number = row - OFFSETS[table]
    if table == "paragraph":
        source, locator = index.rows(
            "SELECT source, number FROM paragraph WHERE row = ?", (number,)
        )[0]
        return Hit(table, source, str(locator), title, context)
    found = index.rows("SELECT id FROM dated WHERE type = ? AND rank = ?", (table, number))
    return Hit(table, found[0][0], "", title, context)
