"""Events and statements that satisfy every filter, in order of time.

A filter is a posting list, and so are the words to be found. A short list leads and the others are
probed, so that a page costs what it prints; without any, the table of dates is read in its order.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from ddr import names
from ddr.errors import NotFoundError, UsageError, choose, did_you_mean
from ddr.index.open import Index, where_in
from ddr.index.schema import OFFSETS, ROOM

Filter = tuple[str, tuple[str, ...]]
"""A field of the posting lists, and the values of which one must hold."""

Term = tuple[str, str, int, int]
"""A field of the posting lists, a value of it, and the first and last day on which it counts."""

_SHORT, _SHARE = 500, 16
"""To probe the words for one record costs as much as to read some sixteen of their hits. So a list
leads before the words where it is this short, and no longer than that share of all records.
"""

_OFTEN = 3
"""Where one record in so many has the words, to read all of the table is as quick as each."""


class Selection(NamedTuple):
    """What to select.

    table: ``"event"`` or ``"statement"``.
    filters: all of them must hold.
    match: an FTS5 expression, or "".
    since, until: days that the record's date must reach or not exceed; None for no bound.
    limit: how many records at most; 0 for all.
    reverse: the latest first.
    terms: one of them must hold, on a day that the record's date may be; None for any record.
    """

    table: str
    filters: tuple[Filter, ...] = ()
    match: str = ""
    since: int | None = None
    until: int | None = None
    limit: int = 0
    reverse: bool = False
    terms: tuple[Term, ...] | None = None


def select(index: Index, selection: Selection) -> list[str]:
    """Return the ids of the records that satisfy the selection, in order of time."""
    table, first, last = selection.table, 0, ROOM
    if selection.since is not None:
        first = _rank(index, _FIRST, table, selection.since, ROOM)
    if selection.until is not None:
        last = _rank(index, _LAST, table, selection.until, -1)
    lists = sorted((_length(index, table, one), one) for one in selection.filters)
    filters = [one for _, one in lists]
    alone = selection._replace(until=None) == Selection(selection.table, match=selection.match)
    if alone:
        return (
            _by_words(index, selection, last)
            if selection.match
            else _every(index, table)[: max(last, 0)]
        )
    probed = bool(selection.match and lists) and _leads(index, selection, lists[0][0])
    if selection.match and not probed:
        lead = _from_words(selection, first, last)
    elif filters:
        lead = _from_posts(table, filters.pop(0), first, last)
    else:
        condition = "d.type = ? AND d.rank BETWEEN ? AND ?"
        lead = _Lead("dated d", condition, "d.rank", "d.rank", [table, first, last])
    conditions, parameters = [lead.condition], lead.parameters
    for name, values in filters:
        conditions.append(
            "EXISTS (SELECT 1 FROM post p WHERE p.type = ? AND p.field = ? "
            f"AND {where_in('p.value', values)} AND p.rank = {lead.rank})"
        )
        parameters += [table, name, *values]
    if probed:
        conditions.append(
            f"EXISTS (SELECT 1 FROM words WHERE words MATCH ? AND words.rowid = {lead.rank} + ?)"
        )
        parameters += [selection.match, OFFSETS[table]]
    if selection.terms is not None:
        one = (
            "SELECT p.rank FROM post p JOIN dated t ON t.type = p.type AND t.rank = p.rank "
            "WHERE p.type = ? AND p.field = ? AND p.value = ? AND t.latest >= ? AND t.earliest <= ?"
        )
        conditions.append(f"d.rank IN ({' UNION '.join([one] * len(selection.terms))})")
        parameters += [value for term in selection.terms for value in (table, *term)]
    if selection.since is not None:
        conditions.append("d.latest >= ?")
        parameters.append(selection.since)
    selected = (
        f"d.id FROM {lead.tables} WHERE {' AND '.join(conditions)} "
        f"ORDER BY {lead.order} {'DESC' if selection.reverse else 'ASC'} LIMIT ?"
    )
    return _ids(index, selected, [*parameters, selection.limit or -1])


def _by_words(index: Index, selection: Selection, last: int) -> list[str]:
    """Return the ids of all records up to a rank that the words find."""
    start = OFFSETS[selection.table]
    sql = (
        "SELECT group_concat(rank) FROM (SELECT rowid - ? AS rank FROM words "
        "WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid)"
    )
    ranks = index.rows(sql, (start, selection.match, start, start + last))[0][0] or ""
    if (ranks.count(",") + 1) * _OFTEN >= _count(index, selection.table):
        every = _every(index, selection.table)
        return [every[rank - 1] for rank in json.loads(f"[{ranks}]")]
    selected = (
        "d.id FROM json_each(?) CROSS JOIN dated d ON d.type = ? AND d.rank = value ORDER BY d.rank"
    )
    return _ids(index, selected, (f"[{ranks}]", selection.table))


def _every(index: Index, table: str) -> list[str]:
    """Return the ids of all records of a table, in order of time; they are read once."""
    return index.once(_events if table == "event" else _statements)


def _events(index: Index) -> list[str]:
    return _ids(index, "d.id FROM dated d WHERE d.type = 'event' ORDER BY d.rank", ())


def _statements(index: Index) -> list[str]:
    return _ids(index, "d.id FROM dated d WHERE d.type = 'statement' ORDER BY d.rank", ())


def _ids(index: Index, selected: str, parameters: Sequence[Any]) -> list[str]:
    # One long string of many ids is there sooner than as many rows; no id holds a blank.
    sql = f"SELECT group_concat(id, ' ') FROM (SELECT {selected})"
    found = index.rows(sql, parameters)[0][0]
    return found.split(" ") if found else []


class _Lead(NamedTuple):
    """The list that is read in order.

    tables, condition, order, parameters: parts of the query.
    rank: what the other lists are probed with; before `dated` is read, where that is possible.
    """

    tables: str
    condition: str
    order: str
    rank: str
    parameters: list[Any]


def _from_words(selection: Selection, first: int, last: int) -> _Lead:
    start = OFFSETS[selection.table]
    return _Lead(
        "words CROSS JOIN dated d ON d.type = ? AND d.rank = words.rowid - ?",
        "words MATCH ? AND words.rowid BETWEEN ? AND ?",
        "words.rowid",
        "d.rank",
        [selection.table, start, selection.match, start + first, start + last],
    )


def _from_posts(table: str, one: Filter, first: int, last: int) -> _Lead:
    name, values = one
    condition = f"l.type = ? AND l.field = ? AND {where_in('l.value', values)}"
    posts = "post l"
    if len(values) > 1:
        posts = f"(SELECT DISTINCT l.type, l.rank FROM post l WHERE {condition}) l"
        condition = ""
    return _Lead(
        f"{posts} CROSS JOIN dated d ON d.type = l.type AND d.rank = l.rank",
        " AND ".join(filter(None, (condition, "l.rank BETWEEN ? AND ?"))),
        "l.rank",
        "l.rank",
        [table, name, *values, first, last],
    )


def _leads(index: Index, selection: Selection, length: int) -> bool:
    """Return whether a list leads before the words; a beginning of a word costs as all its hits."""
    if length > _SHORT or "*" in selection.match:
        return False
    return length * _SHARE <= _count(index, selection.table)


def _count(index: Index, table: str) -> int:
    return index.rows("SELECT max(rank) FROM dated WHERE type = ?", (table,))[0][0] or 0


_FIRST = "SELECT min(rank) FROM dated WHERE type = ? AND reach >= ?"
_LAST = "SELECT max(rank) FROM dated WHERE type = ? AND earliest <= ?"


def _rank(index: Index, sql: str, table: str, day: int, default: int) -> int:
    rank = index.rows(sql, (table, day))[0][0]
    return default if rank is None else int(rank)


def _length(index: Index, table: str, one: Filter) -> int:
    name, values = one
    sql = (
        "SELECT coalesce(sum(number), 0) FROM tally "
        f"WHERE type = ? AND field = ? AND {where_in('value', values)}"
    )
    return int(index.rows(sql, (table, name, *values))[0][0])


def listed(field: str, given: Sequence[str], known: Sequence[str], option: str) -> Filter:
    """Return a filter by words of a fixed list; raises `UsageError` for another."""
    return field, tuple(choose(option, word, known) for word in given)


def declared(index: Index, table: str, given: Sequence[str], option: str) -> Filter:
    """Return a filter by words that the timeline declares, in any language that it names them in.

    Raises `UsageError` for another.
    """
    if not given:
        return table, ()
    terms = index.terms
    known = terms.words(table)
    if not known:
        how = f"write [[{table}]] into its head"
        raise UsageError(f"{option}: this timeline declares no {table}s; {how}")
    meant = tuple(terms.means(table, word) for word in given)
    for word in meant:
        if word not in known:
            spoken = terms.spoken(table)
            hint = did_you_mean(word, spoken) or f": one of {', '.join(known)}"
            raise UsageError(f"{option} '{word[:60]}' is not a {table}{hint}")
    return table, meant


def tallied(index: Index, table: str, field: str, given: Sequence[str]) -> Filter:
    """Return a filter by words that the timeline itself settles, such as topics, folded.

    Raises `NotFoundError` for one that no record has.
    """
    if not given:
        return field, ()
    sql = "SELECT value FROM tally WHERE type = ? AND field = ?"
    known, terms = {row[0] for row in index.rows(sql, (table, field))}, index.terms
    given = [word if names.key(word) in known else terms.means("topic", word) for word in given]
    for word in given:
        if names.key(word) not in known:
            close = [f"'{value}'" for value in sorted(known) if names.key(word) in value]
            hint = f"; there is {', '.join(close)}" if close else did_you_mean(word, known)
            raise NotFoundError(f"--topic: no {table} has the {field} '{word}'{hint}")
    return field, tuple(names.key(word) for word in given)


def source(index: Index, name: str, option: str) -> str:
    """Return the id of a source; raises `NotFoundError` where there is none."""
    if index.rows("SELECT 1 FROM record WHERE id = ? AND type = 'source'", (name,)):
        return name
    from ddr.query.names.slips import suggest

    hint = suggest(index, name, ("source",))
    raise NotFoundError(f"{option}: there is no source '{name}'{hint}")
