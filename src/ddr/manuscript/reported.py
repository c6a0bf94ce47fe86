"""Words that a source only reports: whose they are, and whether a sentence says so."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ddr.index.open import Index
from ddr.manuscript.cited_places import Place, Texts
from ddr.query.select import Selection, select
from ddr.query.stored import fetch
from ddr.quotations.allowed import parts
from ddr.quotations.exact import fold

_SHORTEST = 3
_TOLD = re.compile(
    r"\b(?:report(?:s|ed|ing|edly|ers?|age)?|according\s+to|as\s+told\s+by|dispatch(?:es)?|newspapers?"
    r"|news\s+agency|agency|reporter['’]?s?|journalists?|paraphras\w+|summari[sz]\w+|indirect\w*"
    r"|account|in\s+the\s+words\s+of\s+the\s+(?:report|agency)"
    r"|bericht\w*|meldete\w*|meldung\w*|laut|zufolge|nachrichtenagentur|agentur"
    r"|rapport\w*|selon|d['’]après|agence|dépêche"
    r"|сообщ\w+|согласно|по\s+данным|агентств\w+|передаёт|передает|пересказ\w*)\b"
    r"|보도|통신|따르면|전했다",
    re.IGNORECASE,
)


class Reports:
    """The statements that sources report in indirect speech, and the names of those sources."""

    def __init__(self, index: Index, texts: Texts) -> None:
        self._index, self._texts = index, texts
        self._statements = cache(self._read)
        self._reporters = cache(self._names)

    def statement(self, form: str, place: Place) -> Any:
        """Return the reported statement of which the words are a part, or None.

        form: the words as they stand in the text.
        place: where they are cited to.
        """
        for statement, span in self._statements(place.source):
            if _overlap(place, span) and self._shares(form, place.source, statement.exact, span):
                return statement
        return None

    def told(self, context: str, source: str) -> bool:
        """Tell whether a sentence says that the words are a report: it names it or its source."""
        if _TOLD.search(context):
            return True
        return any(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", context)
            for name in self._reporters(source)
        )

    def speaker(self, statement: Any) -> str:
        """Return the name of a statement's speaker."""
        rows = self._index.rows("SELECT label FROM record WHERE id = ?", (statement.speaker,))
        return str(rows[0][0]) if rows else str(statement.speaker)

    def _read(self, source: str) -> list[tuple[Any, tuple[int, int]]]:
        from ddr.quotations.exact import parse_locator

        wanted = (("source", (source,)), ("mode", ("reported",)))
        found = fetch(self._index, select(self._index, Selection("statement", wanted)))
        records = [stored.record for stored in found.values()]
        spans = [(record, parse_locator(record.locator)) for record in records]
        return [(record, span) for record, span in spans if span and record.source == source]

    def _names(self, source: str) -> list[str]:
        """Return the names of whoever reports: the bodies that wrote the source, and its outlet."""
        record = fetch(self._index, [source])[source].record
        bodies = [author.organization for author in record.author if author.organization]
        names = [record.container_title, record.source, *(a.name for a in record.author)]
        for stored in fetch(self._index, bodies).values():
            names += [stored.record.name, *(name.text for name in stored.record.names)]
        return [name for name in names if len(name) >= _SHORTEST]

    def _shares(self, form: str, source: str, exact: str, span: tuple[int, int]) -> bool:
        """Tell whether the words and a statement have words of the text in common."""
        text = fold(" ".join(self._texts.paragraphs(source)[span[0] - 1 : span[1]]))
        theirs = _spans(exact, text)
        return any(a < d and c < b for a, b in _spans(form, text) for c, d in theirs)


def _overlap(place: Place, span: tuple[int, int]) -> bool:
    return not place.spans or any(a <= span[1] and span[0] <= b for a, b in place.spans)


def _spans(form: str, text: str) -> list[tuple[int, int]]:
    found = []
    for part in parts(form):
        at = text.find(part)
        if at >= 0:
            found.append((at, at + len(part)))
    return found
