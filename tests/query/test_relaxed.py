"""What a search answers where nothing has all the words, and what words of other scripts mean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ddr.index.open import Index
from ddr.query.text import lexicon
from ddr.query.text.dated import Dated, dated
from ddr.query.text.meaning import meanings
from ddr.query.text.relaxed import answer

TIMELINE = """schema = 1
title = "Small"

[[person]]
id = "ivan-petrov"
name = "Ivan Petrov"
family = "Petrov"
given = "Ivan"
names = [{ text = "Иван Петров", lang = "ru" }, { text = "이반 페트로브", lang = "ko" }]

[[person]]
id = "anton-volkov"
name = "Anton Volkov"
family = "Volkov"
given = "Anton"

[[organization]]
id = "ruritania"
name = "Ruritania"
names = [{ text = "Kingdom of Ruritania" }, { text = "Рурития", lang = "ru" }]

[[place]]
id = "strelsau"
name = "Strelsau"
names = [{ text = "스트렐사우", lang = "ko" }]

[[source]]
id = "gazette"
type = "article"
title = "Открытие памятника"
origin = "third-party"
issued = "1911"

[[event]]
id = "treaty"
date = "1910-05-01"
title = "Treaty of commerce signed at Strelsau"
kind = "treaty"
summary = "Ivan Petrov signed for his side."
place = "strelsau"
participants = ["ivan-petrov", "ruritania"]
evidence = [{ source = "gazette", says = "It was signed." }]

[[event]]
id = "lapse"
date = "1920"
title = "The treaty of 1910 lapses"
kind = "other"
summary = "Nobody renewed it."
evidence = [{ source = "gazette", says = "It ended." }]

[[event]]
id = "monument"
date = "1911-06"
title = "A monument in the capital"
titles = [{ text = "수도의 기념비제막식", lang = "ko" }]
kind = "other"
summary = "It was unveiled."
place = "strelsau"
evidence = [{ source = "gazette", says = "It was unveiled." }]

[[statement]]
id = "hope"
speaker = "anton-volkov"
date = "1910-05-02"
mode = "paraphrase"
says = "Commerce would gain by what was signed."
source = "gazette"
confidence = "high"
"""

TALKS = """
[[event]]
id = "talks"
date = "1912"
title = "Volkov opens talks on customs at Zenda"
kind = "other"
summary = "Anton Volkov led one side, and gained nothing."
participants = ["anton-volkov"]
evidence = [{ source = "gazette", says = "They began." }]
"""


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def index(tmp_path: Path, open_index: Callable[..., Index], told: list[str]) -> Index:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    return open_index(path, notify=told.append)


def ids(index: Index, typed: str) -> list[str]:
    found = dated(typed)
    return [hit.id for hit in answer(index, found.words, 0, 5, words=typed if found.date else "")]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("when was the treaty of commerce signed?", "treaty"),
        ("treaty 1910", "treaty"),
        ("Петров договор", "treaty"),
        ("Петрова договоры", "treaty"),
        ("페트로브의 조약", "treaty"),
        ("스트렐사우에서 조약", "treaty"),
        ("открытие памятника 1911", "monument"),
        ("기념비", "monument"),
        ("제막식", "monument"),
        ("what treaty of 1910 expired", "lapse"),
    ],
)
def test_the_event_that_is_meant_comes_first(
    index: Index, told: list[str], typed: str, first: str
) -> None:
    assert ids(index, typed)[0] == first
    assert told == []


def test_a_slip_is_corrected_and_told(index: Index, told: list[str]) -> None:
    assert ids(index, "traety Strelsau") == ids(index, "treaty Strelsau") == ["treaty"]
    assert told == ["'traety' stands nowhere; taken for 'treaty'"]


def test_a_word_that_stands_somewhere_is_no_slip(index: Index, told: list[str]) -> None:
    assert ids(index, "renewed") == ["lapse"]
    assert ids(index, "zeppelin") == []
    assert told == []


def test_what_has_most_of_the_words_is_told_as_such(index: Index, told: list[str]) -> None:
    assert ids(index, "monument capital zeppelin") == ["monument"]
    assert told == ["nothing has all of these words; these have most of them"]


def test_what_has_all_of_the_words_is_counted_where_others_have_most(
    index: Index, told: list[str]
) -> None:
    assert ids(index, "Strelsau treaty commerce signed")[0] == "treaty"
    assert told == ["1 has all of these words; the others have most of them"]


def test_a_date_that_few_have_does_not_keep_what_is_meant_away(
    index: Index, told: list[str]
) -> None:
    assert ids(index, "who renewed and opened treaty commerce Strelsau 1920") == ["lapse", "treaty"]
    assert told[-1] == "1 of that date; the others are of other dates"
    assert ids(index, "opened treaty 1920") == ["lapse"]


def test_a_surname_is_read_in_letters_that_are_not_on_record(index: Index) -> None:
    for typed in ("Волков", "Волкову"):
        assert "Volkov" in meanings(index, typed, []), typed


def test_the_speaker_counts_as_a_title_does(index: Index) -> None:
    assert ids(index, "Volkov commerce treaty zeppelin signed")[0] == "hope"


@pytest.mark.parametrize(
    "typed",
    [
        "what did Volkov say about gain at Zenda",
        "что сказал Волков gain Zenda",
    ],
)
def test_who_is_asked_for_their_words_is_heard_first(
    tmp_path: Path, open_index: Callable[..., Index], typed: str
) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE + TALKS, "utf-8")
    index = open_index(path, notify=lambda _: None)
    assert ids(index, typed)[:2] == ["hope", "talks"]
    assert ids(index, "Volkov gain Zenda")[0] == "talks"


def test_an_ending_is_no_slip(index: Index, told: list[str]) -> None:
    assert ids(index, "Ruritaniа".replace("а", "a")) == ["treaty"]
    assert ids(index, "Рурития") == ids(index, "Руритию") == ids(index, "Рурития") == ["treaty"]
    assert told == []


def test_exact_is_never_relaxed(index: Index, told: list[str]) -> None:
    assert answer(index, "monument zeppelin", 0, 5, exact=True) == []
    assert told == []


def test_what_is_left_out_stays_out(index: Index) -> None:
    assert ids(index, "monument zeppelin -capital") == []
    assert ids(index, "treaty zeppelin Strelsau type:event -lapses") == ["treaty"]


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("договоров", "treaty"), ("войну", "war"), ("смертью", "death"), ("послом", "ambassador"),
        ("визиты", "visit"), ("санкций", "sanctions"), ("переговорах", "talks"), ("долга", "debt"),
        ("дипотношений", "diplomatic relations"), ("госвизит", "state visit"),
        ("минобороны", "ministry of defense"), ("межправкомиссии", "intergovernmental commission"),
        ("замминистра", "deputy minister"), ("генпрокурором", "prosecutor general"),
    ],
)  # fmt: skip
def test_russian_words_are_known_in_every_form(russian: str, english: str) -> None:
    assert english in lexicon.russian(russian)


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("조약을", "treaty"),
        ("방문했나", "visit"),
        ("전쟁에서", "war"),
        ("정상회담", "summit"),
        ("소련군이", "soviet"),
        ("파병을", "troops"),
        ("이행을", "implement"),
    ],
)
def test_korean_words_are_known_with_their_particles(korean: str, english: str) -> None:
    assert english in lexicon.korean(korean)


@pytest.mark.parametrize(
    ("typed", "words", "on"),
    [
        ("treaty 1961", "treaty year:1961", ""),
        ("treaty of 1961?", "treaty year:1961", ""),
        ("1950–1953", "year:1950-1953", ""),
        ("1950 to 1953 war", "year:1950-1953 war", ""),
        ("1950..1953", "year:1950-1953", ""),
        ("1950s", "year:1950-1959", ""),
        ("c. 1950", "year:1950", ""),
        ("1961년 조약", "year:1961 조약", ""),
        ("договор 1961 года", "договор year:1961", ""),
        ("в 1961 г. договор", "year:1961 договор", ""),
        ("visit in September 1990", "visit", "September 1990"),
        ("22-24 October 1956", "", "22-24 October 1956"),
        ("12 октября 1948", "", "12 октября 1948"),
        ("визит в июле 2000 года", "визит", "июле 2000 года"),
        ("12.10.1948", "", "12.10.1948"),
        ("1948년 10월 12일", "", "1948년 10월 12일"),
        ("1948-10-12", "", "1948-10-12"),
        ("12 October", "", "12 October"),
        ("yesterday", "", "yesterday"),
        ("since 1991", "", "since 1991"),
        ("visits after 1991", "visits", "since 1992"),
        ("treaty before 1950", "treaty", "until 1949"),
        ("с 1950 по 1953", "year:1950-1953", ""),
    ],
)
def test_a_date_among_words_is_one(typed: str, words: str, on: str) -> None:
    found = dated(typed)
    assert (found.words, found.on) == (words, on)
    assert found.date in typed


@pytest.mark.parametrize(
    "typed",
    ["treaty", '"1950"', "1950 1951", "treaties 1961 and 2000", "resolution 1718", "year:1950 2000",
     "March", "may", "second 100", "528 engineers", "0x1950"],
)  # fmt: skip
def test_what_is_no_date_stays_a_word(typed: str) -> None:
    assert dated(typed) == Dated(typed)
