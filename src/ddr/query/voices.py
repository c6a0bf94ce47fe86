"""Whose words the evidence of a record is: matched with the statements on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ddr.index.open import Index, portions, where_in
from ddr.query.select import Selection, select
from ddr.query.stored import Stored, fetch, labels
from ddr.quotations.exact import stands_in

if TYPE_CHECKING:
    from ddr.parts import Evidence
    from ddr.records import Statement


def voices(index: Index, evidence: Sequence[Evidence]) -> list[Stored[Statement] | None]:
    """Return, for each piece, the statement of the same source that has its words, or None.

    So a report's indirect speech is not taken for a quotation, even where it is part of the piece.
    """
    sources = tuple({piece.source for piece in evidence if piece.exact})
    if not sources:
        return [None] * len(evidence)
    selection = Selection(table="statement", filters=(("source", sources),))
    found = fetch(index, select(index, selection)).values()
    return [_voice(piece, found) for piece in evidence]


def _voice(piece: Evidence, found: Iterable[Stored[Statement]]) -> Stored[Statement] | None:
    if not piece.exact:
        return None
    same = [
        one
        for one in found
        if one.record.source == piece.source
        and one.record.exact
        and (stands_in(piece.exact, one.record.exact) or stands_in(one.record.exact, piece.exact))
    ]
    reported = [one for one in same if one.record.mode == "reported"]
    return next(iter(reported or same), None)


def places(index: Index, statements: Iterable[Stored[Statement]]) -> dict[str, str]:
    """Return the name of the place of each occasion, by the id of the event."""
    events = fetch(index, sorted({one.record.occasion for one in statements} - {""}))
    at = {name: stored.record.place for name, stored in events.items()}
    known = labels(index, at.values())
    return {name: known[place] for name, place in at.items() if place in known}


def sides(index: Index, statements: Sequence[Stored[Statement]]) -> dict[str, str]:
    """Return the side of each statement's speaker, by the statement's id; unknown ones left out."""
    found: dict[str, str] = {}
    for some in portions([one.id for one in statements]):
        ranks = f"SELECT rank, id FROM dated WHERE type = 'statement' AND {where_in('id', some)}"
        for side in index.terms.sides:
            sql = (
                f"SELECT d.id FROM ({ranks}) d JOIN post p ON p.type = 'statement' "
                "AND p.field = 'side' AND p.value = ? AND p.rank = d.rank"
            )
            found |= {row[0]: side for row in index.rows(sql, [*some, side])}
    return found
