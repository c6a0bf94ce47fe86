"""What words typed in one script are called in another: names on record, and terms of diplomacy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice, product
from typing import NamedTuple

from ddr import names
from ddr.index.open import Index, where_in
from ddr.query.text import lexicon

_FEW = 3
"""So many records may have a word in their names; one that more have says too little."""
_WAYS = 64
_LONGEST = 4  # words of a name that are looked up together
_NAMED = ("person", "organization", "place")


class NamedWords(NamedTuple):
    """Words next to each other that name one record.

    start, size: the first of the words, and how many there are.
    label: what the timeline calls the record.
    """

    start: int
    size: int
    label: str


def meanings(index: Index, word: str, same: Sequence[str]) -> list[str]:
    """Return what a Cyrillic or East Asian word is called in Latin letters, most certain first.

    same: its other forms that stand in the timeline.
    """
    if word.isascii():
        return []
    korean = names.eastern(word)
    bases = lexicon.without_particle(word) if korean else [word, *same]
    found = [form for label in _called(index, bases) for form in label]
    return [*found, *(lexicon.korean(word) if korean else lexicon.russian(word))]


def _called(index: Index, bases: Sequence[str]) -> list[list[str]]:
    """Return label and surname of the few records in whose names one of these words stands."""
    folded = list(dict.fromkeys("".join(names.words(base)) for base in bases))
    sql = (
        "SELECT DISTINCT r.body FROM form_word w JOIN form f ON f.number = w.form "
        f"JOIN record r ON r.id = f.id WHERE {where_in('w.word', folded)} LIMIT {_FEW + 1}"
    )
    found = index.rows(sql, folded) or _romanized(index, folded)
    if len(found) > _FEW:
        found = _wholly(index, folded)
    rows = [json.loads(body) for (body,) in found]
    if len(rows) > _FEW:
        return []
    return [list(filter(None, [row["name"], row.get("family")])) for row in rows]


def _wholly(index: Index, bases: Sequence[str]) -> list[tuple[str]]:
    """Return the few records of which one of these words is the whole name: a state, a town."""
    sql = (
        "SELECT DISTINCT r.body FROM form f JOIN record r ON r.id = f.id "
        f"WHERE {where_in('f.folded', bases)} AND {where_in('f.type', _NAMED)} LIMIT {_FEW + 1}"
    )
    return index.rows(sql, [*bases, *_NAMED])


def _romanized(index: Index, bases: Sequence[str]) -> list[tuple[str]]:
    """Return the few records of which one of these words, in Latin letters, is a name's."""
    from ddr.spelling.keys import keys

    words = {
        key for base in {*bases, names.stem(bases[0])} for one in keys([base]) for key in one.words
    }
    sql = (
        "SELECT DISTINCT r.body FROM spelling_word w JOIN record r ON r.id = w.id "
        f"WHERE {where_in('w.word', sorted(words))} LIMIT {_FEW + 1}"
    )
    if rows := index.rows(sql, sorted(words)):
        return rows
    from ddr.query.names.sounding import heard_as

    ids = {one for base in bases for one in heard_as(index, [base], _NAMED)}
    if not 0 < len(ids) <= _FEW:
        return []
    sql = f"SELECT body FROM record WHERE {where_in('id', sorted(ids))}"
    return index.rows(sql, sorted(ids))


def named(index: Index, words: Sequence[Sequence[str]]) -> list[NamedWords]:
    """Return the names in a row of words, each given in its forms; the longest first."""
    found: list[NamedWords] = []
    taken: set[int] = set()
    for size in range(min(_LONGEST, len(words)), 1, -1):
        for start in range(len(words) - size + 1):
            place = set(range(start, start + size))
            if place & taken or not all(words[at] for at in place):
                continue
            ways = islice(product(*(words[at] for at in sorted(place))), _WAYS)
            folded = list(dict.fromkeys(names.fold(" ".join(way)) for way in ways))
            sql = (
                "SELECT DISTINCT r.label FROM form f JOIN record r ON r.id = f.id "
                f"WHERE {where_in('f.folded', folded)} AND {where_in('f.type', _NAMED)} LIMIT 2"
            )
            if len(rows := index.rows(sql, [*folded, *_NAMED])) == 1:
                found.append(NamedWords(start, size, rows[0][0]))
                taken |= place
    return found
