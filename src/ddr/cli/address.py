"""``ddr open``."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ddr.cli import complete
from ddr.cli.options import Timeline, argument, option
from ddr.cli.session import Session
from ddr.errors import NotFoundError, UsageError, a

if TYPE_CHECKING:
    from ddr.query.stored import Stored


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
