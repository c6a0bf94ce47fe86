"""Which held paragraphs have words in a row with a passage, by the index of words.

Only a choice of where to look: whether the passage stands there is decided elsewhere.
"""

from __future__ import annotations

import re

from ddr.index.open import Index, where_in
from ddr.index.schema import OFFSETS, normal
from ddr.names import plain
from ddr.quotations.exact import HAN, OMISSION

_WORD = re.compile(r"[^\W_]+")
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
