"""``ddr new``."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated

import typer

from ddr.views.clean import clean


def new(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where it is to be; made new.")],
    title: Annotated[
        str, typer.Option(metavar="WORDS", help="Its title; without one, the folder's name.")
    ] = "",
) -> None:
    """Start a timeline of your own: a commented file, a held text and a first event.

    What to type next is printed.
    """
    from datetime import UTC, datetime

    from ddr.corpus.problems import shown
    from ddr.curation.new import start
    from ddr.files import home

    made = start(home(folder), title, datetime.now(UTC).date())
    place = clean(shlex.quote(str(made.parent.absolute())))
    sys.stdout.write(
        f"{clean(shown(made.absolute()))} is started. Type next:\n\n"
        f"  export DDR_TIMELINE={place}\n"
        "  ddr add source --title 'A title' --origin third-party --text page.html\n"
        "  ddr add event --date 'May 2001' --title 'What happened' --find 'words of that page'\n"
    )
