"""Quotations without a key: what is said of them, and that every quotation is counted once."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.index.open import Index
from ddr.manuscript.findings import STANDINGS
from ddr.manuscript.manuscript import parse
from ddr.manuscript.proofread import Proof, proof

from .held import DIRECT, PARAGRAPHS, TEXTS, middle, unique
from .writing import FORMATS, Writing

PUTIN = "there is no alternative to a peaceful resolution of the nuclear"


def proved(index: Index, text: str, form: str = "markdown", *, uncited: bool = False) -> Proof:
    return proof(index, [parse(text, form, "paper")], uncited=uncited)


@pytest.mark.parametrize("w", FORMATS, ids=lambda w: w.form)
def test_words_of_one_place_are_told_with_the_citation_of_the_markup(
    index: Index, w: Writing
) -> None:
    found = proved(index, f"He said {w.quote(PUTIN)}, and left.", w.form)
    (one,) = found.findings
    assert (one.code, one.severity) == ("uncited", "warning")
    assert "those of Vladimir Putin in kremlin-2019 para. 4" in one.message
    written = one.message.partition(": cite ")[2]
    (citation,) = parse(f"Thus {written}.", w.form, known={"kremlin-2019"}).citations
    assert (citation.key, citation.locator.replace("~", " ")) == ("kremlin-2019", "para. 4")
    again = f"He said {w.quote(PUTIN)} {written}, and left."
    manuscript = parse(again, w.form, known={"kremlin-2019"})
    assert proof(index, [manuscript]).findings == []


def test_words_left_out_are_an_error_even_without_a_key(index: Index) -> None:
    (one,) = proved(index, "Putin said “there is alternative to a peaceful resolution”.").findings
    assert (one.code, one.severity) == ("near", "error")
    assert one.difference == "there is {+no+} alternative to a peaceful resolution"


def test_another_word_is_a_warning(index: Index) -> None:
    text = "He said “there is no alternative to a warlike resolution of the nuclear and other”."
    (one,) = proved(index, text).findings
    assert (one.code, one.severity) == ("near", "warning")
    assert "[-warlike-] {+peaceful+}" in one.difference
    (one,) = proved(index, text, uncited=True).findings
    assert one.severity == "error"


def test_what_the_text_itself_quotes_is_nobodys(index: Index) -> None:
    inner = "We call it ‘the peoples’ treaty’, and it isn’t new."
    (one,) = proved(index, f"“{inner}”").findings
    assert one.message.endswith("found in odd-2001 para. 1, which quotes these words itself")


def test_four_words_are_found_and_nobodys(index: Index) -> None:
    (one,) = proved(index, "“there is no alternative”").findings
    assert "found in kremlin-2019 para. 4" in one.message
    assert "cite [" not in one.message


def test_a_formula_of_several_places_is_nobodys(index: Index) -> None:
    places = [{tuple(words) for words in _rows(text.split(), 5)} for _, _, text in PARAGRAPHS]
    rows = [row for some in places for row in some]
    several = sorted({row for row in rows if rows.count(row) > 1})
    assert several
    for row in several:
        words = " ".join(row)
        for one in proved(index, f"It was said: “{words}”.").findings:
            assert "cite [" not in one.message, words
            assert " and in " in one.message


def _rows(words: list[str], size: int) -> list[list[str]]:
    found = [words[n : n + size] for n in range(len(words) - size + 1)]
    return [row for row in found if all(re.fullmatch(r"[A-Za-z]+", word) for word in row)]


@pytest.mark.parametrize("seed", range(60))
def test_words_of_any_place_are_found_there(index: Index, seed: int) -> None:
    draw = random.Random(seed)
    source, number, text = draw.choice([one for one in DIRECT if len(one[2].split()) > 20])
    words = middle(text, draw.randint(5, 18), draw.randint(0, 12))
    if re.search('[“”"]', words):
        return
    (one,) = proved(index, f"It was said: “{words}”.").findings
    assert one.code == "uncited"
    assert f"{source} para. {number}" in one.message
    assert ("cite [" in one.message) <= unique(words)


@pytest.mark.parametrize(
    "text",
    [
        "It was “short words” and “three words only”.",
        "The paper “Invariable Friendship Inheriting over Centuries” is known.",
        "“The quick brown fox jumps over the lazy dog”, they say.",
        "“Workers of the world, unite!” was the call.",
    ],
)
def test_what_is_no_passage_of_a_held_text_is_counted_and_not_found(
    index: Index, text: str
) -> None:
    found = proved(index, text)
    assert found.findings == []
    assert {one.standing for one in found.judged} <= {"short", "absent"}


WORDS = [word for texts in TEXTS.values() for text in texts[:4] for word in text.split()[:40]]


@given(st.lists(st.lists(st.sampled_from([*WORDS, "“", "”", "[@mfa-2021]", "[@none]", "\n\n> "]))))
def test_every_quotation_is_counted_once(index: Index, paragraphs: list[list[str]]) -> None:
    manuscript = parse("\n\n".join(map(" ".join, paragraphs)), "markdown", "paper")
    found = proof(index, [manuscript])
    assert [one.quotation for one in found.judged] == list(manuscript.quotations)
    total, _, parts = found.tally.partition(": ")
    numbers = re.findall(rf"(\d+) (?:{'|'.join(STANDINGS.values())})", parts)
    assert sum(map(int, numbers)) == int(total.split()[0])


def test_a_quotation_is_looked_up_once_in_few_queries(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    rows = index.rows

    def counted(sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        asked.append(sql)
        return rows(sql, parameters)

    monkeypatch.setattr(index, "rows", counted)
    words = [middle(text, 12, 2) for _, _, text in DIRECT if len(text.split()) > 20]
    text = "\n\n".join(f"They say “{one}” again." for one in words * 10)
    found = proved(index, text)
    assert len(found.judged) == 10 * len(words)
    assert len(asked) <= 4 * len(words)
