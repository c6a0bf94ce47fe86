"""``ddr export``."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ddr.cli import complete
from ddr.cli.filters import chosen, filtered, told
from ddr.cli.options import format_option, option
from ddr.cli.output import unwritable, write
from ddr.cli.session import Session
from ddr.errors import UsageError, choose, counted
from ddr.query.questions import EventQuestion

if TYPE_CHECKING:
    from ddr.query.bundle import Bundle

TARGETS = {
    "sqlite": "a database with foreign keys, views and full text",
    "csv": "a folder of tables",
    "jsonl": "a folder of JSON lines, one file a kind of record",
    "ics": "a calendar of the events known to the day",
    "timelinejs": "the JSON that TimelineJS draws",
    "obsidian": "a folder of notes with links",
    "web-annotation": "W3C annotations of the verbatim statements",
}
"""What can be written, and what it is."""

_SUFFIXES = {".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".ics": "ics"}
_FOLDERS = ("csv", "jsonl", "obsidian")
_OURS = "Written by ddr."
"""Stands in the README of a folder that an earlier export has made."""


_ON_LINES = (
    "One file a kind of record, one record a line, with every field, as `ddr show --format json` "
    "prints it.\n"
)


@filtered
def export(
    session: Session,
    question: EventQuestion,
    form: Annotated[
        str,
        format_option(
            complete.settled("ddr.cli.export", "TARGETS"),
            "sqlite, csv, jsonl, ics, timelinejs, obsidian or web-annotation.",
        ),
    ] = "",
    output: Annotated[
        str,
        option(
            "--output -o FILE|FOLDER",
            "Where to: a folder for csv, jsonl and obsidian, else a file.",
        ),
    ] = "",
) -> None:
    """Write events, and all that belongs to them, for other programs.

    Without a filter it is the whole timeline; else the events chosen, with their statements and
    with the sources, people, organizations and places that they name.
    """
    form = form or _SUFFIXES.get(os.path.splitext(output)[1].lower(), "")  # noqa: PTH122
    if not form:
        raise UsageError(f"--format is missing: one of {', '.join(TARGETS)}")
    choose("--format", form, TARGETS)
    if not output and (form in _FOLDERS or form == "sqlite"):
        what = "folder" if form in _FOLDERS else "file"
        raise UsageError(f"--format {form} writes a {what}: name it with --output")
    found = chosen(session, question)

    from ddr.query.bundle import bundle

    said = None if question == EventQuestion() else told(session, question, found)
    made = bundle(session.index, found, said)
    if form == "sqlite":
        _database(made, output)
    elif form in _FOLDERS:
        number = _folder(_files(made, form), output)
        session.notify(f"{counted(number, 'file')} written to {output}")
    else:
        write(_text(session, made, form), output)


def _database(made: "Bundle", output: str) -> None:
    """Write the database, and beside it the description that Datasette shows."""
    import sqlite3
    from tempfile import TemporaryDirectory

    from ddr.files import home
    from ddr.views.exports.database import metadata
    from ddr.views.exports.database import write as write_database

    path = home(output)
    try:
        with TemporaryDirectory(dir=path.parent) as folder:
            new = Path(folder, "new.db")
            write_database(made, new)
            new.replace(path)
        path.with_suffix(".metadata.json").write_text(metadata(made, path.stem), "utf-8")
    except (OSError, sqlite3.Error) as error:
        raise unwritable(output, error) from None


def _files(made: "Bundle", form: str) -> Iterable[tuple[str, str]]:
    if form == "obsidian":
        from ddr.views.exports.vault import notes

        yield from notes(made)
        return
    from ddr.views.exports.relations import readme, relations

    if form == "csv":
        import io

        from ddr.views.lists import write_csv

        tables = relations(made)
        for table in tables:
            stream = io.StringIO()
            cells = [["" if v is None else str(v) for v in row] for row in table.rows]
            write_csv(table.columns, cells, stream)
            yield f"{table.name}.csv", stream.getvalue()
        yield "README.md", readme(made, tables, form)
        return
    for table_name, several in made.records.items():
        yield f"{table_name}.jsonl", "".join(f"{one.body}\n" for one in several)
    head = f"# {made.title}\n\nVersion {made.version} of the data, {made.rights}. {_OURS}\n\n"
    yield "README.md", f"{head}{_ON_LINES}"


def _folder(files: Iterable[tuple[str, str]], output: str) -> int:
    """Write files into a folder that is new, empty, or from an earlier export; return how many."""
    from ddr.files import home

    folder = home(output)
    number = 0
    try:
        if folder.is_dir() and any(folder.iterdir()):
            readme = folder / "README.md"
            if not readme.is_file() or _OURS not in readme.read_text("utf-8", "replace"):
                raise UsageError(
                    f"--output '{output}' is a folder that holds other things: name a new one"
                )
        for name, text in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="")
            number += 1
    except OSError as error:
        raise unwritable(output, error) from None
    return number


def _text(session: Session, made: "Bundle", form: str) -> str:
    if form == "timelinejs":
        from ddr.views.exports.timelinejs import timelinejs

        return timelinejs(made)
    if form == "web-annotation":
        from ddr.views.exports.web_annotation import collection

        return collection(made)
    from ddr.views.exports.ical import CalendarEntry, calendar, days_of, stamp

    names = made.names()
    entries = []
    for one in made.records["event"]:
        event = one.record
        if days := days_of(event.date):
            place = names.get(event.place, "")
            told = event.title, event.summary, place, made.kind(event)
            entries.append(CalendarEntry(one.id, *days, *told))
    if left := len(made.records["event"]) - len(entries):
        session.notify(f"{counted(left, 'event')} not in the calendar: no day of it is known")
    return calendar(entries, made.title, stamp(made.version))
