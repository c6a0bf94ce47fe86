"""``ddr edit``."""

from __future__ import annotations

from typing import Annotated

import typer

from ddr.cli.session import Session, Timeline
from ddr.cli.writing import DryRun, Why


def edit(
    ctx: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a record.")],
    set: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="KEY=VALUE",
            help="Give a field a value; KEY= empties it, KEY+=VALUE adds to a list. Repeatable.",
        ),
    ] = None,
    erratum: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORDS", help="Record a correction, dated today: what was wrong. Repeatable."
        ),
    ] = None,
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Change a record: with --set or --erratum, or else in your editor ($VISUAL, $EDITOR).

    Nothing is written unless the whole timeline stays valid.
    """
    session = Session(ctx, timeline)

    from ddr.cli.editor import edit_until_valid
    from ddr.cli.writing import home, kept, show_difference, tell
    from ddr.curation import changes
    from ddr.curation.composing import corrected, typed
    from ddr.curation.disk import read_text
    from ddr.curation.document import parse
    from ddr.curation.transaction import Change, Written, write

    paths = kept(session)
    path = home(paths, record)
    given = [*(set or ()), *(corrected(words, session.today) for words in erratum or ())]

    def save(change: Change) -> Written:
        return write(path, change, command="edit", why=why, among=paths, dry=dry_run)

    if given:

        def change(text: str) -> str:
            block = parse(text).find(record)
            now = block.values() if block else {}
            values = typed(block.table, given, session.today, now) if block else {}
            return changes.edit(text, record, values)

        written = save(change)
    else:
        block = parse(read_text(path)).find(record)
        body = block.body if block else ""
        written = edit_until_valid(
            body, lambda typed_in: save(lambda text: changes.replace(text, record, typed_in))
        )
    show_difference(written)
    tell(written, dry=dry_run, done=[f"'{record}' is changed"])
