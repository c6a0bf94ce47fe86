"""``ddr people``, ``ddr places`` and ``ddr sources``."""

from typing import Annotated, NamedTuple

import typer

from ddr.cli import complete, options
from ddr.cli.options import Many, option
from ddr.cli.session import Session, joined
from ddr.errors import choose
from ddr.query.authority import entries, unknown
from ddr.query.questions import EventQuestion, dates_of
from ddr.query.sources import SourceQuestion
from ddr.query.sources import sources as ask

_KINDS = ("person", "organization")


def people(
    ctx: typer.Context,
    name: Annotated[
        Many,
        typer.Argument(
            autocompletion=complete.PARTY,
            help="Any form of a name, or an office.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[str, option("DATE", "Of an office, the holder of that day.", complete.DATE)] = "",
    kind: Annotated[
        Many, option("KIND", "person or organization.", complete.words(*_KINDS))
    ] = None,
    landmarks: options.Landmarks = False,
    limit: options.Limit = 0,
    reverse: options.Reverse = False,
    count: options.Count = False,
    fields: options.Fields = "",  # noqa: ARG001 (of the session)
    shown_in: options.Language = "",
    format: options.Format = "",  # noqa: A002
    timeline: options.Timeline = None,
) -> None:
    """List people and organizations; with a name, those who bear it, and a single one in full.

    Any form of a name will do, in Latin, Cyrillic or Hangul letters, and so will an office:
    "Russian ambassador".
    """
    for word in kind or ():
        choose("--kind", word, _KINDS)
    kinds = tuple(word for word in _KINDS if not kind or word in kind)
    part = _Part(limit, reverse, count, landmarks)
    _list(Session(ctx, timeline, shown_in), kinds, joined(name), format, part, on)


def places(
    ctx: typer.Context,
    name: Annotated[
        Many,
        typer.Argument(
            autocompletion=complete.PLACE, help="Any form of a name.", show_default=False
        ),
    ] = None,
    landmarks: options.Landmarks = False,
    limit: options.Limit = 0,
    reverse: options.Reverse = False,
    count: options.Count = False,
    fields: options.Fields = "",  # noqa: ARG001 (of the session)
    shown_in: options.Language = "",
    format: options.Format = "",  # noqa: A002
    timeline: options.Timeline = None,
) -> None:
    """List places; with a name, those that bear it, and a single one in full."""
    part = _Part(limit, reverse, count, landmarks)
    _list(Session(ctx, timeline, shown_in), ("place",), joined(name), format, part)


class _Part(NamedTuple):
    """Which part of a list is asked for, and whether only its number."""

    limit: int
    reverse: bool
    counted: bool
    landmarks: bool


def _list(
    session: Session, kinds: tuple[str, ...], name: str, form: str, part: _Part, on: str = ""
) -> None:
    """List the records of these kinds, or those of a name; a single one is shown in full."""
    form = session.chosen(form)
    days = dates_of(EventQuestion(on=on), session.today).on
    found = entries(session.index, kinds, name, days, landmarks=part.landmarks)
    found = found[::-1] if part.reverse else found
    found = found[: part.limit or None]
    if part.counted:
        session.count(len(found), "")
    elif form == "table" and name and len(found) == 1:
        from ddr.cli.show import show_record

        show_record(session, found[0].stored, form)
    else:
        from ddr.views.rows import People, Places

        listing = Places if kinds == ("place",) else People
        session.list(listing(found, session.labels), form)
    if not found and part.landmarks:
        session.nothing("nothing found of a landmark")
    if not found:
        raise unknown(session.index, kinds, name, days)


def sources(
    ctx: typer.Context,
    name: Annotated[
        Many,
        typer.Argument(
            autocompletion=complete.SOURCE, help="An id, or words of the title.", show_default=False
        ),
    ] = None,
    since: options.Since = "",
    until: options.Until = "",
    on: options.On = "",
    by: Annotated[Many, option("NAME", "The author: any form of the name.", complete.PARTY)] = None,
    side: Annotated[Many, option("SIDE", "Published on this side.", complete.SIDE)] = None,
    language: Annotated[
        Many, option("TAG", "Texts in this language: ru, en, ko.", complete.LANGUAGE)
    ] = None,
    type: Annotated[  # noqa: A002
        list[str] | None, option("TYPE", "book, treaty, speech, …", complete.SOURCE_TYPE)
    ] = None,
    held: Annotated[bool, option("--held", "Only those whose text is held.")] = False,
    landmarks: options.Landmarks = False,
    limit: options.Limit = 0,
    reverse: options.Reverse = False,
    count: options.Count = False,
    fields: options.Fields = "",  # noqa: ARG001 (of the session)
    format: options.Format = "",  # noqa: A002
    timeline: options.Timeline = None,
) -> None:
    """List sources; with an id or words of a title, those, and a single one in full."""
    session = Session(ctx, timeline, "")  # --language is of the texts
    form = session.chosen(format)
    question = SourceQuestion(
        name=joined(name), since=since, until=until, on=on, by=by or (), side=side or (),
        language=language or (), type=type or (), held=held,
        landmarks=landmarks, limit=limit, reverse=reverse,
    )  # fmt: skip
    found = ask(session.index, question, session.today)
    if count:
        session.count(len(found), "")
    elif form in ("table", "text") and question.name and len(found) == 1:
        from ddr.cli.show import show_record

        show_record(session, found[0].stored, form)
    else:
        from ddr.views.rows import Sources

        session.list(Sources(found, session.labels), form)
    if not found and question == SourceQuestion(name=question.name):
        raise unknown(session.index, ("source",), question.name)
    if not found:
        session.none(question, "no source found")
