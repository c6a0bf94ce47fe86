"""Whose words stand in a passage, as far as the statements of the timeline know."""

from __future__ import annotations

from functools import cache
from typing import Any

from ddr.index.open import Index
from ddr.manuscript.cited_places import CitedPlace
from ddr.query.stored import fetch
from ddr.quotations.exact import OMISSION, stands_in


class Speakers:
    """The statements that stand in paragraphs, those of a place read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._in = cache(self._read)

    def holding(self, place: CitedPlace, form: str) -> list[Any]:
        """Return the statements in a place that hold all the words, as they stand in the text."""
        return [one for one in self._in(place.source, place.spans[0]) if stands_in(form, one.exact)]

    def sharing(self, place: CitedPlace, form: str) -> list[Any]:
        """Return the statements that hold the words, else those that have some of them."""
        there = self._in(place.source, place.spans[0])
        return self.holding(place, form) or [one for one in there if _overlap(form, one.exact)]

    def _read(self, source: str, span: tuple[int, int]) -> list[Any]:
        sql = (
            "SELECT DISTINCT d.id FROM paragraph p CROSS JOIN stands s ON s.paragraph = p.row "
            "CROSS JOIN dated d ON d.type = 'statement' AND d.rank = s.statement "
            "WHERE p.source = ? AND p.number BETWEEN ? AND ? ORDER BY d.rank"
        )
        rows = self._index.rows(sql, (source, *span))
        return [one.record for one in fetch(self._index, [row[0] for row in rows]).values()]


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
