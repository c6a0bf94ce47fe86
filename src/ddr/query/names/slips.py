"""Names one slip of the keyboard away from what was typed.

A slip makes a word that is nobody's. So what is a word of another name, a surname's feminine form,
or a well-formed Korean syllable in place of another is no slip: Kim Yong Il is not Kim Jong Il,
and Lavrova is not Lavrov.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from ddr import names
from ddr.errors import did_you_mean
from ddr.index.open import Index, portions, where_in
from ddr.spelling.keys import is_korean
from ddr.spelling.korean import is_hangul

_SHORTEST = 5
"""Letters, a Hangul syllable having two or three; in a shorter name a slip makes another name."""

_A_PERSON = 3
"""Syllables of a Korean's name in Hangul: another syllable makes another name."""

_ENDINGS = ("a", "а", "v", "в")
"""What makes another surname of one: Lavrova, Chernenkov."""

_MOST = 40  # letters; the slips of a longer name are too many to look up


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
    for some in portions(sorted(slips(whole))):
        sql = (
            f"SELECT id, text, folded FROM form WHERE {where_in('folded', some)} "
            f"AND {where_in('type', kinds)} ORDER BY number"
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
        others = [*words[:number], *words[number + 1 :]]
        probes = "".join(
            " AND EXISTS (SELECT 1 FROM form_word w WHERE w.word = ? AND w.form = f.number)"
            for _ in others
        )
        for some in portions(sorted(slips(word))):
            sql = (
                "SELECT f.id, f.text, lead.word FROM form_word lead JOIN form f "
                f"ON f.number = lead.form WHERE {where_in('lead.word', some)} "
                f"AND {where_in('f.type', kinds)}{probes} ORDER BY f.number"
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
    """Return whether a word is nothing but another one mistyped."""
    if word.startswith(meant) and word.removeprefix(meant) in _ENDINGS:
        return False
    if is_hangul(word) and len(word) == len(meant) <= _A_PERSON:
        return False
    if is_korean(word) and is_korean(meant):
        return False
    return not index.rows("SELECT 1 FROM form_word WHERE word = ? LIMIT 1", (word,))


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


_AROUND = 60
"""How many ids are looked at on either side, in the order of the alphabet."""

_FEW = 1000
"""So many ids are compared one by one."""

_LONGEST = 60


def suggest(index: Index, word: str, kinds: Sequence[str] = ()) -> str:
    """Return ``"; did you mean …?"`` for an id that no record of these kinds has, or ``""``."""
    word = word[:_LONGEST].casefold()
    return did_you_mean(word, near(index, word, kinds))


def near(index: Index, word: str, kinds: Sequence[str] = ()) -> list[str]:
    """Return ids that may be meant: one slip away, next in the alphabet, or all where few.

    `kinds` are kinds of records, such as ``"event"``; without any, all.
    """
    where = where_in("type", kinds) if kinds else "1"
    few = index.rows(f"SELECT id FROM record WHERE {where} LIMIT {_FEW + 1}", kinds)
    if len(few) <= _FEW:
        keys = (
            index.rows("SELECT id FROM former WHERE key")
            if "source" in (kinds or ["source"])
            else ()
        )
        return [row[0] for row in (*few, *keys)]
    word = word.casefold()
    found = [
        row[0]
        for order, sign in (("ASC", ">="), ("DESC", "<"))
        for row in index.rows(
            f"SELECT id FROM record WHERE {where} AND id {sign} ? ORDER BY id {order} LIMIT ?",
            [*kinds, word, _AROUND],
        )
    ]
    for some in portions(sorted(slips(word))):
        sql = f"SELECT id FROM record WHERE {where} AND {where_in('id', some)}"
        found += [row[0] for row in index.rows(sql, [*kinds, *some])]
    return list(dict.fromkeys(found))
