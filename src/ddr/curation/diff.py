"""What a write changes, as a unified diff of a timeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from itertools import accumulate

from ddr.curation.document import Document
from ddr.curation.steps import Step, steps

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
        mine, yours = "".join(old[i:j]).splitlines(), "".join(new[k:m]).splitlines()
        for line in list(unified_diff(mine, yours, lineterm=""))[2:]:
            yield _moved(line, first[i], second[k])


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
