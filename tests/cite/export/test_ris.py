"""RIS, read back by rispy and by pandoc."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Source
from ddr.vocabulary import SourceType

from .readers import pandoc, ris, seen, skeleton
from .shelf import CORRECTED, ERRATA, FULL, KINDS, TEXTS, exported, full

PLAIN = Source(id="s-1", type="webpage", title="Title", origin="russia")


def record(**values: Any) -> dict[str, Any]:
    (found,) = ris(exported([replace(PLAIN, **values)], "ris"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_type_is_read_back(kind: SourceType) -> None:
    source = full(kind)
    (found,) = ris(exported([source], "ris"))
    assert "unknown_tag" not in found or set(found["unknown_tag"]) == {"OP"}
    text = seen(found)
    wanted = [getattr(source, name) for name in TEXTS]
    wanted += ["Cont Title", "Pub and Lisher", source.URL, source.DOI, source.ISBN]
    for value in wanted:
        assert skeleton(value) in text, value
    assert found["authors"] == ["Putin, Vladimir", "Kim Jong Un,", "Nobody,"]
    assert found["secondary_authors"] == ["Ministry of War and Peace, North,"]
    assert found["subsidiary_authors"] == ["Putin, Vladimir"]
    assert (found["start_page"], found["end_page"]) == ("103", "127")
    assert (found["year"], found["date"]) == ("2019", "2019/04/25/")
    assert found["access_date"] == "2026/11/21/"


def test_a_speech() -> None:
    (found,) = ris(exported([FULL], "ris"))
    assert found["type_of_reference"] == "SLIDE"
    assert found["secondary_title"] == "Event Title"
    assert found["place_published"] == "Eventtown"
    assert found["type_of_work"] == "toast"
    assert found["custom1"] == "24 April 2019"
    assert found["name_of_database"] == "AVPRF, Moscow"
    assert found["accession_number"] == "fond 0102, opis 18, papka 93, delo 5, listy 144-146"


@pytest.mark.parametrize(
    ("values", "date", "note"),
    [
        ({}, None, None),
        ({"issued": "2017"}, "2017///", None),
        ({"issued": "2017-05"}, "2017/05//", None),
        ({"issued": "2017-05-09"}, "2017/05/09/", None),
        ({"issued": "2017~"}, "2017///about 2017", ["Date: about 2017"]),
        ({"issued": "2001/2006"}, "2001///2001–2006", ["Date: 2001–2006"]),
        (
            {"issued": "2017", "inferred": ("issued",)},
            "2017///inferred",
            ["Not printed in the source, supplied: date."],
        ),
    ],
)
def test_dates(values: dict[str, Any], date: str | None, note: list[str] | None) -> None:
    found = record(**values)
    assert (found.get("date"), found.get("notes")) == (date, note)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"URL": "http://a.b"}, "ELEC"),
        ({"type": "document"}, "GEN"),
        ({"type": "document", "archive": "A", "URL": "http://a.b"}, "MANSCPT"),
        ({"type": "treaty"}, "STAT"),
        ({"type": "article-newspaper"}, "NEWS"),
    ],
)
def test_types(values: dict[str, Any], kind: str) -> None:
    assert record(**values)["type_of_reference"] == kind


def test_every_line_has_the_form_of_the_specification() -> None:
    for line in exported([*map(full, KINDS)], "ris").split("\r\n"):
        assert re.fullmatch(r"(?:[A-Z][A-Z0-9]  - .*)?", line)


def test_pandoc_leaves_whole_names_whole(binary: Path) -> None:
    names = ("Kim Jong Un", "Ministry of Foreign Affairs")
    source = replace(PLAIN, author=tuple(Contributor(literal=name) for name in names))
    (found,) = pandoc(binary, exported([source], "ris"), "ris")
    assert found["author"] == [{"family": name} for name in names]


def test_corrections_end_the_remarks() -> None:
    found = record(note="A note", errata=ERRATA)
    assert found["notes"] == [f"A note. {CORRECTED}"]
