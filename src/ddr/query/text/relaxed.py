"""What comes near, where nothing has all the words: another spelling, or most of the words."""

from __future__ import annotations

from math import log

from ddr.index.open import Index, portions, where_in
from ddr.names import plain
from ddr.query.names.slips import slips
from ddr.query.text import syntax
from ddr.query.text.meaning import meanings
from ddr.query.text.search import RECORDS, Hit, hits, search, weighed

_CANDIDATES = 400
_SHORTEST = 4  # letters of a word that may be mistyped
_HALF = 0.5


def answer(
    index: Index, text: str, limit: int, context: int, *, exact: bool = False, words: str = ""
) -> list[Hit]:
    """Return what `search` does, or, where that is nothing, what comes near; and tell which.

    words: the text with a date in it as it was typed, which may belong to a name. Raises
    `UsageError` and `NotFoundError` as `search` does.
    """
    found = search(index, text, limit, context, exact=exact)
    if found or exact:
        return found
    corrected = corrections(index, text)
    for word, other in corrected.items():
        index.notify(f"'{word}' stands nowhere; taken for '{other}'")
        text, words = text.replace(word, other), words.replace(word, other)
    if corrected and (found := search(index, text, limit, context)):
        return found
    query = syntax.parse(index, text, wide=True)
    rows, whole = _nearest(index, query)
    if words and not whole:
        undated = syntax.parse(index, words, wide=True)
        others, all_of_it = _nearest(index, undated)
        if others and (all_of_it or not rows):
            query, rows, whole = undated, others, all_of_it
    if rows and not whole:
        index.notify("nothing has all of these words; these have most of them")
    heavy = [part for number, part in enumerate(query.parts) if number not in query.light]
    shown = query._replace(match=query.around(syntax.any_of(heavy)))
    return hits(index, shown, rows, limit, context)


def comes_near(index: Index, text: str) -> bool:
    """Return whether anything has the words of a text, or most of them."""
    found = search(index, text, 1, 1)
    return bool(found or _nearest(index, syntax.parse(index, text, wide=True))[0])


def _nearest(index: Index, query: syntax.Query) -> tuple[list[int], bool]:
    """Return the rows that hold most of the words, those with the rarest first.

    The second is whether the first of them lacks none but words that hold a question together.
    """
    numbers = [number for number in range(len(query.parts)) if number not in query.light]
    parts = [query.parts[number] for number in numbers] or list(query.parts)
    if not parts:
        return [], False
    whole = query.around(syntax.any_of(parts))
    candidates = dict(weighed(index, whole, RECORDS, _CANDIDATES))
    if not candidates:
        return [], False
    rows = list(candidates)
    worth, titled = dict.fromkeys(rows, 0.0), dict.fromkeys(rows, 0.0)
    every = 0.0
    for part in parts:
        having = _having(index, part, rows)
        rare = 1.0 + log(len(rows) / len(having)) if having else 1.0
        every += rare
        for row in having:
            worth[row] += rare
        for row in _having(index, f"{{title}} : ({part})", rows):
            titled[row] += rare

    def weight(row: int) -> float:
        return candidates[row] * (worth[row] / every) ** 2 * (1 + titled[row] / every) ** 2

    near = sorted((row for row in rows if worth[row] >= _HALF * every), key=weight)
    full = [row for row in near if worth[row] == every]
    return full or near, bool(full)


def _having(index: Index, match: str, rows: list[int]) -> list[int]:
    sql = f"SELECT rowid FROM words WHERE words MATCH ? AND {where_in('rowid', rows)}"
    return [row for (row,) in index.rows(sql, [match, *rows])]


def corrections(index: Index, text: str) -> dict[str, str]:
    """Return the words of a text that stand nowhere, with what each is one slip away from."""
    words = {word for word in syntax.words(text) if not _known(index, word)}
    found = {word: _respelled(index, word) for word in sorted(words)}
    return {word: other for word, other in found.items() if other}


def _respelled(index: Index, word: str) -> str:
    """Return the commonest word of the timeline one slip away from a word, or ""."""
    low = plain(word)
    if len(low) < _SHORTEST:
        return ""
    found: list[tuple[int, str]] = []
    for some in portions(sorted(slips(low))):
        sql = f"SELECT number, word FROM word WHERE {where_in('word', some)}"
        found += index.rows(sql, some)
    return max(found, default=(0, ""))[1]


def _known(index: Index, word: str) -> bool:
    """Return whether a word, or another form of it, stands in the timeline or is a name there."""
    same = syntax.forms(index, word)
    sql = f"SELECT 1 FROM word WHERE {where_in('word', same)} LIMIT 1"
    found = index.rows(sql, same) or meanings(index, word, same) or syntax.inside(index, word)
    return bool(found)
