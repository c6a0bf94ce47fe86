"""Changes of the data as lists, and as an Atom feed (RFC 4287)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from ddr.corpus.editions import day_of
from ddr.errors import counted
from ddr.query.edition_changes import Change
from ddr.views.lists import FORMATS, Listing, draw, objects

if TYPE_CHECKING:
    from ddr.corpus.editions import Edition

ATOM = "atom"
FORMS = (*FORMATS, ATOM)
COUNTS = ("version", "added", "changed", "renamed", "removed")


class Changes(Listing):
    """What became of each record."""

    header = Change._fields

    def __init__(self, found: Sequence[Change], version: str) -> None:
        super().__init__(found)
        self.version = version

    def bodies(self) -> Iterator[str]:
        return objects(one._asdict() for one in self.entries)

    def rows(self) -> Iterator[list[str]]:
        return ([*one] for one in self.entries)

    def table(self) -> None:
        draw("tables.edition_changes", self.entries, self.version)


class Editions(Listing):
    """The editions of the data, and how many records each touched."""

    header = COUNTS

    entries: Sequence[Edition]

    def bodies(self) -> Iterator[str]:
        for version, *numbers in self.rows():
            values = dict(zip(COUNTS[1:], map(int, numbers), strict=True))
            yield json.dumps({"version": version} | values)

    def rows(self) -> Iterator[list[str]]:
        for one in self.entries:
            yield [one.version, *(str(len(getattr(one, name))) for name in COUNTS[1:])]

    def table(self) -> None:
        draw("tables.editions", COUNTS, list(self.rows()))


def feed(log: Sequence[Edition], title: str) -> str:
    """Return the editions as an Atom feed, the latest first."""
    day = _instant(log[-1].version if log else "")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(title)}: changes of the data</title>",
        "<id>urn:ddr:changes</id>",
        f"<updated>{day}</updated>",
        "<author><name>ddr</name></author>",
    ]
    for one in reversed(log):
        counts = [f"{len(getattr(one, name))} {name}" for name in COUNTS[1:] if getattr(one, name)]
        touched = [*one.renamed, *one.removed, *one.changed, *one.added]
        shown = ", ".join(touched[:_SHOWN])
        more = len(touched) - _SHOWN
        said = f"{shown} and {counted(more, 'more record')}" if more > 0 else shown
        lines += [
            "<entry>",
            f"<title>Version {escape(one.version)}: {', '.join(counts) or 'no change'}</title>",
            f"<id>urn:ddr:changes:{escape(one.version)}</id>",
            f"<updated>{_instant(one.version)}</updated>",
            f"<summary>{escape(said)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


_SHOWN = 50


def _instant(version: str) -> str:
    """Return the day that a version is named by, as Atom writes it."""
    return f"{day_of(version) or date(1970, 1, 1)}T00:00:00Z"
