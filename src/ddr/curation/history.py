"""When a record changed, and why."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from ddr.curation.journal import entries


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
