"""Lists of statements, and the rule of which words may stand in quotation marks."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ddr.display import worded
from ddr.names import alike
from ddr.query.context import NOTHING, Around
from ddr.query.stored import Stored
from ddr.views.lists import Labels, Listing, draw, objects
from ddr.vocabulary import quoted

if TYPE_CHECKING:
    from ddr.manuscript.verify import Verification
    from ddr.query.grouping import Count, Group
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


def reached(mode: str) -> str:
    """Return how words of a mode reached us, in words."""
    return worded(MODES[mode])


class Background(NamedTuple):
    """What views of statements need besides the records.

    labels: what a person calls each id.
    places: the place of each occasion, by the id of the event.
    around: what stands around each statement's words, by its id; empty where that was not asked.
    sides: the side of each statement's speaker, by the statement's id.
    """

    labels: Mapping[str, str]
    places: Mapping[str, str]
    around: Mapping[str, Around] = {}
    sides: Mapping[str, str] = {}


class Statements(Listing):
    """Statements; their words stand without quotation marks, the mode beside them.

    groups: the statements, in one group or several.
    background: looks up what the records do not hold; called only for formats that print it.
    wide: whether each row begins with `MORE`.
    """

    def __init__(
        self, groups: Sequence[Group], background: Callable[[], Background], *, wide: bool = False
    ) -> None:
        super().__init__([stored for group in groups for stored in group.found])
        self.groups, self.background, self.wide = groups, background, wide
        self.header = (*MORE, *HEADER) if wide else HEADER

    def bodies(self) -> Iterator[str]:
        if not self.wide:
            yield from (stored.body for stored in self.entries)
            return
        around = self.background().around
        for group in self.groups:
            for stored in group.found:
                more = (group.key, *around.get(stored.id, NOTHING))
                added = json.dumps(dict(zip(MORE, more, strict=True)), ensure_ascii=False)
                yield f"{added[:-1]}, {stored.body[1:]}"

    def rows(self) -> Iterator[list[str]]:
        background = self.background()
        for group in self.groups:
            for stored in group.found:
                around = background.around.get(stored.id, NOTHING)
                more = [group.label, *around] if self.wide else []
                yield [*more, *_row(stored.record, background)]

    def table(self) -> None:
        draw("statements.show", self.groups, self.background())


def ids(statements: Iterable[Stored[Statement]]) -> set[str]:
    """Return the ids whose labels a list of statements prints."""
    return {
        name
        for stored in statements
        for name in (stored.record.speaker, stored.record.occasion, *stored.record.to)
        if name
    }


def _row(statement: Statement, background: Background) -> list[str]:
    labels = background.labels
    return [
        statement.date,
        labels.get(statement.speaker, statement.speaker),
        statement.role,
        statement.mode,
        statement.exact or statement.says,
        statement.source,
        statement.locator,
        labels.get(statement.occasion, ""),
        background.places.get(statement.occasion, ""),
        "; ".join(labels.get(who, who) for who in statement.to),
        "; ".join(labels.get(f"topic:{topic}", topic) for topic in statement.topics),
        statement.id,
    ]


class Counts(Listing):
    """How many statements each group has; `heading` says what the groups are."""

    header = COUNTED

    def __init__(self, counts: Sequence[Count], heading: str) -> None:
        super().__init__(counts)
        self.heading = heading

    def bodies(self) -> Iterator[str]:
        return objects({"group": one.key, "number": one.number} for one in self.entries)

    def rows(self) -> Iterator[list[str]]:
        return ([count.label, str(count.number)] for count in self.entries)

    def table(self) -> None:
        draw("statements.counts", self.entries, self.heading)


class Verifications(Listing):
    """Where words that somebody attributes stand."""

    def __init__(self, verifications: Sequence[Verification], labels: Labels) -> None:
        from dataclasses import asdict, fields

        from ddr.manuscript.verify import Verification

        super().__init__(verifications, labels)
        self._values = [asdict(verification) for verification in verifications]
        self.header = tuple(field.name for field in fields(Verification))

    def bodies(self) -> Iterator[str]:
        return objects(self._values)

    def rows(self) -> Iterator[list[str]]:
        return (list(values.values()) for values in self._values)

    def table(self) -> None:
        labels = self._labels({verification.speaker for verification in self.entries})
        draw("statements.verifications", self.entries, labels)


def marked(statement: Statement) -> str:
    """Return the words as they may be printed: in quotation marks only where the mode allows."""
    return quoted(statement.mode, statement.exact or statement.says)


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
    return "" if alike(statement.role, speaker) else statement.role


def occasion(statement: Statement, background: Background) -> str:
    """Return the occasion with its place, unless the title tells that itself."""
    title = background.labels.get(statement.occasion, statement.occasion)
    place = background.places.get(statement.occasion, "")
    return f"{title} · {place}" if place and place not in title else title


def listed(ids: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return what several ids are called, with commas between, or semicolons."""
    names = [labels.get(name, name) for name in ids]
    return ("; " if any("," in name for name in names) else ", ").join(names)
