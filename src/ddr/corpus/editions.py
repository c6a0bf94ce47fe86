"""The log of the editions of a timeline: which records each added, changed, renamed or removed.

It stands beside the timeline as ``changes.jsonl``, a line of JSON for each version of the data,
oldest first. A record is known by a digest of what it says, so that every edition can be compared
with every later one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ddr.errors import DataError, UsageError

NAME = "changes.jsonl"
_DIGITS = 12
_FIRST_YEAR = 1000  # what is counted below it is no year
_DEFAULTS = {"confidence": "high", "order": "given-first"}


class Edition(NamedTuple):
    """What one version of the data brought.

    version: of the data.
    added, changed: the digest of each record, by its id.
    renamed: the new id of each record that has another.
    removed: ids that are gone.
    """

    version: str
    added: dict[str, str]
    changed: dict[str, str]
    renamed: dict[str, str]
    removed: list[str]


def path_beside(timeline: Path) -> Path:
    """Return where the log of a timeline stands."""
    return timeline.parent / NAME


def read_log(path: Path) -> list[Edition]:
    """Return the editions in a log, none where there is no log; raises `DataError`."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from None
    made = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            made.append(Edition(**json.loads(line)))
        except (ValueError, TypeError):
            raise DataError(f"{path}:{number}: is not the line of an edition") from None
    return made


def written(log: Iterable[Edition]) -> str:
    """Return a log as text."""
    lines = (json.dumps(one._asdict(), ensure_ascii=False, sort_keys=True) for one in log)
    return "".join(f"{line}\n" for line in lines)


def digest(values: Mapping[str, Any]) -> str:
    """Return the digest of a record in JSON values; a default is the same as nothing."""
    text = json.dumps(_said(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _said(value: Any) -> Any:
    if isinstance(value, Mapping):
        said = {key: _said(one) for key, one in value.items() if _DEFAULTS.get(key) != one}
        return {key: one for key, one in said.items() if one not in ("", [], {}, False, None)}
    return [_said(one) for one in value] if isinstance(value, list | tuple) else value


def state(log: Iterable[Edition]) -> dict[str, str]:
    """Return the digest of every record after these editions, by its id."""
    found: dict[str, str] = {}
    for one in log:
        for name in (*one.renamed, *one.removed):
            found.pop(name, None)
        found |= one.added | one.changed
    return found


def edition(
    version: str, before: Mapping[str, str], now: Mapping[str, str], renamed: Mapping[str, str]
) -> Edition:
    """Return what a version brought.

    before, now: the digests of all records.
    renamed: the present id of every former one.
    """
    moved = {old: new for old, new in renamed.items() if old in before and new in now}
    added = {k: v for k, v in now.items() if k not in before and k not in moved.values()}
    changed = {k: v for k, v in now.items() if k in before and before[k] != v}
    changed |= {new: now[new] for new in moved.values() if new not in before}
    removed = sorted(k for k in before if k not in now and k not in moved)
    return Edition(version, added, changed, moved, removed)


def since(log: Sequence[Edition], version: str) -> list[Edition]:
    """Return the editions up to a version, or up to the last one before it.

    Raises `UsageError` for a version before the first, or what is none.
    """
    wanted = _number(version)
    if wanted is None:
        raise UsageError(
            f"--since '{version[:40]}' is not a version: write it like {log[-1].version}"
        )
    found = [one for one in log if (_number(one.version) or ()) <= wanted]
    if not found:
        raise UsageError(
            f"--since {version} is before the first edition on record, {log[0].version}"
        )
    return found


def day_of(version: str) -> date | None:
    """Return the day that a version of the data is named by; None for one such as 1.2.3."""
    try:
        year, month, day = map(int, version.replace("-", ".").split(".")[:3])
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def _number(version: str) -> tuple[int, ...] | None:
    parts = re.fullmatch(r"v?(\d+(?:[.-]\d+)*)", version.strip())
    return tuple(map(int, re.split("[.-]", parts[1]))) if parts else None
