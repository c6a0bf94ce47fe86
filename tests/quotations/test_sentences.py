"""Sentences end where a reader would end them, in the languages of the held texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.quotations.sentences import abbreviated, sentence_ends

PARTED = (
    ("The talks ended. Both sides agreed.", ["The talks ended.", "Both sides agreed."]),
    ("He asked: “Why now?” Nobody answered.", ["He asked: “Why now?”", "Nobody answered."]),
    ("They didn’t. The others did.", ["They didn’t.", "The others did."]),
    ("The plan was John's. It failed.", ["The plan was John's.", "It failed."]),
    ("Они ушли. «Правда» молчала.", ["Они ушли.", "«Правда» молчала."]),
    ("— Да. — Нет.", ["— Да.", "— Нет."]),
    ("회담이 끝났다. 쌍방은 합의했다.", ["회담이 끝났다.", "쌍방은 합의했다."]),
    ("会谈结束了。双方同意。", ["会谈结束了。", "双方同意。"]),
    ("It was signed. 300 guests came.", ["It was signed.", "300 guests came."]),
    ("“It is so.”\nThe rest is silence.", ["“It is so.”", "The rest is silence."]),
)
WHOLE = (
    "Gov. Richardson met Lt. Gen. Kim and Sen. Nunn.",
    "Amb. Kang came in Sept. On foot, with Rep. Lee.",
    "Встреча тов. Кима на ул. Ленина, в зале им. Горького.",
    "See No. 4, vol. Two, and the U.S. Embassy.",
    "Y. Andropov wrote to A. A. Gromyko, i.e. Moscow.",
    "He left… and came back. and left",
    "Доклад и др. Материалы, ст. 5, и т.д. Всё.",
    "Kim Il Sung et al. Wrote; cf. The reply.",
    "Samsung Co. Ltd. Offered.",
    "Dr. Pak, Jr. Spoke vs. Prof. Li.",
    "In 1950 гг. Война шла.",
)


@pytest.mark.parametrize(("text", "sentences"), PARTED)
def test_parts_sentences(text: str, sentences: list[str]) -> None:
    """A mark before a blank and a beginning ends a sentence."""
    edges = [0, *sentence_ends(text), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(edges)] == sentences


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviations_end_no_sentence(text: str) -> None:
    """Initials, titles, months and references of every language are one table."""
    assert sentence_ends(text) == []


@pytest.mark.parametrize("word", ["didn't", "U.N.I", "Korea", "them", "DPRK"])
def test_words_are_no_abbreviations(word: str) -> None:
    """Only what is in the table, or has one letter, is taken for an abbreviation."""
    assert abbreviated(f"{word}.", len(word)) == (word == "U.N.I")


@given(st.text(alphabet="aA .!?…”’\n。Mr1г", max_size=60))
def test_ends_stand_inside(text: str) -> None:
    """Every end is behind a mark, and something follows it."""
    for end in sentence_ends(text):
        assert text[end - 1] in ".!?…”’。"
        assert text[end:].strip()
