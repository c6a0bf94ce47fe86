"""Ids, names and topics to complete, straight from the index at hand; none is built for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol
from unicodedata import normalize

from ddr.completion.line import Line
from ddr.index.open import Index, at_hand

Words = Iterable[tuple[str, str]]

_MOST = 500
_LAST = "\U0010ffff"


class Parameter(Protocol):
    """An option, as click describes it."""

    opts: list[str]
    secondary_opts: list[str]
    is_flag: bool


def ids(*kinds: str) -> Callable[[Line], Words]:
    """Return a source of the ids of these kinds of records; without any, of all."""
    where = f"type IN ({', '.join(map(repr, kinds))})" if kinds else "1"
    sql = f"""
        SELECT id, label FROM record WHERE {where} AND id >= ?1 AND id < ?2
        UNION SELECT f.id, r.label FROM former f JOIN record r ON r.id = f.now
            WHERE f.key AND {where} AND f.id >= ?1 AND f.id < ?2
        ORDER BY 1 LIMIT ?3
    """

    def source(line: Line) -> Words:
        return _rows(line, sql, (line.typed, line.typed + _LAST, _MOST))

    return source


def named(*kinds: str) -> Callable[[Line], Words]:
    """Return a source of ids and of forms of names, whose blanks are written as hyphens.

    Where nothing begins so, the ids of what the words mean.
    """
    some = ", ".join(map(repr, kinds))
    sql = (
        "SELECT f.text, r.label, f.id FROM form f JOIN record r ON r.id = f.id "
        f"WHERE f.type IN ({some}) ORDER BY f.id, f.number"
    )

    def source(line: Line) -> Iterator[tuple[str, str]]:
        index = _open(line)
        if index is None:
            return
        found = list(ids(*kinds)(line))
        if line.typed:
            found += _forms(index.rows(sql), line.typed)
        if not found and line.typed:
            found = list(_meant(index, line.typed, kinds))
        yield from found

    return source


def _forms(rows: Iterable[tuple[Any, ...]], typed: str) -> Iterator[tuple[str, str]]:
    wanted = normalize("NFC", typed).casefold()
    for text, label, record in rows:
        whole = normalize("NFC", "-".join(text.split()))
        for form in dict.fromkeys([whole, *whole.split("-")]) if text != record else ():
            begins = form.casefold().startswith(wanted)
            if begins and len(form) >= len(wanted) and (form == whole or len(form) > _SHORT):
                yield typed + form[len(typed) :], label


_SHORT = 3
"""Letters of a word that may stand for a name; Il and Jong stand for too many."""


def _meant(index: Index, typed: str, kinds: tuple[str, ...]) -> Words:
    """Return the ids of those who are so called, or so romanized as far as it is typed."""
    from ddr import names
    from ddr.query.names.resolve import find
    from ddr.query.stored import labels
    from ddr.spelling.keys import keys

    found = [match.id for match in find(index, typed, kinds)]
    some = ", ".join(map(repr, kinds))
    sql = (
        "SELECT id FROM spelling WHERE key >= ? AND key < ? "
        f"AND type IN ({some}) UNION SELECT id FROM spelling_word WHERE word >= ? AND word < ? "
        f"AND type IN ({some}) LIMIT ?"
    )
    for one in [] if found else keys([names.fold(typed)]):
        first, last = one.whole, one.whole + _LAST
        found += [row[0] for row in index.rows(sql, (first, last, first, last, _MOST))]
    return sorted(labels(index, found).items())


def about(line: Line) -> Iterator[tuple[str, str]]:
    """Yield what a statement may be about: people, bodies, places, events and topics."""
    yield from named("person", "organization", "place")(line)
    yield from tallied("topic")(line)
    yield from ids("event")(line)


def shown(line: Line) -> Iterator[tuple[str, str]]:
    """Yield what ``show`` takes: every id, and names."""
    yield from ids()(line)
    if line.typed:
        yield from named("person", "organization", "place")(line)


def held(line: Line) -> Words:
    """Return the sources whose text is held."""
    sql = (
        "SELECT id, label FROM record WHERE id IN (SELECT DISTINCT source FROM paragraph) "
        "AND id >= ? AND id < ? ORDER BY id LIMIT ?"
    )
    return _rows(line, sql, (line.typed, line.typed + _LAST, _MOST))


def tallied(field: str) -> Callable[[Line], Words]:
    """Return a source of the topics or tags in use, whose blanks are written as hyphens."""
    sql = "SELECT DISTINCT value FROM tally WHERE field = ? ORDER BY value"

    def source(line: Line) -> Iterator[tuple[str, str]]:
        wanted = line.typed.casefold().replace("-", " ")
        for (value,) in _rows(line, sql, (field,)):
            if value.startswith(wanted):
                yield value.replace(" ", "-"), ""

    return source


def _rows(line: Line, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
    index = _open(line)
    return index.rows(sql, parameters) if index else []


_opened: dict[tuple[str, ...], Index | None] = {}


def _open(line: Line) -> Index | None:
    if line.timelines not in _opened:
        from ddr.corpus.locate import timelines
        from ddr.folders import cache_folder

        _opened[line.timelines] = at_hand(timelines(line.timelines), cache_folder())
    return _opened[line.timelines]
