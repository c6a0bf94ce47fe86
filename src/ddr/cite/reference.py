"""From a record to what is cited: its source, the place in it, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ddr.cite.csl import Lookup
from ddr.cite.render import Cited
from ddr.cite.russian import in_russian, is_russian
from ddr.records import Event, Source, Statement

_LANGUAGES = {"en": "English", "ru": "Russian", "ko": "Korean", "de": "German", "zh": "Chinese"}

_IN_RUSSIAN = {
    "en": "на английский", "ru": "на русский", "ko": "на корейский", "de": "на немецкий",
    "zh": "на китайский",
}  # fmt: skip


def of_source(source: Source, locator: str = "") -> Cited:
    """Return a source as cited, at a place in it if one is given."""
    return Cited(source, locator)


def of_statement(statement: Statement, source: Source, lookup: Lookup) -> Cited:
    """Return what a statement is cited by: its source and paragraph, and how the words came.

    Indirect speech is cited as the report it stands in: "Choe Son Hui, as reported by …", after
    APA 7 (8.6) on secondary sources. Words that reached the source through an interpreter or in
    an unattributed translation are marked as such, and so is the speaker where the source has
    several; nothing is said of words that are plainly the author's, nor of a paraphrase, which
    is ours and stands without quotation marks.
    """
    speaker = lookup(statement.speaker).name
    named = f"{speaker} " if _ambiguous(statement.speaker, source) else ""
    language = _LANGUAGES.get(source.language.partition("-")[0], "")
    translation = " ".join(filter(None, ("unattributed", language, "translation")))
    match statement.mode:
        case "reported":
            return Cited(source, statement.locator, reported=speaker, statement=statement.id)
        case "interpreted":
            remark = f"{named}through an interpreter"
        case "translated":
            remark = f"{named}in an {translation}" if named else translation
        case "direct":
            remark = f"{named}speaking" if named else ""
        case _:
            remark = ""
    russian = _russian(statement, source, lookup)
    return Cited(source, statement.locator, suffix=remark, russian=russian, statement=statement.id)


def _russian(statement: Statement, source: Source, lookup: Lookup) -> str:
    """Return the same remark in Russian, with the speaker's name as the source prints it."""
    record = lookup(statement.speaker)
    name = (in_russian(record) if is_russian(source.language) else record).name
    named = f"{name}, " if _ambiguous(statement.speaker, source) else ""
    language = _IN_RUSSIAN.get(source.language.partition("-")[0], "")
    match statement.mode:
        case "interpreted":
            return f"{named}через переводчика"
        case "translated":
            translation = " ".join(filter(None, ("перевод", language)))
            return f"{named}{translation} без указания переводчика"
        case "direct":
            return f"говорит {name}" if named else ""
        case _:
            return ""


def of_event(
    event: Event, sources: Callable[[str], Source], only: Iterable[str] = ()
) -> tuple[Cited, ...]:
    """Return what an event is cited by: each source of its evidence, at the places that attest it.

    sources: returns the source of an id.
    only: the ids of the sources wanted; all of them if empty.

    Paragraphs of one source are cited together ("2, 4-5"), other places of it one by one.
    """
    wanted = set(only)
    places: dict[str, list[str]] = {}
    for evidence in event.evidence:
        if not wanted or evidence.source in wanted:
            places.setdefault(evidence.source, []).append(evidence.locator)
    return tuple(
        Cited(sources(name), locator)
        for name, found in places.items()
        for locator in _joined(found)
    )


def _ambiguous(speaker: str, source: Source) -> bool:
    authors = {name.person or name.organization for name in source.author}
    return speaker not in authors or len(source.author) > 1


def _joined(locators: list[str]) -> list[str]:
    distinct = [locator for locator in dict.fromkeys(locators) if locator]
    if all(re.fullmatch(r"[0-9]+(-[0-9]+)?", locator) for locator in distinct):
        distinct.sort(key=lambda locator: int(locator.partition("-")[0]))
        return [", ".join(distinct)]
    return distinct
