"""``ddr search``."""

from typing import Annotated

import typer

from ddr.cli.session import Format, Session, Timeline, Words, bounded, joined
from ddr.errors import UsageError
from ddr.query.text.search import search as ask


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
        int,
        typer.Option(
            "--context", "-C", min=1, metavar="N", callback=bounded, help="Words on either side."
        ),
    ] = 12,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only the words as typed, without inflections.")
    ] = False,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """Search events, statements, held texts and titles of sources, the best hits first.

    Inflections of English and Russian are found: 'treaty' finds treaties. Each hit shows the
    words in their context, where they stand, and how to cite them; a paragraph whose words are
    a statement's shows as that statement. Fields narrow a search, and -field: excludes: by:NAME,
    source:ID, mode:MODE, year:1961 or year:1961-1965, topic:TOPIC, and type: event, statement,
    paragraph or source. A value of several words needs quotation marks: by:"Kim Jong Un".
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    if not joined(words).strip():
        raise UsageError("say what to search for: ddr search WORDS")
    found = ask(session.index, session.asked(words), limit, context, exact=exact)

    from ddr.views.rows import Hits

    session.list(Hits(found, session.labels), form, _advice(exact=exact))
    if len(found) == limit:
        session.notify(f"these are the best {limit}; --limit 0 shows all")


def _advice(*, exact: bool) -> str:
    if exact:
        return "nothing found with these very words; without --exact their inflections count too"
    return "nothing found; fewer words, OR between them, or a beginning such as treat* find more"
