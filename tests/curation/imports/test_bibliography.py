"""Bibliographies written by other programs come in, and nothing of them is lost silently."""

from __future__ import annotations

import json
import random
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Person
from pybtex.database import Entry as BibEntry

from ddr.cite.pandoc import runner
from ddr.corpus.shapes import FORMS, shape
from ddr.curation.imports.bibtex_entries import from_bibtex
from ddr.curation.imports.csl_items import from_csl
from ddr.curation.imports.drafts import Draft
from ddr.curation.imports.ris_records import from_ris
from ddr.errors import DataError, Exit
from ddr.records import Source

from ..conftest import SMALL, Ddr

COUNT = 1000
WORDS = [
    "railway",
    "treaty",
    "Пхеньян",
    "harbour",
    "조선",
    "embassy",
    "freight",
    "Köln",
    "school",
    "visit",
    "état",
    "delegation",
    "grain",
    "letter",
    "frontier",
    "medal",
    "concert",
    "ore",
    "timber",
    "wharf",
]
TYPES = ("article", "book", "incollection", "techreport", "misc", "phdthesis", "inproceedings")


def some(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


@pytest.fixture(scope="module")
def shelf() -> list[dict[str, Any]]:
    """A thousand entries, as plain values."""
    chance = random.Random(7)  # noqa: S311
    return [
        {
            "key": f"key{number}",
            "type": chance.choice(TYPES),
            "title": f"{some(chance, 4).capitalize()} number{number}",
            "author": [f"{chance.choice(['Löwe', 'Иванов', 'Müller'])}, {chance.choice('ABC')}nn"],
            "year": str(chance.randint(1945, 2020)),
            "publisher": some(chance, 2),
            "note": chance.choice(["", some(chance, 3)]),
            "keywords": chance.choice(["", some(chance, 2)]),
            "shelfmark": chance.choice(["", f"S{number}x"]),
            "url": chance.choice(["", f"https://example.org/{number}"]),
        }
        for number in range(COUNT)
    ]


def as_bibtex(shelf: list[dict[str, Any]]) -> str:
    entries = {}
    for one in shelf:
        plain = {k: v for k, v in one.items() if v and k not in {"key", "type", "author"}}
        people = {"author": [Person(name) for name in one["author"]]}
        entries[one["key"]] = BibEntry(one["type"], plain, people)
    return str(BibliographyData(entries).to_string("bibtex"))


def as_ris(shelf: list[dict[str, Any]]) -> str:
    return str(
        rispy.dumps(
            [
                {
                    "type_of_reference": "BOOK",
                    "id": one["key"],
                    "title": one["title"],
                    "authors": one["author"],
                    "year": one["year"],
                    "publisher": one["publisher"],
                    "notes": [one["note"]] if one["note"] else [],
                    "keywords": one["keywords"].split(),
                    "custom1": one["shelfmark"],
                    "urls": [one["url"]] if one["url"] else [],
                }
                for one in shelf
            ]
        )
    )


def as_csl(shelf: list[dict[str, Any]]) -> str:
    call = [str(runner.find()), "--from", "bibtex", "--to", "csljson"]
    done = subprocess.run(call, input=as_bibtex(shelf).encode(), capture_output=True, check=True)
    return done.stdout.decode()


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


@pytest.mark.parametrize(
    ("suffix", "write"), [("bib", as_bibtex), ("ris", as_ris), ("json", as_csl)]
)
def test_a_thousand_entries_lose_nothing_silently(
    ddr: Ddr, timeline: Path, shelf: list[dict[str, Any]], suffix: str, write: Any
) -> None:
    path = timeline.parent / f"shelf.{suffix}"
    path.write_text(write(shelf), "utf-8")
    told = ddr("add", "source", "--from", path.name, "--origin", "third-party").err
    assert f"{COUNT} of {COUNT} entries imported" in told
    listed: dict[str, str] = {}
    for line in told.splitlines():
        key, _, rest = line.removeprefix("ddr: ").partition(": ")
        listed[key] = rest
    found = {one["id"]: one for one in tomllib.loads(timeline.read_text("utf-8"))["source"]}
    for one in shelf:
        record = found[one["key"]]
        assert words(record["title"]) == words(one["title"])
        assert record["issued"] == one["year"]
        assert len(record["author"]) == 1
        kept = words(json.dumps(record, ensure_ascii=False)) | words(listed.get(one["key"], ""))
        lost = words(" ".join(map(str, one.values()))) - kept - words(one["type"])
        if suffix == "json":  # pandoc left it out before
            lost -= words(one["shelfmark"]) | words(one["keywords"])
        assert lost == set(), one["key"]
        if one["shelfmark"] and suffix != "json":
            assert one["shelfmark"] in record["note"]
        if one["keywords"]:
            assert "keyword" in listed[one["key"]] or "KW" in listed[one["key"]]
    again = ddr("add", "source", "--from", path.name, "--origin", "dprk", code=Exit.NOTHING).err
    assert again.count("left out: it is there as") == COUNT
    ddr("undo")
    assert timeline.read_text("utf-8") == SMALL


@pytest.mark.parametrize(
    ("arguments", "text", "code", "told"),
    [
        (("source", "--from", "x.bib"), "@book{a, title={T}}", Exit.USAGE, "(russia, dprk"),
        (("event", "--from", "x.bib"), "@book{a, title={T}}", Exit.USAGE, "brings sources"),
        (("place", "--from", "x.json", "--origin", "dprk"), "[]", Exit.USAGE, "goes with"),
        (("source", "--from", "x.bib", "--origin", "dprk"), "@book{a, t={", 1, "a (line 1): left"),
        (("source", "--from", "x.ris", "--origin", "dprk"), "no\n", Exit.DATA, "no RIS entry"),
        (("source", "--from", "x.ris", "--origin", "dprk"), "\n", Exit.DATA, "no RIS entry"),
        (("source", "--from", "x.bib", "--origin", "dprk"), "% x\n", Exit.DATA, "no entry"),
        (("source", "--from", "x.json", "--origin", "dprk"), '[{"type": "book"}]', 1, "no title"),
    ],
)  # fmt: skip
def test_what_is_refused(
    ddr: Ddr, timeline: Path, arguments: tuple[str, ...], text: str, code: Exit, told: str
) -> None:
    (timeline.parent / arguments[2]).write_text(text, "utf-8")
    assert told in ddr("add", *arguments, code=code).err
    assert timeline.read_text("utf-8") == SMALL


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"date-parts": [[1948, 10, 12]]}, "1948-10-12"),
        ({"date-parts": [["1948", "10"]]}, "1948-10"),
        ({"date-parts": [[1948]], "circa": True}, "1948~"),
        ({"date-parts": [[1948, 1], [1949]]}, "1948-01/1949"),
        ({"raw": "12 October 1948"}, "1948-10-12"),
        ({"literal": "1948"}, "1948"),
        ("1948-10", "1948-10"),
        ({"literal": "long ago"}, ""),
        ({"date-parts": [[]]}, ""),
    ],
)
def test_dates(date: Any, edtf: str) -> None:
    (entry,) = from_csl([{"id": "a", "type": "book", "title": "T", "issued": date}])
    assert entry.values.get("issued", "") == edtf
    assert bool(entry.noted) == (not edtf)


def test_ris_dates_and_pages() -> None:
    text = (
        "TY  - JOUR\nPY  - 1948\nDA  - 1948/10/12/autumn\nSP  - 3\nEP  - 9\nSN  - 1234-5678\n"
        "AU  - Lee, Ann, Jr.\nN1  - one\nand more\nT2  - J\nJO  - J\nJF  - Other\n"
        "Y2  - soon\nER  - \n"
    )
    ((entry,), _) = from_ris(text)
    assert entry.values == {
        "type": "article-journal",
        "page": "3-9",
        "author": [{"family": "Lee", "given": "Ann", "suffix": "Jr."}],
        "note": "one and more",
        "container-title": "J",
        "issued": entry.values["issued"],
    }
    told = " ".join(entry.noted)
    assert all(word in told for word in ("1234-5678", "Other", "soon"))
    assert entry.values["issued"] in {"1948", "1948-10-12"}
    assert "autumn" in told or entry.values["issued"] == "1948-10-12"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["date-parts", "family", "given", "literal", "raw", "season"]), inner
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*shape(Source), "abstract", "x"]), VALUES, max_size=6))
def test_any_item_is_kept_in_good_form_or_listed(item: dict[str, Any]) -> None:
    (entry,) = from_csl([item])
    fields = shape(Source)
    for key, value in entry.values.items():
        if isinstance(value, str) and fields[key].form in FORMS:
            assert FORMS[fields[key].form](value) == ""
    for key, value in item.items():
        told = bool(entry.wrong) or any(
            one.partition(":")[0].split()[0] == key for one in entry.noted
        )
        empty = not str(value or "").strip(" []{}") or key in {"id", "type"}
        assert (
            empty or told or key in entry.values or isinstance(value, list | dict) or _blank(value)
        )


def _blank(value: Any) -> bool:
    return isinstance(value, str) and not re.sub(r"<[^<>]*>", "", value).strip()


@given(st.text(alphabet='@{}",=#\\ab1 \n%()', max_size=80))
def test_any_text_is_searched_for_fields(text: str) -> None:
    for reader in (from_bibtex, from_ris):
        try:
            reader(text)
        except DataError:
            continue


def test_an_entry_keeps_the_first_of_two_values() -> None:
    entry = Draft("a")
    entry.put("publisher", "<i>One</i>\n x")
    entry.put("publisher", "Two")
    entry.put("URL", "no address")
    entry.put_date("issued", "12 Oct 1948")
    assert entry.values == {"publisher": "One x", "issued": "1948-10-12"}
    assert entry.noted == ["publisher: Two", "URL: no address"]
