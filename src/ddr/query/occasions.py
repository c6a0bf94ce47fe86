"""Where the occasions of statements were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ddr.index.open import Index
from ddr.query.stored import Stored, fetch, labels

if TYPE_CHECKING:
    from ddr.records import Statement


def places(index: Index, statements: Iterable[Stored[Statement]]) -> dict[str, str]:
    """Return the name of the place of each occasion, by the id of the event."""
    events = fetch(index, sorted({one.record.occasion for one in statements} - {""}))
    at = {name: stored.record.place for name, stored in events.items()}
    known = labels(index, at.values())
    return {name: known[place] for name, place in at.items() if place in known}
