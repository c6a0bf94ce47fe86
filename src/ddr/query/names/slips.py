"""Names one slip of the keyboard away from what was typed.

A slip makes a word that is nobody's. So what is a word of another name, a surname's feminine form,
or a well-formed Korean syllable in place of another is no slip: Kim Yong Il is not Kim Jong Il,
and Lavrova is not Lavrov.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from ddr import names
from ddr.index.open import Index
from ddr.spelling.korean import is_hangul
from ddr.spelling.slips import slips
from ddr.spelling.syllables import is_korean

_SHORTEST = 5
"""Letters, a Hangul syllable having two or three; in a shorter name a slip makes another name."""

_A_PERSON = 3
"""Syllables of a Korean's name in Hangul: another syllable makes another name."""

_ENDINGS = ("a", "а", "v", "в")
"""What makes another surname of one: Lavrova, Chernenkov."""

_MOST = 40  # letters; the slips of a longer name are too many to look up
_AT_ONCE = 900


def slipped(index: Index, words: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return (id, form) of the records of these kinds that may be meant by mistyped words."""
    whole = "".join(words)
    if not _SHORTEST <= len(normalize("NFD", whole)) <= _MOST:
        return []
    found: dict[str, str] = {}
    for record, text, folded in _wholes(index, whole, kinds):
        if _is_slip(index, words, names.words(text), folded):
            found.setdefault(record, text)
    if not found:
        for record, text, right in _parts(index, words, kinds):
            if _is_slip(index, words, right, ""):
                found.setdefault(record, text)
    return list(found.items())


def _wholes(index: Index, whole: str, kinds: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    edits = sorted(slips(whole))
    for start in range(0, len(edits), _AT_ONCE):
        some = edits[start : start + _AT_ONCE]
        sql = (
            f"SELECT id, text, folded FROM form WHERE folded IN ({_marks(some)}) "
            f"AND type IN ({_marks(kinds)}) ORDER BY number"
        )
        for row in index.rows(sql, [*some, *kinds]):
            yield row[0], row[1], row[2]


def _parts(
    index: Index, words: Sequence[str], kinds: Sequence[str]
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the forms that hold the words, one of them mistyped: (id, form, words as meant)."""
    for number, word in enumerate(words):
        if len(normalize("NFD", word)) < _SHORTEST:
            continue
        edits = sorted(slips(word))
        others = [*words[:number], *words[number + 1 :]]
        probes = "".join(
            " AND EXISTS (SELECT 1 FROM form_word w WHERE w.word = ? AND w.form = f.number)"
            for _ in others
        )
        for start in range(0, len(edits), _AT_ONCE):
            some = edits[start : start + _AT_ONCE]
            sql = (
                "SELECT f.id, f.text, lead.word FROM form_word lead JOIN form f "
                f"ON f.number = lead.form WHERE lead.word IN ({_marks(some)}) "
                f"AND f.type IN ({_marks(kinds)}){probes} ORDER BY f.number"
            )
            for record, text, right in index.rows(sql, [*some, *kinds, *others]):
                yield record, text, [*words[:number], right, *words[number + 1 :]]


def _is_slip(index: Index, typed: Sequence[str], meant: Sequence[str], folded: str) -> bool:
    if len(typed) == len(meant):
        pairs = [pair for pair in zip(typed, meant, strict=True) if pair[0] != pair[1]]
        return all(_mistyped(index, *pair) for pair in pairs) and len(pairs) == 1
    whole = "".join(typed)
    return not is_korean(whole, len(meant)) and _mistyped(index, whole, folded)


def _mistyped(index: Index, word: str, meant: str) -> bool:
    """Tell whether a word is nothing but another one mistyped."""
    if word.startswith(meant) and word.removeprefix(meant) in _ENDINGS:
        return False
    if is_hangul(word) and len(word) == len(meant) <= _A_PERSON:
        return False
    if is_korean(word) and is_korean(meant):
        return False
    return not index.rows("SELECT 1 FROM form_word WHERE word = ? LIMIT 1", (word,))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
