"""What each side says of an event, what one side alone names, and two wordings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr import edtf
from ddr.errors import NotFoundError, UsageError
from ddr.index.open import Index
from ddr.parts import Evidence
from ddr.query import reading
from ddr.query.compare_tellings import Comparison, Day, Told, alone, compare, days, named, surnames
from ddr.query.stored import every, fetch
from ddr.query.voices import voices

RELATIONS = "1948-10-12-relations"


@pytest.fixture
def index(corpus_copy: Path, open_index: Callable[..., Index]) -> Index:
    return open_index(corpus_copy)


def of(found: Comparison, kind: str) -> list[tuple[str, str]]:
    return [(one.side, one.words) for one in found.tellings if one.kind == kind]


def test_all_evidence_and_all_accounts_are_told_once_and_in_order(index: Index) -> None:
    for stored in every(index, "event"):
        found = compare(index, stored.id)
        event = stored.record
        assert [words for _, words in of(found, "attested")] == [
            piece.exact or piece.says for piece in event.evidence
        ]
        assert [words for _, words in of(found, "differs")] == [one.says for one in event.accounts]


def test_every_statement_about_an_event_is_told_and_none_that_is_not(index: Index) -> None:
    about = {one.id for one in every(index, "statement") if RELATIONS in one.record.about}
    found = {one.id for one in compare(index, RELATIONS).tellings} - {""}
    assert about <= found
    for name in found - about:
        said = fetch(index, [name])[name].record
        assert any(said.source == one.source for one in compare(index, RELATIONS).tellings)


def test_what_was_said_there_of_other_things_is_left_out(index: Index) -> None:
    reception = "2019-04-25-vladivostok-reception"
    there = [one for one in every(index, "statement") if one.record.occasion == reception]
    other = {one.id for one in there if reception not in one.record.about}
    told = {one.id for one in compare(index, reception).tellings if one.kind == "said"}
    assert other
    assert not told & other


def test_the_side_is_that_of_the_speaker(index: Index) -> None:
    found = {one.id: one for one in compare(index, "2024-06-19-treaty").tellings}
    assert (found["kcna-2024-7a"].side, found["kcna-2024-7a"].mode) == ("russia", "reported")
    assert found["kcna-2024-10a"].side == "dprk"


def test_what_one_side_alone_names(index: Index) -> None:
    found = dict(of(compare(index, RELATIONS), "alone"))
    assert {"Kim Il Sung", "Joseph Stalin"} <= set(found["dprk"].split("; "))
    assert "12 October 1948" not in found["dprk"]
    assert "Joseph Stalin" not in found["russia"]


def test_where_one_side_alone_speaks_nothing_is_compared(index: Index) -> None:
    assert of(compare(index, "2016-film-festival"), "alone") == []


def test_only_an_event_is_compared_alone(index: Index) -> None:
    with pytest.raises(UsageError, match="is a person"):
        compare(index, "kim-jong-un")
    with pytest.raises(NotFoundError):
        compare(index, "nothing")


def test_a_piece_inside_indirect_speech_has_the_voice_that_is_reported(index: Index) -> None:
    pieces = [
        Evidence(source="kcna-2024", locator="7", exact="the one of the main purposes"),
        Evidence(source="kcna-2024", locator="1", exact="the 76th anniversary"),
        Evidence(source="kremlin-2019", locator="7", exact="(Speaking in Korean)"),
        Evidence(source="kcna-2024", says="the 76th anniversary"),
    ]
    assert [one and (one.id, one.record.mode) for one in voices(index, pieces)] == [
        ("kcna-2024-7a", "reported"),
        ("kcna-2024-1a", "narrative"),
        None,
        None,
    ]


def test_a_piece_that_runs_into_indirect_speech_is_reported(index: Index) -> None:
    said = fetch(index, ["kcna-2024-8a", "kcna-2024-9a"])
    both = " ".join(one.record.exact for one in said.values())
    (voice,) = voices(index, [Evidence(source="kcna-2024", locator="8-9", exact=both)])
    assert voice is not None
    assert voice.id == "kcna-2024-9a"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On October 12, 1948, the Soviet Union", [(1948, 10, 12, "October 12, 1948")]),
        ("on 12 October 1948.", [(1948, 10, 12, "12 October 1948")]),
        ("October 12 is when", [(0, 10, 12, "October 12")]),
        ("from 4–5 August 2001", [(2001, 8, 5, "4–5 August 2001")]),
        ("In February 2000, the Treaty", [(2000, 2, 0, "February 2000")]),
        ("in 2002, it was here", [(2002, 0, 0, "2002")]),
        ("12 октября 1948 г.", [(1948, 10, 12, "12 октября 1948")]),
        ("в мае 1961 года", [(1961, 5, 0, "мае 1961")]),
        ("1948년 10월 12일", [(1948, 10, 12, "1948년 10월 12일")]),
        ("10월 12일에", [(0, 10, 12, "10월 12일")]),
        ("Sept. 3, 2025", [(2025, 9, 3, "Sept. 3, 2025")]),
        ("it may 12 times; resolution 2375; 1,948 men; No. 20001", []),
        ("the 74th anniversary, 73 years ago", []),
        (
            "resolutions 1718 (2006), 1874 (2009) and 2087",
            [(2006, 0, 0, "2006"), (2009, 0, 0, "2009")],
        ),
        ("of 2000 soldiers and 1950 tons, by 1900 men", []),
        (
            "1950–1953; Since 1991 they",
            [(1950, 0, 0, "1950"), (1953, 0, 0, "1953"), (1991, 0, 0, "1991")],
        ),
        ("в 1948 году, до 1950", [(1948, 0, 0, "1948"), (1950, 0, 0, "1950")]),
    ],
)
def test_dates_are_found_as_they_are_written(text: str, found: list[Day]) -> None:
    assert days(text) == found


@given(st.dates())
def test_a_date_in_our_own_words_is_found(day: object) -> None:
    date = edtf.parse(str(day))
    if date.start.year >= 1800 and date.start.year < 2100:
        (found,) = days(f"It was on {edtf.words(date)}, they said.")
        assert found[:3] == (date.start.year, date.start.month, date.start.day)


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ((0, 10, 12), (1948, 10, 12), True),
        ((1948, 10, 12), (0, 10, 12), True),
        ((1948, 0, 0), (1948, 10, 12), True),
        ((1948, 10, 0), (1948, 10, 12), True),
        ((1948, 10, 12), (1948, 10, 0), False),
        ((1948, 10, 12), (1948, 0, 0), False),
        ((1948, 10, 12), (1949, 10, 12), False),
        ((1948, 0, 0), (0, 10, 12), False),
        ((0, 10, 12), (0, 10, 13), False),
    ],
)
def test_a_date_may_be_told_by_another(
    one: tuple[int, int, int], other: tuple[int, int, int], within: bool
) -> None:
    assert Day(*one, "").within(Day(*other, "")) == within


def test_names_are_found_in_every_form_and_script(index: Index) -> None:
    text = "Kim Jong-un met Владимир Путин at 평양; Stalin wrote. An union may putin."
    families = surnames([one.record for one in every(index, "person")])
    assert "kim" not in families
    assert set(named(index, text, families)) == {
        "kim-jong-un", "vladimir-putin", "pyongyang", "joseph-stalin"
    }  # fmt: skip
    assert named(index, "", families) == {}


def test_whoever_is_reported_does_not_name_himself(index: Index) -> None:
    families = surnames([one.record for one in every(index, "person")])
    told = {
        "russia": [Told("vladimir-putin", "Putin praised Pyongyang in 2000.")],
        "dprk": [Told("", "Pyongyang was visited by Kim Jong Un in July 2000 and 2001.")],
    }
    assert alone(index, told, families) == {
        "russia": [],
        "dprk": ["Kim Jong Un", "July 2000", "2001"],
    }


def test_a_paragraph_and_a_statement_are_compared_word_by_word(index: Index) -> None:
    found = reading.compare(index, "kremlin-2019:4", "kremlin-2019-4a")
    assert (found.first.source, found.first.locator, found.first.id) == ("kremlin-2019", "4", "")
    assert found.second.speaker == "Vladimir Putin, President of Russia"
    assert [bool(one.theirs) for one in found.stretches] == [True, False]
    same = reading.compare(index, "kremlin-2019 ¶ 4-5", "kremlin-2019:4–5")
    assert [one.same for one in same.stretches] == [True]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("kremlin-2019", r"'kremlin-2019:4'"),
        (RELATIONS, "is an event"),
        ("kremlin-2019:99", "no paragraph 99"),
        ("koreanradio-diprel:1", "not held"),
        ("kim-jong-un:1", "is a person"),
        ("none:1", "no record 'none'"),
    ],
)
def test_what_has_no_wording_is_named(index: Index, name: str, fault: str) -> None:
    with pytest.raises((UsageError, NotFoundError), match=fault):
        reading.compare(index, "kremlin-2019-4a", name)
