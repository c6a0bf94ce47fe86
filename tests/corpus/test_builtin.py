"""The built-in timeline: spotless, and what its readers are promised of it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ddr.corpus.load import check
from ddr.corpus.locate import builtin
from ddr.records import CLASSES

DAYS = [
    "1948-10-12", "1949-03-17", "1961-07-06", "1990-09-30", "1996-09-10", "2000-02-09",
    "2000-07-19", "2001-08-04", "2002-08-23", "2011-08-24", "2019-04-25", "2023-09-13",
    "2024-06-19", "2024-12-04",
]  # fmt: skip

DECADES = {
    "194": 12, "195": 17, "196": 25, "197": 25, "198": 26, "199": 48, "200": 39, "201": 60,
    "202": 75,
}  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    """The timeline as another reader sees it: plain TOML."""
    return tomllib.loads(builtin().read_text("utf-8"))


def attesting(record: dict[str, Any]) -> set[str]:
    return {piece["source"] for piece in record.get("evidence", [])}


def test_check_finds_nothing() -> None:
    assert check([builtin()]).problems == []


def test_the_size_promised(tables: dict[str, Any]) -> None:
    assert len(tables["event"]) >= 300
    assert len(tables["statement"]) >= 380
    assert len(tables["person"]) + len(tables["organization"]) >= 100
    assert len(tables["source"]) >= 800


@pytest.mark.parametrize("day", DAYS)
def test_a_great_day_is_there_with_its_sources(tables: dict[str, Any], day: str) -> None:
    events = [event for event in tables["event"] if event["date"].startswith(day)]
    assert events
    assert any(len(attesting(event)) > 1 for event in events)


def test_most_events_rest_on_two_documents(tables: dict[str, Any]) -> None:
    several = [event for event in tables["event"] if len(attesting(event)) > 1]
    assert len(several) / len(tables["event"]) >= 0.80


def test_few_titles_are_descriptions_of_ours(tables: dict[str, Any]) -> None:
    described = [one for one in tables["source"] if one["title"].startswith("[")]
    assert len(described) / len(tables["source"]) < 0.12


def test_an_empty_decade_is_said_to_be_empty(tables: dict[str, Any]) -> None:
    found = {event["date"][:3] for event in tables["event"]}
    empty = [f"{decade}0s" for decade in range(194, 203) if str(decade) not in found]
    readme = (builtin().parent / "README.md").read_text("utf-8")
    assert all(decade in readme for decade in empty)


@pytest.mark.parametrize(("decade", "events"), DECADES.items())
def test_a_decade_has_its_events(tables: dict[str, Any], decade: str, events: int) -> None:
    found = [event["id"] for event in tables["event"] if event["id"].startswith(decade)]
    assert len(found) >= events


def test_one_address_belongs_to_one_source(tables: dict[str, Any]) -> None:
    addresses = Counter(one["URL"] for one in tables["source"] if "URL" in one)
    assert [address for address, number in addresses.items() if number > 1] == []


def test_paraphrases_hold_no_quotation_marks(tables: dict[str, Any]) -> None:
    for statement in tables["statement"]:
        if statement["mode"] == "paraphrase":
            assert not re.search(r"[“”„«»\"]", statement["says"]), statement["id"]


def test_every_record_of_the_audit_is_there(tables: dict[str, Any]) -> None:
    ids = {record["id"] for name in CLASSES for record in tables[name]}
    audit = Path(builtin().parent / "AUDIT.md").read_text("utf-8")
    named = re.findall(r"^\| `([a-z0-9-]+)`", audit, re.MULTILINE)
    assert named
    assert [name for name in named if name not in ids] == []


@pytest.mark.parametrize(
    ("lang", "letters", "foreign"),
    [("ru", "[А-Яа-яЁё]", "[가-힣]"), ("ko", "[가-힣]", "[А-Яа-яЁё]")],
)
def test_every_event_has_a_title_in_each_language(
    tables: dict[str, Any], lang: str, letters: str, foreign: str
) -> None:
    seen: dict[str, list[str]] = {}
    for event in tables["event"]:
        (text,) = [one["text"] for one in event["titles"] if one["lang"] == lang]
        assert re.search(letters, text), event["id"]
        assert not re.search(foreign, text), event["id"]
        # Latin letters stand only in the type of an aircraft.
        assert not re.search("[A-Za-z]", text.replace("EC-121", "")), event["id"]
        assert not text.endswith("."), event["id"]
        seen.setdefault(text, []).append(event["id"])
    assert not {text: ids for text, ids in seen.items() if len(ids) > 1}


def test_titles_count_and_date_the_same_in_every_language(tables: dict[str, Any]) -> None:
    """A year or the number of a resolution in one title stands in the other two as well."""
    for event in tables["event"]:
        for one in event["titles"]:
            numbers = set(re.findall(r"[0-9]{4}", event["title"])) & {event["date"][:4]}
            numbers |= set(re.findall(r"resolution ([0-9]+)", event["title"]))
            assert all(number in one["text"] for number in numbers), (event["id"], one)


def test_a_page_of_landmarks_is_a_page(tables: dict[str, Any]) -> None:
    marked = [event["id"] for event in tables["event"] if event.get("landmark")]
    assert 30 <= len(marked) <= 40


def test_a_long_title_has_a_short_one(tables: dict[str, Any]) -> None:
    for source in tables["source"]:
        short = source.get("title-short", "")
        assert short or len(source["title"].split()) <= 5, source["id"]
        if source["language"].startswith("en"):
            assert not short or len(short) < len(source["title"]), source["id"]


def test_a_given_name_of_russia_has_one_form(tables: dict[str, Any]) -> None:
    other = r"Aleksandr|Alexey|Andrey|Dmitri\b|Gen+adi[iy]\b|Georgi|Nikolay|Sergey\b|Yuri|ii\b"
    own = {"Sergey Lavrov"}
    for person in tables["person"]:
        if person.get("country") in ("russia", "ussr") and person["name"] not in own:
            assert not re.search(rf"\b(?:{other})", person["name"]), person["name"]


VOWELS = [
    "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "u", "ui", "i",
]  # fmt: skip
FIRST = [
    "k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "kh", "th",
    "ph", "h",
]  # fmt: skip
LAST = {0: "", 1: "k", 4: "n", 8: "l", 16: "m", 17: "p", 19: "t", 21: "ng"}


def romanized(name: str) -> str:
    """Return a name in Hangul by the rule that ``data/README.md`` states."""
    words = []
    for at, letter in enumerate(name):
        code = ord(letter) - 0xAC00
        first = FIRST[code // 588]
        if at == len(name) - 1:
            first = {"k": "g", "t": "d", "p": "b"}.get(first, first)
        words.append((first + VOWELS[code % 588 // 28] + LAST[code % 28]).capitalize())
    return " ".join(words)


def test_names_of_the_dprk_are_written_by_the_rule(tables: dict[str, Any]) -> None:
    checked = 0
    for person in tables["person"]:
        if person.get("country") != "dprk":
            continue
        name = person["name"]
        assert re.fullmatch(r"[A-Z][a-z]*(?: [A-Z][a-z]*){1,2}", name), name
        korean = [form["text"] for form in person.get("names", []) if form.get("lang") == "ko"]
        if korean and name != "Kim Il Sung":
            checked += 1
            assert name in map(romanized, korean), (name, korean)
    assert checked > 40
