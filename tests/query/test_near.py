"""Ids near a mistyped one, among very many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from ddr.query.names.slips import near, slips, suggest

COUNT = 20_000


class Many:
    """An index of very many events and sources, as far as it is asked here."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.read = 0
        self.connection.execute("CREATE TABLE record (id TEXT PRIMARY KEY, type TEXT)")
        self.connection.execute("CREATE INDEX record_type ON record (type, id)")
        rows = [(f"{1900 + n % 120}-{n % 12 + 1:02}-visit-{n}", "event") for n in range(COUNT)]
        rows += [(f"kcna-{n}", "source") for n in range(COUNT)]
        self.connection.executemany("INSERT INTO record VALUES (?, ?)", rows)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        found = self.connection.execute(sql, parameters).fetchall()
        self.read += len(found)
        return found


@pytest.fixture(scope="module")
def many() -> Iterator[Many]:
    index = Many()
    yield index
    index.connection.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1905-06-visit-5x", "1905-06-visit-5"),  # the end is wrong
        ("1905-06-vsiit-5", "1905-06-visit-5"),  # exchanged
        ("1905-06-vist-5", "1905-06-visit-5"),  # left out
        ("2905-06-visit-5", "1905-06-visit-5"),  # the first is wrong
        ("KCNA-77", "kcna-77"),
        ("kcna77", "kcna-77"),
        ("kcna-777777", "kcna-7777"),
    ],
)
def test_the_id_meant_is_suggested_without_reading_them_all(
    many: Many, typed: str, meant: str
) -> None:
    many.read = 0
    assert meant in near(many, typed)  # type: ignore[arg-type]
    assert many.read < COUNT / 10
    assert suggest(many, typed).startswith("; did you mean '")  # type: ignore[arg-type]


def test_only_ids_of_the_kind_asked_for_are_suggested(many: Many) -> None:
    assert "kcna-777" in near(many, "kcna-777x", ("source",))  # type: ignore[arg-type]
    assert not [one for one in near(many, "kcna-77", ("event",)) if "kcna" in one]  # type: ignore[arg-type]


def test_what_is_like_nothing_suggests_nothing(many: Many) -> None:
    assert suggest(many, "zzzzzzzz") == ""  # type: ignore[arg-type]
    assert suggest(many, "\0" * 5000) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("putin", {"ptin", "puttin", "putim", "ptuin", "outin", "utin", "putins"}),
        ("путин", {"птин", "путинн", "путим", "птуин"}),
        ("김정은", {"김정인", "깅정은", "김저은", "감정은"}),
        ("kcna-1", {"kcna1", "kcna-2", "kcna--1"}),
    ],
)
def test_slips_are_letters_lost_added_changed_and_exchanged(word: str, some: set[str]) -> None:
    made = slips(word)
    assert some <= made
    assert word not in made
