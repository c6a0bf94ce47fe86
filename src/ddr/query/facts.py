"""What there is to know about the timelines in use and their index."""

from __future__ import annotations

from dataclasses import dataclass

from ddr.index.open import Index


@dataclass(frozen=True, slots=True)
class Facts:
    """The state of an open index.

    title, version, license: of the data.
    timelines: the files read.
    index: the index file, or "" where it is held in memory.
    counts: number of records by kind.
    """

    title: str
    version: str
    license: str
    timelines: list[str]
    index: str
    counts: dict[str, int]


def facts(index: Index) -> Facts:
    """Collect them."""
    rows = index.rows("SELECT type, count(*) FROM record GROUP BY type ORDER BY type")
    return Facts(
        title=index.meta("title"),
        version=index.meta("version"),
        license=index.meta("license"),
        timelines=[str(path) for path in index.timelines],
        index=str(index.path or ""),
        counts={str(kind): int(number) for kind, number in rows},
    )
