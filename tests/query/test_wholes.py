"""Events of which others are parts: lists, counts, the tree of one, landmarks, other languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ddr import display
from ddr.corpus.load import check
from ddr.index.open import Index
from ddr.query.coverage import coverage
from ddr.query.lookup import lookup
from ddr.query.profile import profile
from ddr.query.questions import EventQuestion, StatementQuestion, events, ids, statements
from ddr.query.stored import labels

TODAY = date(2026, 1, 1)
HEAD = """\
schema = 2
title = "Visits"

[[side]]
id = "egypt"
names = [{ text = "Египет", lang = "ru" }, { text = "이집트", lang = "ko" }]
countries = ["egypt"]

[[kind]]
id = "visit"
names = [{ text = "визит", lang = "ru" }, { text = "방문", lang = "ko" }]

[[kind]]
id = "talks"
name = "negotiations"

[[topic]]
id = "the Canal"
names = [{ text = "канал", lang = "ru" }]

[[person]]
id = "nasser"
name = "Nasser"
names = [{ text = "Насер", lang = "ru" }]
country = "egypt"

[[source]]
id = "paper"
type = "document"
title = "Paper"
origin = "egypt"

"""
VISITS = (
    ("tour", "1956-05/1956-07", "visit", "", True),
    ("cairo", "1956-06", "visit", "tour", False),
    ("talks", "1956-06-02", "talks", "cairo", False),
    ("banquet", "1956-06-03", "visit", "cairo", False),
    ("other", "1956-08", "visit", "", False),
)
SAID = """
[[statement]]
id = "said"
speaker = "nasser"
date = "1956-06-02"
occasion = "tour"
mode = "paraphrase"
says = "Spoke of tolls."
source = "paper"
topics = ["the Canal"]
"""


def event(name: str, when: str, kind: str, whole: str, *, landmark: bool) -> str:
    lines = [
        "[[event]]", f'id = "{name}"', f'date = "{when}"', f'title = "The {name}"',
        f'titles = [{{ text = "Событие {name}", lang = "ru" }}]' if name == "tour" else "",
        f'kind = "{kind}"', "landmark = true" if landmark else "",
        f'part-of = "{whole}"' if whole else "",
        'evidence = [{ source = "paper", says = "It was so." }]',
    ]  # fmt: skip
    return "\n".join(filter(None, lines)) + "\n\n"


@pytest.fixture
def index(tmp_path: Path, open_index: Callable[..., Index]) -> Iterator[Index]:
    path = tmp_path / "timeline.toml"
    told = "".join(event(*one[:4], landmark=one[4]) for one in VISITS)
    path.write_text(HEAD + told + SAID, "utf-8")
    assert check([path]).problems == []
    yield open_index(path)
    display.show_in("")


def found(index: Index, **fields: Any) -> list[str]:
    return [one.id for one in events(index, EventQuestion(**fields), TODAY)]


def test_a_list_of_wholes_leaves_parts_out_at_any_remove(index: Index) -> None:
    assert found(index) == ["tour", "cairo", "talks", "banquet", "other"]
    assert found(index, whole=True) == ["tour", "other"]
    assert found(index, whole=True, limit=1) == ["tour"]


def test_a_part_stays_where_its_whole_is_not_listed(index: Index) -> None:
    assert found(index, whole=True, kind=["talks"]) == ["talks"]
    assert found(index, whole=True, since="1956-06-02", until="1956-06-03") == ["tour"]
    assert ids(index, EventQuestion(kind=["visit"], whole=True), TODAY) == ["tour", "other"]


def test_no_visit_is_counted_twice(index: Index) -> None:
    assert coverage(index).kinds == {"negotiations": 1, "visit": 2}


def test_the_tree_of_a_whole_is_the_same_from_each_of_its_parts(index: Index) -> None:
    tree = [(0, "tour"), (1, "cairo"), (2, "talks"), (2, "banquet")]
    for name in ("tour", "talks"):
        whole = profile(index, lookup(index, name)).tree
        assert [(depth, one.id) for depth, one in whole] == tree
    assert profile(index, lookup(index, "other")).tree == []


def test_landmarks_and_what_was_said_on_them(index: Index) -> None:
    assert found(index, landmarks=True) == ["tour"]
    said = statements(index, StatementQuestion(landmarks=True), TODAY)
    assert [one.id for one in said] == ["said"]


@pytest.mark.parametrize(
    "fields",
    [{"kind": ["визит"]}, {"kind": ["방문"]}, {"kind": ["VISIT"]}, {"words": "визит"}],
)
def test_words_are_known_in_every_language(index: Index, fields: dict[str, Any]) -> None:
    assert found(index, **fields) == ["tour", "cairo", "banquet", "other"]


def test_titles_sides_and_topics_too(index: Index) -> None:
    assert found(index, words="событие") == ["tour"]
    for field in ({"side": ["Египет"]}, {"topic": ["канал"]}, {"words": "topic:канал"}):
        question = StatementQuestion(**field)
        assert [one.id for one in statements(index, question, TODAY)] == ["said"]


def test_what_has_no_title_in_a_language_keeps_its_own(index: Index) -> None:
    display.show_in("ru-RU")
    assert labels(index, ["tour", "cairo", "nasser", "kind:"]) == {
        "tour": "Событие tour", "cairo": "The cairo", "nasser": "Насер",
        "kind:visit": "визит", "kind:talks": "negotiations",
    }  # fmt: skip
