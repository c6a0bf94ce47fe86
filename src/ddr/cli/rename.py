"""``ddr rename``."""

from __future__ import annotations

from typing import Annotated

import typer

from ddr.cli.session import Session, Timeline
from ddr.cli.writing import DryRun, Why


def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id of a record.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id that it gets.")],
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Give a record another id: all references follow, and 'formerly' keeps the old one.

    The statements of a source keep their own ids.
    """
    session = Session(ctx, timeline)

    from ddr.cli.writing import home, kept, show_difference, tell
    from ddr.curation import changes
    from ddr.curation.transaction import write

    paths = kept(session)
    path = home(paths, old)
    written = write(
        path,
        lambda text: changes.rename(text, old, new),
        command="rename",
        why=why,
        among=paths,
        dry=dry_run,
    )
    if dry_run:
        show_difference(written)
    if named := changes.mentions(written.after, old):
        session.notify(f"words that still say '{old}', to be changed by hand: {', '.join(named)}")
    followed = len(written.records) - 2
    tell(written, dry=dry_run, done=[f"'{old}' is now '{new}', in {followed} other records too"])
