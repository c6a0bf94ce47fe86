"""Differences between wordings: nothing is lost, nothing is called different that is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ddr.quotations.exact import difference, fold, stretches

WORDS = st.lists(
    st.sampled_from(["war", "peace", "“peace”", "the", "The", "no", "don't", "don’t", "평화"]),
    max_size=12,
)


@given(WORDS, WORDS)
def test_both_sides_can_be_read_again(ours: list[str], theirs: list[str]) -> None:
    found = stretches(ours, theirs)
    assert [word for one in found for word in one.ours] == ours
    assert [word for one in found for word in one.theirs] == theirs


@given(WORDS, WORDS)
def test_what_is_called_the_same_is_the_same_but_for_marks(
    ours: list[str], theirs: list[str]
) -> None:
    for one in stretches(ours, theirs):
        alike = fold(" ".join(one.ours)) == fold(" ".join(one.theirs))
        assert alike == one.same


def test_a_line_shows_whose_words_they_are() -> None:
    end = ["peace", "in", "the", "region", "of", "the", "north", "of", "Asia"]
    ours, theirs = ["no", "alternative", "to", *end], ["no", "way", "but", *end]
    assert difference(ours, theirs) == (
        "no [-alternative to-] {+way but+} peace in the region of the …"
    )
    assert difference(["don’t", "Go"], ["don't", "go"]) == "don’t [-Go-] {+go+}"
