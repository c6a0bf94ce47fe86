"""What was written to a timeline, when and why; and how to take the last write back.

The journal is ``.ddr/NAME.journal`` beside the timeline, one JSON object a line, the oldest
first. The last `UNDOABLE` entries also hold the text that they replaced; the last `KEPT` entries
are remembered at all. An entry is written before the timeline is: one that a killed process left
is known by the timeline still being as it was before, and does not count. What a write changes is
shown, and kept, as a unified diff.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import accumulate
from pathlib import Path
from typing import Any

from ddr.curation import disk
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


def history(path: Path, record: str = "") -> list[JournalEntry]:
    """Return the writes to a timeline, or to one of its records, the oldest first.

    A record is followed backwards through its renamings.
    """
    found = []
    name = record
    for entry in reversed(entries(path.resolve())):
        if name and name not in (one for _, one in entry.records):
            continue
        found.append(entry)
        if name and entry.command == "rename":
            name = _earlier(entry.records, name)
    return found[::-1]


def _earlier(records: tuple[tuple[str, str], ...], name: str) -> str:
    """Return the id that a renaming took `name` from."""
    gone = [one for what, one in records if what == "removed"]
    new = [one for what, one in records if what == "added"]
    return gone[0] if new == [name] and len(gone) == 1 else name


_RANGE = re.compile(r"@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@")


def difference(name: str, before: Document, after: Document) -> Iterator[str]:
    """Yield the lines of a diff, without line ends: of those records alone that differ."""
    old, new = before.parts, after.parts
    first, second = _lines_before(old), _lines_before(new)
    started = False
    for i, j, k, m in _one_by_one(steps(old, new)):
        if not started:
            yield f"--- {name}"
            yield f"+++ {name}"
            started = True
        mine, yours = _lines(old[i:j]), _lines(new[k:m])
        for line in list(unified_diff(mine, yours, lineterm=""))[2:]:
            yield _moved(line, first[i], second[k])


def _lines(parts: Sequence[str]) -> list[str]:
    """Return lines without their ends; a line separator of Unicode ends none."""
    text = "".join(parts)
    return text.removesuffix("\n").replace("\r\n", "\n").split("\n") if text else []


def _one_by_one(found: Iterable[Step]) -> Iterator[Step]:
    """Take neighbours apart that were replaced by as many."""
    for i, j, k, m in found:
        if j - i == m - k:
            yield from ((i + n, i + n + 1, k + n, k + n + 1) for n in range(j - i))
        else:
            yield i, j, k, m


def _lines_before(parts: Sequence[str]) -> list[int]:
    return [0, *accumulate(part.count("\n") for part in parts)]


def _moved(line: str, first: int, second: int) -> str:
    place = _RANGE.fullmatch(line)
    if place is None:
        return line
    old, new = int(place[1]) + first, int(place[3]) + second
    return f"@@ -{old}{place[2] or ''} +{new}{place[4] or ''} @@"


Step = tuple[int, int, int, int]


def steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Yield (i, j, k, m), in order: ``new[k:m]`` stands in the place of ``old[i:j]``.

    What lies between is equal. This is Bram Cohen's patience diff: the parts that stand once on
    both sides are matched, as many as keep their order, and equal neighbours of them. Records are
    such parts, and their number does not make it slow, as it does the search of `difflib`.
    """
    i = k = 0
    for start, other in [*_matched(old, new), (len(old), len(new))]:
        j, m = start, other
        while i < j and k < m and old[i] == new[k]:
            i, k = i + 1, k + 1
        while i < j and k < m and old[j - 1] == new[m - 1]:
            j, m = j - 1, m - 1
        if i < j or k < m:
            yield i, j, k, m
        i, k = start, other


def _matched(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of parts that stand once on both sides, in the longest common order."""
    once = {part for part, count in Counter(old).items() if count == 1}
    once &= {part for part, count in Counter(new).items() if count == 1}
    places = {part: i for i, part in enumerate(old) if part in once}
    pairs = [(places[part], k) for k, part in enumerate(new) if part in once]
    ends: list[int] = []  # of the order of each length, the lowest last place in `old`
    last: list[int] = []  # the pair that stands there
    before: list[int] = []  # the pair before each pair, in the longest order it ends
    for number, (i, _) in enumerate(pairs):
        length = bisect_left(ends, i)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [i]
        last[length : length + 1] = [number]
    found = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
