"""Who is meant by a name in a script in which it is not on record: as it sounds there."""

from __future__ import annotations

from collections.abc import Sequence

from ddr.index.open import Index, where_in


def heard_as(index: Index, words: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return the ids of the people whose name, or a part of it, may sound like these words.

    words: folded, in Hangul or Cyrillic letters; others are on record.
    """
    if not words or "".join(words).isascii():
        return []
    from ddr.spelling import heard

    ways = heard.asked(words)
    whole = sorted({one.whole for one in ways})
    sql = f"SELECT id FROM spelling WHERE {where_in('key', whole)} AND {where_in('type', kinds)}"
    found = {one for (one,) in index.rows(sql, [*whole, *kinds])}
    parts = sorted({part for one in ways for part in one.words})
    if len(parts) == len(words):
        sql = (
            f"SELECT id FROM spelling_word WHERE {where_in('word', parts)} AND "
            f"{where_in('type', kinds)} GROUP BY id HAVING count(*) = ?"
        )
        found |= {one for (one,) in index.rows(sql, [*parts, *kinds, len(parts)])}
    return sorted(found)
