"""``ddr search``."""

from typing import Annotated

import typer

from ddr.cli.session import Format, Session, Timeline, Words, bounded, joined, write_list
from ddr.errors import UsageError
from ddr.query.search import search as ask


def search(
    ctx: typer.Context,
    words: Words = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", min=0, metavar="N", callback=bounded, help="At most N hits; 0: all."
        ),
    ] = 20,
    context: Annotated[
        int, typer.Option("--context", "-C", min=1, metavar="N", help="Words shown around a hit.")
    ] = 24,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """Search events, statements and held texts at once, the best hits first.

    English inflections are found: 'treaty' finds treaties. Each hit shows the words in their
    context, where they stand, and how to cite them.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    if not joined(words).strip():
        raise UsageError("say what to search for: ddr search WORDS")
    found = ask(session.index, joined(words), limit, context)

    from ddr.views import hits as view

    def table() -> None:
        from ddr.views.terminal import hits as terminal

        terminal.show(found)

    if found or form != "table":
        write_list(form, lambda: view.bodies(found), view.HEADER, lambda: view.rows(found), table)
    if not found:
        session.nothing("nothing found")
    if len(found) == limit:
        session.notify(f"these are the best {limit}; --limit 0 shows all")
