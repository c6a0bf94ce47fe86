"""``ddr read``."""

from typing import Annotated

import typer

from ddr.cli.session import Format, Session, Timeline, write_list
from ddr.query.reading import read as ask


def read(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The id of a held source.")],
    para: Annotated[
        str, typer.Option("--para", "-p", metavar="N", help="Only this paragraph: 4, or 4-6.")
    ] = "",
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """Read a held text with its paragraph numbers, and the statements taken from each.

    'ddr sources' says which texts are held.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    found, paragraphs = ask(session.index, source, para)

    from ddr.views import reading as view

    def table() -> None:
        from ddr.views.terminal import reading as terminal

        terminal.show(found, paragraphs)

    write_list(
        form,
        lambda: (paragraph.body for paragraph in paragraphs),
        view.HEADER,
        lambda: view.rows(paragraphs),
        table,
    )
