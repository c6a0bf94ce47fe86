"""Folding of names: what makes no difference, and what does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ddr import names

LATIN = "abcdefghijklmnopqrstuvwxyzäöüéèçñřšåôūī"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
HANGUL = "김정은평양조선민주주의인민공화국뿌찐"
WORD = st.one_of(*(st.text(script, min_size=1, max_size=8) for script in (LATIN, CYRILLIC, HANGUL)))
NAMES = st.lists(WORD, min_size=1, max_size=4)
MARKS = st.sampled_from(["", " ", "-", "’", "'", ".", " - ", "\u00a0", "–", ". ", "  "])


def bare(text: str) -> str:
    """Drop the marks of Latin letters, one letter at a time."""
    letters = (unicodedata.normalize("NFD", letter) for letter in text)
    return "".join(
        letter[0] if letter[0].isascii() else unicodedata.normalize("NFC", letter)
        for letter in letters
    )


@given(NAMES)
def test_folding_keeps_the_letters_in_their_order(parts: list[str]) -> None:
    assert names.fold(" ".join(parts)) == bare("".join(parts))
    assert names.words(" ".join(parts)) == [bare(part) for part in parts]
    assert names.key("  ".join(parts)) == " ".join(map(bare, parts))


@given(NAMES)
def test_folding_twice_changes_nothing(parts: list[str]) -> None:
    once = names.fold(" ".join(parts))
    assert names.fold(once) == once


@given(st.text())
@example("℡ 12")
def test_folding_any_text_twice_changes_nothing(text: str) -> None:
    once = names.fold(text)
    assert names.fold(once) == once


@given(NAMES, st.lists(MARKS, min_size=1))
def test_case_blanks_hyphens_and_stops_make_no_difference(
    parts: list[str], marks: list[str]
) -> None:
    joined = "".join(part + marks[n % len(marks)] for n, part in enumerate(parts))
    assert names.fold(joined) == names.fold(" ".join(parts))
    assert names.fold(joined.upper()) == names.fold(joined.title()) == names.fold(joined)


@given(NAMES)
def test_the_marks_of_latin_letters_make_no_difference(parts: list[str]) -> None:
    name = " ".join(parts)
    assert names.fold(name) == names.fold(bare(name))
    assert names.fold(unicodedata.normalize("NFD", name)) == names.fold(name)
    assert names.words(unicodedata.normalize("NFD", name)) == names.words(name)


@given(st.text(HANGUL, min_size=1))
def test_hangul_is_the_same_composed_and_decomposed(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)
    assert len(apart) > len(name)
    assert names.fold(apart) == names.fold(name) == name


@given(NAMES, NAMES)
def test_different_letters_stay_different(one: list[str], other: list[str]) -> None:
    same = bare("".join(one)) == bare("".join(other))
    assert (names.fold(" ".join(one)) == names.fold(" ".join(other))) is same


@given(st.text())
def test_any_text_folds_to_letters_and_digits_alone(text: str) -> None:
    assert all(letter.isalnum() for letter in names.fold(text))
    assert names.fold(text) == "".join(names.words(text)) == names.key(text).replace(" ", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "KIM JONGUN"), ("Kim Jong Un", "kim jong un"),
        ("I.V. Stalin", "i v stalin"), ("Im Ch’ŏn-il", "Im Chon Il"), ("Džugašvili", "Dzugasvili"),
        ("Straße", "STRASSE"), ("ﬁnance", "finance"), ("ＫＣＮＡ", "KCNA"),
        ("Ким Чен Ын", "КИМ ЧЕН ЫН"), ("김 정은", "김정은"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert names.fold(one) == names.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("й", "и"), ("Андрей", "Андреи"), ("ї", "і"), ("김정은", "김정일"),
        ("Ким", "Kim"), ("Kim Il", "Kim"),
    ],
)  # fmt: skip
def test_letters_of_other_scripts_keep_their_marks(one: str, other: str) -> None:
    assert names.fold(one) != names.fold(other)
    apart = unicodedata.normalize("NFD", one), unicodedata.normalize("NFD", other)
    assert names.fold(apart[0]) != names.fold(apart[1])


def test_apostrophes_and_stops_part_no_word_and_hyphens_do() -> None:
    assert names.words("Im Ch’ŏn-il, I.V. O'Neill") == ["im", "chon", "il", "iv", "oneill"]


def test_the_dots_of_yo_which_print_leaves_out_make_no_difference() -> None:
    assert names.fold("Горбачёв") == names.fold("Горбачев") == names.fold("Горбаче\u0308в")


def test_a_stress_mark_makes_no_difference_and_parts_no_word() -> None:
    assert names.words("Влади\u0301мир Пу\u0301тин") == ["владимир", "путин"]


@given(st.lists(st.tuples(st.text("ab-", max_size=3), st.integers(0, 120)), max_size=8))
def test_ids_sort_by_their_numbers(parts: list[tuple[str, int]]) -> None:
    ids = [f"{letters}{number}" for letters, number in parts]
    wanted = [f"{letters}{number}" for letters, number in sorted(parts)]
    assert sorted(ids, key=names.natural) == wanted


def test_paragraph_9_comes_before_paragraph_10() -> None:
    ids = ["kremlin-2019-10a", "kremlin-2019-9b", "kremlin-2019-9a", "kcna-2024-3", "2019", "a"]
    wanted = ["2019", "a", "kcna-2024-3", "kremlin-2019-9a", "kremlin-2019-9b", "kremlin-2019-10a"]
    assert sorted(ids, key=names.natural) == wanted
