"""``ddr log``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ddr.cli.session import Format, Limit, Session, Timeline, as_json, write_list


def log(
    ctx: typer.Context,
    record: Annotated[
        str, typer.Argument(metavar="[ID]", help="Only the writes to this record.")
    ] = "",
    limit: Limit = 0,
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """List what was written to a timeline, when and why; the latest first.

    A record that was renamed is followed under its earlier ids.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)

    from ddr.cli.writing import kept
    from ddr.curation.journal import FIELDS, history, row

    found = [change for path in kept(session) for change in reversed(history(path, record))]
    found.sort(key=lambda change: change.at, reverse=True)
    shown = found[:limit] if limit else found
    if not found:
        what = f"nothing was written to '{record}' yet" if record else "nothing was written yet"
        session.nothing(what)

    def table() -> None:
        from ddr.views.clean import clean

        for change in shown:
            why = f"  {change.why}" if change.why else ""
            sys.stdout.write(clean(f"{change.at}  {change.command}{why}") + "\n")
            sys.stdout.writelines(f"    {clean(one)}\n" for one in change.records)

    write_list(
        form,
        lambda: (as_json({name: getattr(change, name) for name in FIELDS}) for change in shown),
        FIELDS,
        lambda: map(row, shown),
        table,
    )
