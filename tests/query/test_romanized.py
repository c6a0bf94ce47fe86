"""Every name of the built-in timeline is found as two libraries romanize it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import iuliia
import pytest
from ko_pron import romanise

from ddr.corpus.locate import builtin
from ddr.index.open import Index
from ddr.query.names.resolve import find
from ddr.spelling.keys import keys
from ddr.spelling.korean import is_hangul

NOT_NAMES = {"uz", "telegram"}  # Uzbek, and what telegrams make of Russian
YO_AS_JO = "gost_16876_alt"  # Jon of a Korean is Chŏn, never Yŏng
SYLLABLES = 3


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    opened = Index([builtin()], tmp_path_factory.mktemp("index"), lambda _: None)
    yield opened
    opened.close()


def forms(index: Index) -> Iterator[tuple[str, str, bool]]:
    """Yield (form, id, whether the family name stands first) of every person."""
    sql = "SELECT f.text, f.id, r.body FROM form f JOIN record r ON r.id = f.id"
    for text, record, body in index.rows(f"{sql} WHERE f.type = 'person'"):
        yield text, record, json.loads(body)["order"] == "family-first"


def found(index: Index, name: str, record: str) -> bool:
    matches = find(index, name, ("person",))
    return record in [match.id for match in matches] and matches[0].how in ("exact", "romanized")


def test_a_korean_is_found_in_both_systems_of_the_libraries(index: Index) -> None:
    missed, asked = [], 0
    for text, record, first in forms(index):
        if first and is_hangul(text) and len(text) == SYLLABLES:
            for system in ("mr", "rr"):
                name = romanise(f"{text[0]} {text[1:]}", system)
                asked += 1
                if not found(index, name, record):
                    missed.append((text, name))
    assert missed == []
    assert asked >= 100


def test_a_russian_name_is_found_in_every_system(index: Index) -> None:
    missed, asked = [], 0
    for text, record, first in forms(index):
        if not any("а" <= letter <= "я" for letter in text.lower()) or "." in text:
            continue
        for system, schema in iuliia.schemas.items():
            if system not in NOT_NAMES and not (first and system == YO_AS_JO):
                name = schema.translate(text)
                asked += 1
                if not found(index, name, record):
                    missed.append((system, name))
    assert missed == []
    assert asked >= 3000


def test_names_that_every_system_tells_apart_have_keys_apart() -> None:
    for one, other in (
        ("kim jong il", "kim yong il"), ("kim jong un", "kim yong un"),
        ("ri su yong", "ri yong su"),
        ("ким ен ир", "ким чен ир"), ("пак сон чхоль", "пак чон чхоль"), ("김정은", "김청은"),
    ):  # fmt: skip
        left, right = keys(one.split()), keys(other.split())
        korean = [pair for pair in zip(left, right, strict=True) if pair[0].whole[0] != "r"]
        assert all(a.whole != b.whole for a, b in korean), (one, other)
