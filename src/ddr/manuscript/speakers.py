"""Whose words stand in a passage, as far as the statements of the timeline know."""

from __future__ import annotations

from typing import Any

from ddr.index.open import Index
from ddr.manuscript.cited_places import CitedPlace
from ddr.query.stored import fetch
from ddr.quotations.exact import OMISSION, stands_in


def statements_with(index: Index, place: CitedPlace, form: str) -> list[Any]:
    """Return the statements in a place that hold the words, else those that have some of them.

    form: the words as they stand in the text.
    """
    sql = (
        "SELECT DISTINCT d.id FROM paragraph p JOIN stands s ON s.paragraph = p.row "
        "JOIN dated d ON d.type = 'statement' AND d.rank = s.statement "
        "WHERE p.source = ? AND p.number BETWEEN ? AND ? ORDER BY d.rank"
    )
    rows = index.rows(sql, (place.source, *place.spans[0]))
    there = [stored.record for stored in fetch(index, [row[0] for row in rows]).values()]
    whole = [one for one in there if stands_in(form, one.exact)]
    return whole or [one for one in there if _overlap(form, one.exact)]


def _overlap(form: str, exact: str) -> bool:
    """Return whether a statement stands in the words, or shares an end of theirs."""
    parts = [part for part in form.split(OMISSION) if part.strip()]
    theirs = [part for part in exact.split(OMISSION) if part.strip()]
    if any(stands_in(part, form) for part in theirs) or any(stands_in(p, exact) for p in parts):
        return True
    ours, other = form.split(), exact.split()
    most = min(len(ours), len(other))
    return any(
        stands_in(" ".join(ours[-size:]), " ".join(other[:size]))
        or stands_in(" ".join(ours[:size]), " ".join(other[-size:]))
        for size in range(2, most)
    )
