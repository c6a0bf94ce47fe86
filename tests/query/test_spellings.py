"""The built-in timeline knows its people by the spellings met in the wild, and no one else by them.

`spellings.tsv` says where each spelling is found: an address, or a source of the timeline, whose
title, author or held text has it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ddr.corpus.locate import builtin
from ddr.errors import NotFoundError, UsageError
from ddr.index.open import Index
from ddr.query.names.resolve import AGENTS, find, resolve
from ddr.query.stored import fetch

HERE = Path(__file__).parent


def table(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


SPELLINGS = table("spellings.tsv")
NEAR_MISSES = table("near_misses.tsv")


@pytest.fixture(scope="module")
def told() -> list[str]:
    return []


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, told: list[str]) -> Iterator[Index]:
    opened = Index([builtin()], tmp_path_factory.mktemp("index"), told.append)
    yield opened
    opened.close()


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert len({tuple(row[:2]) for row in SPELLINGS}) >= 120
    assert len({record for _, record, _ in SPELLINGS}) >= 25
    assert len(NEAR_MISSES) >= 30
    assert all(found for _, _, found in SPELLINGS)


@pytest.mark.parametrize(("spelling", "record", "found"), SPELLINGS)
def test_a_spelling_met_in_the_wild_is_the_right_record(
    index: Index, spelling: str, record: str, found: str
) -> None:
    kinds = ("place",) if fetch(index, [record])[record].table == "place" else AGENTS
    matches = find(index, spelling, kinds)
    assert [match.id for match in matches] == [record]
    assert matches[0].how in ("exact", "romanized")
    if not found.startswith("http"):
        assert re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", text_of(index, found))


def text_of(index: Index, source: str) -> str:
    """Return what a source of the timeline has of names: title, authors and the text held."""
    paragraphs = index.rows("SELECT body FROM paragraph WHERE source = ?", (source,))
    body = fetch(index, [source])[source].body.replace('\\"', '"')
    return "\n".join([body, *(row[0] for row in paragraphs)])


@pytest.mark.parametrize(("name", "other"), NEAR_MISSES)
def test_a_near_miss_is_somebody_else(index: Index, name: str, other: str) -> None:
    assert fetch(index, [other])
    assert other not in [match.id for match in find(index, name, AGENTS)]


ONE = [
    ("V. Putin", "vladimir-putin"),
    ("Путин В.В.", "vladimir-putin"),
    ("Putin, V. V.", "vladimir-putin"),
    ("A. Macegora", "alexander-matsegora"),
    ("I.S. Ivanov", "igor-ivanov"),
    ("Yu. Ushakov", "yury-ushakov"),
    ("Kim J.U.", "kim-jong-un"),
    ("putin vladimir", "vladimir-putin"),
    ("Jong-un Kim", "kim-jong-un"),
    ("KIMJONGUN", "kim-jong-un"),
    ("Jongun Kim", "kim-jong-un"),
    ("Lee Yong-ho", "ri-yong-ho"),
    ("이용호", "ri-yong-ho"),
    ("Park Eui-chun", "pak-ui-chun"),
    ("Macegora", "alexander-matsegora"),
    ("Ким Чжон Ын", "kim-jong-un"),
    ("Nodong Sinmun", "rodong-sinmun"),
    ("노동신문", "rodong-sinmun"),
    ("Aleksey Kosygin", "alexei-kosygin"),
    ("Alexej Kossygin", "alexei-kosygin"),
    ("Vâčeslav Volodin", "vyacheslav-volodin"),
    ("Chtykov", "terentii-shtykov"),
    ("Mr. Putin", "vladimir-putin"),
    ("Comrade Kim Jong Un", "kim-jong-un"),
    ("President Putin", "vladimir-putin"),
    ("Foreign Minister Ivanov", "igor-ivanov"),
    ("Russian ambassador Matsegora", "alexander-matsegora"),
]


@pytest.mark.parametrize(("name", "record"), ONE)
def test_initials_order_and_romanization_make_no_difference(
    index: Index, name: str, record: str
) -> None:
    assert resolve(index, name, AGENTS, "--by") == record


SLIPS = [
    ("Ptuin", "vladimir-putin"), ("Lavrvo", "sergey-lavrov"), ("Matsegra", "alexander-matsegora"),
    ("Matsegorxa", "alexander-matsegora"), ("Mtasegora", "alexander-matsegora"),
    ("Kim Jng Un", "kim-jong-un"), ("Kim Jogn Un", "kim-jong-un"), ("KimJongUnb", "kim-jong-un"),
    ("Мацегоар", "alexander-matsegora"), ("Sergei Lavrpv", "sergey-lavrov"),
    ("Rodong Sinmin", "rodong-sinmun"), ("마체거라", "alexander-matsegora"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "record"), SLIPS)
def test_a_slip_is_taken_and_told(index: Index, told: list[str], name: str, record: str) -> None:
    told.clear()
    assert resolve(index, name, AGENTS, "--by") == record
    assert len(told) == 1
    assert told[0].startswith(f"--by: no record is called '{name}'; using '")


def test_what_is_recorded_goes_before_what_is_romanized_and_that_before_a_slip(
    index: Index,
) -> None:
    hows = [find(index, name, AGENTS)[0].how for name in ("Putin", "Macegora", "Ptuin")]
    assert hows == ["exact", "romanized", "slip"]
    assert [m.id for m in find(index, "Kim Yong Il", AGENTS)] == ["kim-yong-il"]


def test_several_are_listed_with_their_offices(index: Index) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(index, "Ivanov", AGENTS, "--by")
    for part in (
        "Igor Ivanov (",
        "Sergei Ivanov (Minister of Defense",
        "Vasily Ivanov (Soviet Amb",
    ):
        assert any(choice.startswith(part) for choice in caught.value.choices)


def day(text: str) -> tuple[int, int]:
    ordinal = date.fromisoformat(text).toordinal()
    return ordinal, ordinal


HOLDERS = [
    ("Russian ambassador", "2022-10-12", "alexander-matsegora"),
    ("Ambassador of Russia to the DPRK", "2005-03-01", "andrei-karlov"),
    ("посол России в КНДР", "2008-06-01", "valery-sukhinin"),
    ("Russian ambassador in Seoul", "1993-05-01", "alexander-panov"),
    ("Soviet ambassador", "1949-06-01", "terentii-shtykov"),
    ("Russian ambassador", "1950-08-01", "terentii-shtykov"),
    ("Russian foreign minister", "1949-06-01", "andrei-vyshinsky"),
    ("DPRK ambassador in Moscow", "2010-01-01", "kim-yong-jae"),
    ("DPRK foreign minister", "2018-05-31", "ri-yong-ho"),
    ("Foreign Minister of the DPRK", "2023-01-01", "choe-son-hui"),
    ("Russian foreign minister", "2000-02-09", "igor-ivanov"),
    ("Russian president", "2010-01-01", "dmitry-medvedev"),
    ("President of Russia", "2019-04-25", "vladimir-putin"),
]


@pytest.mark.parametrize(("office", "on", "record"), HOLDERS)
def test_an_office_on_a_day_is_its_holder(
    index: Index, told: list[str], office: str, on: str, record: str
) -> None:
    told.clear()
    assert resolve(index, office, AGENTS, "--by", day(on)) == record
    assert told[0].startswith(f"--by: '{office}' is ")


def test_an_office_without_a_day_is_all_its_holders(index: Index) -> None:
    with pytest.raises(UsageError, match="or a day with --on") as caught:
        resolve(index, "Russian ambassador", AGENTS, "--by")
    told = "\n".join(caught.value.choices)
    assert "Andrei Karlov (Ambassador of Russia to the DPRK, 2001–2006): andrei-karlov" in told
    assert "Timonin (Ambassador of Russia to the DPRK" in told
    assert "Panov" not in told


@pytest.mark.parametrize(
    ("first", "last", "record"),
    [
        ("2024-01-01", "2024-12-31", "alexander-matsegora"),
        ("2002-01-01", "2003-12-31", "andrei-karlov"),
    ],
)
def test_the_dates_asked_for_tell_the_holders_of_an_office_apart(
    index: Index, first: str, last: str, record: str
) -> None:
    during = day(first)[0], day(last)[1]
    assert resolve(index, "Russian ambassador", AGENTS, "--by", during=during) == record


def test_dates_when_nobody_held_an_office_leave_all_its_holders(index: Index) -> None:
    with pytest.raises(UsageError, match="or a day with --on"):
        resolve(index, "Russian ambassador", AGENTS, "--by", during=day("1700-01-01"))


def test_an_office_that_nobody_is_known_to_have_held_is_no_slip(index: Index) -> None:
    with pytest.raises(NotFoundError, match="no 'Russian ambassador' is known for that time"):
        resolve(index, "Russian ambassador", AGENTS, "--by", day("2026-06-01"))


def test_a_state_does_not_stand_for_the_later_one_of_its_side(index: Index) -> None:
    with pytest.raises(NotFoundError, match=r"no 'Soviet ambassador' .* last before is .*Kapto"):
        resolve(index, "Soviet ambassador", AGENTS, "--by", day("2005-01-01"))


def test_every_recorded_form_finds_its_record(index: Index) -> None:
    rows = index.rows("SELECT text, id, type FROM form")
    missed = [
        (text, record)
        for text, record, kind in rows
        if record not in [match.id for match in find(index, text, (kind,))]
    ]
    assert missed == []


@pytest.mark.parametrize(
    "slip", ["Kim Jong Um", "Kim Jong Il", "Kim Yong Un", "Kim Jon Un", "김정운"]
)
def test_a_well_formed_korean_name_is_no_slip(index: Index, slip: str) -> None:
    found = find(index, slip, ("person",))
    assert "kim-jong-un" not in [match.id for match in found]
    assert all(match.how != "slip" for match in found)
