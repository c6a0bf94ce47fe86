"""Two wordings compared word by word; marks that quotations may fold make no difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from ddr.quotations.exact import fold

_KEPT = 6


class Stretch(NamedTuple):
    """A stretch of words, on one side or both.

    same: both sides have it, but for marks that are folded.
    ours, theirs: its words as written on each side; at most one is empty.
    """

    same: bool
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def stretches(ours: Sequence[str], theirs: Sequence[str]) -> list[Stretch]:
    """Return the words of both sides in order, parted where they begin or cease to differ."""
    matcher = SequenceMatcher(None, [*map(_folded, ours)], [*map(_folded, theirs)], autojunk=False)
    return [
        Stretch(code == "equal", tuple(ours[i:j]), tuple(theirs[k:m]))
        for code, i, j, k, m in matcher.get_opcodes()
    ]


def difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return both wordings in one line: ``[-of ours-]`` ``{+of theirs+}``.

    Long stretches that agree are cut.
    """
    pieces: list[str] = []
    found = stretches(ours, theirs)
    for number, one in enumerate(found):
        if one.same:
            pieces += cut(one.ours, front=number > 0, back=number < len(found) - 1)
            continue
        if one.ours:
            pieces.append(left(one.ours))
        if one.theirs:
            pieces.append(right(one.theirs))
    return " ".join(pieces)


def left(words: Iterable[str]) -> str:
    """Mark words that only the first side has."""
    return f"[-{' '.join(words)}-]"


def right(words: Iterable[str]) -> str:
    """Mark words that only the second side has."""
    return f"{{+{' '.join(words)}+}}"


def cut(words: Sequence[str], *, front: bool, back: bool) -> list[str]:
    """Keep the words of an agreeing stretch that stand next to a difference."""
    kept = _KEPT * (front + back)
    if len(words) <= kept + 2:
        return [*words]
    return [*words[: _KEPT * front], "…", *words[len(words) - _KEPT * back :]]


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return fold(word)
