"""Events as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ddr.query.stored import Stored

if TYPE_CHECKING:
    from ddr.records import Event

HEADER = ("date", "title", "kind", "place", "participants", "sources", "confidence", "id")


def ids(events: Iterable[Stored[Event]]) -> set[str]:
    """Return the ids whose labels `rows` needs."""
    return {
        name for event in events for name in (event.record.place, *event.record.participants)
    } - {""}


def rows(events: Iterable[Stored[Event]], labels: Mapping[str, str]) -> Iterable[list[str]]:
    """Yield a row an event; several values in one cell are parted by semicolons."""
    for stored in events:
        event = stored.record
        yield [
            event.date,
            event.title,
            event.kind,
            labels.get(event.place, ""),
            "; ".join(labels.get(who, who) for who in event.participants),
            "; ".join(sources(event)),
            event.confidence,
            event.id,
        ]


def sources(event: Event) -> list[str]:
    """Return the ids of the sources that attest an event, each once."""
    return list(dict.fromkeys(piece.source for piece in event.evidence))
