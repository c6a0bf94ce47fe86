"""Short titles, and what a number counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.cite.citations import Cited
from ddr.cite.style.wording import MOST, number, short
from ddr.parts import Contributor
from ddr.records import Source

from .desk import Desk


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


def test_works_that_would_be_one_in_short_stay_whole(desk: Desk) -> None:
    days = ("14 September 1960", "8 October 1960")
    diaries = [
        Source(
            id=f"d{number}", type="document", origin="russia", language="en",
            author=(Contributor(literal="Puzanov"),),
            title=f"Journal of the Soviet Ambassador to the DPRK, {day}",
        )
        for number, day in enumerate(days)
    ]  # fmt: skip
    cited = [[Cited(diary)] for diary in diaries]
    both = desk.render(cited, "chicago", "short").texts
    assert all(day in text for day, text in zip(days, both, strict=True))
    assert days[0] not in desk.render(cited[:1], "chicago", "short").texts[0]


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
