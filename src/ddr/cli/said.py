"""``ddr said``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

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
    joined,
    write_list,
)  # fmt: skip
from ddr.query.questions import StatementQuestion
from ddr.query.questions import statements as ask


def said(
    ctx: typer.Context,
    words: Words = None,
    by: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="The speaker: any form of the name.")
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="ID|NAME", help="About this event, person, body or place."),
    ] = None,
    since: Since = "",
    until: Until = "",
    on: On = "",
    source: OfSource = None,
    mode: Annotated[
        list[str] | None,
        typer.Option(metavar="MODE", help="direct, translated, interpreted, reported, …"),
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option(metavar="TOPIC", help="On this topic: sanctions, …")
    ] = None,
    confidence: Confidence = None,
    limit: Limit = 0,
    reverse: Reverse = False,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """Who said what: list statements, in order of time.

    Each says how its words reached us. Only words in quotation marks may be quoted as the
    speaker's own; what a source reports stands without them.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    question = StatementQuestion(
        words=joined(words), by=by or (), about=about or (), since=since, until=until, on=on,
        source=source or (), mode=mode or (), topic=topic or (), confidence=confidence or (),
        limit=limit, reverse=reverse,
    )  # fmt: skip
    found = ask(session.index, question, session.today)

    from ddr.query.stored import labels
    from ddr.views import statements as view

    def table() -> None:
        from ddr.views.terminal import statements as terminal

        terminal.show(found, labels(session.index, view.ids(found)))

    if found or form != "table":
        write_list(
            form,
            lambda: (one.body for one in found),
            view.HEADER,
            lambda: view.rows(found, labels(session.index, view.ids(found))),
            table,
        )
    if not found:
        session.nothing(f"no statement found{_whose(session, by or ())}")


def _whose(session: Session, by: Sequence[str]) -> str:
    """Tell who was understood, so that an empty answer is not taken for a name not known."""
    from ddr.query.named import AGENTS, resolve
    from ddr.query.stored import labels

    ids = [resolve(session.index, name, AGENTS, "--by") for name in by]
    names = labels(session.index, ids)
    return f" by {' or '.join(names.values())}: see 'ddr show {ids[0]}'" if ids else ""
