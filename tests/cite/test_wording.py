"""Short titles, and what a number counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.cite.style.wording import MOST, number, short


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("The Chargé in the Soviet Union (Kohler) to the Secretary", "Chargé in the Soviet Union"),
        ("Kim Il-song’s Visit to the Soviet Union and Europe", "Kim Il-song’s Visit"),
        ("Moscow: no notice is given to the treaty with Korea", "Moscow: no notice is given"),
        ("A new treaty: what it says and what it leaves out", "New treaty"),
        ("Визит министра иностранных дел в Пхеньян и Сеул", "Визит министра иностранных дел"),
        ("Die Reise des Ministers nach Moskau und Pjöngjang", "Die Reise des Ministers"),
        (
            "“Improbable allies” and the downing of an aircraft",
            "“Improbable allies” and the downing",
        ),
        ("He said “we are not alone in this world” at last", "He said we are not"),
    ],
)
def test_short_titles_stop_at_a_sensible_word(title: str, wanted: str) -> None:
    assert short(title) == wanted


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=MOST + 1))
def test_a_short_title_is_the_beginning_of_the_title(words: list[str]) -> None:
    title = " ".join(words)
    found = short(title)
    assert 0 < len(found.split()) <= MOST
    assert found.casefold() in title.casefold()


def test_a_number_counts_one_thing() -> None:
    paper = {"type": "report", "title": "T", "number": "4", "collection-title": "Papers"}
    number(paper, sentence=False)
    assert paper["collection-number"] == "4"
    assert "number" not in paper
    telegram = {"type": "document", "title": "T", "genre": "telegram", "number": "document 894"}
    number(telegram, sentence=False)
    assert telegram["genre"] == "telegram, document 894"
    resolution = {"type": "legislation", "title": "Resolution 2371", "genre": "resolution"}
    resolution["number"] = "S/RES/2371"
    number(resolution, sentence=False)
    assert "genre" not in resolution
