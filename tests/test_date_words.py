"""Dates in other languages: as CLDR writes them, and as no date contradicts another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ddr import display, edtf

CASES = json.loads((Path(__file__).parent / "oracle" / "cldr-dates.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    display.show_in("")


@pytest.mark.parametrize("language", display.SPOKEN)
@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["date"])
def test_days_and_months_are_those_of_cldr(case: dict[str, dict[str, str]], language: str) -> None:
    day = str(case["date"])
    # CLDR has a narrow space that does not break, for which many a terminal has no sign.
    theirs = {form: text.replace("\u202f", " ") for form, text in case[language].items()}
    display.show_in(language)
    assert edtf.words(edtf.parse(day)) == theirs["long"]
    assert edtf.short(edtf.parse(day)) == theirs["medium"]
    assert edtf.words(edtf.parse(day[:7])) == theirs["month"]


@pytest.mark.parametrize("language", display.SPOKEN)
@pytest.mark.parametrize("case", CASES["intervals"], ids=lambda case: case["date"])
def test_what_both_ends_share_is_said_once(case: dict[str, str], language: str) -> None:
    display.show_in(language)
    said = edtf.short(edtf.parse(case["date"]))
    # CLDR leaves the word for year out of single Russian days of a table, not of spans.
    assert said == case[language].translate({0x202F: " ", 0xA0: " "}).replace(" г.", "")


@pytest.mark.parametrize(
    ("date", "russian", "korean"),
    [
        ("1948", "1948 г.", "1948년"),
        ("1948-10~", "около октября 1948 г.", "1948년 10월경"),
        ("1948?", "1948 г. (предположительно)", "1948년 (불확실)"),
        ("195X", "1950-е гг.", "1950년대"),
        ("../1948-10-12", "не позднее 12 октября 1948 г.", "1948년 10월 12일까지"),
        ("2001-08/..", "с августа 2001 г.", "2001년 8월부터"),
        ("2001/2006", "2001—2006 гг.", "2001년 ~ 2006년"),
        ("2001?/2006", "2001 г. (предположительно) — 2006 г.", "2001년 (불확실) ~ 2006년"),
        ("195X/1961-07", "1950-е гг. — июль 1961 г.", "1950년대 ~ 1961년 7월"),
    ],
)
def test_what_is_not_known_to_the_day(date: str, russian: str, korean: str) -> None:
    for language, said in (("ru", russian), ("ko", korean)):
        display.show_in(language)
        assert edtf.words(edtf.parse(date)) == said


def test_a_language_without_words_leaves_english() -> None:
    display.show_in("ja")
    assert edtf.words(edtf.parse("1948-10-12")) == "12 October 1948"
