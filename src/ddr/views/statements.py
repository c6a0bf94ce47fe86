"""Statements as rows, and the rule of which words may stand in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ddr.query.stored import Stored

if TYPE_CHECKING:
    from ddr.records import Statement

HEADER = (
    "date", "speaker", "role", "mode", "words", "source", "locator", "occasion", "topics", "id",
)  # fmt: skip

MODES = {
    "direct": "own words",
    "translated": "own words, in an unattributed translation",
    "interpreted": "through an interpreter",
    "reported": "as the source reports it, not in the speaker's own words",
    "narrative": "in the source's own voice",
    "paraphrase": "in our words; the text is not held",
}
"""What each mode means, in the words that views print."""

QUOTED = frozenset({"direct", "translated", "interpreted", "narrative"})
"""Modes whose words stand in quotation marks: as the speaker's, or as the source's own."""


def ids(statements: Iterable[Stored[Statement]]) -> set[str]:
    """Return the ids whose labels `rows` needs."""
    return {
        name
        for stored in statements
        for name in (stored.record.speaker, stored.record.occasion)
        if name
    }


def rows(statements: Iterable[Stored[Statement]], labels: Mapping[str, str]) -> Iterable[list[str]]:
    """Yield a row a statement; the words stand without quotation marks, the mode beside them."""
    for stored in statements:
        statement = stored.record
        yield [
            statement.date,
            labels.get(statement.speaker, statement.speaker),
            statement.role,
            statement.mode,
            statement.exact or statement.says,
            statement.source,
            statement.locator,
            labels.get(statement.occasion, ""),
            "; ".join(statement.topics),
            statement.id,
        ]


def marked(statement: Statement) -> str:
    """Return the words as they may be printed: in quotation marks only where the mode allows."""
    if statement.mode in QUOTED:
        return f"“{statement.exact}”"
    return statement.exact or statement.says
