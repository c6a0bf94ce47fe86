"""``ddr events``."""

from typing import Annotated

import typer

from ddr.cli import complete, options
from ddr.cli.options import Many, option
from ddr.cli.session import Session
from ddr.errors import counted
from ddr.query.questions import EventQuestion, ids
from ddr.query.questions import events as ask


def events(
    ctx: typer.Context,
    words: options.Words = None,
    since: options.Since = "",
    until: options.Until = "",
    on: options.On = "",
    person: options.Person = None,
    place: options.Place = None,
    kind: options.Kind = None,
    tag: Annotated[Many, option("--topic TOPIC", "On this topic.", complete.TAG)] = None,
    source: options.OfSource = None,
    confidence: options.Confidence = None,
    landmarks: options.Landmarks = False,
    whole: options.Whole = False,
    limit: options.Limit = 0,
    reverse: options.Reverse = False,
    count: options.Count = False,
    fields: options.Fields = "",  # noqa: ARG001 (of the session)
    shown_in: options.Language = "",
    format: options.Format = "",  # noqa: A002
    timeline: options.Timeline = None,
) -> None:
    """List events, in order of time.

    Different options must all hold. Of one option given twice any value will do, except that
    all persons named must have taken part.
    """
    session = Session(ctx, timeline, shown_in)
    form = session.chosen(format)
    asked = session.asked(words, since, until, on)
    question = EventQuestion(
        words=asked.words,
        since=since, until=until, on=on or asked.on, person=person or (),
        place=place or (), kind=kind or (), tag=tag or (), source=source or (),
        confidence=confidence or (), limit=limit, reverse=reverse,
        landmarks=landmarks, whole=whole,
    )  # fmt: skip
    if count:
        number = _count(session, question)
        session.count(number, "")
        if not number:
            session.none(question, "no event found")
        return
    found = ask(session.index, question, session.today)

    from ddr.views.rows import Events

    session.list(Events(found, session.labels), form)
    if not found:
        session.none(question, "no event found")


def _count(session: Session, question: EventQuestion) -> int:
    """Return the number of events; parts of others among them are not counted again, and told."""
    listed = ids(session.index, question, session.today)
    found = ids(session.index, question._replace(whole=True), session.today)
    if parts := len(listed) - len(found):
        session.notify(f"{counted(parts, 'part')} of these not counted again")
    return len(found)
