"""A timeline, opened: its records, its texts, its citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from ddr import display
from ddr.corpus.locate import timelines
from ddr.files import cache_folder, copies_path
from ddr.index.open import Index
from ddr.interface.notices import notify
from ddr.interface.record_list import Records
from ddr.query import authority, questions
from ddr.query.lookup import lookup
from ddr.query.stored import Stored, labels
from ddr.records import Event, Organization, Person, Place, Source, Statement
from ddr.settings import settings

if TYPE_CHECKING:
    from types import TracebackType

    from ddr.manuscript.verify import Verification
    from ddr.query.profile import Profile
    from ddr.query.reading import Paragraph
    from ddr.query.text.dated import Dated
    from ddr.query.text.search import Hit
    from ddr.records import Record
    from ddr.views.lists import Listing

Words = str | Sequence[str]
"""A value of a filter, or several of which any will do."""


class Timeline:
    """One or more timelines, laid over one another, as they were when they were opened.

    Filters take what the options of the same name take on the command line: names in any form,
    dates in words. What the command line says beside an answer is a `Notice`.

    left_out: whether there are copies of the reader's own that are not used.
    """

    def __init__(self, paths: Sequence[Path], language: str = "", *, copies: bool = True) -> None:
        own = copies_path()
        self._index = Index(paths, cache_folder(), notify, own if copies else None)
        self.left_out = not copies and own.is_file()
        self._before = display.show_in(language, self._index.meta("language"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<timeline: {self.title or 'untitled'}, version {self.version or 'unknown'}>"

    def __getitem__(self, name: str) -> Record:
        """Return the record with an id, a former id or a name; raises `NotFoundError`."""
        return cast("Record", lookup(self._index, name).record)

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        display.show_in(*self._before)

    @property
    def title(self) -> str:
        """What the timeline calls itself."""
        return self._index.meta("title")

    @property
    def version(self) -> str:
        """The version of its data."""
        return self._index.meta("version")

    @property
    def coverage(self) -> tuple[int, int]:
        """How many texts are held, and of how many sources."""
        sql = (
            "SELECT (SELECT count(DISTINCT source) FROM paragraph), "
            "(SELECT count(*) FROM record WHERE type = 'source')"
        )
        held, sources = self._index.rows(sql)[0]
        return int(held), int(sources)

    @property
    def copies(self) -> dict[str, str]:
        """The reader's own copies among the held texts: the day of each, by its source."""
        return self._index.copies()

    def labels(self, ids: Iterable[str]) -> dict[str, str]:
        """Return what a person calls each of these records: its name or title."""
        return labels(self._index, ids)

    def events(
        self,
        words: str = "",
        *,
        person: Words = (),
        place: Words = (),
        kind: Words = (),
        topic: Words = (),
        since: str = "",
        until: str = "",
        on: str = "",
        source: Words = (),
        confidence: Words = (),
        landmarks: bool = False,
        whole: bool = False,
        limit: int = 0,
        reverse: bool = False,
    ) -> Records[Event]:
        """Return events in order of time, as ``ddr events`` lists them.

        Raises `UsageError` for a value that cannot be understood, `NotFoundError` for a name that
        nobody has.
        """
        asked = self._dated(words, since, until, on)
        question = questions.EventQuestion(
            words=asked.words, since=since, until=until, on=on or asked.on, person=_several(person),
            place=_several(place), kind=_several(kind), tag=_several(topic),
            source=_several(source), confidence=_several(confidence),
            landmarks=landmarks, whole=whole,
            limit=limit, reverse=reverse,
        )  # fmt: skip
        found = questions.ids(self._index, question, _today())

        from ddr.views.rows import Events

        return Records(self._index, found, partial(Events, labels=self.labels))

    def statements(
        self,
        words: str = "",
        *,
        by: Words = (),
        office: Words = (),
        about: Words = (),
        to: Words = (),
        side: Words = (),
        mode: Words = (),
        topic: Words = (),
        place: Words = (),
        kind: Words = (),
        quotable: bool = False,
        held: bool = False,
        since: str = "",
        until: str = "",
        on: str = "",
        source: Words = (),
        confidence: Words = (),
        landmarks: bool = False,
        limit: int = 0,
        reverse: bool = False,
    ) -> Records[Statement]:
        """Return statements in order of time, as ``ddr said`` lists them; `office` is ``--as``.

        Raises as `events` does.
        """
        asked = self._dated(words, since, until, on)
        question = questions.StatementQuestion(
            words=asked.words, since=since, until=until, on=on or asked.on,
            by=_several(by), office=_several(office),
            about=_several(about), to=_several(to), side=_several(side), mode=_several(mode),
            topic=_several(topic), source=_several(source), confidence=_several(confidence),
            place=_several(place), kind=_several(kind), quotable=quotable, held=held,
            landmarks=landmarks, limit=limit, reverse=reverse,
        )  # fmt: skip
        found = questions.ids(self._index, question, _today())
        return Records(self._index, found, self._statements)

    def _statements(self, found: Sequence[Stored[Statement]]) -> Listing:
        from ddr.query.grouping import Group
        from ddr.query.voices import places
        from ddr.views.statements import Background, Statements, ids

        def background() -> Background:
            return Background(self.labels(ids(found)), places(self._index, found))

        return Statements([Group("", "", list(found))], background)

    def years(self, found: Records[Any] | None = None, table: str = "event") -> dict[int, int]:
        """Return how many records of a kind begin in each year: all, or those found."""
        from ddr.query.coverage import years

        return years(self._index, table, None if found is None else found.ids)

    def profile(self, name: str, *, limit: int = 0) -> Profile:
        """Return a record with everything that belongs to it, by its id or name.

        limit: how many events and how many statements at most, 0 for all.
        """
        from ddr.query.profile import profile

        return profile(self._index, lookup(self._index, name), limit)

    def sources(
        self,
        name: str = "",
        *,
        since: str = "",
        until: str = "",
        on: str = "",
        by: Words = (),
        side: Words = (),
        language: Words = (),
        type: Words = (),  # noqa: A002
        held: bool = False,
        landmarks: bool = False,
        limit: int = 0,
        reverse: bool = False,
    ) -> Records[Source]:
        """Return sources by id, as ``ddr sources`` lists them.

        name: an id, or words of the title. Raises as `events` does.
        """
        from ddr.query.sources import SourceQuestion, sources
        from ddr.views.rows import Sources

        question = SourceQuestion(
            name=name, since=since, until=until, on=on, by=_several(by), side=_several(side),
            language=_several(language), type=_several(type), held=held,
            landmarks=landmarks, limit=limit, reverse=reverse,
        )  # fmt: skip
        found = [one.stored.id for one in sources(self._index, question, _today())]
        if name and not found and question == SourceQuestion(name=name):
            raise authority.unknown(self._index, ("source",), name)
        return self._listed(found, Sources)

    def people(
        self, name: str = "", *, on: str = "", landmarks: bool = False
    ) -> Records[Person | Organization]:
        """Return people and organizations by id: all, or those that a name or an office means.

        on: the day on which an office was held. landmarks: who took part in one.
        """
        from ddr.views.rows import People

        return self._authorities(("person", "organization"), name, People, on, landmarks=landmarks)

    def places(self, name: str = "", *, landmarks: bool = False) -> Records[Place]:
        """Return places by id: all, or those with a name; of landmarks alone, if asked."""
        from ddr.views.rows import Places

        return self._authorities(("place",), name, Places, landmarks=landmarks)

    def _authorities(
        self,
        kinds: tuple[str, ...],
        name: str,
        view: Callable[..., Listing],
        on: str = "",
        *,
        landmarks: bool = False,
    ) -> Records[Any]:
        days = questions.dates_of(questions.EventQuestion(on=on), _today()).on
        found = authority.ids(self._index, kinds, name, days, landmarks=landmarks)
        if name and not found:
            raise authority.unknown(self._index, kinds, name, days)
        return self._listed(found, view)

    def _listed(self, found: list[str], view: Callable[..., Listing]) -> Records[Any]:
        return Records(
            self._index,
            found,
            lambda stored: view(authority.counted(self._index, stored), self.labels),
        )

    def search(
        self,
        words: str = "",
        *,
        by: str = "",
        source: str = "",
        mode: str = "",
        topic: str = "",
        type: str = "",  # noqa: A002
        landmarks: bool = False,
        since: str = "",
        until: str = "",
        on: str = "",
        limit: int = 20,
        context: int = 12,
        exact: bool = False,
    ) -> list[Hit]:
        """Return the best hits among events, statements, held texts and titles of sources.

        limit: how many, 0 for all. context: words on either side. exact: no inflections. Raises
        as `events` does.
        """
        from dataclasses import replace

        from ddr.views.rows import unmarked

        asked = self._dated(words, since, until, on)
        question = questions.SearchQuestion(
            words=asked.words, typed=words if asked.date else "",
            since=since, until=until, on=on or asked.on,
            by=by, source=source, mode=mode, topic=topic, type=type, landmarks=landmarks,
            limit=limit, context=context, exact=exact,
        )  # fmt: skip
        return [
            replace(
                hit,
                title=unmarked(hit.title),
                context=unmarked(hit.context),
                names=unmarked(hit.names),
            )
            for hit in questions.search(self._index, question, _today())
        ]

    def _dated(self, words: str, *dates: str) -> Dated:
        from ddr.query.text.dated import told

        return told(words, self._index.notify, *dates)

    def read(self, source: str, para: str = "") -> list[Paragraph]:
        """Return the paragraphs of a held text: all, or those that ``"4-6"`` names.

        Raises `NotFoundError` where the text is not held or has no such paragraph.
        """
        from ddr.query.reading import read

        return read(self._index, source, para)[1]

    def verify(self, words: str, *, by: Words = ()) -> list[Verification]:
        """Return every place where the words stand verbatim; else what comes nearest.

        by: the speakers; words of anybody else are then not verbatim but misattributed.
        """
        from ddr.manuscript.verify import verify

        return verify(self._index, words, _several(by))

    def cite(
        self,
        *ids: str,
        style: str = "",
        form: str = "",
        to: str = "",
        language: str = "",
        locator: str = "",
        source: Words = (),
        quote: bool = False,
        dataset: bool = False,
    ) -> str:
        """Return a citation of sources, statements or events, as ``ddr cite`` prints it.

        What is left out comes from the user's preferences. Raises `UsageError` for what does not
        go together, `NotFoundError` for an id that is not there, `ToolError` where pandoc fails.
        """
        from ddr.interface.citing import cited

        flags = {"style": style, "form": form, "to": to, "language": language}
        return cited(
            self._index, ids, locator, _several(source), flags,
            dataset=dataset, quote=quote,
        )  # fmt: skip

    def bibliography(self, *ids: str, style: str = "", to: str = "text", language: str = "") -> str:
        """Return a list of sources, as ``ddr bib`` writes it; all of them where no id is given.

        to: a markup such as ``"html"``, or an export such as ``"biblatex"`` or ``"csl-json"``.
        """
        from ddr.interface.citing import listed

        flags = {"style": style, "language": language}
        return listed(self._index, ids, to, flags)


def open_timeline(*named: str | Path, language: str = "", copies: bool = True) -> Timeline:
    """Open the built-in timeline, or those named by their paths; ``"builtin"`` names that.

    language: of titles and names, where there are any in it: ``"ru"``. A program has one at a
    time, that of the timeline opened last. copies: use the reader's own copies of texts.

    What is not given the user's preferences decide, as on the command line. Raises `DataError`
    for a file that is not there or holds no valid timeline.
    """
    language = language or settings()["language"].value
    return Timeline(timelines([str(name) for name in named]), language, copies=copies)


def _several(value: Words) -> Sequence[str]:
    return (value,) if isinstance(value, str) and value else value or ()


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the user's own day)
