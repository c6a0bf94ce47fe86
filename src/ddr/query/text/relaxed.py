"""What comes near, where nothing has all the words: another spelling, or most of the words."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from ddr.errors import UsageError
from ddr.index.open import Index, portions, where_in
from ddr.index.schema import OFFSETS, ROOM
from ddr.names import plain
from ddr.names import words as split
from ddr.query.names.slips import slips
from ddr.query.text import syntax
from ddr.query.text.lexicon import SAYING, without_particle
from ddr.query.text.meaning import meanings
from ddr.query.text.search import RECORDS, Hit, hits, search, weighed

_CANDIDATES = 400
_STATEMENTS = (OFFSETS["statement"], OFFSETS["statement"] + ROOM)
_SHORTEST = 4  # letters of a word that may be mistyped
_HALF, _NEARLY = 0.5, 0.8
"""What a row must have of the words: half of them, or nearly as much as the best."""
_RAREST = 2.0
"""What being rare may add to a word; one in a single record is no better than one in a few."""
_FEW = 3
"""With fewer answers than these, what comes near is told too, if so many words were given."""
_MANY = 3


def answer(
    index: Index, text: str, limit: int, context: int, *, exact: bool = False, words: str = ""
) -> list[Hit]:
    """Return what `search` does, or, where that is nothing, what comes near; and tell which.

    words: the text with a date in it as it was typed, which may belong to a name. Where a text
    asks what somebody said, that person's statements go first. Raises `UsageError` and
    `NotFoundError` as `search` does.
    """
    if exact:
        return search(index, text, limit, context, exact=True)
    people = _asked(index, text)
    found = _answer(index, text, limit, context, words, people)
    return sorted(found, key=lambda hit: hit.speaker not in people) if people else found


def _answer(
    index: Index, text: str, limit: int, context: int, words: str, people: Sequence[str]
) -> list[Hit]:
    enough = min(limit or _FEW, _FEW)
    found = search(index, text, limit, context)
    if len(found) >= enough:
        return found
    corrected = corrections(index, text) if not found else {}
    for word, other in corrected.items():
        if not _inflects(word, other):
            index.notify(f"'{word}' stands nowhere; taken for '{other}'")
        text, words = text.replace(word, other), words.replace(word, other)
    if corrected:
        found = search(index, text, limit, context)
    query = syntax.parse(index, text, wide=True)
    if len(found) >= enough or (found and len(query.heavy) < _MANY):
        return found
    near = _nearest(index, query, people)
    undated = syntax.parse(index, words, wide=True) if words and not found else query
    others = _nearest(index, undated, people) if undated is not query else _Near([])
    if others.rows and (not near.rows or (others.whole and not near.whole)):
        query, near, others = undated, others, _Near([])
    known = set(map(_place, found))
    more = [hit for hit in _shown(index, query, near, limit, context) if _place(hit) not in known]
    if more and found:
        have = "1 has" if len(found) == 1 else f"{len(found)} have"
        index.notify(f"{have} all of these words; the others have most of them")
    elif more and not near.whole:
        index.notify("nothing has all of these words; these have most of them")
        if len(more) < enough and len(undated.heavy) > _MANY:
            more += _of_other_dates(index, _shown(index, undated, others, enough, context), more)
    return [*found, *more][: limit or None]


def _of_other_dates(index: Index, hits_: list[Hit], more: list[Hit]) -> list[Hit]:
    """Return what has most of the words at any date, where few of the date asked for have them."""
    known = set(map(_place, more))
    rest = [hit for hit in hits_ if _place(hit) not in known]
    if rest:
        index.notify(f"{len(more)} of that date; the others are of other dates")
    return rest


def _shown(index: Index, query: syntax.Query, near: _Near, limit: int, context: int) -> list[Hit]:
    any_word = query._replace(match=query.around(syntax.any_of(query.heavy)))
    return hits(index, any_word, near.rows, limit, context)


def _place(hit: Hit) -> tuple[str, str]:
    return hit.id, hit.locator


class _Near(NamedTuple):
    """The rows that hold most of the words, the nearest first; whether some hold all that any has.

    Words that hold a question together are not counted, and those that stand nowhere are not
    asked for.
    """

    rows: list[int]
    whole: bool = False


def comes_near(index: Index, text: str) -> bool:
    """Return whether anything has the words of a text, or most of them."""
    try:
        found = search(index, text, 1, 1)
        return bool(found or _nearest(index, syntax.parse(index, text, wide=True)).rows)
    except UsageError:  # no word that can be looked for
        return False


def _asked(index: Index, text: str) -> list[str]:
    """Return the ids of the people of whom a text asks what they said."""
    typed = syntax.words(text)
    if SAYING.isdisjoint(word.casefold() for word in typed):
        return []
    called = [one for word in typed for one in meanings(index, word, []) if one.istitle()]
    bare = [one for word in typed for one in without_particle(word)]
    folded = list(dict.fromkeys("".join(split(one)) for one in [*bare, *called]))
    sql = (
        "SELECT DISTINCT f.id FROM form_word w JOIN form f ON f.number = w.form "
        f"WHERE f.type = 'person' AND {where_in('w.word', folded)}"
    )
    return [one for (one,) in index.rows(sql, folded)]


def _nearest(index: Index, query: syntax.Query, people: Sequence[str] = ()) -> _Near:
    """Return the rows that hold most of the words, those with the rarest and in titles first.

    people: those whose statements go before all others.
    """
    parts = query.heavy or query.parts
    if not parts:
        return _Near([])
    whole = query.around(syntax.any_of(parts))
    candidates = dict(weighed(index, whole, RECORDS, _CANDIDATES))
    rows = list(candidates)
    worth, titled = dict.fromkeys(rows, 0.0), dict.fromkeys(rows, 0.0)
    every = lost = 0.0
    for part in parts:
        having = _having(index, part, rows)
        if not having:
            lost += 1.0
            continue
        rare = 1.0 + min(log(len(rows) / len(having)), _RAREST)
        every += rare
        for row in having:
            worth[row] += rare
        for row in _having(index, f"{{title}} : ({part})", rows):
            titled[row] += rare
        for row in _having(index, f"{{names}} : ({part})", rows):
            if _STATEMENTS[0] < row <= _STATEMENTS[1]:  # their speaker stands for a title
                titled[row] += rare

    def weight(row: int) -> float:
        return candidates[row] * (worth[row] / every) ** 2 * (1 + titled[row] / every) ** 2

    enough = min(_HALF * every, _NEARLY * max(worth.values(), default=0.0))
    near = sorted((row for row in rows if worth[row] >= enough), key=weight)
    full = [row for row in near if worth[row] == every]
    rest = [row for row in near if worth[row] < every] if len(full) < _FEW else []
    spoken = _spoken(index, people, near) if people else []
    found = list(dict.fromkeys([*spoken, *full, *rest]))
    return _Near(found, bool(full) and not lost)


def _spoken(index: Index, people: Sequence[str], rows: Sequence[int]) -> list[int]:
    """Return those of the rows that are statements of some people."""
    ranks = [row - _STATEMENTS[0] for row in rows if _STATEMENTS[0] < row <= _STATEMENTS[1]]
    speaker = "json_extract(r.body, '$.speaker')"
    sql = (
        "SELECT d.rank FROM dated d JOIN record r ON r.id = d.id WHERE d.type = 'statement' "
        f"AND {where_in('d.rank', ranks)} AND {where_in(speaker, people)}"
    )
    found = {rank + _STATEMENTS[0] for (rank,) in index.rows(sql, [*ranks, *people])}
    return [row for row in rows if row in found]


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


def _inflects(word: str, other: str) -> bool:
    """Return whether Cyrillic words differ in the last letter alone, as Китай and Китая do."""
    folded = plain(word)
    return len(folded) > _SHORTEST and not folded.isascii() and folded[:-1] == plain(other)[:-1]


def _known(index: Index, word: str) -> bool:
    """Return whether a word, or another form of it, stands in the timeline or is a name there."""
    same = syntax.forms(index, word)
    sql = f"SELECT 1 FROM word WHERE {where_in('word', same)} LIMIT 1"
    found = index.rows(sql, same) or meanings(index, word, same) or syntax.inside(index, word)
    return bool(found)
