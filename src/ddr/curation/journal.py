"""What was written to a timeline, when and why; and how to take the last write back.

The journal is ``.ddr/NAME.journal`` beside the timeline, one JSON object a line, the oldest
first. The last `UNDOABLE` entries also hold the text that they replaced; the last `KEPT` entries
are remembered at all. An entry is written before the timeline is: one that a killed process left
is known by the timeline still being as it was before, and does not count.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ddr.curation import disk
from ddr.curation.diff import steps
from ddr.curation.document import Document
from ddr.errors import DataError

UNDOABLE = 50
KEPT = 2000
_HEAVIEST = 16 * 1024 * 1024

Hunk = tuple[int, int, list[str]]


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One write.

    at: when, in UTC, as ISO 8601.
    command: what was typed, such as ``rename``.
    why: the reason given, or "".
    version: of the data, after the write.
    records: what became of which record, such as ``("changed", "kim-jong-un")``.
    before, after: the SHA-256 of the timeline.
    texts: the held texts that were put beside the timeline, as (name, SHA-256).
    hunks: the pieces of the new text to put back, as (from, to, old pieces); None once forgotten,
        and for what is itself an undoing.
    """

    at: str
    command: str
    why: str
    version: str
    records: tuple[tuple[str, str], ...]
    before: str
    after: str
    texts: tuple[tuple[str, str], ...] = ()
    hunks: tuple[Hunk, ...] | None = None


def digest(content: bytes) -> str:
    """Return the SHA-256 of a timeline's bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_of(real: Path) -> str:
    """Return the SHA-256 of a file."""
    with real.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def entries(real: Path) -> list[JournalEntry]:
    """Return the writes to a timeline, the oldest first."""
    found = _read(_path(real))
    if found:
        now = digest_of(real)
        if found[-1].before == now and found[-1].after != now:
            found.pop()
    return found


def record(real: Path, entry: JournalEntry) -> Path | None:
    """Write down what is about to be written; the lock is held.

    A journal that is damaged forbids no write: it is set aside, and its new place returned.
    """
    aside = None
    try:
        earlier = entries(real)
    except DataError:
        earlier, aside = [], _path(real).with_suffix(".damaged")
        _path(real).replace(aside)
    kept = [*earlier, entry][-KEPT:]
    lines: list[str] = []
    number = weight = 0
    for one in reversed(kept):
        values = {field: getattr(one, field) for field in JournalEntry.__slots__}
        line = json.dumps(values, ensure_ascii=False)
        number += one.hunks is not None
        weight += len(line)
        if number > UNDOABLE or weight > _HEAVIEST:
            line = json.dumps(values | {"hunks": None}, ensure_ascii=False)
        lines.append(line + "\n")
    disk.shelf(real)
    disk.put(_path(real), "".join(reversed(lines)).encode())
    return aside


def last(real: Path) -> JournalEntry:
    """Return the write that `ddr undo` takes back: the last one that was not taken back yet.

    Raises `DataError` where there is none, or where the timeline was changed since by another hand.
    """
    now = digest_of(real)
    found = entries(real)
    standing: list[JournalEntry] = []
    for entry in found:
        if entry.command != "undo":
            standing.append(entry)
        elif standing and (standing[-1].after, standing[-1].before) == (entry.before, entry.after):
            standing.pop()
    if standing and standing[-1].after == now and standing[-1].hunks is not None:
        return standing[-1]
    if not found or any(entry.after == now for entry in found):
        raise DataError(f"{real}: there is nothing left to undo")
    raise DataError(f"{real}: was changed since ddr last wrote to it; nothing was undone")


def before(entry: JournalEntry, document: Document) -> str:
    """Return the text that a write replaced, from what it left."""
    parts = document.parts
    for start, end, old in reversed(entry.hunks or ()):
        parts[start:end] = old
    return "".join(parts)


def hunks(old: Document, new: Document) -> tuple[Hunk, ...]:
    """Return what turns the parts of the new document back into those of the old."""
    ours, theirs = new.parts, old.parts
    return tuple((i, j, theirs[k:m]) for i, j, k, m in steps(ours, theirs))


def changed(old: Document, new: Document) -> tuple[tuple[str, str], ...]:
    """Return what became of which record: added, changed or removed, by id."""
    mine = {block.id: block.body for block in old.blocks}
    yours = {block.id: block.body for block in new.blocks}
    told = [("removed", one) for one in mine if one not in yours]
    told += [("changed", one) for one in mine if one in yours and mine[one] != yours[one]]
    told += [("added", one) for one in yours if one not in mine]
    return tuple(told)


def _path(real: Path) -> Path:
    return real.parent / disk.SHELF / f"{real.name}.journal"


def _read(path: Path) -> list[JournalEntry]:
    try:
        lines = path.read_bytes().decode().removesuffix("\n").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from None
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(_entry(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            what = "is not a line of a journal; the next write sets the journal aside"
            raise DataError(f"{path}:{number}: {what}") from None
    return found


def _entry(values: dict[str, Any]) -> JournalEntry:
    """Return the entry that a line of the journal is; raise `TypeError` where it is none."""
    old = values["hunks"]
    made = values | {
        "records": tuple((_text(what), _text(one)) for what, one in values["records"]),
        "texts": tuple((_text(name), _text(one)) for name, one in values.get("texts", ())),
        "hunks": None
        if old is None
        else tuple((i + 0, j + 0, [*map(_text, o)]) for i, j, o in old),
    }
    for key in ("at", "command", "why", "version", "before", "after"):
        _text(values[key])
    return JournalEntry(**made)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


@dataclass(frozen=True, slots=True)
class Written:
    """One write, as `ddr log` lists it.

    at: when, in UTC, as ISO 8601.
    command: what was typed.
    why: the reason given, or "".
    version: of the data, after the write.
    records: such as "added kim-jong-un".
    """

    at: str
    command: str
    why: str
    version: str
    records: tuple[str, ...]


FIELDS = tuple(field.name for field in fields(Written))


def history(path: Path, record: str = "") -> list[Written]:
    """Return the writes to a timeline, or to one of its records, the oldest first.

    A record is followed backwards through its renamings.
    """
    found = []
    name = record
    for entry in reversed(entries(path.resolve())):
        touched = {one for _, one in entry.records}
        if name and name not in touched:
            continue
        found.append(
            Written(
                entry.at,
                entry.command,
                entry.why,
                entry.version,
                tuple(f"{what} {one}" for what, one in entry.records),
            )
        )
        if name and entry.command == "rename":
            name = _earlier(entry.records, name)
    return found[::-1]


def row(written: Written) -> tuple[str, ...]:
    """Return the columns of a write."""
    return (
        written.at,
        written.command,
        written.why,
        written.version,
        ", ".join(written.records),
    )


def _earlier(records: tuple[tuple[str, str], ...], name: str) -> str:
    """Return the id that a renaming took `name` from."""
    gone = [one for what, one in records if what == "removed"]
    new = [one for what, one in records if what == "added"]
    return gone[0] if new == [name] and len(gone) == 1 else name
