"""Ids near a mistyped one, found without reading them all."""

from __future__ import annotations

from collections.abc import Sequence

from ddr.errors import did_you_mean
from ddr.index.open import Index
from ddr.spelling.slips import slips

_AROUND = 60
"""How many ids are looked at on either side, in the order of the alphabet."""

_FEW = 1000
"""So many ids are compared one by one."""

_AT_ONCE = 900
_LONGEST = 60


def suggest(index: Index, word: str, kinds: Sequence[str] = ()) -> str:
    """Return ``"; did you mean …?"`` for an id that no record of these kinds has, or ``""``."""
    word = word[:_LONGEST].casefold()
    return did_you_mean(word, near(index, word, kinds))


def near(index: Index, word: str, kinds: Sequence[str] = ()) -> list[str]:
    """Return ids that may be meant: one slip away, next in the alphabet, or all where few.

    `kinds` are kinds of records, such as ``"event"``; without any, all.
    """
    where = f"type IN ({', '.join('?' * len(kinds))})" if kinds else "1"
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
    edits = sorted(slips(word))
    for start in range(0, len(edits), _AT_ONCE):
        some = edits[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT id FROM record WHERE {where} AND id IN ({marks})"
        found += [row[0] for row in index.rows(sql, [*kinds, *some])]
    return list(dict.fromkeys(found))
