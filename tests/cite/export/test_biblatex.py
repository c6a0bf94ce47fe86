"""BibLaTeX: its fields, its dates, and what biber and LaTeX say of the whole corpus."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ddr.cite.export.biblatex import UNDATED, date
from ddr.cite.export.formats import export
from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Source
from ddr.vocabulary import SourceType

from ..desk import Desk
from ..test_hostile import HOSTILE
from .readers import pandoc, pybtex, seen, skeleton
from .shelf import FULL, KINDS, TEXTS, exported, full, hostile, lookup, shipped


def fields(source: Source) -> dict[str, str]:
    entry = pybtex(exported([source], "biblatex")).entries[source.id]
    return {"kind": entry.type, **{name.lower(): value for name, value in entry.fields.items()}}


def bare(**values: object) -> Source:
    plain = Source(id="s-1", type="webpage", title="Title", origin="russia")
    return replace(plain, **values)


AUTHOR = (Contributor(person="putin"),)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (bare(URL="http://a.b"), "online"),
        (bare(), "misc"),
        (bare(type="article-newspaper", author=AUTHOR, container_title="P"), "article"),
        (bare(type="article-newspaper", container_title="P", URL="http://a.b"), "article"),
        (bare(type="article-newspaper", URL="http://a.b"), "online"),
        (bare(type="article-journal", container_title="P"), "article"),
        (bare(type="speech", author=AUTHOR), "unpublished"),
        (bare(type="speech", URL="http://a.b"), "misc"),
        (bare(type="interview", author=AUTHOR, event_place="M"), "unpublished"),
        (bare(type="interview", author=AUTHOR, URL="http://a.b"), "online"),
        (bare(type="report", author=AUTHOR, publisher="P"), "report"),
        (bare(type="report", publisher="P", URL="http://a.b"), "online"),
        (bare(type="book", author=AUTHOR), "book"),
        (bare(type="book", URL="http://a.b"), "online"),
        (bare(type="chapter", author=AUTHOR, container_title="B"), "inbook"),
        (bare(type="treaty", URL="http://a.b"), "misc"),
        (bare(type="document", author=AUTHOR), "misc"),
        (bare(type="document", archive="AVPRF"), "unpublished"),
        (bare(type="dataset"), "dataset"),
    ],
)
def test_entry_types(source: Source, kind: str) -> None:
    assert fields(source)["kind"] == kind


def test_a_speech_keeps_its_occasion() -> None:
    found = fields(FULL)
    assert found["kind"] == "unpublished"
    assert found["eventtitle"] == "Event {Title}"
    assert found["venue"] == "Eventtown"
    assert found["eventdate"] == "2019-04-24"
    assert found["type"] == "toast"
    assert found["date"] == "2019-04-25"
    assert found["urldate"] == "2026-11-21"
    assert found["langid"] == "english"
    assert found["library"].startswith("AVPRF, Moscow, fond 0102")
    assert "Translated by Vladimir Putin" in found["addendum"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_type_is_read_back(binary: Path, kind: SourceType) -> None:
    source = full(kind)
    (found,) = pandoc(binary, exported([source], "biblatex"), "biblatex")
    text = seen(found)
    names = ("Putin", "Kim Jong Un", "Nobody", "Ministry of War and Peace, North")
    printed = [getattr(source, name) for name in TEXTS if name != "note"]
    for value in (*printed, "Cont Title", *names):
        assert skeleton(value) in text, value
    assert skeleton("Pub and Lisher") in text
    assert "103" in text
    assert "127" in text
    assert found["DOI"] == source.DOI
    assert found["URL"] == source.URL
    assert skeleton("978-3-16-148410-0") in text
    assert found["issued"] == {"date-parts": [[2019, 4, 25]]}
    assert found["accessed"] == {"date-parts": [[2026, 11, 21]]}
    assert "2019-4-24" in text or "24april2019" in text or found.get("event-date")


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("", ""),
        ("1948", "1948"),
        ("1948-10", "1948-10"),
        ("1948-10-12", "1948-10-12"),
        ("1984?", "1984?"),
        ("1984~", "1984~"),
        ("1984%", "1984%"),
        ("2001/2006", "2001/2006"),
        ("2001-08/..", "2001-08/"),
        ("../2022-10-12", "/2022-10-12"),
        ("199X", "1990/1999"),
        ("19XX", "1900/1999"),
        ("1999-XX", "1999"),
        ("1999-12-XX", "1999-12"),
        ("1999-XX-XX", "1999"),
        ("1984?/2004~", "1984?/2004~"),
        ("199X/2001", "1990/2001"),
    ],
)
def test_dates(edtf: str, wanted: str) -> None:
    assert date(edtf) == wanted


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [("2017", "2017?"), ("2017~", "2017%"), ("2017?", "2017?"), ("2001/2006", "2001?/2006?")],
)
def test_a_date_that_is_not_printed_is_uncertain(edtf: str, wanted: str) -> None:
    assert date(edtf, guessed=True) == wanted


def test_what_is_supplied_is_told() -> None:
    found = fields(bare(issued="2017", inferred=("issued", "container-title"), note="Because."))
    assert found["date"] == "2017?"
    assert found["comment"] == (
        "Not printed in the source, supplied: date, title of the publication. Because."
    )


def test_an_undated_source_says_so() -> None:
    assert fields(bare(accessed="2026-11-21"))["year"] == UNDATED


def test_a_source_known_by_the_day_of_its_event_is_dated_by_that() -> None:
    assert fields(bare(type="treaty", event_date="2024-06-19"))["date"] == "2024-06-19"


def test_our_translation_of_a_title_follows_it() -> None:
    found = fields(bare(title="Заголовок", title_short="Heading", language="ru"))
    assert (found["title"], found["titleaddon"]) == ("Заголовок", "[Heading]")
    assert found["langid"] == "russian"
    assert "shorttitle" not in found


def test_keys_of_a_manuscript_become_aliases() -> None:
    text = export([FULL], "biblatex", lookup, "", {FULL.id: ["old-id", "full-2019"]})
    (entry,) = pybtex(text).entries.values()
    assert entry.key == "old-id"
    assert entry.fields["ids"] == "full-2019"


biber = pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")


BESIDE_THE_MODEL = re.compile(
    r"legacy year field 'n\.d\.'"
    r"|Field 'comment' invalid in data model"
    r"|Invalid value of field 'year' must be datatype 'datepart'"
    r"|Entry '\S+' \(refs\.bib\): Missing mandatory field 'author'"
)
"""What docs/exports.md says is done on purpose."""


def _validated(folder: Path, text: str) -> list[str]:
    (folder / "refs.bib").write_text(text, "utf-8")
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "refs.bib"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Datamodel validation complete" in done.stdout
    return [
        line
        for line in done.stdout.splitlines()
        if line.startswith(("WARN", "ERROR")) and not BESIDE_THE_MODEL.search(line)
    ]


@biber
@pytest.mark.tex
def test_biber_finds_no_fault_in_the_corpus(tmp_path: Path, desk: Desk) -> None:
    assert _validated(tmp_path, export(shipped(desk), "biblatex", desk.lookup)) == []


@biber
@pytest.mark.tex
def test_biber_finds_no_fault_in_any_type_or_text(tmp_path: Path) -> None:
    sources = [*map(full, KINDS), *(bare(id=f"b-{kind}", type=kind) for kind in KINDS)]
    sources += hostile(HOSTILE, "webpage", "en")
    assert _validated(tmp_path, exported(sources, "biblatex")) == []


@biber
@pytest.mark.tex
def test_biber_still_finds_faults(tmp_path: Path) -> None:
    assert _validated(tmp_path, "@online{a,\n title = {T},\n venue = {V},\n}\n")
