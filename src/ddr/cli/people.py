"""``ddr people``."""

from typing import Annotated

import typer

from ddr.cli.session import Format, Session, Timeline, Words, joined, write_list
from ddr.query.authority import entries, unknown
from ddr.query.questions import days_of

KINDS = ("person", "organization")


def people(
    ctx: typer.Context,
    name: Words = None,
    on: Annotated[
        str, typer.Option(metavar="DATE", help="Of an office, the holder of that day.")
    ] = "",
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List people and bodies; with a name, those who bear it, and a single one in full.

    Any form of a name will do, in Latin, Cyrillic or Hangul letters, and so will an office:
    "Russian ambassador".
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    found = entries(session.index, KINDS, joined(name), days_of(on, session.today))
    if form == "table" and name and len(found) == 1:
        from ddr.cli.show import show_record

        show_record(session, found[0].stored)
        return

    from ddr.views import authority as view

    def table() -> None:
        from ddr.views.terminal import authority as terminal

        terminal.people(found)

    if found or form != "table":
        write_list(
            form,
            lambda: (e.stored.body for e in found),
            view.PEOPLE,
            lambda: view.people(found),
            table,
        )
    if not found:
        raise unknown(session.index, KINDS, joined(name))
