"""``ddr events``."""

from typing import Annotated

import typer

from ddr.cli import complete
from ddr.cli.session import (
    Confidence,
    Format,
    Limit,
    OfSource,
    On,
    Reverse,
    Session,
    Since,
    Timeline,
    Until,
    Words,
)  # fmt: skip
from ddr.query.questions import EventQuestion
from ddr.query.questions import events as ask


def events(
    ctx: typer.Context,
    words: Words = None,
    since: Since = "",
    until: Until = "",
    on: On = "",
    person: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", autocompletion=complete.PARTY, help="Took part: any form of the name."
        ),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", autocompletion=complete.PLACE, help="At this place or inside it."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", autocompletion=complete.KIND, help="treaty, summit, visit, …"),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", autocompletion=complete.TAG, help="With this tag."),
    ] = None,
    source: OfSource = None,
    confidence: Confidence = None,
    limit: Limit = 0,
    reverse: Reverse = False,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List events, in order of time.

    Different options must all hold. Of one option given twice any value will do, except that
    all persons named must have taken part.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    question = EventQuestion(
        words=session.asked(words, since, until, on),
        since=since, until=until, on=on, person=person or (),
        place=place or (), kind=kind or (), tag=tag or (), source=source or (),
        confidence=confidence or (), limit=limit, reverse=reverse,
    )  # fmt: skip
    found = ask(session.index, question, session.today)

    from ddr.views.rows import Events

    session.list(Events(found, session.labels), form, "no event found")
