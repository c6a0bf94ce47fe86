"""The one place that writes to a timeline."""

from __future__ import annotations

import contextlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ddr.corpus.load import check
from ddr.corpus.problems import InvalidTimelineError, Problem, shown
from ddr.corpus.read import read
from ddr.corpus.texts import TextError, text_path
from ddr.curation import disk, journal
from ddr.curation.document import Document, parse, raised, version_of
from ddr.errors import DataError
from ddr.folders import copies_path

_WHOLE = frozenset({"utf-8", "toml", "schema", "empty", "unreadable"})
_LINE = re.compile(r":\d+\b")  # that a message names; lines move

Change = Callable[[str], str]
"""A function from the text of a timeline to its new text; it raises `DdrError` to refuse."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, or would do: the timeline before and after, and what became of records.

    warnings: what a check remarks of those records.
    texts: the held texts that were put beside the timeline, or taken away again.
    damaged_journal: where a journal that could not be read was set aside.
    """

    path: Path
    old: Document
    new: Document
    records: tuple[tuple[str, str], ...]
    warnings: tuple[Problem, ...] = ()
    texts: tuple[Path, ...] = ()
    damaged_journal: Path | None = None

    @property
    def before(self) -> str:
        """The whole text before the write."""
        return self.old.text

    @property
    def after(self) -> str:
        """The whole text after it."""
        return self.new.text

    @property
    def version(self) -> str:
        """The version of the data after the write."""
        return version_of(self.new.head)

    def place(self, record: str) -> str:
        """Return ``file:line`` of a record after the write."""
        block = self.new.find(record)
        return f"{shown(self.path)}:{self.new.line(block)}" if block else shown(self.path)


def write(
    path: Path,
    change: Change,
    *,
    command: str,
    why: str = "",
    among: Sequence[Path] = (),
    raise_version: bool = True,
    dry: bool = False,
    texts: Mapping[Path, bytes] = MappingProxyType({}),
) -> Written:
    """Change a timeline, all or nothing, and put the held texts that new sources name beside it.

    Under a lock, the file is read, changed, written beside, read back, checked in full together
    with the timelines `among` which it is used, and put in the place of the old one; its version
    is raised. `dry` does everything but the writing.

    Raises `InvalidTimelineError` where the change would bring an error that was not there, and
    `DataError` where the file is read-only, locked, changed meanwhile or cannot be written. The
    old file is then as it was.
    """
    if dry:
        content = disk.read_bytes(path.resolve())
        after = _changed(path, content, change, raise_version=raise_version)
        return _result(path, content, after, among, texts)
    real = disk.writable(path)
    with disk.locked(real):
        content = disk.read_bytes(real)
        after = _changed(path, content, change, raise_version=raise_version)
        if after == content:
            return _result(path, content, after, among)
        with disk.placed(texts, real) as placed, disk.beside(real, after) as temporary:
            written = _result(path, content, disk.read_bytes(temporary), among)
            written = replace(written, texts=tuple(placed))
            if written.after.encode() != after:
                raise DataError(f"{path}: was not written as it should be; the old file is whole")
            aside = journal.record(real, _entry(written, command, why))
            written = replace(written, damaged_journal=aside)
            if disk.read_bytes(real) != content:
                raise DataError(f"{path}: was changed by another program meanwhile; try again")
            disk.swap(temporary, real)
        return written


def undo(path: Path, *, why: str = "", among: Sequence[Path] = (), dry: bool = False) -> Written:
    """Undo the last write, version and all; raise `DataError` where there is none to take."""
    entry = journal.last(path.resolve())

    def back(text: str) -> str:
        old = journal.before(entry, text)
        if journal.digest(old.encode()) != entry.before:
            raise DataError(f"{path}: the journal does not fit the timeline; nothing was undone")
        return old

    told = why or f"takes back '{entry.command}' of {entry.at}"
    written = write(path, back, command="undo", why=told, among=among, raise_version=False, dry=dry)
    return replace(written, texts=tuple(_taken_away(path, entry, written.new, dry=dry)))


def _taken_away(
    path: Path, entry: journal.JournalEntry, after: Document, *, dry: bool
) -> Iterator[Path]:
    """Take away the held texts that a write brought, are as it left them, and that nothing names.

    Yields each; one that cannot be taken away stays.
    """
    blocks = after.blocks if entry.texts else ()
    named = {block.values().get("text") for block in blocks if block.table == "source"}
    for name, digest in entry.texts:
        with contextlib.suppress(OSError, TextError):
            text = text_path(path, name)
            if name not in named and journal.digest_of(text) == digest:
                if not dry:
                    text.unlink()
                yield text


def _changed(path: Path, content: bytes, change: Change, *, raise_version: bool) -> bytes:
    """Return the new content; a file that is not TOML is refused with its fault."""
    try:
        before = content.decode()
        after = change(before)
    except (ValueError, RecursionError):  # of UTF-8, TOML, or a number of thousands of digits
        if problems := read(path, content).problems:
            raise InvalidTimelineError(problems) from None
        raise
    if raise_version and after != before:
        document = parse(after)
        old, document.head = document.head, raised(document.head, datetime.now(UTC).date())
        if not _same_but_version((old, document.head), (after, document.text)):
            raise DataError(f"{path}: the version cannot be raised without a change elsewhere")
        after = document.text
    return after.encode()


def _same_but_version(heads: tuple[str, str], texts: tuple[str, str]) -> bool:
    """Tell whether two timelines say the same but for the version; only their heads differ.

    Where a head is no TOML without the rest, because it was parted wrongly, the whole is compared.
    """
    try:
        old, new = map(_unversioned, heads)
    except ValueError:
        old, new = map(_unversioned, texts)
    return old == new


def _unversioned(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff")) | {"version": ""}


def _result(
    path: Path,
    content: bytes,
    after: bytes,
    among: Sequence[Path],
    texts: Mapping[Path, bytes] = MappingProxyType({}),
) -> Written:
    """Check the new content in full; only what was not wrong before counts.

    A file that cannot be read at all counts always: nobody could tell what is in it. What is not
    changed is not checked.
    """
    if after == content:
        same = parse(content.decode())
        return Written(path, same, same, ())
    paths = list(among) or [path]
    problems = check(paths, {path: after, **texts}, copies_path()).problems
    if errors := [problem for problem in problems if problem.severity == "error"]:
        known = Counter(map(_fault, check(paths, {path: content}, copies_path()).problems))
        new = [one for one in errors if not _take(known, _fault(one)) or one.code in _WHOLE]
        if new:
            raise InvalidTimelineError(new)
    old, now = parse(content.decode()), parse(after.decode())
    records = journal.changed(old, now)
    touched = {record for _, record in records}
    remarks = (p for p in problems if p.severity == "warning" and p.record in touched)
    return Written(path, old, now, records, tuple(remarks))


def _fault(problem: Problem) -> tuple[str, str, str, str]:
    return problem.file, problem.record, problem.code, _LINE.sub("", problem.message)


def _take(known: Counter[tuple[str, str, str, str]], fault: tuple[str, str, str, str]) -> bool:
    known[fault] -= 1
    return known[fault] >= 0


def _entry(written: Written, command: str, why: str) -> journal.JournalEntry:
    home = written.path.resolve().parent
    return journal.JournalEntry(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        command=command,
        why=why,
        version=written.version,
        records=written.records,
        before=journal.digest(written.before.encode()),
        after=journal.digest(written.after.encode()),
        texts=tuple(
            (one.relative_to(home).as_posix(), journal.digest_of(one)) for one in written.texts
        ),
        hunks=None if command == "undo" else journal.hunks(written.old, written.new),
    )
