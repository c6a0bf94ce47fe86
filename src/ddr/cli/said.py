"""``ddr said``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ddr.cli import complete, options
from ddr.cli.options import Many, option
from ddr.cli.session import Session
from ddr.errors import Exit, UsageError
from ddr.query.questions import StatementQuestion
from ddr.query.questions import statements as ask

if TYPE_CHECKING:
    from ddr.query.grouping import Group
    from ddr.query.stored import Stored
    from ddr.records import Statement


def said(
    ctx: typer.Context,
    words: options.Words = None,
    by: Annotated[
        Many, option("NAME", "The speaker: any form of the name.", complete.PARTY)
    ] = None,
    office: Annotated[
        Many,
        option(
            "--as OFFICE",
            'In this office, whoever held it: "Ambassador of Russia".',
            complete.OFFICE,
        ),
    ] = None,
    about: Annotated[
        Many,
        option(
            "ID|NAME|TOPIC",
            "About this event, person, organization, place or topic.",
            complete.ABOUT,
        ),
    ] = None,
    to: Annotated[
        Many,
        option("NAME", "Said to: a person or organization on record as addressed.", complete.PARTY),
    ] = None,
    side: Annotated[
        Many,
        option(
            "SIDE",
            "Of the speaker: one that the timeline declares, such as dprk, or third-party.",
            complete.SIDE,
        ),
    ] = None,
    since: options.Since = "",
    until: options.Until = "",
    on: options.On = "",
    source: options.OfSource = None,
    mode: Annotated[
        Many, option("MODE", "direct, translated, interpreted, reported, …", complete.MODE)
    ] = None,
    quotable: Annotated[
        bool, option("--quotable", "Only what may stand in quotation marks.")
    ] = False,
    held: Annotated[
        bool, option("--held", "Only from texts that are held, and so checked.")
    ] = False,
    topic: Annotated[Many, option("TOPIC", "On this topic: sanctions, …", complete.TOPIC)] = None,
    landmarks: Annotated[bool, option("--landmarks", "On the occasion of a landmark.")] = False,
    place: options.Place = None,
    kind: options.Kind = None,
    confidence: options.Confidence = None,
    limit: options.Limit = 0,
    reverse: options.Reverse = False,
    group_by: Annotated[
        str,
        option(
            "WHAT",
            "In groups: by speaker, year, topic or source.",
            complete.settled("ddr.query.grouping", "GROUPS"),
        ),
    ] = "",
    context: Annotated[
        bool, option("--context -C", "With the sentences around, in held texts.")
    ] = False,
    count: Annotated[
        bool, option("--count", "Only tell how many; with --group-by, of each group.")
    ] = False,
    topics: Annotated[
        bool, option("--topics", "The topics, and how many statements are on each.")
    ] = False,
    verify: Annotated[
        str | None, option("WORDS", "Where these very words stand; with --by, whose.")
    ] = None,
    fields: options.Fields = "",  # noqa: ARG001 (of the session)
    shown_in: options.Language = "",
    format: options.Format = "",  # noqa: A002
    timeline: options.Timeline = None,
) -> None:
    """Who said what: list statements, in order of time.

    Each says how its words reached us. Only words in quotation marks may be quoted as the
    speaker's own; what a source reports stands without them. A speaker's side is that of the
    country on record, or of the offices held; --to finds those on record as addressed, not all
    who were present. With --verify, 0 is returned only
    where the words stand verbatim in a held text, and are the speaker's if one is named.
    """
    session = Session(ctx, timeline, shown_in)
    form = session.chosen(format)
    asked = session.asked(words, since, until, on)
    question = StatementQuestion(
        words=asked.words,
        by=by or (), about=about or (), to=to or (), side=side or (),
        since=since, until=until,
        on=on or asked.on, source=source or (), mode=mode or (), topic=topic or (),
        confidence=confidence or (), limit=limit, reverse=reverse,
        office=office or (), quotable=quotable, held=held, place=place or (), kind=kind or (),
        landmarks=landmarks,
    )  # fmt: skip
    if verify is not None:
        if question != StatementQuestion(by=by or ()) or group_by or context or count or topics:
            raise UsageError("--verify goes with --by, --format and --timeline alone")
        _verify(session, form, verify, by or ())
        return
    if count or topics:
        _count(session, question, form if format else "", "topic" if topics else group_by)
        return
    found = ask(session.index, question, session.today)
    _list(session, found, form, group_by, context=context)
    if not found:
        session.none(question, f"no statement found{_whose(session, question)}")


def _list(
    session: Session, found: "list[Stored[Statement]]", form: str, group_by: str, *, context: bool
) -> None:
    from ddr.views.statements import Background, Statements, ids

    def background() -> Background:
        from ddr.query.context import around
        from ddr.query.voices import places, sides

        sentences = around(session.index, found) if context else {}
        labels = session.labels(ids(found) | {group.key for group in groups} | {"side:", "topic:"})
        of = sides(session.index, found) if form == "table" else {}
        return Background(labels, places(session.index, found), sentences, of)

    groups = _groups(session, found, group_by)
    session.list(Statements(groups, background, wide=bool(group_by or context)), form)


def _groups(session: Session, found: "list[Stored[Statement]]", group_by: str) -> "list[Group]":
    from ddr.query.grouping import Group, grouped

    return grouped(session.index, found, group_by) if group_by else [Group("", "", found)]


def _count(session: Session, question: StatementQuestion, form: str, group_by: str) -> None:
    """Print how many; a number alone, for scripts, unless a format or groups are asked for."""
    from ddr.query.grouping import counts
    from ddr.views.statements import Counts

    found = counts(session.index, question, group_by, session.today)
    if form or group_by:
        listing = Counts(found, group_by.capitalize() or "Group")
        session.list(listing, form or session.chosen(""))
    else:
        typer.echo(found[0].number)
    if not any(one.number for one in found):
        session.none(question, "no statement found")


def _verify(session: Session, form: str, words: str, by: Sequence[str]) -> None:
    """Print where the words stand; end with 1 unless they are verbatim, and the speaker's."""
    from ddr.manuscript.verify import verify
    from ddr.views.statements import Verifications

    found = verify(session.index, words, by)
    session.list(Verifications(found, session.labels), form)
    if not any(one.verdict == "verbatim" for one in found):
        raise typer.Exit(Exit.NOTHING)


def _whose(session: Session, question: StatementQuestion) -> str:
    """Return who was understood, so that an empty answer is not taken for an unknown name."""
    from ddr.query.questions import agents, dates_of

    ids = agents(session.index, question.by, "--by", dates_of(question, session.today))
    names = session.labels(ids)
    return f" by {' or '.join(names.values())}" if ids else ""
