"""One slip of the keyboard: a letter too many, too few, a wrong one, or two exchanged.

What a person may have meant is found by making every slip that leads there and looking each up, so
that the time does not grow with the number of names known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_HANGUL = (
    [chr(0x1100 + n) for n in range(19)]
    + [chr(0x1161 + n) for n in range(21)]
    + [chr(0x11A8 + n) for n in range(27)]
)


def slips(word: str) -> set[str]:
    """Return every word one slip away from a folded one; a Hangul syllable has its letters."""
    if not any("가" <= letter <= "힣" for letter in word):
        cyrillic = any("а" <= letter <= "я" for letter in word)
        return set(_edits(word, _CYRILLIC if cyrillic else _LATIN + _digits(word))) - {word}
    edits = _edits(unicodedata.normalize("NFD", word), _HANGUL)
    return {unicodedata.normalize("NFC", edit) for edit in edits} - {word}


def _digits(word: str) -> str:
    """Ids hold digits and hyphens, names rarely do."""
    return "0123456789-" if any(letter in "0123456789-" for letter in word) else ""


def _edits(word: str, alphabet: str | list[str]) -> Iterator[str]:
    for n in range(len(word) + 1):
        head, tail = word[:n], word[n:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in alphabet:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
