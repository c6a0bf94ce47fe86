"""``ddr new`` and ``ddr fmt``: a timeline as a whole."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated

import typer

from ddr.cli.options import Many, Timeline, argument, option
from ddr.cli.session import Session
from ddr.errors import Exit
from ddr.views.lists import clean


def new(
    folder: Annotated[str, argument("FOLDER", "Where it is to be; made new.")],
    title: Annotated[str, option("WORDS", "Its title; without one, the folder's name.")] = "",
    side: Annotated[
        Many,
        option(
            "WORD",
            "A side of the story, such as egypt, or 'uk=United Kingdom'. Repeatable; asked "
            "for on a terminal.",
        ),
    ] = None,
) -> None:
    """Start a timeline of your own: a commented file, a held text, a first event and statement.

    What to type next is printed.
    """
    from datetime import UTC, datetime

    from ddr.corpus.problems import shown
    from ddr.curation.new import start
    from ddr.files import home

    sides = side or (_asked() if sys.stdin.isatty() and sys.stdout.isatty() else [])
    made = start(home(folder), title, datetime.now(UTC).date(), sides)
    place = clean(shlex.quote(str(made.parent.absolute())))
    origin = " --origin third-party" if sides else ""
    sys.stdout.write(
        f"{clean(shown(made.absolute()))} is started. Type next:\n\n"
        f"  export DDR_TIMELINE={place}\n"
        f"  ddr add source --title 'A title'{origin} --text page.html\n"
        "  ddr add event --date 'May 2001' --title 'What happened' --find 'words of that page'\n"
    )


def _asked() -> list[str]:
    question = "Sides of the story, such as 'egypt uk france' (none: Enter)"
    return str(typer.prompt(question, default="", show_default=False, err=True)).split()


def fmt(
    ctx: typer.Context,
    files: Annotated[
        Many, argument("[FILE]...", "Timelines; those in use where none is named.")
    ] = None,
    check: Annotated[
        bool, option("--check", "Write nothing; exit code 1 where one would change.")
    ] = False,
    diff: Annotated[bool, option("--diff", "Write nothing; print what would change.")] = False,
    timeline: Timeline = None,
) -> None:
    """Write a timeline in its canonical form: order of records and keys, quoting, line width.

    Comments stay with what they stand before. What cannot be kept is refused, with its line.
    """
    session = Session(ctx, timeline)

    from ddr.cli.writing import fixed, refusal, show_difference
    from ddr.corpus.locate import timelines
    from ddr.corpus.problems import shown
    from ddr.curation.document import parse
    from ddr.curation.layout import canonical
    from ddr.curation.migration import keep_log, renew_schema
    from ddr.curation.transaction import write

    changed = 0
    for path in timelines(files or session.named):
        if fixed(path) and not (check or diff):
            raise refusal()
        written = write(
            path,
            lambda document, path=path: parse(canonical(path, document.text.encode())),  # type: ignore[misc]
            command="fmt",
            raise_version=False,
            dry=check or diff,
        )
        renewed = not (check or diff) and renew_schema(path, written.after)
        if renewed:
            session.notify(f"{shown(renewed)} is up to date")
        logged = not (check or diff) and keep_log(path)
        if logged:
            session.notify(f"the log of versions beside {shown(path)} is up to date now")
        if written.before == written.after:
            changed += bool(renewed) or logged
            continue
        changed += 1
        if diff:
            show_difference(written)
        verb = "would be" if check or diff else "is now"
        session.notify(f"{shown(path)} {verb} in canonical form")
    if not changed:
        session.notify("already in canonical form")
    sys.stdout.flush()
    if check and changed:
        raise typer.Exit(Exit.NOTHING)
