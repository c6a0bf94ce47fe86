"""``ddr people``, ``ddr places`` and ``ddr sources``."""

from typing import Annotated

import typer

from ddr.cli import complete
from ddr.cli.session import Format, Session, Timeline, joined
from ddr.query.authority import entries, unknown
from ddr.query.questions import EventQuestion, dates_of


def people(
    ctx: typer.Context,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=complete.PARTY,
            help="Any form of a name, or an office.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        str, typer.Option(metavar="DATE", help="Of an office, the holder of that day.")
    ] = "",
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List people and organizations; with a name, those who bear it, and a single one in full.

    Any form of a name will do, in Latin, Cyrillic or Hangul letters, and so will an office:
    "Russian ambassador".
    """
    _list(ctx, ("person", "organization"), joined(name), format, timeline, on)


def places(
    ctx: typer.Context,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=complete.PLACE, help="Any form of a name.", show_default=False
        ),
    ] = None,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List places; with a name, those that bear it, and a single one in full."""
    _list(ctx, ("place",), joined(name), format, timeline)


def sources(
    ctx: typer.Context,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=complete.SOURCE, help="An id, or words of the title.", show_default=False
        ),
    ] = None,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List sources; with an id or words of a title, those, and a single one in full."""
    _list(ctx, ("source",), joined(name), format, timeline)


def _list(
    ctx: typer.Context,
    kinds: tuple[str, ...],
    name: str,
    form: str,
    timeline: list[str] | None,
    on: str = "",
) -> None:
    """List the records of these kinds, or those of a name; a single one is shown in full."""
    session = Session(ctx, timeline)
    form = session.chosen(form)
    days = dates_of(EventQuestion(on=on), session.today).on
    found = entries(session.index, kinds, name, days)
    if form == "table" and name and len(found) == 1:
        from ddr.cli.show import show_record

        show_record(session, found[0].stored, form)
        return

    from ddr.views.rows import People, Places, Sources

    listing = {"person": People, "place": Places, "source": Sources}[kinds[0]]
    session.list(listing(found, session.labels), form)
    if not found:
        raise unknown(session.index, kinds, name, days)
