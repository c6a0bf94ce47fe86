"""Classic BibTeX."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ddr.cite.export.formats import export
from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Source
from ddr.vocabulary import SourceType

from .readers import pandoc, pybtex, seen, skeleton
from .shelf import CORRECTED, ERRATA, FULL, KINDS, TEXTS, exported, full, lookup

PLAIN = Source(id="s-1", type="webpage", title="Title", origin="russia")


def fields(**values: Any) -> dict[str, str]:
    entry = pybtex(exported([replace(PLAIN, **values)], "bibtex")).entries["s-1"]
    return {"kind": entry.type, **dict(entry.fields.items())}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_type_is_read_back(binary: Path, kind: SourceType) -> None:
    source = full(kind)
    (found,) = pandoc(binary, exported([source], "bibtex"), "bibtex")
    text = seen(found)
    names = ("Putin", "Kim Jong Un", "Nobody", "Ministry of War and Peace, North")
    wanted = (*(getattr(source, name) for name in TEXTS), "Cont Title", "Pub and Lisher", *names)
    for value in (*wanted, source.URL, source.DOI, source.ISBN, "21 November 2026", "103", "127"):
        assert skeleton(value) in text, value
    assert found["issued"] == {"date-parts": [[2019]]}  # pandoc reads no day in `month`


def test_a_speech_says_what_and_where() -> None:
    source = replace(FULL, id="s-1", container_title="")
    found = pybtex(exported([source], "bibtex")).entries["s-1"]
    assert found.type == "misc"
    assert found.fields["howpublished"] == (
        "Toast, Event Title, Eventtown, 24 April 2019, AVPRF, Moscow, fond 0102, opis 18, "
        "papka 93, delo 5, listy 144-146, Pub and Lisher"
    )


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, ("n.d.", None, None, None)),
        ({"issued": "2017"}, ("2017", None, None, None)),
        ({"issued": "2017-05"}, ("2017", "May", None, None)),
        ({"issued": "2017-05-09"}, ("2017", "9~May", None, None)),
        ({"issued": "2017~"}, ("ca. 2017", None, None, None)),
        ({"issued": "2017?"}, ("[2017?{]}", None, None, None)),
        ({"issued": "2017", "inferred": ("issued",)}, ("[2017?{]}", None, None, None)),
        (
            {"issued": "2017-05-09", "inferred": ("issued",)},
            ("[2017?{]}", None, None, "Dated 9 May 2017, not printed in the source"),
        ),
        ({"issued": "2001/2006"}, ("2001--2006", None, None, "Dated 2001–2006")),
        ({"issued": "199X"}, ("1990s", None, None, None)),
        ({"type": "treaty", "event_date": "1961-07-06"}, ("1961", "6~July", None, None)),
    ],
)
def test_dates(values: dict[str, Any], wanted: tuple[str | None, ...]) -> None:
    found = fields(**values)
    assert tuple(found.get(name) for name in ("year", "month", "day", "note")) == wanted


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"type": "article-newspaper", "container_title": "P"}, "article"),
        ({"type": "article-newspaper"}, "misc"),
        ({"type": "report", "publisher": "P"}, "techreport"),
        ({"type": "report"}, "misc"),
        ({"type": "entry-encyclopedia", "container_title": "E"}, "incollection"),
        ({"type": "book"}, "book"),
        ({"type": "treaty"}, "misc"),
    ],
)
def test_entry_types(values: dict[str, Any], kind: str) -> None:
    assert fields(**values)["kind"] == kind


def test_a_source_without_author_is_sorted_by_its_title() -> None:
    assert fields(title_short="Short")["key"] == "Short"
    assert "key" not in fields(author=(Contributor(literal="Somebody"),))


def test_corrections_end_the_remarks() -> None:
    found = fields(note="A note", errata=ERRATA)
    assert found["annote"] == f"A note. {CORRECTED}"


def test_a_key_is_written_once_in_whatever_letters() -> None:
    named = {"s-1": ("S-1", "old", "s-1", "OLD", "s-2")}
    text = export([PLAIN], "bibtex", lookup, named=named)
    assert list(pybtex(text).entries) == ["S-1", "old", "s-2"]
    assert len(json.loads(export([PLAIN], "csl-json", lookup, named=named))) == len(named["s-1"])
