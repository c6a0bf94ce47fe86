"""Events that are parts of others: the tree of a whole, and lists without what a whole holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ddr.index.open import Index

_PARTS = (
    "SELECT d.id, p.value FROM post p JOIN dated d ON d.type = p.type AND d.rank = p.rank "
    "WHERE p.type = 'event' AND p.field = 'part-of' ORDER BY p.rank"
)


def wholes(index: Index) -> dict[str, str]:
    """Return the whole of each event that is a part, by the id of the part, in order of time."""
    return dict(index.rows(_PARTS))


def without_parts(events: Sequence[str], whole_of: Mapping[str, str]) -> list[str]:
    """Return events without those that are parts of others among them, at any remove."""
    if not whole_of:
        return list(events)
    listed = set(events)
    return [event for event in events if not listed.intersection(around(event, whole_of))]


def around(event: str, whole_of: Mapping[str, str]) -> list[str]:
    """Return the wholes of which an event is a part, the nearest first."""
    found: list[str] = []
    while (event := whole_of.get(event, "")) and event not in found:
        found.append(event)
    return found


def tree(event: str, whole_of: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return the whole to which an event belongs with all its parts, each with its depth.

    Empty where the event is no part and has none.
    """
    root = [event, *around(event, whole_of)][-1]
    found: list[tuple[int, str]] = []
    _add(root, 0, whole_of, found)
    return found if found[1:] else []


def _add(event: str, depth: int, whole_of: Mapping[str, str], found: list[tuple[int, str]]) -> None:
    found.append((depth, event))
    for part, whole in whole_of.items():
        if whole == event:
            _add(part, depth + 1, whole_of, found)
