"""Who or what a name means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ddr.errors import NotFoundError, UsageError
from ddr.index.open import Index
from ddr.query.names.resolve import AGENTS, find, resolve


@pytest.fixture
def index(corpus_copy: Path, open_index: Callable[..., Index]) -> Index:
    return open_index(corpus_copy)


@pytest.mark.parametrize(
    "name",
    [
        "Kim Jong Un",
        "KIM JONGUN",
        "kim jong-un",
        "Kim Chen Un",
        "김정은",
        "Ким Чен Ын",
        "kim-jong-un",
    ],
)
def test_every_form_of_a_name_means_the_person(index: Index, name: str) -> None:
    assert resolve(index, name, ("person",), "--person") == "kim-jong-un"


@pytest.mark.parametrize(
    ("name", "kinds", "wanted"),
    [
        ("Putin", AGENTS, "vladimir-putin"),
        ("putin VLADIMIR", AGENTS, "vladimir-putin"),
        ("Stalin", AGENTS, "joseph-stalin"),
        ("DPR", AGENTS, "donetsk-peoples-republic"),
        ("Embassy of Russia", AGENTS, "embassy-russia-dprk"),
        ("평양", ("place",), "pyongyang"),
    ],
)
def test_part_of_a_name_will_do_where_one_has_it(
    index: Index, name: str, kinds: tuple[str, ...], wanted: str
) -> None:
    assert resolve(index, name, kinds, "--x") == wanted


def test_a_name_of_several_lists_them(index: Index) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(index, "Kim", ("person",), "--person")
    assert str(caught.value).startswith("--person 'Kim' may mean one of 3: ")
    assert [choice.split(": ")[-1] for choice in caught.value.choices] == [
        "kim-jong-un", "kim-jong-il", "kim-il-sung"
    ]  # fmt: skip  # the most recorded first
    assert [match.id for match in find(index, "Kim", ("person",))] == [
        "kim-il-sung", "kim-jong-il", "kim-jong-un"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Moscow", "Vladimir Stalin", "박", "!!!", "", " ", "\0", "\udcff"]
)
def test_a_name_that_nobody_has_is_not_found(index: Index, name: str) -> None:
    with pytest.raises(NotFoundError, match="there is no person or organization"):
        resolve(index, name, AGENTS, "--person")


def test_a_name_without_a_letter_means_nobody(
    tmp_path: Path, open_index: Callable[..., Index]
) -> None:
    timeline = tmp_path / "timeline.toml"
    timeline.write_text('schema = 1\n[[person]]\nid = "x"\nname = "???"\n', "utf-8")
    assert find(open_index(timeline), "!", ("person",)) == []


def test_a_mistyped_name_suggests(index: Index) -> None:
    with pytest.raises(NotFoundError, match="did you mean 'Vladimir Putin'"):
        resolve(index, "Vladmir Puttin", ("person",), "--person")


@pytest.mark.parametrize("name", ["kim " * 5000, "x" * 100_000, "Kim Jong Un " * 50])
def test_an_endless_name_is_one_short_line(index: Index, name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve(index, name, ("person",), "--person")
    assert len(str(caught.value)) < 200
