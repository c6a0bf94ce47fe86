"""``ddr edit``, ``ddr rename`` and ``ddr remove``, and a record in the user's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from ddr.cli import complete
from ddr.cli.options import Many, Timeline, argument, option
from ddr.cli.session import Session
from ddr.cli.writing import (
    DryRun,
    Why,
    home,
    named_elsewhere,
    show_difference,
    tell,
    writable_timelines,
)
from ddr.corpus.problems import shown
from ddr.curation import changes
from ddr.curation.transaction import write
from ddr.errors import DataError, DdrError, Exit, ToolError, UsageError, counted
from ddr.files import not_utf8

T = TypeVar("T")


def edit(
    ctx: typer.Context,
    record: Annotated[str, argument("ID", "The id of a record.", complete.ID)],
    set: Annotated[  # noqa: A002
        list[str] | None,
        option(
            "--set -s KEY=VALUE",
            "Give a field a value; KEY= empties it, KEY+=VALUE adds to a list. Repeatable.",
        ),
    ] = None,
    erratum: Annotated[
        Many, option("WORDS", "Record a correction, dated today: what was wrong. Repeatable.")
    ] = None,
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Change a record: with --set or --erratum, or else in your editor ($VISUAL, $EDITOR).

    Nothing is written unless the whole timeline stays valid.
    """
    session = Session(ctx, timeline)

    from ddr.curation.composing import corrected, typed
    from ddr.curation.disk import read_text
    from ddr.curation.document import Document, parse
    from ddr.curation.transaction import Change, Written

    paths = writable_timelines(session)
    path = home(paths, record)
    given = [*(set or ()), *(corrected(words) for words in erratum or ())]

    def save(change: Change) -> Written:
        return write(path, change, command="edit", why=why, among=paths, dry=dry_run)

    if given:

        def change(document: Document) -> Document:
            block = changes.find(document, record)
            values = typed(block.table, given, session.today, block.values())
            return changes.edit(document, record, values)

        written = save(change)
    else:
        body = changes.find(parse(read_text(path)), record).body
        written = edit_until_valid(
            body,
            lambda typed_in: save(lambda old: changes.replace(old, record, typed_in, shown=body)),
        )
    show_difference(written)
    tell(written, dry=dry_run, done=[f"'{record}' is changed"])


def rename(
    ctx: typer.Context,
    old: Annotated[str, argument("OLD", "The id of a record.", complete.ID)],
    new: Annotated[str, argument("NEW", "The id that it gets.")],
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Give a record another id: all references follow, and 'formerly' keeps the old one.

    The statements of a source keep their own ids.
    """
    session = Session(ctx, timeline)

    paths = writable_timelines(session)
    path = home(paths, old)
    if others := named_elsewhere(paths, path, old):
        what = f"'{old}' is named by {others} too, and one file is written at a time"
        alone = f"rename it with --timeline {shown(path)} alone, then 'ddr check --fix' over all"
        raise DataError(f"{what}; nothing was written: {alone}", Exit.NOTHING)
    written = write(
        path,
        lambda document: changes.rename(document, old, new),
        command="rename",
        why=why,
        among=paths,
        dry=dry_run,
    )
    if dry_run:
        show_difference(written)
    if named := changes.mentions(written.new, old):
        session.notify(f"'{old}' still stands in words of {', '.join(named)}: change these by hand")
    followed = len(written.records) - 2
    where = f", in {counted(followed, 'other record')} too" if followed else ""
    tell(written, dry=dry_run, done=[f"'{old}' is now '{new}'{where}"])


def remove(
    ctx: typer.Context,
    record: Annotated[str, argument("ID", "The id of a record.", complete.ID)],
    why: Why = "",
    dry_run: DryRun = False,
    timeline: Timeline = None,
) -> None:
    """Delete a record of a timeline; refused while another names it, and those are listed.

    A held text stays in its folder.
    """
    session = Session(ctx, timeline)

    paths = writable_timelines(session)
    path = home(paths, record)
    if others := named_elsewhere(paths, path, record):
        raise DataError(f"'{record}' is named by {others}: change them first", Exit.NOTHING)
    written = write(
        path,
        lambda document: changes.remove(document, record),
        command="remove",
        why=why,
        among=paths,
        dry=dry_run,
    )
    show_difference(written)
    tell(written, dry=dry_run, done=[f"'{record}' is removed"])


def edit_until_valid(text: str, save: Callable[[str], T], *, fresh: bool = False) -> T:
    """Let the user change a text until it can be saved, or until they give up.

    A text left as it was ends without a write, unless it is `fresh`, a form to fill in. Raises
    `DdrError` where it cannot be saved, and says where what was typed is kept.
    """
    handle, name = tempfile.mkstemp(prefix="ddr-", suffix=".toml")
    path = Path(name)
    with open(handle, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
        file.write(text)
    try:
        return _edited(path, text, save, fresh=fresh)
    except (typer.Abort, KeyboardInterrupt):
        Session.notify(f"what you typed is kept in {path}")
        raise


def _edited(path: Path, text: str, save: Callable[[str], T], *, fresh: bool) -> T:
    while True:
        _open(path)
        changed = _typed(path)
        if changed == text and not fresh:
            path.unlink()
            raise UsageError("nothing was changed")
        try:
            saved = save(changed)
        except DdrError as error:
            Session.refuse(error)
            if sys.stdin.isatty() and typer.confirm("Edit it again?", default=True, err=True):
                continue
            what = f"nothing was written; what you typed is kept in {path}"
            raise DdrError(what, error.code) from None
        path.unlink()
        return saved


def _typed(path: Path) -> str:
    """Return what an editor saved; a byte order mark is dropped."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: the editor left no file: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        line, wrong = not_utf8(error)
        what = f"line {line}: {wrong}; nothing was written; what you typed is kept in {path}"
        raise DataError(what) from None


def _open(path: Path) -> None:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(named), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise ToolError(f"the editor '{named}' cannot be run: {error}; set EDITOR") from None
    if code:
        raise ToolError(f"the editor '{named}' ended with {code}; what you typed is kept in {path}")
