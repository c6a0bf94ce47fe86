"""Who said what to whom, on whose side, how often, and what stands around the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.errors import NotFoundError, UsageError
from ddr.index.open import Index
from ddr.parts import Role
from ddr.query.context import around
from ddr.query.grouping import GROUPS, counts, grouped
from ddr.query.questions import StatementQuestion, statements
from ddr.query.questions import ids as ids_of
from ddr.query.stored import Stored, every
from ddr.query.voices import places
from ddr.quotations.exact import OMISSION, fold, stands_in, tidied, where
from ddr.quotations.sentences import sentence_ends
from ddr.records import Organization, Person, Source, Statement
from ddr.terms import Side, Terms

TODAY = date(2026, 1, 1)


@pytest.fixture
def index(corpus_copy: Path, open_index: Callable[..., Index]) -> Index:
    return open_index(corpus_copy)


def ask(index: Index, **fields: Any) -> list[Stored[Statement]]:
    return statements(index, StatementQuestion(**fields), TODAY)


def ids(found: list[Stored[Statement]]) -> set[str]:
    return {one.id for one in found}


def test_to_finds_those_on_record_as_addressed_and_nobody_else(index: Index) -> None:
    found = ask(index, to=["김정은"])
    assert ids(found) == {
        one.id for one in every(index, "statement") if "kim-jong-un" in one.record.to
    }
    assert {one.record.speaker for one in found} == {"vladimir-putin"}
    with pytest.raises(NotFoundError, match="--to"):
        ask(index, to=["nobody"])


def test_a_side_is_that_of_the_speaker_not_of_the_source(index: Index) -> None:
    assert {one.record.speaker for one in ask(index, side=["dprk"])} == {
        "choe-son-hui", "dprk-mfa", "kcna", "kim-jong-un"
    }  # fmt: skip
    mixed = ask(index, side=["russia"], source=["kcna-2024"])
    assert {one.record.speaker for one in mixed} == {"alexander-matsegora"}
    assert ask(index, side=["third-party"]) == []
    with pytest.raises(UsageError, match=r"--side 'russa' .*'russia'"):
        ask(index, side=["russa"])


BODIES = {"mid": Organization(id="mid", name="MID", country="ussr")}


@pytest.mark.parametrize(
    ("record", "side"),
    [
        (Person(id="a", name="A", country="ussr"), "russia"),
        (Person(id="a", name="A", country="rok"), "third-party"),
        (Person(id="a", name="A", roles=(Role(title="x", of="mid"),)), "russia"),
        (Person(id="a", name="A", roles=(Role(title="x", of="dprk"),)), "dprk"),
        (Person(id="a", name="A", roles=(Role(title="x"), Role(title="y", of="dprk"))), "dprk"),
        (Person(id="a", name="A", roles=tuple(Role(title="x", of=o) for o in ("mid", "dprk"))), ""),
        (Person(id="a", name="A"), ""),
        (Source(id="s", type="book", title="S", origin="dprk"), "dprk"),
    ],
)
def test_a_side_is_what_the_records_say(record: Any, side: str) -> None:
    terms = Terms(
        side=(Side(id="dprk", countries=("dprk",)), Side(id="russia", countries=("ussr", "russia")))
    )
    assert terms.side_of(record, BODIES) == side
    assert Terms().side_of(record, BODIES) == ""


def test_about_takes_a_topic_too(index: Index) -> None:
    assert ids(ask(index, about=["Sanctions"])) == ids(ask(index, topic=["sanctions"])) != set()


def test_about_takes_the_state_the_topic_and_the_land_of_one_name(index: Index) -> None:
    found = ids(ask(index, about=["Vladivostok"]))
    assert found == ids(ask(index, about=["vladivostok"])) != set()
    with pytest.raises(UsageError, match="may mean"):
        ask(index, about=["Kim"])


@pytest.mark.parametrize("by", GROUPS)
def test_groups_hold_every_statement_in_its_order(index: Index, by: str) -> None:
    found = ask(index)
    groups = grouped(index, found, by)
    assert {one.id for group in groups for one in group.found} == ids(found)
    order = [one.id for one in found]
    for group in groups:
        assert [one.id for one in group.found] == sorted(
            [one.id for one in group.found], key=order.index
        )
        for one in group.found:
            values = {
                "speaker": [one.record.speaker],
                "source": [one.record.source],
                "year": [one.record.date[:4]],
                "topic": one.record.topics or [""],
            }[by]
            assert group.key in values
    sizes = [len(group.found) for group in groups if group.key]
    assert by == "year" or sizes == sorted(sizes, reverse=True)
    assert by != "year" or [g.key for g in groups] == sorted(g.key for g in groups)


def test_a_group_that_is_none_is_named(index: Index) -> None:
    with pytest.raises(UsageError, match=r"--group-by 'yaer' .*'year'"):
        grouped(index, [], "yaer")


def test_topics_are_counted_alike_with_and_without_reading_the_statements(index: Index) -> None:
    expected = Counter(topic for one in every(index, "statement") for topic in one.record.topics)
    short = counts(index, StatementQuestion(), "topic", TODAY)
    assert {one.label: one.number for one in short} == expected
    assert counts(index, StatementQuestion(until="2030"), "topic", TODAY) == short


def test_a_count_is_the_number_of_those_listed(index: Index) -> None:
    for question in (StatementQuestion(), StatementQuestion(by=["Putin"], topic=["summits"])):
        assert len(ids_of(index, question, TODAY)) == len(statements(index, question, TODAY)) > 0
        assert counts(index, question, "", TODAY)[0].number == len(ids_of(index, question, TODAY))


def test_an_occasion_has_its_place(index: Index) -> None:
    assert places(index, ask(index, by=["Putin"])) == {
        "2019-04-25-vladivostok-reception": "Russky Island"
    }


def test_what_stands_around_stands_in_the_text_and_hugs_the_words(index: Index) -> None:
    found = ask(index)
    for name, (before, after) in around(index, found).items():
        record = next(one.record for one in found if one.id == name)
        rows = index.rows(
            "SELECT body FROM paragraph WHERE source = ? AND number = ?",
            (record.source, int(record.locator)),
        )
        text = fold(rows[0][0])
        whole = fold(f"{before} {record.exact} {after}")
        parts = [fold(part) for part in record.exact.split(OMISSION)]
        assert text.index(fold(before)) + len(fold(before)) <= text.index(parts[0]) + 1
        assert OMISSION in record.exact or "".join(whole.split()) in "".join(text.split())


def test_the_words_around_are_those_of_the_neighbouring_sentences(index: Index) -> None:
    (one,) = ask(index, words="alternative", by=["Putin"])
    found = around(index, [one])[one.id]
    assert found.before == (
        "We welcome DPRK’s steps to establish direct dialogue with the United States and "
        "normalise relations between North and South Korea."
    )
    assert found.after == ""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("“Yes.” She left.", ["“Yes.”", "She left."]),
        ("Mr. Putin met H.E. Kim. He spoke.", ["Mr. Putin met H.E. Kim.", "He spoke."]),
        ("J. V. Stalin wrote. The U.S. Congress met.",
         ["J. V. Stalin wrote.", "The U.S. Congress met."]),
        ("It cost 1.5 million. Then 2.", ["It cost 1.5 million.", "Then 2."]),
        ("He waited… and left.", ["He waited… and left."]),
        ("В 1948 г. Сталин ответил. Ким принял.", ["В 1948 г. Сталин ответил.", "Ким принял."]),
        ("조로친선은 강하다. 우리는 나아간다.", ["조로친선은 강하다.", "우리는 나아간다."]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    ends = [0, *sentence_ends(text), len(text)]
    found = [text[a:b].strip() for a, b in pairwise(ends)]
    assert [part for part in found if part] == sentences


WORD = st.text("ab’“é\u00ad\ufb01\u0301", min_size=1, max_size=4)


@given(st.lists(WORD, min_size=1, max_size=9), st.data())
def test_where_words_stand_is_where_they_were_cut_out(
    words: list[str], data: st.DataObject
) -> None:
    blanks = data.draw(st.lists(st.sampled_from([" ", "\u00a0 ", "\n"]), min_size=9, max_size=9))
    text = tidied("".join(word + blank for word, blank in zip(words, blanks, strict=False)))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    exact = " ".join(words[first : last + 1])
    found = where(exact, text)
    assert (found is not None) == stands_in(exact, text)
    if found is not None:
        assert fold(text[slice(*found)]) == fold(exact)


def test_quotable_are_the_words_in_quotation_marks_and_held_those_of_held_texts(
    index: Index,
) -> None:
    every_one = ask(index)
    quotable = {one.id for one in every_one if one.record.mode not in ("reported", "paraphrase")}
    assert ids(ask(index, quotable=True)) == quotable != ids(every_one)
    texts = {one.id for one in every(index, "source") if one.record.text}
    held = {one.id for one in every_one if one.record.source in texts}
    assert ids(ask(index, held=True)) == held != set()
    assert ids(ask(index, held=True, quotable=True, mode=["reported"])) == set()
