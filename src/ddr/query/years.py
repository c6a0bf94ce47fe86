"""How many records begin in each year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ddr.edtf import OPEN_START, year_of
from ddr.index.open import Index


def years(index: Index, table: str, ids: Sequence[str] | None = None) -> dict[int, int]:
    """Return how many events or statements begin in each year: all, or those with these ids.

    Of one whose beginning is open the year is that of its end.
    """
    if ids is None:
        return _every(index, table)
    import json

    counts: dict[int, int] = {}
    _count(index, table, "id IN (SELECT value FROM json_each(?))", [json.dumps(ids)], counts)
    return counts


def _every(index: Index, table: str) -> dict[int, int]:
    """Count a year at a time along the index by dates, so that no record is looked at."""
    counts: dict[int, int] = {}
    _count(index, table, f"earliest = {OPEN_START}", (), counts)
    begun = f"FROM dated WHERE type = ? AND earliest > {OPEN_START}"
    first, last = index.rows(f"SELECT min(earliest), max(earliest) {begun}", (table,))[0]
    for year in range(year_of(first), year_of(last) + 1) if first else ():
        days = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        sql = f"SELECT count(*) {begun} AND earliest BETWEEN ? AND ?"
        if number := index.rows(sql, (table, *days))[0][0]:
            counts[year] = counts.get(year, 0) + number
    return counts


def _count(
    index: Index, table: str, where: str, given: Sequence[str], counts: dict[int, int]
) -> None:
    day = f"iif(earliest > {OPEN_START}, earliest, latest)"
    sql = f"SELECT {day}, count(*) FROM dated WHERE type = ? AND {where} GROUP BY 1"
    for begun, number in index.rows(sql, (table, *given)):
        counts[year_of(begun)] = counts.get(year_of(begun), 0) + number
