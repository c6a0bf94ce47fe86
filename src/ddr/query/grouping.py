"""Statements by speaker, year, topic or source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ddr import names
from ddr.display import shown
from ddr.errors import choose
from ddr.index.open import Index
from ddr.query.questions import StatementQuestion, ids, statements
from ddr.query.stored import Stored, fetch, labels

if TYPE_CHECKING:
    from ddr.records import Statement

GROUPS = ("speaker", "year", "topic", "source")


class Group(NamedTuple):
    """The statements of one speaker, year, topic or source.

    key: an id, a year or another date, a topic; "" for the statements that have none.
    label: what a list calls it: a name, a year, a topic, the id of a source.
    found: the statements, in the order in which they were given.
    """

    key: str
    label: str
    found: list[Stored[Statement]]


def grouped(index: Index, found: Iterable[Stored[Statement]], by: str) -> list[Group]:
    """Put statements into groups: years in order of time, others the largest first.

    A statement on several topics stands in several groups; a date of several years, or of a
    decade, is a group of its own. Raises `UsageError` for a word that is none of `GROUPS`.
    """
    choose("--group-by", by, GROUPS)
    groups: dict[str, Group] = {}
    for stored in found:
        for place, key, label in _places(stored.record, by):
            groups.setdefault(place, Group(key, label, [])).found.append(stored)
    if by == "year":
        return [groups[year] for year in sorted(groups)]
    made = list(groups.values())
    if by == "topic":
        known = {one.key: _called(index, one.key) for one in made if one.key}
    else:
        known = labels(index, groups) if by == "speaker" else {}
    made = [one._replace(label=known.get(one.key, one.label)) for one in made]
    return sorted(made, key=lambda group: (not group.key, -len(group.found), group.label))


def _called(index: Index, topic: str) -> str:
    return index.terms.label("topic", topic, shown())


def _places(statement: Statement, by: str) -> list[tuple[str, str, str]]:
    """Return what puts a statement into its groups, and the key and label of each."""
    if by == "topic":
        found = [(names.key(topic), topic, topic) for topic in statement.topics]
        return found or [("", "", "no topic")]
    if by == "year":
        return [_year(statement.date)]
    value = getattr(statement, by)
    return [(value, value, value)]


def _year(text: str) -> tuple[str, str, str]:
    from ddr import edtf

    date = edtf.parse(text)
    start, end = date.start, date.end
    year = start.year or end.year
    if start.year == end.year and start.precision in {"day", "month", "year"}:
        return f"{year:04}", f"{year:04}", str(year)
    return f"{year:04} {text}", text, edtf.short(date)


class Count(NamedTuple):
    """The number of statements of a group, whose key and label are those of `Group`."""

    key: str
    label: str
    number: int


def counts(index: Index, question: StatementQuestion, group_by: str, today: date) -> list[Count]:
    """Return the number of statements in each group; without groups, that of all.

    Raises what `ddr.query.questions.statements` and `ddr.query.grouping.grouped` raise.
    """
    if not group_by:
        return [Count("", "", len(ids(index, question, today)))]
    if group_by == "topic" and question == StatementQuestion():
        return _topics(index)
    groups = grouped(index, statements(index, question, today), group_by)
    return [Count(one.key, one.label, len(one.found)) for one in groups if one.key]


def _topics(index: Index) -> list[Count]:
    """Return every topic, as first written, and the number of its statements, the largest first.

    Only the lengths of lists are read, and one statement for each topic.
    """
    sql = (
        "SELECT t.value, t.number, (SELECT d.id FROM post p JOIN dated d "
        "ON d.type = p.type AND d.rank = p.rank WHERE p.type = t.type AND p.field = t.field "
        "AND p.value = t.value ORDER BY p.rank LIMIT 1) "
        "FROM tally t WHERE t.type = 'statement' AND t.field = 'topic'"
    )
    rows = index.rows(sql)
    first = fetch(index, [row[2] for row in rows])
    found = []
    for key, number, name in rows:
        written = next(one for one in first[name].record.topics if names.key(one) == key)
        found.append(Count(written, _called(index, written), number))
    return sorted(found, key=lambda one: (-one.number, one.label))
