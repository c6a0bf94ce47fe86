"""Suggestions for words that are not verbatim: where they stand, or what comes nearest.

Where to look is chosen by the index of words.

Nothing here decides: `ddr.quotations.allowed` does.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache, partial
from typing import NamedTuple

from ddr.index.open import Index, where_in
from ddr.index.schema import ACCENTS, OFFSETS, normal
from ddr.manuscript.cited_places import CitedPlace, Texts
from ddr.names import plain
from ddr.quotations.allowed import forms, parts, verbatim
from ddr.quotations.exact import (
    HAN,
    OMISSION,
    cut,
    difference,
    fold,
    paragraphs_with,
    right,
    stands_in,
)

LIKE, _LIKE_WORDS = 0.5, 3
"""The share and the number of a quotation's words that a passage like it has."""

_TRIED = 4
_EVERYWHERE = 1000
"""Paragraphs with a phrase that are looked into, in the order of the index."""
_TELLING = 3
_ASKED = 40
"""Words that a passage is looked for by."""
_MOST_RUNS = 4
_MISSING = 10
_WORD = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Likeness(NamedTuple):
    """A passage of a held text that is like a quotation.

    place: where it stands.
    text: the passage.
    difference: word by word: ``[-of the manuscript-]``, ``{+of the text+}``.
    share: of the quotation's words that it has, from 0 to 1.
    """

    place: CitedPlace
    text: str
    difference: str
    share: float


def elsewhere(index: Index, texts: Texts, words: str, sources: Iterable[str]) -> list[CitedPlace]:
    """Return where the words stand verbatim: in these sources, else in any other held text."""
    found = [place for source in sources for place in in_source(texts, source, words)]
    if found:
        return found
    there = dict.fromkeys(source for source, _ in with_phrase(index, words, most=_EVERYWHERE))
    if found := [place for source in there for place in in_source(texts, source, words)]:
        return found
    telling = dict.fromkeys(map(_telling, forms(words)))
    names = dict.fromkeys(name for some in telling for name in _with_words(index, some))
    return [place for source in names for place in in_source(texts, source, words)]


def _telling(form: str) -> tuple[str, ...]:
    """Return the longest words; none where the index may have split the form otherwise."""
    plain = "".join(c for c in fold(form) if c not in ACCENTS)
    if any(map(unicodedata.combining, plain)):
        return ()
    return tuple(sorted(set(_WORD.findall(plain)), key=lambda word: (len(word), word))[-_TELLING:])


def _with_words(index: Index, telling: tuple[str, ...]) -> list[str]:
    """Return the sources whose text has these words, and so may hold a quotation; all for none."""
    found = [_sources(index, word) for word in telling or ("",)]
    return [name for name in found[0] if all(name in others for others in found[1:])]


def _sources(index: Index, word: str) -> dict[str, None]:
    """Return the held sources that have a word in any paragraph, in the order of the index."""
    if not word:
        rows = index.rows("SELECT DISTINCT source FROM paragraph ORDER BY source")
    else:
        sql = (
            "SELECT DISTINCT p.source FROM words w JOIN paragraph p ON p.row = w.rowid - ? "
            "WHERE w.words MATCH ? AND w.rowid BETWEEN ? AND ? ORDER BY p.source"
        )
        first, last = OFFSETS["paragraph"], OFFSETS["source"]
        rows = index.rows(sql, (first, f'body : "{word}"', first, last))
    return dict.fromkeys(row[0] for row in rows)


def in_source(texts: Texts, source: str, words: str) -> Iterator[CitedPlace]:
    """Yield where the words stand verbatim in a source: one paragraph, or as few as it takes."""
    held = texts.paragraphs(source)
    form = verbatim(words, [texts.whole(source)])
    if not form:  # then no paragraph alone has the words either
        return
    single = paragraphs_with(form, held)
    if single:
        yield from (CitedPlace(source, ((n, n),)) for n in single)
        return
    found: list[tuple[int, int]] = []
    while stretch := _stretch(held, form, found[-1][0] + 1 if found else 1):
        found.append(stretch)
    least = min(last - first for first, last in found)
    yield from (CitedPlace(source, (span,)) for span in found if span[1] - span[0] == least)


def _stretch(held: Sequence[str], form: str, start: int) -> tuple[int, int] | None:
    """Return the first paragraphs from `start` on, no more than it takes, that hold the words.

    No paragraph holds them alone.
    """

    def holds(first: int, last: int) -> bool:
        return stands_in(form, " ".join(held[first - 1 : last]))

    if not holds(start, len(held)):
        return None
    last = bisect_left(range(len(held)), True, start, key=lambda n: holds(start, n))
    return bisect_left(range(last), True, start, key=lambda n: not holds(n + 1, last)), last


def nearest(
    index: Index, texts: Texts, words: str, places: Sequence[CitedPlace], *, anywhere: bool = True
) -> Likeness | None:
    """Return the passage that is most like the words: where they are cited to, else anywhere.

    anywhere: look into other places of the cited sources and into other texts too.
    """
    for candidates in _rounds(index, texts, words, places, anywhere=anywhere):
        found = [compared(words, place, text) for place, text in likely(words, candidates)]
        best = max(found, key=lambda passage: passage.share, default=None)
        if best and best.share >= LIKE and best.share * len(words.split()) >= _LIKE_WORDS - 0.5:
            return best
    return None


def _rounds(
    index: Index, texts: Texts, words: str, places: Sequence[CitedPlace], *, anywhere: bool
) -> Iterator[list[tuple[CitedPlace, str]]]:
    """Yield paragraphs to compare with: those cited, the others of the source, then any other.

    Of others first those that have words in a row, then those that have any of the words.
    """
    sources = list(dict.fromkeys(place.source for place in places))
    cited = {(p.source, n) for p in places for a, b in p.spans for n in range(a, b + 1)}
    whole = [(s, n, t) for s in sources for n, t in enumerate(texts.paragraphs(s), 1)]
    yield [(_place(s, n), text) for s, n, text in whole if (s, n) in cited]
    if anywhere:
        yield [(_place(s, n), text) for s, n, text in whole if (s, n) not in cited]
        for look in (partial(with_most, index, words), partial(with_any, index, words, _ASKED)):
            rows = [(source, n) for source, n in look() if source not in sources]
            yield [(_place(s, n), texts.paragraphs(s)[n - 1]) for s, n in rows]
    else:
        uncited = {place.source for place in places if not place.spans}
        yield [(_place(s, n), text) for s, n, text in whole if s in uncited]


def _place(source: str, number: int) -> CitedPlace:
    return CitedPlace(source, ((number, number),))


def likely(words: str, candidates: list[tuple[CitedPlace, str]]) -> list[tuple[CitedPlace, str]]:
    """Return the paragraphs that share most words, so that few are compared in full."""
    if len(candidates) <= _TRIED:
        return candidates
    wanted = Counter(_WORD.findall(words.casefold()))

    def shared(candidate: tuple[CitedPlace, str]) -> int:
        return sum((wanted & Counter(_WORD.findall(candidate[1].casefold()))).values())

    return sorted(candidates, key=shared, reverse=True)[:_TRIED]


def compared(words: str, place: CitedPlace, text: str) -> Likeness:
    """Return the passage of a text that is most like the words."""
    ours, theirs = words.split(), text.split()
    plain, other = [*map(_bare, ours)], [*map(_bare, theirs)]
    whole = SequenceMatcher(None, plain, other, autojunk=False)
    anchor = whole.find_longest_match()
    room = max(6, len(ours) // 2)
    start = max(anchor.b - anchor.a - room, 0)
    end = min(anchor.b + len(ours) - anchor.a + room, len(theirs))
    matcher = SequenceMatcher(None, plain, other[start:end], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    share = sum(block.size for block in blocks) / max(len(ours), 1)
    if not blocks:
        return Likeness(place, "", "", 0.0)
    first = start + max(blocks[0].b - blocks[0].a, 0)
    tail = len(ours) - blocks[-1].a - blocks[-1].size
    last = min(start + blocks[-1].b + blocks[-1].size + tail, len(theirs))
    passage = theirs[first:last]
    return Likeness(place, " ".join(passage), difference(ours, passage), share)


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return _EDGES.sub("", fold(word)) or word


def gaps(words: str, texts: Texts, places: Iterable[CitedPlace]) -> Likeness | None:
    """Return the passage that holds all the words in their order, but has more between them.

    Its words stand verbatim once […] is written at each gap; its difference shows the gaps.
    """
    for place in places:
        for text in map(fold, texts.passages(place)):
            runs = _runs(parts(next(forms(words))), text)
            enough = len(words.split()) > 2 * len(runs)
            if (
                enough
                and runs
                and stands_in(f" {OMISSION} ".join(text[a:b] for a, b in runs), text)
            ):
                return Likeness(place, text[runs[0][0] : runs[-1][1]], _gapped(runs, text), 1.0)
    return None


def _gapped(runs: list[tuple[int, int]], text: str) -> str:
    pieces: list[str] = []
    for number, (start, end) in enumerate(runs):
        if number:
            missing = text[runs[number - 1][1] : start].split()
            shown = missing if len(missing) <= _MISSING else [*missing[:4], "…", *missing[-4:]]
            pieces.append(right(shown))
        pieces += cut(text[start:end].split(), front=number > 0, back=number < len(runs) - 1)
    return " ".join(pieces)


def _runs(pieces: list[str], text: str) -> list[tuple[int, int]]:
    """Split the words into the longest runs that stand in the text, one after the other."""
    runs: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        rest = piece.split(" ")
        while rest:
            size = _longest(rest, text, at)
            if not size or len(runs) == _MOST_RUNS:
                return []
            run = " ".join(rest[:size])
            at = text.index(run, at)
            runs.append((at, at + len(run)))
            at += len(run)
            rest = rest[size:]
    return runs


def _longest(words: list[str], text: str, at: int) -> int:
    """Return how many of the words, from the first on, stand in the text in a row."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if stands_in(" ".join(words[:middle]), text[at:]):
            low = middle
        else:
            high = middle - 1
    return low


_BRACKETED = re.compile(r"\S*\[[^\[\]]*\]\S*|…|\.\s?\.\s?\.")
_CLUSTER = re.compile(f"[{HAN}]{{4}}")
_PHRASE = 8
"""Words of a phrase that is looked for as a whole."""
_ROW, _ROWS = 3, 16
"""Words that stand in a row, and how many such rows are looked for."""
_FEW = 6
"""So few words may have no three in a row that are right."""
_LEAST = 3
_CANDIDATES = 24

Paragraph = tuple[str, int]


def with_phrase(index: Index, words: str, most: int = _CANDIDATES) -> list[Paragraph]:
    """Return paragraphs, by source and number, that have the longest plain part of the words."""
    if found := _CLUSTER.findall(words):
        return _with_signs(index, found[len(found) // 2])
    part = max((_tokens(one) for one in _BRACKETED.split(words)), key=len, default=[])
    start = max((len(part) - _PHRASE) // 2, 0)
    phrase = " ".join(part[start : start + _PHRASE])
    return search(index, f'"{phrase}"' if phrase else "", most)


def with_most(index: Index, words: str) -> list[Paragraph]:
    """Return paragraphs that have rows of the words, or all of few words but one; best first."""
    if found := _CLUSTER.findall(words):
        return list(dict.fromkeys(one for some in found for one in _with_signs(index, some)))
    tokens = _tokens(_BRACKETED.sub(" ", words.replace(OMISSION, " ")))
    if len(tokens) <= _LEAST:
        return []
    if len(tokens) <= _FEW:
        without = (tokens[:n] + tokens[n + 1 :] for n in range(len(tokens)))
        rows = [f"({' AND '.join(_quoted(word) for word in some)})" for some in without]
    else:
        starts = range(len(tokens) - _ROW + 1)
        step = -(-len(starts) // _ROWS)
        rows = [_quoted(" ".join(tokens[n : n + _ROW])) for n in starts[::step]]
    return search(index, " OR ".join(rows))


def with_any(index: Index, words: str, most: int) -> list[Paragraph]:
    """Return paragraphs that have any of so many of the words, best first; the rarest are taken.

    A paragraph with half of the words has one of the rarest half and one more: what stands in
    every second paragraph need not be weighed.
    """
    typed = list(dict.fromkeys(map(plain, _tokens(words))))[:most]
    sql = f"SELECT word, number FROM word WHERE {where_in('word', typed)}"
    numbers = dict(index.rows(sql, typed))
    rarest = sorted(typed, key=lambda word: numbers.get(word, 0))[: len(typed) // 2 + 1]
    return search(index, " OR ".join(map(_quoted, sorted(rarest))))


def _tokens(words: str) -> list[str]:
    return _WORD.findall(normal(words))


def _quoted(phrase: str) -> str:
    return f'"{phrase}"'


def _with_signs(index: Index, signs: str) -> list[Paragraph]:
    """Return paragraphs with signs of Han or kana, which the index does not part into words."""
    sql = (
        "SELECT source, number FROM paragraph WHERE instr(body, ?) ORDER BY source, number LIMIT ?"
    )
    return [(str(source), int(n)) for source, n in index.rows(sql, (signs, _CANDIDATES))]


def search(index: Index, query: str, most: int = 0) -> list[Paragraph]:
    """Return the first paragraphs that answer a query; without a number the best ones."""
    if not query:
        return []
    order = "rowid" if most else "rank"
    first, last = OFFSETS["paragraph"], OFFSETS["source"]
    rows = index.rows(
        "SELECT p.source, p.number FROM words CROSS JOIN paragraph p ON p.row = words.rowid - ? "
        f"WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? ORDER BY words.{order} LIMIT ?",
        (first, f"body : ({query})", first, last, most or _CANDIDATES),
    )
    return [(str(source), int(number)) for source, number in rows]
