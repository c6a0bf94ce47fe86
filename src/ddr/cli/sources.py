"""``ddr sources``."""

from typing import Annotated

import typer

from ddr.cli import complete
from ddr.cli.session import (
    Count,
    Fields,
    Format,
    Landmarks,
    Limit,
    On,
    Reverse,
    Session,
    Since,
    Timeline,
    Until,
    joined,
)
from ddr.query.authority import unknown
from ddr.query.sources import SourceQuestion
from ddr.query.sources import sources as ask


def sources(
    ctx: typer.Context,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=complete.SOURCE, help="An id, or words of the title.", show_default=False
        ),
    ] = None,
    since: Since = "",
    until: Until = "",
    on: On = "",
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", autocompletion=complete.PARTY, help="The author: any form of the name."
        ),
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(metavar="SIDE", autocompletion=complete.SIDE, help="Published on this side."),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TAG",
            autocompletion=complete.LANGUAGE,
            help="Texts in this language: ru, en, ko.",
        ),
    ] = None,
    type: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(
            metavar="TYPE", autocompletion=complete.SOURCE_TYPE, help="book, treaty, speech, …"
        ),
    ] = None,
    held: Annotated[bool, typer.Option("--held", help="Only those whose text is held.")] = False,
    landmarks: Landmarks = False,
    limit: Limit = 0,
    reverse: Reverse = False,
    count: Count = False,
    fields: Fields = "",  # noqa: ARG001 (of the session)
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
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
