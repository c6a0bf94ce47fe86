"""Every name of the built-in timeline is found as two libraries romanize it, and as it sounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import iuliia
import pytest
from ko_pron import romanise

from ddr.corpus.locate import builtin
from ddr.index.open import Index
from ddr.names import words
from ddr.query.names.resolve import find, resolve
from ddr.spelling.heard import sounds
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


def test_a_foreign_name_in_hangul_sounds_as_it_is_romanized(index: Index) -> None:
    """Those on record were taken from Korean texts; what is heard would find nearly all."""
    roman: dict[str, set[str]] = {}
    hangul: dict[str, set[str]] = {}
    for text, record, first in forms(index):
        for word in words(text) if not first else ():
            if is_hangul(word) and len(word) > 1:
                hangul.setdefault(record, set()).add(word)
            elif word.isascii():
                roman.setdefault(record, set()).add(sounds([word]).whole)
    asked = [(word, record) for record, some in hangul.items() for word in some]
    missed = [one for one, record in asked if sounds([one]).whole not in roman[record]]
    assert len(asked) >= 50
    assert len(missed) <= len(asked) / 10, missed


HEARD = [
    ("추르킨", "vitaly-churkin"), ("트루트네프", "yuri-trutnev"), ("코제먀코", "oleg-kozhemyako"),
    ("포드고르니", "nikolai-podgorny"), ("풀리코프스키", "konstantin-pulikovsky"),
    ("류비모바", "olga-lyubimova"), ("마쩨고라", "alexander-matsegora"),
    ("마오쩌둥", "mao-zedong"), ("오진우", "o-jin-u"), ("박봉주", "pak-pong-ju"),
    ("로두철", "ro-tu-chol"), ("О Чин У", "o-jin-u"), ("Пак Пон Чжу", "pak-pong-ju"),
    ("Ли Чан Дэ", "ri-chang-dae"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "record"), HEARD)
def test_a_name_is_found_in_a_script_in_which_it_is_not_on_record(
    index: Index, name: str, record: str
) -> None:
    assert [match.id for match in find(index, name, ("person",))] == [record]


def test_what_is_heard_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "timeline.toml"
    path.write_text(NAMES, "utf-8")
    index = Index([path], tmp_path / "cache", told.append)
    assert resolve(index, "볼코프", ("person",), "--by") == "anton-volkov"
    assert resolve(index, "오진우", ("person",), "--by") == "o-jin-u"
    assert told == [
        "--by: no record is called '볼코프'; using 'Anton Volkov'",
        "--by: no record is called '오진우'; using 'O Jin U'",
    ]
    for other in ("김정운", "Ким Чен Нам", "볼콘"):
        assert find(index, other, ("person",)) == []
    index.close()


NAMES = """
schema = 2
title = "Names"

[[person]]
id = "anton-volkov"
name = "Anton Volkov"

[[person]]
id = "o-jin-u"
name = "O Jin U"
order = "family-first"

[[person]]
id = "kim-jong-un"
name = "Kim Jong Un"
order = "family-first"
names = [{ text = "김정은", lang = "ko" }, { text = "Ким Чен Ын", lang = "ru" }]
"""
