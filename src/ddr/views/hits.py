"""Search hits as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ddr.query.search import END, START, Hit

HEADER = ("type", "id", "paragraph", "title", "context", "cite")


def rows(hits: Iterable[Hit]) -> Iterator[list[str]]:
    """Yield a row a hit."""
    for hit in hits:
        yield [hit.type, hit.id, hit.locator, hit.title, plain(hit.context), cite(hit)]


def bodies(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield each hit as JSON; `context` carries no marks."""
    for row in rows(hits):
        yield json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=False)


def plain(context: str) -> str:
    """Return the context without the marks around the words found."""
    return context.replace(START, "").replace(END, "")


def cite(hit: Hit) -> str:
    """Return the command that cites the hit."""
    locator = f" --locator {hit.locator}" if hit.locator else ""
    return f"ddr cite {hit.id}{locator}"
