"""What is told where a question finds nothing: what would find something, and nothing untrue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ddr.edtf import parse, words
from ddr.index.open import Index
from ddr.query.nearby import nearby
from ddr.query.questions import EventQuestion, Question, StatementQuestion, events, ids
from ddr.query.sources import SourceQuestion, sources

TODAY = date(2026, 1, 1)


@pytest.fixture
def index(corpus_copy: Path, open_index: Callable[..., Index]) -> Index:
    return open_index(corpus_copy)


def said(index: Index, question: Question) -> str:
    assert ids(index, question, TODAY) == []
    return nearby(index, question, TODAY)


def test_another_spelling(index: Index) -> None:
    told = said(index, EventQuestion(words="anniversray"))
    assert told.startswith("'anniversray' stands nowhere: did you mean 'anniversary'?")


def test_another_mode_with_the_number_that_it_has(index: Index) -> None:
    question = StatementQuestion(by=["Kim Jong Un"], mode=["reported"])
    number = len(ids(index, StatementQuestion(by=["Kim Jong Un"], mode=["interpreted"]), TODAY))
    told = said(index, question)
    assert told.startswith(f"there are {number} interpreted: give --mode interpreted; ")


def test_another_period_by_its_nearest_dates(index: Index) -> None:
    (last,) = events(index, EventQuestion(limit=1, reverse=True), TODAY)
    told = said(index, EventQuestion(since="2030"))
    assert told.startswith(f"the nearest: {words(parse(last.record.date))}; ")
    assert "info --coverage" in told
    early = said(index, EventQuestion(since="1800", until="1810"))
    assert early.startswith("the nearest: ")
    assert said(index, EventQuestion(words="year:1800-1810")) == early


def test_fewer_filters_each_with_what_it_would_leave(index: Index) -> None:
    question = EventQuestion(person=["Vladimir Putin"], kind=["war"])
    without = len(ids(index, question._replace(kind=()), TODAY))
    assert f"without --kind there are {without}" in said(index, question)


def test_fewer_words(index: Index) -> None:
    question = EventQuestion(words="zeppelin", person=["Vladimir Putin"])
    number = len(ids(index, question._replace(words=""), TODAY))
    told = said(index, question)
    assert f"without the words there are {number}" in told


def test_a_search_is_named_only_where_it_finds_something(index: Index) -> None:
    near = said(index, EventQuestion(words="mountain zeppelin"))
    assert near.startswith("ddr search 'mountain zeppelin' finds what comes near")
    assert "search" not in said(index, EventQuestion(words="zeppelin"))


def test_of_sources_each_filter_with_what_it_would_leave(index: Index) -> None:
    question = SourceQuestion(language=["ko"], until="1900")
    assert sources(index, question, TODAY) == []
    told = nearby(index, question, TODAY)
    without = len(sources(index, question._replace(language=()), TODAY))
    assert without == 0
    assert "--language" not in told
    assert "without --until" not in told
    question = SourceQuestion(language=["en"], until="1900")
    number = len(sources(index, question._replace(until=""), TODAY))
    assert nearby(index, question, TODAY).startswith(f"without --until there are {number}; ")


def test_a_day_of_any_year(index: Index) -> None:
    everything = len(ids(index, EventQuestion(), TODAY))
    assert said(index, EventQuestion(on="02-29")).startswith(f"without --on there are {everything}")
