"""The authority lists: people and organizations, places, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ddr.errors import NotFoundError, a, cut, did_you_mean
from ddr.index.open import Index
from ddr.query.names.office import Days
from ddr.query.names.resolve import TypedName, announce, find
from ddr.query.names.slips import near
from ddr.query.stored import Stored, every, fetch, labels

_COUNTED = {"person": "agent", "organization": "agent", "place": "place", "source": "source"}
_NAMED = ("person", "organization", "place")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One line of an authority list: a record, and how many events and statements it has."""

    stored: Stored[Any]
    events: int
    statements: int


def ids(
    index: Index,
    kinds: tuple[str, ...],
    name: str = "",
    on: Days | None = None,
    *,
    landmarks: bool = False,
) -> list[str]:
    """Return the ids of the records of these kinds, in order: all, or those with a name.

    Sources answer to their id and to words of their title; of an office
    (`ddr.query.names.resolve`), `on` asks for the holder on those days. `landmarks` leaves out what
    belongs to no landmark: took part in none, is the place of none, attests none.
    """
    if not name:
        sql = "SELECT id FROM record WHERE type = ? ORDER BY id"
        found = [row[0] for kind in kinds for row in index.rows(sql, (kind,))]
    elif kinds == ("source",):
        found = _sources(index, name)
    else:
        matches = find(index, name, kinds, on)
        announce(index, name, matches)
        found = list(dict.fromkeys(match.id for match in matches))
    if landmarks:
        marked = set().union(*(_of_landmarks(index, _COUNTED[kind]) for kind in kinds))
        found = [one for one in found if one in marked]
    return found


def entries(
    index: Index,
    kinds: tuple[str, ...],
    name: str = "",
    on: Days | None = None,
    *,
    landmarks: bool = False,
) -> list[AuthorityEntry]:
    """Return the records that `ids` does, with their numbers."""
    if not (name or landmarks):
        return counted(index, [stored for kind in kinds for stored in every(index, kind)])
    found = ids(index, kinds, name, on, landmarks=landmarks)
    return counted(index, list(fetch(index, found).values()))


def counted(index: Index, found: Sequence[Stored[Any]]) -> list[AuthorityEntry]:
    """Return records with the numbers of their events and statements."""
    counts = {kind: _counts(index, _COUNTED[kind]) for kind in {one.table for one in found}}
    return [AuthorityEntry(one, *counts[one.table].get(one.id, (0, 0))) for one in found]


def _of_landmarks(index: Index, field: str) -> set[str]:
    """Return the agents, places or sources of landmarks."""
    sql = (
        "SELECT DISTINCT value FROM post WHERE type = 'event' AND field = ? AND rank IN (SELECT "
        "rank FROM post WHERE type = 'event' AND field = 'landmark')"
    )
    return {row[0] for row in index.rows(sql, (field,))}


def _sources(index: Index, name: str) -> list[str]:
    if rows := index.rows("SELECT type FROM record WHERE id = ?", (name,)):
        return [name] if rows[0][0] == "source" else []
    wanted = name.casefold().split()
    rows = index.rows("SELECT id, label FROM record WHERE type = 'source' ORDER BY id")
    return [row[0] for row in rows if all(w in f"{row[0]} {row[1]}".casefold() for w in wanted)]


def unknown(
    index: Index, kinds: tuple[str, ...], name: str, on: Days | None = None
) -> NotFoundError:
    """Return the error for a name that nothing of these kinds has, or no holder of an office."""
    if not name:
        return NotFoundError("this timeline has none")
    if vacant := TypedName(index, name, kinds).vacancy(on):
        return NotFoundError(vacant)
    close = near(index, name[:_SHOWN], kinds)
    known = {*close, *labels(index, close).values()}
    shown = cut(name, _SHOWN)
    hint = did_you_mean(shown, known) or _elsewhere(index, shown)
    return NotFoundError(f"no {' or '.join(kinds)} is called '{shown}'{hint}")


def _elsewhere(index: Index, name: str) -> str:
    """Tell what else bears a name, or has its words; "" for nothing."""
    from ddr.query.text.relaxed import comes_near

    found = fetch(index, [match.id for match in find(index, name, _NAMED)])
    others = {one.table for one in found.values()}
    if others:
        return f"; it is the name of {a(min(others))}: write ddr show '{name}'"
    near = comes_near(index, name)
    return f"; ddr search '{name}' finds what comes near" if near else ""


def _counts(index: Index, field: str) -> dict[str, tuple[int, int]]:
    sql = (
        "SELECT value, sum(number * (type = 'event')), sum(number * (type = 'statement')) "
        "FROM tally WHERE field = ? GROUP BY value"
    )
    return {row[0]: (row[1], row[2]) for row in index.rows(sql, (field,))}
