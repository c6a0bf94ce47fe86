"""The one place that writes to a timeline."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ddr.corpus.load import check
from ddr.corpus.problems import InvalidTimelineError, Problem, shown
from ddr.corpus.read import TimelineFile, parsed
from ddr.corpus.texts import TextError, text_path
from ddr.curation import disk, journal
from ddr.curation.document import Document, parse, raised, version_of
from ddr.errors import DataError
from ddr.files import copies_path
from ddr.records import CLASSES

_WHOLE = frozenset({"utf-8", "toml", "schema", "empty", "unreadable"})
_LINE = re.compile(r":\d+\b")  # that a message names; lines move

Change = Callable[[Document], Document]
"""A function from a timeline to another, which leaves the first as it is, or raises `DdrError`."""


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

    Under a lock, the file is read, changed, checked in full together with the timelines `among`
    which it is used, written beside, read back, and put in the place of the old one; its version
    is raised. `dry` does everything but the writing.

    Raises `InvalidTimelineError` where the change would bring an error that was not there, and
    `DataError` where the file is read-only, locked, changed meanwhile or cannot be written. The
    old file is then as it was.
    """
    if dry:
        content = disk.read_bytes(path.resolve())
        return _checked(revised(path, content, change, raise_version=raise_version), among, texts)
    real = disk.writable(path)
    with disk.locked(real):
        content = disk.read_bytes(real)
        revision = revised(path, content, change, raise_version=raise_version)
        written = _checked(revision, among, texts)
        after = revision.after.content
        if after == content:
            return written
        with disk.placed(texts, real) as placed, disk.beside(real, after) as temporary:
            written = replace(written, texts=tuple(placed))
            if disk.read_bytes(temporary) != after:
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

    def back(document: Document) -> Document:
        old = journal.before(entry, document)
        if journal.digest(old.encode()) != entry.before:
            raise DataError(f"{path}: the journal does not fit the timeline; nothing was undone")
        return parse(old)

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


class Revision(NamedTuple):
    """A change of a timeline that is not checked yet: its text before and after, each parsed."""

    before: TimelineFile
    after: TimelineFile
    old: Document
    new: Document


def revised(path: Path, content: bytes, change: Change, *, raise_version: bool = True) -> Revision:
    """Change what a timeline holds, in memory, and see that no more has changed than was asked.

    Both texts are read by the parser of TOML alone, so that whatever went wrong in between loses
    nothing. Raises `DataError` where any other record, or the head, says something else than
    before, and `InvalidTimelineError` for a file that is not TOML.
    """
    before = parsed(path, content)
    if before.tables is None:
        raise InvalidTimelineError(before.problems)
    old = parse(content.decode())
    new = change(old)
    if new.text == old.text:
        return Revision(before, before, old, old)
    if raise_version:
        new.head = raised(new.head, datetime.now(UTC).date())
    after = parsed(path, new.text.encode())
    if after.tables is not None:
        _hold(before.tables, after.tables, new)
    return Revision(before, after, old, new)


def _hold(before: Mapping[str, Any], after: Mapping[str, Any], new: Document) -> None:
    """Raise `DataError` where more has changed than was asked, and the version."""
    version = version_of(new.head)
    if new.asked is None:
        if version and after.get("version") != version:
            raise DataError("the version cannot be raised without a change elsewhere")
        return
    were, are = _said({**before, "version": version} if version else before), _said(after)
    for place, values in new.asked.items():
        were.pop((place, 0), None)
        if values is not None:
            were[place, 0] = _filled(values)
            are[place, 0] = _filled(are.get((place, 0)))
    if were != are:
        harmed = next(place for place in [*were, *are] if were.get(place) != are.get(place))
        raise DataError(
            f"this would change '{harmed[0][1] or harmed[0][0]}' too, so nothing was written: "
            "write the headers of the file as ddr does, or run 'ddr fmt' first"
        )


def _said(tables: Mapping[str, Any]) -> dict[tuple[tuple[str, str], int], Any]:
    """Return what each record says, by kind, id and number of that id, and the head."""
    said: dict[tuple[tuple[str, str], int], Any] = {}
    head = dict(tables)
    for table in CLASSES:
        rows = head.pop(table) if isinstance(head.get(table), list) else []
        for values in rows:
            place = table, str(values.get("id", "")) if isinstance(values, dict) else ""
            number = 0
            while (place, number) in said:
                number += 1
            said[place, number] = values
    said[("head", ""), 0] = head
    return said


def _filled(value: Any) -> Any:
    """Return a value without what is empty, which is not written."""
    if isinstance(value, Mapping):
        parts = {key: _filled(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in ("", [], {}, False)}
    return [_filled(part) for part in value] if isinstance(value, list | tuple) else value


def _checked(revision: Revision, among: Sequence[Path], texts: Mapping[Path, bytes]) -> Written:
    """Check the new content in full; only what was not wrong before counts.

    A file that cannot be read at all counts always: nobody could tell what is in it. What is not
    changed is not checked.
    """
    before, after, old, new = revision
    path = before.path
    if after is before:
        return Written(path, old, old, ())
    paths = list(among) or [path]
    problems = check(paths, texts, copies_path(), [after]).problems
    if errors := [problem for problem in problems if problem.severity == "error"]:
        known = Counter(map(_fault, check(paths, texts, copies_path(), [before]).problems))
        news = [one for one in errors if not _take(known, _fault(one)) or one.code in _WHOLE]
        if news:
            raise InvalidTimelineError(news)
    records = journal.changed(old, new)
    touched = {record for _, record in records}
    remarks = (p for p in problems if p.severity == "warning" and p.record in touched)
    return Written(path, old, new, records, tuple(remarks))


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
