"""``ddr show``, ``ddr read`` and ``ddr open``: a record, a held text, a source on the web."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ddr.cli import complete
from ddr.cli.options import Format, Language, Timeline, argument, format_option, option
from ddr.cli.session import Session
from ddr.errors import NotFoundError, UsageError, a
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


def open(  # noqa: A001 (the name of the command)
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        argument(
            "ID...",
            "A statement, a source, a paragraph such as kremlin-2019:4, or an event.",
            complete.CITABLE,
        ),
    ],
    print_only: Annotated[bool, option("--print -p", "Print the address; open nothing.")] = False,
    timeline: Timeline = None,
) -> None:
    """Open a source in the browser, at the very words of a statement or a paragraph.

    Of an event, the first source that attests it. Into a pipe, and where there is no browser, the
    address is printed.
    """
    session = Session(ctx, timeline)
    from ddr.query.lookup import lookups

    named = [_parted(name) for name in ids]
    found = lookups(session.index, [record for record, _ in named])
    numbers = [number for _, number in named] if len(found) == len(named) else [""]
    for stored, number in zip(found, numbers, strict=True):
        address = _address(session, stored, number)
        if print_only or not session.on_terminal() or not _shown(address):
            sys.stdout.write(f"{address}\n")


def _shown(address: str) -> bool:
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


def _parted(name: str) -> tuple[str, str]:
    """Part ``kremlin-2019:4`` into the record and the paragraph, "" for none."""
    record, colon, number = name.rpartition(":")
    return (record, number) if colon and number.isdecimal() else (name, "")


def _address(session: Session, stored: "Stored[Any]", number: str) -> str:
    """Return the address of a record, or a paragraph of it.

    Raises `NotFoundError` where none is on record, `UsageError` for a record that has none.
    """
    if stored.table not in ("source", "statement", "event"):
        raise UsageError(f"'{stored.id}' is {a(stored.table)}: it has no address")
    if number:
        return _found(session, stored.id, _paragraph(session, stored, number))
    record = stored.record
    if stored.table == "source":
        return _found(session, stored.id, "")
    if stored.table == "statement":
        return _found(session, record.source, record.exact)
    piece = next((one for one in record.evidence if one.exact), record.evidence[0])
    return _found(session, piece.source, piece.exact)


def _paragraph(session: Session, stored: "Stored[Any]", number: str) -> str:
    from ddr.query.reading import read

    _, paragraphs = read(session.index, stored.id, number)
    return paragraphs[0].text


def _found(session: Session, source: str, words: str) -> str:
    from ddr.query.lookup import lookup

    address = str(lookup(session.index, source).record.URL)
    if not address:
        raise NotFoundError(f"no address is on record for '{source}': see 'ddr show {source}'")
    from ddr.views.profile import at_words

    return at_words(address, words)
