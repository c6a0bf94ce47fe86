"""Which sources there are: by words of the title, author, date, side, language, type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ddr.index.open import Index
from ddr.query.authority import AuthorityEntry, entries
from ddr.query.questions import Dates, EventQuestion, agents, dates_of
from ddr.query.select import declared, listed
from ddr.vocabulary import SOURCE_TYPES

if TYPE_CHECKING:
    from ddr.records import Source


class SourceQuestion(NamedTuple):
    """Which sources? Of several values of one field any will do; every field may be empty.

    name: an id, or words of the title.
    by: authors, in any form of their names.
    language: tags of BCP 47; ``"ru"`` stands for ``"ru-RU"`` too.
    """

    name: str = ""
    since: str = ""
    until: str = ""
    on: str = ""
    by: Sequence[str] = ()
    side: Sequence[str] = ()
    language: Sequence[str] = ()
    type: Sequence[str] = ()
    held: bool = False
    landmarks: bool = False
    limit: int = 0
    reverse: bool = False


def sources(index: Index, question: SourceQuestion, today: date) -> list[AuthorityEntry]:
    """Return the sources asked for, by id; raises `UsageError` or `NotFoundError`."""
    asked = EventQuestion(since=question.since, until=question.until, on=question.on)
    dates = dates_of(asked, today)
    authors = set(agents(index, question.by, "--by", dates))
    question = question._replace(side=declared(index, "side", question.side, "--side")[1])
    listed("type", question.type, SOURCE_TYPES, "--type")
    found = [
        entry
        for entry in entries(index, ("source",), question.name, landmarks=question.landmarks)
        if _fits(entry.stored.record, question, authors) and _dated(entry.stored.record, dates)
    ]
    if question.reverse:
        found.reverse()
    return found[: question.limit or None]


def _fits(source: Source, question: SourceQuestion, authors: set[str]) -> bool:
    made = {who.person or who.organization for who in source.author}
    languages = question.language
    return (
        (not authors or bool(made & authors))
        and (not question.side or source.origin in question.side)
        and (not question.type or source.type in question.type)
        and (not languages or any(_spoken(source.language, tag) for tag in languages))
        and (bool(source.text) or not question.held)
    )


def _spoken(language: str, tag: str) -> bool:
    """Return whether a tag means a language, or all of whose tags it is the beginning."""
    held, asked = language.casefold(), tag.casefold()
    return held == asked or held.startswith(f"{asked}-")


def _dated(source: Source, dates: Dates) -> bool:
    return dates == Dates() or (bool(source.issued) and dates.covers(source.issued))
