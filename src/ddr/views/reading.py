"""A held text as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ddr.query.reading import Paragraph

HEADER = ("number", "text", "statements")


def rows(paragraphs: Iterable[Paragraph]) -> Iterator[list[str]]:
    """Yield a row a paragraph, with the ids of the statements taken from it."""
    for paragraph in paragraphs:
        yield [str(paragraph.number), paragraph.text, "; ".join(paragraph.statements)]
