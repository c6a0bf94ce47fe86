"""Which characters no reader sees, and that the words around them are the same without them."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr import names
from ddr.unseen import as_read, invisible, visible

from .shared import INVISIBLE, sprinkled

ORDINARY = st.text("abcéñ 012,.-–“”'йжшМ조선朝鮮\n", max_size=30)


@pytest.mark.parametrize("character", INVISIBLE)
def test_invisible_characters_are_dropped_anywhere(character: str) -> None:
    assert (
        visible(f"{character}of{character}ficial 조{character}선 до{character}")
        == "official 조선 до"
    )
    assert visible(character * 3) == ""


@given(ORDINARY, st.randoms(use_true_random=False))
def test_what_is_left_is_what_was_there(text: str, random: Random) -> None:
    strewn = sprinkled(text, random, every=2)
    assert visible(strewn) == visible(text) == text
    spans = invisible(strewn)
    assert spans == sorted(set(spans))
    assert "".join(strewn[a:b] for a, b in spans) == "".join(c for c in strewn if c in INVISIBLE)
    assert as_read(strewn) == unicodedata.normalize("NFC", text)
    assert names.words(strewn) == names.words(text)


@given(st.text())
def test_nothing_else_is_dropped(text: str) -> None:
    gone = {c for a, b in invisible(text) for c in text[a:b]}
    assert all(c in VARIANTS or not (c.isprintable() or c.isspace()) for c in gone)
    assert as_read(as_read(text)) == as_read(text)


VARIANTS = {"\u034f", *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))}
"""Signs that Unicode counts as marks, and Python therefore as printable."""


@pytest.mark.parametrize(
    "word",
    ["می\u200cخواهم", "क्\u200dष", "क्\u200cष", "ශ්\u200dරී", "សួស្តី\u200bពិភពលោក", "สวัสดี\u200bชาวโลก"],
)
def test_joiners_stay_where_a_script_needs_them(word: str) -> None:
    assert visible(word) == as_read(word) == word
    joiner = next(c for c in word if c in INVISIBLE)
    assert visible(word.replace(joiner, f"\u00ad{joiner}\u2060")) == word
    assert visible(f"a{joiner}{word}") == f"a{word}"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ﬁnal", "final"), ("eﬀort", "effort"), ("oﬃce, aﬄict, ﬂag", "office, afflict, flag"),
        ("laﬅ, ﬆand", "last, stand"), ("co\u2011operation", "co-operation"),
        ("co\u2010operation", "co-operation"), ("1950–53 — Œuvre, Ĳ", "1950–53 — Œuvre, Ĳ"),
        ("e\u0301te\u0301", "été"), ("e\u200b\u0301", "é"), ("조", "조"), ("ＡＢＣ１", "ＡＢＣ１"),
    ],
)  # fmt: skip
def test_what_reads_the_same_is_the_same(text: str, read: str) -> None:
    assert as_read(text) == read
