"""``ddr people``."""

import typer

from ddr.cli.session import Format, Session, Timeline, Words, joined, write_list
from ddr.query.authority import entries, unknown

KINDS = ("person", "organization")


def people(
    ctx: typer.Context,
    name: Words = None,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List people and bodies; with a name, those who bear it, and a single one in full.

    Any recorded form of a name will do, in Latin, Cyrillic or Hangul letters.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    found = entries(session.index, KINDS, joined(name))
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
