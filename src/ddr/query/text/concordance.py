"""Words in their context, as a concordance shows them."""

from __future__ import annotations

import re
from collections import Counter

from ddr.index.facets import END, START

_MOST = 3
"""Stretches of one text that are shown."""
_BLANK = re.compile(r"\s+")
_MARKED = re.compile(f"{START}[^{START}{END}]*{END}")


def concordance(marked: str, around: int) -> str:
    """Return the words found, between START and END, with so many words on either side.

    Stretches far from each other are joined by "…"; those with the most different words are
    shown. A text without words found is shown from its beginning.
    """
    tokens = _tokens(marked)
    found = [number for number, token in enumerate(tokens) if START in token]
    if not found:
        return _cut(tokens, 0, 2 * around + 1)
    spans: list[list[int]] = []
    for number in found:
        first, last = max(number - around, 0), min(number + around + 1, len(tokens))
        if spans and first <= spans[-1][1]:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    kept = sorted(_telling(tokens, spans))
    pieces = [_cut(tokens, first, last) for first, last in kept]
    return " ".join(pieces).replace("… …", "…")


def found_forms(names: str) -> str:
    """Return those of the names, a bar between, in which words are found."""
    return " | ".join(name for name in names.split(" | ") if START in name)


def marked_words(marked: str) -> Counter[str]:
    """Return what stands between the marks, in lower case, with how often it does."""
    return Counter(match[0].casefold() for match in _MARKED.finditer(marked))


def _tokens(marked: str) -> list[str]:
    """Split at blanks, but keep a phrase that is marked as one together; "·" is an end of line."""
    pieces = _MARKED.sub(lambda match: _BLANK.sub("\0", match[0]), marked.replace("\n", " · "))
    return [token.replace("\0", " ") for token in pieces.split()]


def _telling(tokens: list[str], spans: list[list[int]]) -> list[list[int]]:
    """Choose the stretches that show the most different words, the first of equals."""
    chosen: list[list[int]] = []
    seen: set[str] = set()
    left = list(spans)
    while left and len(chosen) < _MOST:
        new = [len(_words(tokens, span) - seen) for span in left]
        if chosen and not max(new):
            break
        best = left.pop(new.index(max(new)))
        chosen.append(best)
        seen |= _words(tokens, best)
    return chosen


def _words(tokens: list[str], span: list[int]) -> set[str]:
    return set(marked_words(" ".join(tokens[span[0] : span[1]])))


def _cut(tokens: list[str], first: int, last: int) -> str:
    before = "… " if first else ""
    after = " …" if last < len(tokens) else ""
    return f"{before}{' '.join(tokens[first:last])}{after}"
