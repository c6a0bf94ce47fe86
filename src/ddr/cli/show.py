"""``ddr show`` and ``ddr read``: a record, or a held text."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ddr.cli import complete
from ddr.cli.options import Format, Language, Timeline, argument, format_option, option
from ddr.cli.session import Session
from ddr.views.lists import clean

if TYPE_CHECKING:
    from ddr.query.stored import Stored

FORMATS = ("table", "text", "json", "toml")


def show(
    ctx: typer.Context,
    ids: Annotated[
        list[str], argument("ID...", "An id, or the name of a person or place.", complete.SHOWN)
    ],
    format: Annotated[  # noqa: A002
        str,
        format_option(
            complete.words(*FORMATS), "table (on a terminal), text (in a pipe), json or toml."
        ),
    ] = "",
    shown_in: Language = "",
    timeline: Timeline = None,
) -> None:
    """Show a record in full: evidence, differing accounts, statements, and how to cite it."""
    session = Session(ctx, timeline, shown_in)
    form = session.chosen(format, FORMATS, piped="text")
    from ddr.query.lookup import lookups

    found = lookups(session.index, ids)
    if form == "json":
        from ddr.views.lists import write_json

        write_json((_with_kind(stored) for stored in found), sys.stdout)
    elif form == "toml":
        for stored in found:
            _write_toml(stored)
    else:
        for number, stored in enumerate(found):
            if number:
                sys.stdout.write("\n")
            show_record(session, stored, form)


def show_record(session: Session, stored: "Stored[Any]", form: str) -> None:
    """Print the page of one record, laid out for the terminal as a table, or as text."""
    from ddr.query.profile import profile
    from ddr.views.page import write
    from ddr.views.profile import page

    write(page(profile(session.index, stored)), sys.stdout, laid_out=form == "table")


def _with_kind(stored: "Stored[Any]") -> str:
    """Put the kind of record before its fields, so that mixed lists can be told apart."""
    return f'{{"record": "{stored.table}", {stored.body[1:]}'


def _write_toml(stored: "Stored[Any]") -> None:
    import tomli_w

    values = {key: value for key, value in json.loads(stored.body).items() if value}
    for key, value in values.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            values[key] = [{k: v for k, v in part.items() if v} for part in value]
    text = tomli_w.dumps({stored.table: [values]}, multiline_strings=False)
    sys.stdout.writelines(f"{clean(line)}\n" for line in text.rstrip("\n").split("\n"))


def read(
    ctx: typer.Context,
    source: Annotated[str, argument("SOURCE", "The id of a held source.", complete.HELD)],
    number: Annotated[str, argument("[N]", "The same as --para.")] = "",
    para: Annotated[str, option("--para -p N", "Only this paragraph: 4, or 4-6.")] = "",
    format: Format = "",  # noqa: A002
    timeline: Timeline = None,
) -> None:
    """Read a held text with its paragraph numbers, and the statements taken from each.

    'ddr sources' says which texts are held.
    """
    session = Session(ctx, timeline)
    form = session.chosen(format)

    from ddr.query.reading import read as ask
    from ddr.views.rows import Paragraphs

    found, paragraphs = ask(session.index, source, para or number)
    session.list(Paragraphs(found, paragraphs), form)
