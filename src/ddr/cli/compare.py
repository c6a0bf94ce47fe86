"""``ddr compare``."""

from __future__ import annotations

from typing import Annotated

import typer

from ddr.cli.session import Format, Session, Timeline, write_list
from ddr.errors import UsageError


def compare(
    ctx: typer.Context,
    things: Annotated[
        list[str],
        typer.Argument(
            metavar="EVENT | A B",
            help="An event; or two statements, or paragraphs: kremlin-2019:4, or 4-6.",
            show_default=False,
        ),
    ],
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """What each side and each source says of an event; or two wordings, word by word.

    With an event: who says what, how the words reached us, which dates they name, what one side
    alone names, and where accounts differ. With two: what only the first has stands in [-…-],
    what only the second has in {+…+}; so rival translations of one speech can be compared.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)
    if len(things) == 1:
        _event(session, things[0], form)
    elif len(things) == 2:  # noqa: PLR2004
        _wordings(session, things[0], things[1], form)
    else:
        raise UsageError("compare one event, or two statements or paragraphs, not more")


def _event(session: Session, name: str, form: str) -> None:
    from ddr.query.compare_tellings import compare as ask
    from ddr.views import comparing as view

    found = ask(session.index, name)

    def table() -> None:
        from ddr.views.terminal import comparing as terminal

        terminal.show(found)

    write_list(form, lambda: view.bodies(found), view.HEADER, lambda: view.rows(found), table)
    if not found.tellings:
        session.nothing(f"nothing is on record about '{found.event.id}'")


def _wordings(session: Session, first: str, second: str, form: str) -> None:
    from ddr.query.compare_wordings import compare as ask
    from ddr.views import comparing as view

    found = ask(session.index, first, second)

    def table() -> None:
        from ddr.views.terminal import comparing as terminal

        terminal.wordings(found)

    write_list(
        form,
        lambda: view.wording_bodies(found),
        view.WORDINGS,
        lambda: view.wording_rows(found),
        table,
    )
