"""``ddr sources``."""

from typing import Annotated

import typer

from ddr.cli import complete, options
from ddr.cli.options import Many, option
from ddr.cli.session import Session, joined
from ddr.query.authority import unknown
from ddr.query.sources import SourceQuestion
from ddr.query.sources import sources as ask


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
