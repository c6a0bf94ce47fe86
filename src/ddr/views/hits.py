"""Search hits as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ddr.index.facets import END, START
from ddr.query.text.search import Hit

HEADER = (
    "type", "id", "source", "paragraph", "date", "speaker", "mode", "title", "context", "names",
    "cite",
)  # fmt: skip


def ids(hits: Iterable[Hit]) -> set[str]:
    """Return the ids whose labels a table needs."""
    return {name for hit in hits for name in (hit.speaker, _titled(hit)) if name}


def rows(hits: Iterable[Hit]) -> Iterator[list[str]]:
    """Yield a row a hit; no text carries marks around the words found."""
    for hit in hits:
        texts = map(plain, (hit.title, hit.context, hit.names))
        place = (hit.type, hit.id, hit.source, hit.locator)
        yield [*place, hit.date, hit.speaker, hit.mode, *texts, cite(hit)]


def bodies(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield each hit as JSON."""
    for row in rows(hits):
        yield json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False)


def plain(context: str) -> str:
    """Return a text without the marks around the words found."""
    return context.replace(START, "").replace(END, "")


def cite(hit: Hit) -> str:
    """Return the command that cites the hit."""
    locator = f" --locator {hit.locator}" if hit.type == "paragraph" else ""
    return f"ddr cite {hit.id}{locator}"


def _titled(hit: Hit) -> str:
    return hit.source if hit.type == "paragraph" else ""
