"""What a write changes, as a unified diff of a timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, unified_diff

from ddr.curation.document import parse

_RANGE = re.compile(r"@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@")


def difference(name: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a diff, without line ends: of those records alone that differ."""
    old, new = parse(before).parts, parse(after).parts
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    started = False
    for tag, i, j, k, m in steps:
        if tag == "equal":
            continue
        if not started:
            yield f"--- {name}"
            yield f"+++ {name}"
            started = True
        mine, yours = "".join(old[i:j]).splitlines(), "".join(new[k:m]).splitlines()
        first = sum(part.count("\n") for part in old[:i])
        second = sum(part.count("\n") for part in new[:k])
        for line in list(unified_diff(mine, yours, lineterm=""))[2:]:
            yield _moved(line, first, second)


def _moved(line: str, first: int, second: int) -> str:
    place = _RANGE.fullmatch(line)
    if place is None:
        return line
    old, new = int(place[1]) + first, int(place[3]) + second
    return f"@@ -{old}{place[2] or ''} +{new}{place[4] or ''} @@"
