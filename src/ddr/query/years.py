"""How many records begin in each year."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from ddr.edtf import OPEN_START, year_of
from ddr.index.open import Index


def years(index: Index, table: str, ids: Sequence[str] | None = None) -> dict[int, int]:
    """Return how many events or statements begin in each year: all, or those with these ids.

    Of one whose beginning is open the year is that of its end.
    """
    if ids is None:
        sql = "SELECT value, number FROM tally WHERE type = ? AND field = 'year'"
        return {int(year): number for year, number in index.rows(sql, (table,))}
    counts: Counter[int] = Counter()
    sql = (
        f"SELECT iif(earliest > {OPEN_START}, earliest, latest), count(*) FROM dated "
        "WHERE type = ? AND id IN (SELECT value FROM json_each(?)) GROUP BY 1"
    )
    for begun, number in index.rows(sql, (table, json.dumps(ids))):
        counts[year_of(begun)] += number
    return counts
