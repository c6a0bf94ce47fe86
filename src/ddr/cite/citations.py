"""What is cited: a source, the place in it, and whose words they are; and how ids lead to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ddr import locators
from ddr.cite.csl import Lookup, in_russian, is_russian
from ddr.cite.pandoc.request import Quote
from ddr.display import primary
from ddr.errors import NotFoundError, UsageError, a
from ddr.frozen import Frozen
from ddr.index.open import Index
from ddr.parts import Contributor
from ddr.query.lookup import lookup, lookups
from ddr.query.stored import fetch
from ddr.records import Event, Source, Statement, attribute_of


class Cited(Frozen):
    """A source as it is cited.

    source: the source.
    locator: the place in it: "4", "4-5", "para. 4", "p. 12", or words such as "doc. 894".
    label: the CSL label of a bare number.
    prefix: words before the citation: "see also".
    suffix: a remark after it, without brackets or comma; a note prints it in parentheses.
    reported: whose words the source reports: "Choe Son Hui, as reported by" goes before it.
    russian: the remark for a style in Russian, if there is one.
    statement: the id of the statement that is cited by it.
    """

    source: Source
    locator: str = ""
    label: str = "paragraph"
    prefix: str = ""
    suffix: str = ""
    reported: str = ""
    russian: str = ""
    statement: str = ""


_LANGUAGES = {"en": "English", "ru": "Russian", "ko": "Korean", "de": "German", "zh": "Chinese"}

_IN_RUSSIAN = {
    "en": "на английский", "ru": "на русский", "ko": "на корейский", "de": "на немецкий",
    "zh": "на китайский",
}  # fmt: skip


_WITHOUT_PAGES = frozenset({
    "broadcast", "dataset", "interview", "motion_picture", "personal_communication", "post",
    "post-weblog", "speech", "webpage",
})  # fmt: skip


def of_source(source: Source, locator: str = "", held: int = 0) -> Cited:
    """Return a source as cited, at a place in it if one is given.

    A bare number is a paragraph of a text that is held, or that has no pages; else it is a page.

    held: the paragraphs of its text. Raises `UsageError` for one beyond them.
    """
    last = max((end for _, end in locators.paragraphs(locator) or ()), default=0)
    if held and last > held:
        raise UsageError(
            f"the text of '{source.id}' has {held} paragraphs, and no paragraph {last}"
        )
    paged = locator and not source.text and source.type not in _WITHOUT_PAGES
    return Cited(source, locator, "page" if paged else "paragraph")


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
    language = _LANGUAGES.get(primary(source.language), "")
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
    language = _IN_RUSSIAN.get(primary(source.language), "")
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


def lookup_in(index: Index) -> Lookup:
    """Return the function that finds the person or organization of an id."""
    found: dict[str, Any] = {}

    def find(name: str) -> Any:
        if name not in found:
            found[name] = fetch(index, [name])[name].record
        return found[name]

    return find


def collect(
    index: Index,
    ids: Iterable[str],
    look_up: Lookup,
    locator: str = "",
    only: Sequence[str] = (),
) -> list[Cited]:
    """Return what a source, a statement or an event is cited by, in the order of the ids.

    look_up: returns the person or organization of an id.
    locator: the place in a source; a statement and an event bring their own.
    only: for events, the ids of the sources wanted; all of them if empty.

    Raises `NotFoundError` for an id that is not there and for an event that a wanted source
    does not attest, `UsageError` for a record of a kind that is not cited.
    """
    cited: list[Cited] = []
    for stored in lookups(index, list(ids)):
        record = stored.record
        if stored.table == "source":
            cited.append(of_source(record, locator, _held(index, record) if locator else 0))
        elif locator:
            raise UsageError(f"--locator goes with a source; '{stored.id}' brings its own place")
        elif stored.table == "statement":
            source = _sources(index, [record.source])[record.source]
            cited.append(of_statement(record, source, look_up))
        elif stored.table == "event":
            sources = _sources(index, (piece.source for piece in record.evidence))
            if strange := [wanted for wanted in only if wanted not in sources]:
                known = ", ".join(sources)
                message = f"'{strange[0]}' does not attest '{stored.id}'; these do: {known}"
                raise NotFoundError(message)
            cited += of_event(record, sources.__getitem__, only)
        else:
            message = f"'{stored.id}' is {a(stored.table)}: cite a source, a statement"
            raise UsageError(f"{message} or an event")
    return cited


def quoted(
    index: Index, ids: Iterable[str], language: str, look_up: Lookup
) -> list[tuple[Quote, Cited]]:
    """Return statements as words and what they are cited by, in the order of the ids.

    language: of the paper that quotes them.
    look_up: returns the person or organization of an id.

    Raises `NotFoundError` for an id that is not there, `UsageError` for one that is no statement.
    """
    from ddr.cite import quotation

    made = []
    for name in ids:
        stored = lookup(index, name)
        record = stored.record
        if stored.table != "statement":
            about = {"source": "--source", "event": "--about"}.get(stored.table, "--by")
            raise UsageError(
                f"--quote gives the words of statements, and '{stored.id}' is "
                f"{a(stored.table)}; 'ddr said {about} {stored.id}' lists them"
            )
        source = _sources(index, [record.source])[record.source]
        cited = of_statement(record, source, look_up)
        made.append((quotation.of_statement(record, source, look_up, language), cited))
    return made


def _held(index: Index, source: Source) -> int:
    """Return how many paragraphs of a source are held."""
    asked = "SELECT count(*) FROM paragraph WHERE source = ?"
    return int(index.rows(asked, (source.id,))[0][0]) if source.text else 0


def _sources(index: Index, ids: Iterable[str]) -> dict[str, Source]:
    return {name: stored.record for name, stored in fetch(index, list(ids)).items()}


_NAMES = ("ddr-timeline", "ddr-timeline-data")
"""Keys to cite it by: the name it is distributed under, unless a record has taken that."""


class DataSet(Source):
    """A timeline.

    version: of its data.
    """

    version: str = ""


def of_timelines(index: Index) -> DataSet:
    """Return the timelines in use as one data set, with what stands at their heads.

    Author, publisher and address are left out where no head tells them, and so is the date if the
    version is no day. Raises `UsageError` for a timeline without a title.
    """
    title, version = index.meta("title"), index.meta("version")
    if not title:
        raise UsageError("this timeline has no title to cite it by: give it one at its head")
    from ddr.corpus.editions import day_of

    day = day_of(version)
    taken = index.rows("SELECT id FROM record WHERE id IN (?, ?)", _NAMES)
    free = [name for name in _NAMES if (name,) not in taken]
    return DataSet(
        id=(free or [f"{_NAMES[0]}-as-a-whole"])[0],
        type="dataset",
        title=title,
        version=version,
        issued=day.isoformat() if day else "",
        origin="third-party",
        author=tuple(
            Contributor(**{attribute_of(key): value for key, value in one.items()})
            for one in json.loads(index.meta("author") or "[]")
        ),
        publisher=index.meta("publisher"),
        URL=index.meta("URL"),
    )
