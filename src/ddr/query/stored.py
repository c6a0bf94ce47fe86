"""A record as the index keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from ddr.display import own, primary, shown
from ddr.index.open import Index, portions, where_in

if TYPE_CHECKING:
    from ddr.records import Event, Record

R = TypeVar("R", bound="Record")


class Stored(Generic[R]):
    """A record in the JSON in which it is printed; hydrated only when someone looks inside.

    id: the record's id.
    table: its kind, such as ``"event"``.
    body: its JSON, on one line.
    """

    __slots__ = ("_record", "_values", "body", "id", "table")

    def __init__(self, id: str, table: str, body: str) -> None:  # noqa: A002
        self.id, self.table, self.body = id, table, body
        self._record: R | None = None
        self._values: dict[str, Any] | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What the JSON holds: enough, and sooner there, where a whole timeline is gone through."""
        if self._values is None:
            self._values = json.loads(self.body)
        return self._values

    @property
    def record(self) -> R:
        """The record itself; an event has the title that it is shown under (`_spoken`)."""
        if self._record is None:
            from ddr.records import from_json

            record: Any = from_json(self.table, self.values)
            spoken = shown() and self.table == "event"
            self._record = cast("R", _spoken(record) if spoken else record)
        return self._record


def _spoken(event: Event) -> Event:
    """Return an event with its title in the language of answers, its own one among the others."""
    from ddr.frozen import replace

    for at, one in enumerate(event.titles):
        if primary(one.lang) == shown():
            written = replace(one, text=event.title, lang=own())
            others = (*event.titles[:at], written, *event.titles[at + 1 :])
            return replace(event, title=one.text, titles=others)
    return event


class Outline(NamedTuple):
    """What a picture shows of an event.

    id, title, date, kind: of the record; the title in the language of answers.
    others: the dates that other accounts give.
    """

    id: str
    title: str
    date: str
    kind: str
    others: tuple[str, ...]


def outline(event: Event) -> Outline:
    """Return what a picture shows of an event."""
    others = tuple(one.value for one in event.accounts if one.field == "date" and one.value)
    return Outline(event.id, event.title, event.date, event.kind, others)


def outlines(index: Index, ids: Sequence[str]) -> list[Outline]:
    """Return what a picture shows of events, in the order asked for; no record is read."""
    titles = labels(index, ids)
    found: dict[str, Any] = {}
    for some in portions(ids):
        sql = (
            "SELECT id, json_extract(body, '$.date', '$.kind', '$.accounts') FROM record "
            f"WHERE {where_in('id', some)}"
        )
        rows = index.rows(sql, some)
        told = json.loads(f"[{','.join(row[1] for row in rows)}]")
        found.update(zip((row[0] for row in rows), told, strict=True))
    return [
        Outline(
            name,
            titles[name],
            date,
            kind,
            tuple(one["value"] for one in accounts if one["field"] == "date" and one["value"]),
        )
        for name, (date, kind, accounts) in ((name, found[name]) for name in ids)
    ]


def fetch(index: Index, ids: Sequence[str]) -> dict[str, Stored[Any]]:
    """Return the records with these ids, by id, in the order asked for; missing ones left out."""
    found: dict[str, Stored[Any]] = {}
    wanted = list(dict.fromkeys(ids))
    for some in portions(wanted):
        sql = f"SELECT id, type, body FROM record WHERE {where_in('id', some)}"
        for row in index.rows(sql, some):
            found[row[0]] = Stored(*row)
    return {name: found[name] for name in wanted if name in found}


def every(index: Index, table: str) -> list[Stored[Any]]:
    """Return all records of one kind, by id."""
    sql = "SELECT id, type, body FROM record WHERE type = ? ORDER BY id"
    return [Stored(*row) for row in index.rows(sql, (table,))]


def labels(index: Index, ids: Iterable[str]) -> dict[str, str]:
    """Return what a person calls each record: its name or title. Unknown ids are left out.

    In the language in which answers are shown, where the record has a title or name in it.
    ``"side:"``, ``"kind:"``, ``"topic:"`` and ``"country:"`` stand for all words that the timelines
    declare of these, in their order, each under such a key: ``"kind:visit"``; the marks of kinds
    come with them, ``"mark:visit"``, and the colours of sides.
    """
    found: dict[str, str] = {}
    wanted = sorted(set(ids))
    for table in [one for one in wanted if one.endswith(":")]:
        found |= _declared(index, table.removesuffix(":"))
    for some in portions(wanted):
        found.update(index.rows(f"SELECT id, label FROM record WHERE {where_in('id', some)}", some))
        if language := shown():
            sql = f"SELECT id, text FROM spoken WHERE lang = ? AND {where_in('id', some)}"
            found.update(index.rows(sql, [language, *some]))
    return found


def _declared(index: Index, table: str) -> dict[str, str]:
    terms = index.terms
    words = {f"{table}:{one}": terms.label(table, one, shown()) for one in terms.words(table)}
    if table == "kind":
        words |= {f"mark:{kind.id}": kind.mark for kind in terms.kind if kind.mark}
    elif table == "side":
        words |= {f"colour:{side.id}": side.colour for side in terms.side if side.colour}
    return words
