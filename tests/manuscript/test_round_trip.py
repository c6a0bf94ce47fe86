"""What ``ddr cite --quote`` gives to paste, ``ddr proof`` accepts: every statement, every form."""

from __future__ import annotations

import re

import pytest

from ddr.cite.citations import lookup_in, quoted
from ddr.cite.citations import of_statement as cited_by
from ddr.cite.export.by_key import quoted as pasted
from ddr.cite.export.formats import keys
from ddr.cite.quotation import of_statement
from ddr.frozen import replace
from ddr.index.open import Index
from ddr.manuscript.manuscript import Manuscript, parse
from ddr.manuscript.proofread import proof
from ddr.query.stored import every, fetch
from ddr.records import Statement

from .held import EVERY, sentences

FORMS = {"pandoc-key": "markdown", "latex-key": "latex", "typst-key": "typst"}
NESTING = ("en-US", "en-GB", "ru-RU", "de-DE", "fr-FR", "pl-PL", "ko-KR")
LANGUAGES = (*NESTING, "sv-SE")  # there marks open as they close, and no reader can tell a nest


def paper(index: Index, texts: list[str], form: str) -> Manuscript:
    manuscript = parse("\n\n".join(texts), FORMS[form], "paper")
    assert [str(one) for one in proof(index, [manuscript]).findings] == []
    return manuscript


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_every_statement_of_a_held_text(index: Index, form: str, language: str) -> None:
    statements = every(index, "statement")
    found = quoted(index, [one.id for one in statements], language, lookup_in(index))
    texts = [pasted(quote, keys([cited], form), form) for quote, cited in found]
    manuscript = paper(index, texts, form)
    # It was not found right for want of being read: each is a quotation, and has its citation.
    assert len(manuscript.quotations) == len(statements) > 100
    assert all(one.near for one in manuscript.quotations)
    kinds = {one.kind for one in manuscript.quotations}
    assert kinds == {"inline", "block"}


@pytest.mark.parametrize("language", NESTING)
@pytest.mark.parametrize("form", FORMS)
def test_marks_within_and_signs_of_markup(index: Index, form: str, language: str) -> None:
    texts, count = [], 0
    source = fetch(index, ["odd-2001"])["odd-2001"].record
    find = lookup_in(index)
    for name, number, text in EVERY:
        if name != "odd-2001":
            continue
        for words in {text, *sentences(text)}:
            made = Statement(
                id=f"s{count}", speaker="vladimir-putin", date="2001", mode="direct", exact=words,
                source=name, locator=str(number),
            )  # fmt: skip
            quote = of_statement(made, source, find, language)
            texts.append(pasted(quote, keys([cited_by(made, source, find)], form), form))
            count += 1
    assert len(paper(index, texts, form).quotations) == count


def test_a_changed_word_is_found(index: Index) -> None:
    """The round trip can fail."""
    quote, cited = quoted(index, ["kremlin-2019-4e"], "en-US", lookup_in(index))[0]
    words = re.sub("normalise", "improve", quote.words)
    text = pasted(replace(quote, words=words), keys([cited], "pandoc-key"), "pandoc-key")
    found = proof(index, [parse(text, "markdown", "paper")]).findings
    assert [one.code for one in found] == ["not-verbatim"]
