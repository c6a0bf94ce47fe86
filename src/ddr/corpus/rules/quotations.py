"""Rules on words: quotations are verbatim, and modes allow them."""

from __future__ import annotations

from collections.abc import Iterator

from ddr.corpus.corpus import Corpus
from ddr.corpus.rules.registry import Finding, Rule
from ddr.errors import counted
from ddr.locators import paragraph_span
from ddr.parts import Evidence
from ddr.quotations.exact import paragraphs_with, stands_in
from ddr.records import Event, Statement


def _quoted(corpus: Corpus) -> Iterator[tuple[str, str, Evidence]]:
    """Yield (record id, path prefix, words with their place) for everything held in `exact`."""
    for record in corpus.records.values():
        if isinstance(record, Statement):
            own = Evidence(source=record.source, locator=record.locator, exact=record.exact)
            yield record.id, "", own
        if isinstance(record, Statement | Event):
            for index, piece in enumerate(record.evidence):
                yield record.id, f"evidence[{index}].", piece


def not_held(corpus: Corpus) -> Iterator[Finding]:
    """Exact words are quoted only from a text that is held."""
    for record, prefix, piece in _quoted(corpus):
        is_source = corpus.kinds.get(piece.source) == "source"
        held = piece.source in corpus.held or corpus.text_of(record, piece.source)
        if piece.exact and is_source and not held:
            message = (
                f"the text of '{piece.source}' is not held: say it in 'says', in our own words"
            )
            if piece.source in corpus.copies:
                message += "; your copy of it serves only a timeline of your own"
            yield Finding(record, f"{prefix}exact", message)


def own_copy(corpus: Corpus) -> Iterator[Finding]:
    """Exact words of a text that only the reader holds are checked against that copy."""
    for record, prefix, piece in _quoted(corpus):
        copied = piece.exact and piece.source in corpus.copies
        if copied and corpus.text_of(record, piece.source):
            message = f"'{piece.source}' is not held by the timeline: checked against your copy"
            yield Finding(record, f"{prefix}exact", message)


def paragraph(corpus: Corpus) -> Iterator[Finding]:
    """A quotation names a paragraph that the held text has."""
    for record, prefix, piece in _quoted(corpus):
        text = corpus.text_of(record, piece.source)
        if text is None or not (piece.exact or (piece.locator and piece.source in corpus.held)):
            continue
        count = len(text.paragraphs)
        span = paragraph_span(piece.locator)
        if span is None:
            message = f"the locator '{piece.locator}' is not a paragraph, such as '4' or '4-5'"
            yield Finding(record, f"{prefix}locator", message)
        elif span[1] > count:
            message = f"'{piece.source}' has {counted(count, 'paragraph')}, not {span[1]}"
            yield Finding(record, f"{prefix}locator", message)


def verbatim(corpus: Corpus) -> Iterator[Finding]:
    """A quotation stands, character for character, in the paragraph it names."""
    for record, prefix, piece in _quoted(corpus):
        text = corpus.text_of(record, piece.source)
        span = paragraph_span(piece.locator)
        if text is None or span is None or not piece.exact or span[1] > len(text.paragraphs):
            continue
        if stands_in(piece.exact, " ".join(text.paragraphs[span[0] - 1 : span[1]])):
            continue
        where = f"paragraph {piece.locator} of '{piece.source}'"
        elsewhere = paragraphs_with(piece.exact, text.paragraphs)
        if elsewhere:
            numbers = ", ".join(map(str, elsewhere))
            message = f"these words are not in {where}: they stand in paragraph {numbers}"
            right = numbers if len(elsewhere) == 1 else None
            yield Finding(record, f"{prefix}locator", message, right)
        else:
            message = f"these words do not stand verbatim in {where}; see 'ddr read {piece.source}'"
            yield Finding(record, f"{prefix}exact", message)


def mode(corpus: Corpus) -> Iterator[Finding]:
    """A paraphrase is told in 'says', words of every other mode stand in 'exact'."""
    for statement in corpus.every(Statement):
        wanted, other = ("says", "exact") if statement.mode == "paraphrase" else ("exact", "says")
        if not getattr(statement, wanted):
            message = f"a statement of mode {statement.mode} needs '{wanted}'"
            yield Finding(statement.id, "mode", message)
        if getattr(statement, other):
            message = f"a statement of mode {statement.mode} has no '{other}'"
            yield Finding(statement.id, other, message)


def silent_evidence(corpus: Corpus) -> Iterator[Finding]:
    """Each piece of evidence tells what the source attests, and every event has some."""
    for record in corpus.records.values():
        if isinstance(record, Event) and not record.evidence:
            yield Finding(record.id, "", "an event needs at least one piece of evidence")
        if isinstance(record, Event | Statement):
            for index, piece in enumerate(record.evidence):
                if not piece.exact and not piece.says:
                    message = "evidence needs 'exact' (a held text) or 'says' (in our own words)"
                    yield Finding(record.id, f"evidence[{index}]", message)


RULES = (
    Rule("quotation-not-held", "error", not_held),
    Rule("quotation-own-copy", "warning", own_copy),
    Rule("quotation-paragraph", "error", paragraph),
    Rule(
        "quotation-not-verbatim",
        "error",
        verbatim,
        mends="puts the right paragraph, where the very words stand in exactly one other",
    ),
    Rule("mode", "error", mode),
    Rule("evidence", "error", silent_evidence),
)
