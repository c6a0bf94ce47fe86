"""``ddr undo``."""

from __future__ import annotations

import typer

from ddr.cli.session import Session, Timeline
from ddr.cli.writing import DryRun, Why


def undo(
    ctx: typer.Context,
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Take the last write to a timeline back: what add, edit, rename, remove or fmt did.

    Called again, it takes back the write before that; the last 50 are remembered.
    """
    session = Session(ctx, timeline)

    from ddr.cli.writing import kept, show_difference
    from ddr.corpus.problems import shown
    from ddr.curation.transaction import undo as take_back

    paths = kept(session)
    written = take_back(paths[-1], why=why, among=paths, dry=dry_run)
    show_difference(written)
    version = f"; data version {written.version}" if written.version else ""
    for text in written.texts:
        session.notify(f"{shown(text)}: {'would be taken' if dry_run else 'taken'} away too")
    session.notify("nothing written (--dry-run)" if dry_run else f"taken back{version}")
