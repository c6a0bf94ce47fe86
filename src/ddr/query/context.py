"""What stands around a quotation in the held text: the rest of its sentences, and one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ddr.index.open import Index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ddr.query.stored import Stored
    from ddr.records import Statement


class Around(NamedTuple):
    """What precedes and follows the words of a statement in its paragraph; "" for none."""

    before: str
    after: str


NOTHING = Around("", "")


def around(index: Index, statements: Iterable[Stored[Statement]]) -> dict[str, Around]:
    """Return what stands around the words of each statement, by its id.

    A statement whose text is not held has nothing around it.
    """
    found = {}
    for stored in statements:
        statement = stored.record
        found[stored.id] = _around(index, statement) if statement.exact else NOTHING
    return found


def _around(index: Index, statement: Statement) -> Around:
    from ddr.locators import paragraph_span
    from ddr.quotations.exact import tidied, where
    from ddr.quotations.sentences import sentence_ends

    span = paragraph_span(statement.locator)
    if span is None:
        return NOTHING
    sql = "SELECT body FROM paragraph WHERE source = ? AND number BETWEEN ? AND ? ORDER BY number"
    rows = index.rows(sql, (statement.source, *span))
    text = tidied(" ".join(row[0] for row in rows))
    found = where(statement.exact, text)
    if found is None:
        return NOTHING
    first, last = found
    starts = [0, *sentence_ends(text)]
    ends = [*starts[1:], len(text)]
    begin = max((n for n, start in enumerate(starts) if start <= first), default=0)
    finish = next((n for n, end in enumerate(ends) if end >= last), len(ends) - 1)
    before = text[starts[max(begin - 1, 0)] : first]
    after = text[last : ends[min(finish + 1, len(ends) - 1)]]
    return Around(before.strip(), after.strip())
