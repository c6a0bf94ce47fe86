"""Is this verbatim, and if not, where does it differ? The one place that decides.

A quotation is a text-quote selector (W3C Web Annotation): its exact words must stand in the
paragraph that its locator names. Only white space and the two families of marks, apostrophes
and double quotation marks, are folded, and what no reader sees (`ddr.unseen`); case, words and
punctuation never are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ddr.unseen import as_read

OMISSION = "[…]"
_MARKS = str.maketrans(
    {**dict.fromkeys("’‘‚ʼ", "'"), **dict.fromkeys("“”„‟«»《》〈〉「」『』", '"')}  # by family
)
HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Han and kana, which are written without spaces: a range of a regular expression."""
_SPACELESS = re.compile(f".?[{HAN}]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_JOINTS = "'.,"  # marks that stand inside a word or a number as well as after one
_SPACE = re.compile(r"\s+")


def tidied(text: str) -> str:
    """Return a text as it is read, runs of white space folded to one space."""
    return _SPACE.sub(" ", as_read(text)).strip()


def fold(text: str) -> str:
    """Tidy a text, and fold each family of marks to one form."""
    return tidied(text).translate(_MARKS)


_folded = lru_cache(maxsize=1 << 12)(fold)
"""Texts and words that are compared again and again."""


def stands_in(exact: str, text: str) -> bool:
    """Return whether `exact` stands verbatim in `text`: whole words, parts between […] in order."""
    return _span(_parts(exact), _folded(text)) is not None


def where(exact: str, tidy: str) -> tuple[int, int] | None:
    """Return where in a tidied text the words of `exact` begin and end, as `stands_in` finds it."""
    return _span(_parts(exact), tidy.translate(_MARKS))


def _parts(exact: str) -> list[str]:
    """Return the parts of `exact` between its omissions, folded."""
    return [fold(part) for part in as_read(exact).split(OMISSION)]


def _span(parts: list[str], folded: str) -> tuple[int, int] | None:
    """Return the first and the last character of parts in a folded text."""
    if not all(parts):
        return None
    first, end = -1, 0
    for part in parts:
        found = _find(part, folded, end)
        if found < 0:
            return None
        first, end = found if first < 0 else first, found + len(part)
    return first, end


def paragraphs_with(exact: str, paragraphs: Sequence[str]) -> list[int]:
    """Return the numbers, counted from 1, of the paragraphs in which `exact` stands verbatim."""
    parts = _parts(exact)
    return [n for n, one in enumerate(paragraphs, 1) if _span(parts, _folded(one)) is not None]


def _find(part: str, text: str, start: int) -> int:
    """Find `part` where it neither begins nor ends inside a word or a number."""
    while (found := text.find(part, start)) >= 0:
        if not _inside(text, found) and not _inside(text, found + len(part)):
            return found
        start = found + 1
    return -1


def _joined(before: str, after: str) -> bool:
    """Return whether two characters are of one word, as far as anyone can tell."""
    return before.isalnum() and after.isalnum() and not _SPACELESS.match(before + after)


def _inside(text: str, at: int) -> bool:
    """Return whether a cut before `text[at]` runs through a word or a number, as "1,000"."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or _joined(before, after):
        return True
    mark = at - 1 if before in _JOINTS else at
    left, right = text[max(mark - 1, 0) : mark], text[mark + 1 : mark + 2]
    if text[mark] == "'":
        return _joined(left, right) and not _HANGUL.match(right)
    return text[mark] in _JOINTS and left.isdigit() and right.isdigit()


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
    from difflib import SequenceMatcher

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
