"""What a write changes, as a unified diff of a timeline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from itertools import accumulate

from ddr.curation.document import Document

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
