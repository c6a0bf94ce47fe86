"""The other forms of a word that the timeline holds."""

from __future__ import annotations

import re

from ddr.index.open import Index
from ddr.stems import plain, stem

_MOST = 64
"""Forms of one word at most; a language has fewer, a list of names may have more."""
_COMPOUND = 3
_CYRILLIC = re.compile("[а-я]")
_POSSESSIVE = re.compile(r"(\w+) s")


def forms(index: Index, word: str) -> list[str]:
    """Return a word, and every other form of it that stands anywhere in the timeline."""
    owner = _POSSESSIVE.fullmatch(word)
    if owner:
        return [word, *forms(index, owner[1])]
    if " " in word:
        return [word]
    return list(dict.fromkeys([word.lower(), *_same_stem(index, word)]))[:_MOST]


def compounds(index: Index, word: str) -> list[str]:
    """Return the longer Hangul words in which a word stands, as Korean joins nouns into one.

    Shorter words stand inside too many others that have nothing to do with them.
    """
    if " " in word or len(word) < _COMPOUND:
        return []
    sql = "SELECT word FROM word WHERE instr(word, ?) > 1 ORDER BY word LIMIT ?"
    return [row[0] for row in index.rows(sql, (word, _MOST))]


def spellings(index: Index, word: str) -> list[str]:
    """Return a word as it may be spelled: with and without the dots of ё."""
    folded = plain(word)
    if " " in word or "е" not in folded:
        return [word.lower()]
    same = [form for form in _same_stem(index, word) if plain(form) == folded]
    return list(dict.fromkeys([word.lower(), *same]))


def _same_stem(index: Index, word: str) -> list[str]:
    """Return the words with the same stem; of a Russian surname also what is itself the stem.

    The stem of "Иванову" is "Иванов", but that of "Иванов" is shorter still.
    """
    rows = index.rows("SELECT stem FROM word WHERE word = ?", (word.lower(),))
    root = str(rows[0][0]) if rows else stem(word)
    stems = {root, plain(word), stem(root)} if _CYRILLIC.match(root) else {root}
    marks = ", ".join("?" * len(stems))
    sql = f"SELECT word, stem FROM word WHERE stem IN ({marks}) ORDER BY word"
    found = index.rows(sql, sorted(stems))
    return [form for form, its in found if its in (root, plain(word)) or plain(form) == root]
