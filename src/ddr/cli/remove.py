"""``ddr remove``."""

from __future__ import annotations

from typing import Annotated

import typer

from ddr.cli.session import Session, Timeline
from ddr.cli.writing import DryRun, Why


def remove(
    ctx: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a record.")],
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Take a record out of a timeline; refused while another names it, and those are listed.

    A held text stays in its folder.
    """
    session = Session(ctx, timeline)

    from ddr.cli.writing import home, kept, show_difference, tell
    from ddr.curation import changes
    from ddr.curation.transaction import write

    paths = kept(session)
    written = write(
        home(paths, record),
        lambda text: changes.remove(text, record),
        command="remove",
        why=why,
        among=paths,
        dry=dry_run,
    )
    show_difference(written)
    tell(written, dry=dry_run, done=[f"'{record}' is removed"])
