"""Names one slip of the keyboard away from what was typed.

A slip makes a word that is nobody's. So what is a word of another name, a surname's feminine form,
or a well-formed Korean syllable in place of another is no slip: Kim Yong Il is not Kim Jong Il,
and Lavrova is not Lavrov.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ddr import names
from ddr.index.open import Index
from ddr.spelling.korean import is_hangul
from ddr.spelling.slips import slips

_SHORTEST = 5
"""Letters of a name in which a slip is made out; in shorter ones it is another name."""

_A_PERSON = 3
"""Syllables of a Korean's name in Hangul: another syllable makes another name."""

_MOST = 40  # letters; the slips of a longer name are too many to look up
_AT_ONCE = 900
_SYLLABLE = re.compile(
    r"(?:kk?|kh|g|n|tt?|th|d|r|l|m|pp?|ph|b|ss?h?|tch|ch|jj?|h)?"
    r"(?:y?eo|yae|wae|ae|ye|ya|yo|yu|wa|wo|we|wi|oe|oo|ee|eu?i?|ui|a|e|o|u|i)"
    r"(?:ng|k|g|n|t|l|m|p|r)?"
)


def slipped(index: Index, words: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return (id, form) of the records of these kinds that may be meant by mistyped words."""
    whole = "".join(words)
    if not _SHORTEST <= len(whole) <= _MOST:
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
        if len(word) < _SHORTEST:
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
    return not _korean(whole, len(meant)) and _mistyped(index, whole, folded)


def _mistyped(index: Index, word: str, meant: str) -> bool:
    """Tell whether a word is nothing but another one mistyped."""
    if word in (f"{meant}a", f"{meant}а"):
        return False
    if is_hangul(word) and len(word) == len(meant) <= _A_PERSON:
        return False
    if _korean(word, 1) and _korean(meant, 1):
        return False
    return not index.rows("SELECT 1 FROM form_word WHERE word = ? LIMIT 1", (word,))


def _korean(word: str, count: int) -> bool:
    """Tell whether a word is made of so many well-formed Korean syllables."""
    return re.fullmatch(f"(?:{_SYLLABLE.pattern}){{{count}}}", word) is not None


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
