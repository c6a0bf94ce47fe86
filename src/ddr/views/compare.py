"""Comparisons as rows: what is told of an event, or two wordings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ddr.display import worded
from ddr.errors import counted
from ddr.query.compare_tellings import Comparison, Telling
from ddr.query.reading import Wordings
from ddr.quotations.exact import Stretch
from ddr.views.lists import Listing, draw, objects
from ddr.views.page import Section
from ddr.views.statements import at, listed, words_of
from ddr.vocabulary import quoted

if TYPE_CHECKING:
    from ddr.records import Event

HEADER = Telling._fields
WORDINGS = ("change", "first", "second", "copy")
CHANGES = ("same", "changed", "only first", "only second")


class Tellings(Listing):
    """What each source says; dates and what is named alone are separated by semicolons."""

    header = HEADER

    def __init__(self, comparison: Comparison) -> None:
        super().__init__([comparison])
        self.comparison = comparison

    def bodies(self) -> Iterator[str]:
        return objects(telling._asdict() for telling in self.comparison.tellings)

    def rows(self) -> Iterator[list[str]]:
        labels = self.comparison.labels
        for telling in self.comparison.tellings:
            yield [*telling._replace(speaker=labels.get(telling.speaker, telling.speaker))]

    def table(self) -> None:
        draw("compare.show", self.comparison)


class Stretches(Listing):
    """Two wordings, stretch by stretch, and which of them are of the reader's own copies."""

    header = WORDINGS

    def __init__(self, wordings: Wordings) -> None:
        super().__init__(wordings.stretches)
        self.wordings = wordings

    def rows(self) -> Iterator[list[str]]:
        sides = {"first": self.wordings.first.copy, "second": self.wordings.second.copy}
        copies = " and ".join(side for side, copy in sides.items() if copy)
        for one in self.wordings.stretches:
            yield [change(one), " ".join(one.ours), " ".join(one.theirs), copies]

    def table(self) -> None:
        draw("compare.wordings", self.wordings)


def change(one: Stretch) -> str:
    """Return how a stretch differs, one of `CHANGES`."""
    if one.same:
        return "same"
    return "changed" if one.ours and one.theirs else "only first" if one.ours else "only second"


def agreement(found: Wordings) -> str:
    """Return how many words both have, and how many only one has."""
    same = sum(len(one.ours) for one in found.stretches if one.same)
    first = sum(len(one.ours) for one in found.stretches if not one.same)
    second = sum(len(one.theirs) for one in found.stretches if not one.same)
    if not first and not second:
        return f"Word for word the same: {counted(same, 'word')}."
    return f"Words in both: {same}; only in the first: {first}; only in the second: {second}."


def printed_words(one: Telling) -> str:
    """Return the words as they may be printed: in quotation marks only where the mode allows."""
    return quoted(one.mode or "narrative", one.words)


def differences(found: Comparison) -> list[Section]:
    """Return what one side names alone, and what is told differently, as sections of a page."""
    alone = Section("Named by one side alone, in the words on record here")
    differing = Section("Told differently")
    for one in found.tellings:
        if one.kind == "alone":
            alone.add(_side(found, one), one.words.replace("; ", ", "))
        elif one.kind == "differs":
            held = _on_record(found, one.field)
            told = (
                f"{one.field}: {words_of(one.field, one.value)}" if one.value else "",
                f"on record: {held}" if held and one.value else "",
                _side(found, one),
            )
            differing.add(at(one.source, one.locator), one.words, "; ".join(filter(None, told)))
    return [alone, differing]


def _side(found: Comparison, one: Telling) -> str:
    name = worded(found.sides.get(one.side, one.side))
    return name[:1].upper() + name[1:]


def _on_record(found: Comparison, field: str) -> str:
    event: Event = found.event
    match field:
        case "date":
            return words_of(field, event.date)
        case "place":
            return found.labels.get(event.place, event.place)
        case "participants":
            return listed(event.participants, found.labels)
        case "title" | "kind":
            return str(getattr(event, field))
        case _:
            return ""
