"""Statements as rows, and the rule of which words may stand in quotation marks."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ddr.query.context import NOTHING, Around
from ddr.query.stored import Stored

if TYPE_CHECKING:
    from ddr.query.counting import Count
    from ddr.query.grouping import Group
    from ddr.records import Statement

HEADER = (
    "date", "speaker", "role", "mode", "words", "source", "locator", "occasion", "place", "to",
    "topics", "id",
)  # fmt: skip
MORE = ("group", "before", "after")
"""What is added where statements are grouped or shown in their context; also keys of the JSON."""
COUNTED = ("group", "number")

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


class Surroundings(NamedTuple):
    """What views of statements need besides the records.

    labels: what a person calls each id.
    places: the place of each occasion, by the id of the event.
    around: what stands around each statement's words, by its id; empty where that was not asked.
    """

    labels: Mapping[str, str]
    places: Mapping[str, str]
    around: Mapping[str, Around] = {}


def ids(statements: Iterable[Stored[Statement]]) -> set[str]:
    """Return the ids whose labels `rows` needs."""
    return {
        name
        for stored in statements
        for name in (stored.record.speaker, stored.record.occasion, *stored.record.to)
        if name
    }


def rows(statements: Iterable[Stored[Statement]], known: Surroundings) -> Iterator[list[str]]:
    """Yield a row a statement; the words stand without quotation marks, the mode beside them."""
    for stored in statements:
        statement = stored.record
        yield [
            statement.date,
            known.labels.get(statement.speaker, statement.speaker),
            statement.role,
            statement.mode,
            statement.exact or statement.says,
            statement.source,
            statement.locator,
            known.labels.get(statement.occasion, ""),
            known.places.get(statement.occasion, ""),
            "; ".join(known.labels.get(who, who) for who in statement.to),
            "; ".join(statement.topics),
            statement.id,
        ]


def wide_rows(groups: Iterable[Group], known: Surroundings) -> Iterator[list[str]]:
    """Yield the rows of `rows` behind the group and what stands around the words."""
    for group in groups:
        for stored, row in zip(group.found, rows(group.found, known), strict=True):
            yield [group.label, *known.around.get(stored.id, NOTHING), *row]


def wide_bodies(groups: Iterable[Group], known: Surroundings) -> Iterator[str]:
    """Yield each statement's JSON with its group and what stands around its words."""
    for group in groups:
        for stored in group.found:
            more = (group.key, *known.around.get(stored.id, NOTHING))
            added = json.dumps(dict(zip(MORE, more, strict=True)), ensure_ascii=False)
            yield f"{added[:-1]}, {stored.body[1:]}"


def counted(counts: Iterable[Count]) -> Iterator[list[str]]:
    """Yield a row a group."""
    for one in counts:
        yield [one.label, str(one.number)]


def counted_bodies(counts: Iterable[Count]) -> Iterator[str]:
    """Yield each group, by its key, and its number as JSON."""
    for one in counts:
        yield json.dumps({"group": one.key, "number": one.number}, ensure_ascii=False)


def marked(statement: Statement) -> str:
    """Return the words as they may be printed: in quotation marks only where the mode allows."""
    return quoted(statement.mode, statement.exact or statement.says)


def quoted(mode: str, words: str) -> str:
    """Put words in quotation marks where their mode allows."""
    return f"“{words}”" if mode in QUOTED else words


def pinpoint(statement: Statement) -> str:
    """Return the source and the paragraph: ``kremlin-2019 ¶ 4``."""
    return at(statement.source, statement.locator)


def at(source: str, locator: str) -> str:
    """Return a source and a place in it as one reads them: ``kremlin-2019 ¶ 4``."""
    if not locator:
        return source
    return f"{source} ¶ {locator}" if locator[:1].isdigit() else f"{source}, {locator}"


def words_of(field: str, value: str) -> str:
    """Return the value of a field as a person reads it: dates in words."""
    if field.endswith("date") or field == "issued":
        from ddr import edtf

        with contextlib.suppress(edtf.EdtfError):
            return edtf.words(edtf.parse(value))
    return value


def office(statement: Statement, speaker: str) -> str:
    """Return the office in which was spoken, unless it is what the speaker is called anyway."""
    return "" if _same(statement.role, speaker) else statement.role


def _same(one: str, other: str) -> bool:
    return one.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")


def occasion(statement: Statement, known: Surroundings) -> str:
    """Return the occasion with its place, unless the title tells that itself."""
    title = known.labels.get(statement.occasion, statement.occasion)
    place = known.places.get(statement.occasion, "")
    return f"{title}, {place}" if place and place not in title else title


def listed(ids: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return what several ids are called, parted by commas, or by semicolons where commas are."""
    found = [labels.get(name, name) for name in ids]
    return ("; " if any("," in name for name in found) else ", ").join(found)
