"""``ddr styles``."""

from __future__ import annotations

from typing import Annotated

import typer

from ddr.cli import complete
from ddr.cli.options import Format, Limit, Many
from ddr.cli.session import Session


def styles(
    ctx: typer.Context,
    words: Annotated[
        Many,
        typer.Argument(
            autocompletion=complete.STYLE,
            help="Words of the name, the title or the field.",
            show_default=False,
        ),
    ] = None,
    limit: Limit = 0,
    format: Format = "",  # noqa: A002
) -> None:
    """List the citation styles at hand; with words, those that match all of them.

    Without words, the styles that have a short name, which every installation has. The extra
    'ddr-timeline[styles]' adds all others of the CSL repository, by their ids.
    """
    session = Session(ctx, None)
    form = session.chosen(format)

    from ddr.cite.style.catalogue import catalogue, find, suggestion
    from ddr.files import cache_folder
    from ddr.views.rows import Styles

    entries = catalogue(cache_folder() if words else None, extra=bool(words))
    found = find(entries, words or ())
    shown = found[: limit or None]

    nothing = "" if found else f"no citation style found{suggestion(entries, words or ())}"
    session.list(Styles(shown), form, nothing)
    if not words:
        session.notify("'ddr styles WORDS' searches the others")
    elif len(shown) < len(found):
        session.notify(f"these are the first {len(shown)} of {len(found)}")
