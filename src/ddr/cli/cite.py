"""``ddr cite``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ddr.cli.session import Session, Timeline
from ddr.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from ddr.cite.engine import Form, Output

FORMS = ("note", "short", "bibliography", "in-text")
OUTPUTS = ("text", "markdown")


def cite(
    ctx: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Sources, statements or events.")
    ],
    style: Annotated[
        str,
        typer.Option(
            "--style",
            "-s",
            metavar="STYLE",
            help="chicago, chicago-author-date, apa or mla; a CSL id or a .csl file.",
        ),
    ] = "chicago",
    form: Annotated[
        str, typer.Option("--form", metavar="FORM", help="note, short, bibliography or in-text.")
    ] = "note",
    locator: Annotated[
        str,
        typer.Option(
            "--locator", "-l", metavar="PLACE", help="Place in a source: 4, 'para. 4-6', 'p. 12'."
        ),
    ] = "",
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="ID", help="For an event: cite only this source."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="MARKUP", help="text or markdown.")] = "text",
    timeline: Timeline = None,
) -> None:
    """Format a citation of a source, a statement or an event.

    A statement brings its paragraph, and says so where its words were reported or translated; an
    event is cited by each source that attests it. Several ids make one citation, or one list.
    """  # fmt: skip
    session = Session(ctx, timeline)
    wanted = cast("Form", _word("--form", form, FORMS))
    output = cast("Output", _word("--to", to, OUTPUTS))

    from ddr.cite import styles
    from ddr.cite.collect import collect, lookup_in
    from ddr.cite.render import render
    from ddr.index.place import cache_folder

    chosen = styles.find(style)
    cited = collect(session.index, ids, locator, source or ())
    answer = render(
        [cited], chosen, wanted, output, lookup=lookup_in(session.index), folder=cache_folder()
    )
    for remark in answer.remarks:
        session.notify(remark)
    for text in answer.texts:
        sys.stdout.write(f"{text}\n")


def _word(option: str, given: str, known: tuple[str, ...]) -> str:
    if given not in known:
        hint = did_you_mean(given, known) or f": one of {', '.join(known)}"
        raise UsageError(f"{option} '{given}' is not known here{hint}")
    return given
