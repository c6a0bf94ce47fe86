"""``ddr compare``."""

from __future__ import annotations

from typing import Annotated

import typer

from ddr.cli import complete
from ddr.cli.options import Format, Language, Timeline, argument
from ddr.cli.session import Session
from ddr.errors import UsageError


def compare(
    ctx: typer.Context,
    things: Annotated[
        list[str],
        argument(
            "EVENT | A B",
            "An event; or two statements, or paragraphs: kremlin-2019:4, or 4-6.",
            complete.COMPARED,
        ),
    ],
    shown_in: Language = "",
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """What each side and each source says of an event; or two wordings, word by word.

    With an event: who says what, how the words reached us, which dates they name, what one side
    alone names, and where accounts differ. With two: what only the first has stands in [-…-],
    what only the second has in {+…+}; so rival translations of one speech can be compared.
    """
    session = Session(ctx, timeline, shown_in)
    form = session.chosen(format)
    if len(things) == 1:
        from ddr.query.compare_tellings import compare as tellings
        from ddr.views.compare import Tellings

        found = tellings(session.index, things[0])
        session.list(Tellings(found), form)
        if not found.tellings:
            session.nothing(f"nothing is on record about '{found.event.id}'")
    elif len(things) == 2:  # noqa: PLR2004
        from ddr.query.reading import compare as wordings
        from ddr.views.compare import Stretches

        session.list(Stretches(wordings(session.index, *things)), form)
    else:
        raise UsageError("compare one event, or two statements or paragraphs, not more")
