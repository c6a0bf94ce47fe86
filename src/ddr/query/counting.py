"""How many statements there are: of all, or of each speaker, year, topic or source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ddr import names
from ddr.index.open import Index
from ddr.query.grouping import grouped
from ddr.query.questions import StatementQuestion, how_many, statements
from ddr.query.stored import fetch


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
        return [Count("", "", how_many(index, question, today))]
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
        written = _written(first[name].record.topics, key)
        found.append(Count(written, written, number))
    return sorted(found, key=lambda one: (-one.number, one.label))


def _written(given: Sequence[str], key: str) -> str:
    return next(topic for topic in given if names.key(topic) == key)
