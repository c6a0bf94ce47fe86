"""``ddr sources``."""

import typer

from ddr.cli.session import Format, Session, Timeline, Words, joined, write_list
from ddr.query.authority import entries, unknown
from ddr.query.stored import labels

KINDS = ("source",)


def sources(
    ctx: typer.Context,
    name: Words = None,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List sources; with an id or words of a title, those, and a single one in full."""
    session = Session(ctx, timeline)
    form = session.chosen(format)
    found = entries(session.index, KINDS, joined(name))
    if form == "table" and name and len(found) == 1:
        from ddr.cli.show import show_record

        show_record(session, found[0].stored)
        return

    from ddr.views import authority as view

    def names() -> dict[str, str]:
        authors = (who for entry in found for who in entry.stored.record.author)
        return labels(session.index, (who.person or who.organization for who in authors))

    def table() -> None:
        from ddr.views.terminal import authority as terminal

        terminal.sources(found, names())

    if found or form != "table":
        write_list(
            form,
            lambda: (entry.stored.body for entry in found),
            view.SOURCES,
            lambda: view.sources(found, names()),
            table,
        )
    if not found:
        raise unknown(session.index, KINDS, joined(name))
