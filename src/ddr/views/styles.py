"""Citation styles as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ddr.cite.style.catalogue import Entry

HEADER = ("style", "title", "format", "fields", "updated", "license", "parent", "comes with", "id")


def rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """Yield a row a style."""
    for entry in entries:
        yield [
            entry.name,
            entry.title,
            entry.format,
            "; ".join(entry.fields),
            entry.updated,
            entry.license,
            entry.parent,
            comes_with(entry),
            entry.id,
        ]


def comes_with(entry: Entry) -> str:
    """Tell what must be installed for the style."""
    return "ddr-timeline[styles]" if entry.extra else "every installation"
