"""What the commands that write share: which timeline, and how to say what was done."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TextIO

from ddr.cli.options import option
from ddr.cli.session import Session
from ddr.corpus.locate import BUILTIN, builtin, timelines
from ddr.corpus.problems import shown
from ddr.curation.disk import read_text
from ddr.curation.journal import difference
from ddr.curation.transaction import Written
from ddr.errors import DataError, NotFoundError, did_you_mean, first
from ddr.settings import accessible
from ddr.views.lists import clean, draw

Why = Annotated[str, option("WORDS", "The reason, kept in the history: see 'ddr log'.")]
DryRun = Annotated[bool, option("--dry-run", "Show what would change; write nothing.")]

_SHOWN = 5


def writable_timelines(session: Session) -> list[Path]:
    """Return the timelines in use, the one to write to last; raise `DataError` for a fixed one."""
    paths = timelines(session.named)
    own = [path for path in paths if not fixed(path)]
    if not own:
        raise refusal()
    return [*(path for path in paths if path != own[-1]), own[-1]]


def fixed(path: Path) -> bool:
    """Return whether this is the timeline inside an installed package, which nobody writes to."""
    return path == builtin() and path.parent.parent.name == "ddr"


def refusal() -> DataError:
    """Say that the built-in timeline of an installed program is not written to."""
    what = f"the {BUILTIN} timeline is read-only: start your own with 'ddr new FOLDER'"
    return DataError(f"{what}, or name one with --timeline")


def show_difference(written: Written, stream: TextIO | None = None) -> None:
    """Print what a write changes, on standard output or elsewhere."""
    to = stream or sys.stdout
    lines = difference(shown(written.path), written.old, written.new)
    if to is sys.stdout and to.isatty() and not accessible():
        draw("faults.patch", lines)
        return
    to.writelines(f"{clean(line)}\n" for line in lines)


def tell(written: Written, *, dry: bool, done: Sequence[str]) -> None:
    """Say on standard error what was done, what a check remarks, and how to take it back."""
    new = {record for what, record in written.records if what == "added"}
    for problem in written.warnings:
        if problem.code == "orphan" and problem.record in new:
            continue  # what is added first is named by what comes next
        Session.notify(f"warning: {problem}")
    if written.damaged_journal:
        place = shown(written.damaged_journal)
        Session.notify(f"the journal was damaged: it is kept as {place}, and a new one begins")
    if written.before == written.after:
        Session.notify(f"{shown(written.path)}: nothing changed")
        return
    if dry:
        Session.notify(f"{shown(written.path)}: nothing written (--dry-run)")
        return
    version = f"; data version {written.version}" if written.version else ""
    Session.notify(f"{', '.join(done)}{version}; 'ddr undo' takes it back")


def named_elsewhere(paths: Sequence[Path], own: Path, record: str) -> str:
    """Return which records of the other timelines name a record of one's `own`, with places."""
    from ddr.curation.changes import references
    from ddr.curation.document import parse

    places = [
        f"{one.record} ({one.field}, {shown(path)}:{one.line})"
        for path in paths
        if path != own
        for one in references(parse(read_text(path)), record)
    ]
    return first(places, _SHOWN)


def home(paths: Sequence[Path], record: str) -> Path:
    """Return the timeline that a record stands in; raise `NotFoundError` where none has it.

    Where there is but one, the write itself looks for it.
    """
    from ddr.curation.document import parse

    if len(paths) == 1:
        return paths[0]
    known: dict[str, Path] = {}
    for path in paths:
        document = parse(read_text(path))
        known |= dict.fromkeys((block.id for block in document.blocks), path)
    if record not in known:
        raise NotFoundError(f"there is no record '{record}'{did_you_mean(record, known)}")
    if fixed(known[record]):
        raise refusal()
    return known[record]
