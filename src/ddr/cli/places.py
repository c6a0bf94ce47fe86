"""``ddr places``."""

import typer

from ddr.cli.session import Format, Session, Timeline, Words, joined, write_list
from ddr.query.authority import entries, unknown
from ddr.query.stored import labels

KINDS = ("place",)


def places(
    ctx: typer.Context,
    name: Words = None,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List places; with a name, those that bear it, and a single one in full."""
    session = Session(ctx, timeline)
    form = session.chosen(format)
    found = entries(session.index, KINDS, joined(name))
    if form == "table" and name and len(found) == 1:
        from ddr.cli.show import show_record

        show_record(session, found[0].stored)
        return

    from ddr.views import authority as view

    def around() -> dict[str, str]:
        return labels(session.index, (entry.stored.record.within for entry in found))

    def table() -> None:
        from ddr.views.terminal import authority as terminal

        terminal.places(found, around())

    if found or form != "table":
        write_list(
            form,
            lambda: (entry.stored.body for entry in found),
            view.PLACES,
            lambda: view.places(found, around()),
            table,
        )
    if not found:
        raise unknown(session.index, KINDS, joined(name))
