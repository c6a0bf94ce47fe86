"""Check one quotation against the texts that it is cited to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ddr.index.open import Index
from ddr.locators import paragraph_span
from ddr.manuscript import nearest
from ddr.manuscript.cited_places import CitedPlace, Keys, Texts
from ddr.manuscript.findings import Judged, ProofFinding, Reporter, cut
from ddr.manuscript.quoted_passages import Quotation
from ddr.manuscript.uncited import Uncited, bare
from ddr.query.select import Selection, select
from ddr.query.stored import fetch
from ddr.quotations.allowed import parts, verbatim
from ddr.quotations.exact import HAN, OMISSION, fold

_WORD = re.compile(rf"[{HAN}]{{1,2}}|[^\W{HAN}]+")
"""A word; two signs of Han or kana, which are written without spaces, count as one."""
_SCARE = 2
"""Words of a quotation that is left alone unless a citation stands in its own sentence."""
_LOOSE, _CLEARLY = 5, 0.75
"""Words, and the share of them in one passage, that tell where a text not held may be meant."""
_NAMED, _FOUND, _FEW = 2, 3, 4
"""How many places and words a message names."""
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


class _Cited(NamedTuple):
    """Where a quotation may stand by its citations.

    places: of texts that are held.
    open: it is also cited to what cannot be looked into.
    """

    places: list[CitedPlace]
    open: bool

    def __str__(self) -> str:
        more = " …" if len(self.places) > _NAMED else ""
        return " or ".join(map(str, self.places[:_NAMED])) + more


class Judge:
    """Checks quotations, exactly; where one is wrong it looks for what may be meant."""

    def __init__(self, index: Index, texts: Texts) -> None:
        self._index, self._texts = index, texts
        self._reports = _Reports(index, texts)
        self._titles = cache(self._read_titles)
        self._uncited = Uncited(index, texts)

    def quotation(self, records: Keys, quotation: Quotation, form: str = "") -> Judged:
        """Return what becomes of a quotation.

        form: of the manuscript; a citation to add is written in its markup.
        """
        judged = self._judged(records, quotation, form)
        return (
            judged._replace(copy=self._index.mark(judged.place.source)) if judged.place else judged
        )

    def _judged(self, records: Keys, quotation: Quotation, form: str) -> Judged:
        size = len(_WORD.findall(quotation.words))
        loose = quotation.near and size <= _SCARE and not quotation.firm
        if (quotation.kind == "title" and quotation.near) or not size or loose:
            return Judged(quotation, "short")
        if not quotation.near:
            return self._uncited.quotation(quotation, size, form)
        cited = self._cited(records, quotation)
        report = Reporter(self._index, quotation, cited.places)
        if not cited.places:
            if self._titled(quotation, records):
                return Judged(quotation, "short")
            told = quotation.kind != "unclosed"
            unheld = (self._unheld(report, quotation),) if told else ()
            return Judged(quotation, "unheld", unheld)
        if quotation.kind == "unclosed":
            message = "nothing closes the quotation mark that opens here: the words cannot be"
            return Judged(quotation, "mend", (report("unclosed", f"{message} checked"),))
        return self._held(report, records, quotation, cited, size)

    def _held(
        self, report: Reporter, records: Keys, quotation: Quotation, cited: _Cited, size: int
    ) -> Judged:
        """Return what becomes of a quotation that is cited to a held text."""
        if standing := self._standing(quotation, cited.places):
            found = tuple(self._reported(report, quotation, standing))
            passage, place = standing[0]
            return Judged(quotation, "mend" if found else "verbatim", found, place, passage)
        if self._titled(quotation, records):
            return Judged(quotation, "short")
        found = tuple(self._differing(report, quotation, cited, size))
        unsure = all(finding.severity == "info" for finding in found)
        return Judged(quotation, "unheld" if unsure else "mend", found)

    def _cited(self, records: Keys, quotation: Quotation) -> _Cited:
        named = [records.places(citation) for citation in quotation.near]
        every = list(dict.fromkeys(place for places in named for place in places))
        held = [place for place in every if self._texts.paragraphs(place.source)]
        return _Cited(held, not all(named) or len(held) < len(every))

    def _standing(
        self, quotation: Quotation, places: list[CitedPlace]
    ) -> list[tuple[str, CitedPlace]]:
        """Return where the words stand among the places, each with their form there."""
        for words in (quotation.words, *quotation.others):
            forms = [(verbatim(words, self._texts.passages(place)), place) for place in places]
            if standing := [(form, place) for form, place in forms if form]:
                return standing
        return []

    def _unheld(self, report: Reporter, quotation: Quotation) -> ProofFinding:
        message = f"cannot be checked: the text of '{cut(quotation.near[0].key)}' is not held"
        found = nearest.elsewhere(self._index, self._texts, quotation.words, ())
        if found:
            message = f"{message}; the same words stand in {found[0]}"
        return report("not-held", message, found=found, severity="info")

    def _reported(
        self, report: Reporter, quotation: Quotation, standing: list[tuple[str, CitedPlace]]
    ) -> Iterator[ProofFinding]:
        """Yield a finding if the words are a report wherever they stand, and nothing says so."""
        statements = [self._reports.statement(form, place) for form, place in standing]
        told = (self._reports.told(quotation.context, place.source) for _, place in standing)
        if not all(statements) or any(told):
            return
        speaker, (_, place) = self._reports.speaker(statements[0]), standing[0]
        message = f"these are the reporter's words in {place}, not those of {speaker}: say that"
        message = f"{message} they are reported, or give them without quotation marks"
        yield report("reported", message, found=[place])

    def _titled(self, quotation: Quotation, records: Keys) -> bool:
        """Return whether the words are the title of what is cited, held or not."""
        words = bare(quotation.words)
        places = (place for citation in quotation.near for place in records.places(citation))
        return any(words in self._titles(place.source) for place in places)

    def _read_titles(self, source: str) -> set[str]:
        record = fetch(self._index, [source])[source].record
        titles = (record.title, record.title_short, record.container_title, record.event_title)
        return set(map(bare, titles))

    def _differing(
        self, report: Reporter, quotation: Quotation, cited: _Cited, size: int
    ) -> Iterator[ProofFinding]:
        words, places = quotation.words, cited.places
        sources = list(dict.fromkeys(place.source for place in places))
        found = nearest.elsewhere(self._index, self._texts, words, sources)
        if found:
            within = found[0].source in sources
            stands = " and in ".join(map(str, found[:_FOUND]))
            code = "wrong-paragraph" if within else "wrong-source"
            if not cited.open or (within and size >= _LOOSE):
                yield report(code, f"not in {cited}: found in {stands}", found=found)
                return
        like = nearest.nearest(self._index, self._texts, words, places, anywhere=not cited.open)
        if cited.open and not (like and like.share >= _CLEARLY and size >= _LOOSE):
            message = f"not in {cited}; not every text that it is cited to is held"
            yield report("not-held", message, severity="info")
            return
        yield self._misquoted(report, quotation, cited, like)

    def _misquoted(
        self,
        report: Reporter,
        quotation: Quotation,
        cited: _Cited,
        like: nearest.Likeness | None,
    ) -> ProofFinding:
        words = quotation.words
        passages = [text for place in cited.places for text in self._texts.passages(place)]
        if words[1:] and verbatim(words[0].swapcase() + words[1:], passages):
            few = " ".join(words[1:].split(" ")[:_FEW])
            message = f"the first letter differs from {cited}: write “[{words[0]}]{few} …”"
            return report("initial", message, like=like)
        if gapped := nearest.gaps(words, self._texts, cited.places):
            message = f"leaves words of {gapped.place} out, and no {OMISSION} says so"
            return report("omission", message, like=gapped)
        message = f"does not stand verbatim in {cited}"
        if like is None:
            message = f"{message}, nor anything like it"
            if not quotation.firm:
                message = (
                    f"{message}; no key stands in its own sentence: cite there what it is from"
                )
        elif like.place not in cited.places:
            message = f"{message}; the nearest is in {like.place}"
        return report("not-verbatim", message, like=like)


class _Reports:
    """The statements that sources report in indirect speech, and the names of those sources."""

    def __init__(self, index: Index, texts: Texts) -> None:
        self._index, self._texts = index, texts
        self._statements = cache(self._read)
        self._reporters = cache(self._names)

    def statement(self, form: str, place: CitedPlace) -> Any:
        """Return the reported statement of which the words are a part, or None.

        form: the words as they stand in the text.
        place: where they are cited to.
        """
        for statement, span in self._statements(place.source):
            if _overlap(place, span) and self._shares(form, place.source, statement.exact, span):
                return statement
        return None

    def told(self, context: str, source: str) -> bool:
        """Return whether a sentence says that the words are a report: it names it or its source."""
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
        wanted = (("source", (source,)), ("mode", ("reported",)))
        found = fetch(self._index, select(self._index, Selection("statement", wanted)))
        records = [stored.record for stored in found.values()]
        spans = [(record, paragraph_span(record.locator)) for record in records]
        return [(record, span) for record, span in spans if span and record.source == source]

    def _names(self, source: str) -> list[str]:
        """Return the names of whoever reports: the organizations that wrote it, and its outlet."""
        record = fetch(self._index, [source])[source].record
        bodies = [author.organization for author in record.author if author.organization]
        names = [record.container_title, record.source, *(a.name for a in record.author)]
        for stored in fetch(self._index, bodies).values():
            names += [stored.record.name, *(name.text for name in stored.record.names)]
        return [name for name in names if len(name) >= _SHORTEST]

    def _shares(self, form: str, source: str, exact: str, span: tuple[int, int]) -> bool:
        """Return whether the words and a statement have words of the text in common."""
        text = fold(" ".join(self._texts.paragraphs(source)[span[0] - 1 : span[1]]))
        theirs = _spans(exact, text)
        return any(a < d and c < b for a, b in _spans(form, text) for c, d in theirs)


def _overlap(place: CitedPlace, span: tuple[int, int]) -> bool:
    return not place.spans or any(a <= span[1] and span[0] <= b for a, b in place.spans)


def _spans(form: str, text: str) -> list[tuple[int, int]]:
    found = []
    for part in parts(form):
        at = text.find(part)
        if at >= 0:
            found.append((at, at + len(part)))
    return found
