"""``ddr timeline``: the picture."""

import os
from typing import TYPE_CHECKING, Annotated

from ddr.cli import complete
from ddr.cli.filters import filtered
from ddr.cli.options import format_option, option
from ddr.cli.output import of_suffix, refuse_terminal, write
from ddr.cli.session import Session
from ddr.errors import choose
from ddr.query.questions import EventQuestion, ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ddr.views.picture import Mark

DRAWN = {
    "text": "in the terminal, or as plain text",
    "svg": "for slides and pages",
    "png": "the same where SVG is not taken",
}
"""What can be drawn."""
_SUFFIXES = {".svg": ("svg",), ".png": ("png",), ".txt": ("text",)}

_EACH = 40
"""So many events have a line each; more have a line a year."""
_NARROWEST, _PIPED = 40, 100


@filtered
def timeline(
    session: Session,
    question: EventQuestion,
    group_by: Annotated[
        str,
        option(
            "--group-by WHAT",
            "A line for each person, place, side, kind or year; else for each event, "
            "and for each year where there are more than 40.",
            complete.settled("ddr.query.chapters", "CHAPTERS"),
        ),
    ] = "",
    form: Annotated[
        str,
        format_option(
            complete.settled("ddr.cli.picture", "DRAWN"), "text (the default), svg or png."
        ),
    ] = "",
    output: Annotated[str, option("--output -o FILE", "To a file: .svg, .png or .txt.")] = "",
) -> None:
    """Draw events on an axis of time, each date as well as it is known.

    A solid mark is a day; a hollow one a month, a year or less; a bar an interval, whose end is
    broken where it is open or not known to the day. Two joined marks: accounts differ.
    """
    form = choose("--format", of_suffix(form, output, _SUFFIXES) or "text", DRAWN)
    refuse_terminal(form, output, ("png",))
    if group_by:
        from ddr.query.chapters import CHAPTERS

        choose("--group-by", group_by, CHAPTERS)
    found = ids(session.index, question, session.today)
    if not found:
        session.none(question, "no event found")
    from ddr.query.stored import outlines
    from ddr.views.picture import marks_of
    from ddr.views.picture_text import by_event, by_lane, by_year, legend

    marks, drawn = marks_of(outlines(session.index, found))
    years = group_by == "year" or (not group_by and len(found) > _EACH)
    if form != "text":
        from ddr.views.picture_svg import png, rows_of, svg

        rows = _lanes(session, found, group_by, marks) if group_by else rows_of(marks)
        picture = svg(rows, drawn, session.index.meta("title"))
        write(png(picture) if form == "png" else picture, output)
        return
    width = _width(session, output)
    lanes = bool(group_by) and not years
    if years:
        lines = by_year(marks, width)
    elif lanes:
        lines = by_lane(_lanes(session, found, group_by, marks), drawn, width)
    else:
        lines = by_event(marks, drawn, width)
    drawing = [*lines, [], *legend(marks, width, lanes=lanes, years=years)]
    if session.on_terminal() and not output:
        from ddr.views.terminal.picture import show

        show(drawing)
        return
    plain = ("".join(piece.text for piece in line).rstrip() for line in drawing)
    write("".join(f"{line}\n" for line in plain), output)


def _width(session: Session, output: str) -> int:
    if session.on_terminal() and not output:
        from ddr.views.terminal.picture import width

        return max(width(), _NARROWEST)
    asked = os.environ.get("COLUMNS", "")
    return max(int(asked), _NARROWEST) if asked.isascii() and asked.isdigit() else _PIPED


def _lanes(
    session: Session, found: "Sequence[str]", by: str, marks: "Sequence[Mark]"
) -> "list[tuple[str, list[Mark]]]":
    from ddr.query.chapters import chapters
    from ddr.query.stored import fetch
    from ddr.views.picture_text import coloured, lanes_of

    made = chapters(session.index, list(fetch(session.index, found).values()), by)
    named = [(one.label or "other", [stored.id for stored in one.found]) for one in made]
    labels = session.labels(["side:"] if by == "side" else [])
    colours = (labels.get(f"colour:{one.key}", "") for one in made)
    lanes = zip(lanes_of(named, marks), colours, strict=True)
    return [(label, coloured(some, colour)) for (label, some), colour in lanes]
