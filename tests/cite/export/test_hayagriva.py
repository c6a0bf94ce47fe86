"""Hayagriva, read back by PyYAML and typeset by Typst."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ddr.frozen import replace
from ddr.parts import Contributor, Erratum
from ddr.records import Source
from ddr.vocabulary import SourceType

from .readers import seen, skeleton, typeset, yaml_
from .shelf import FULL, KINDS, TEXTS, exported, full

PLAIN = Source(id="s-1", type="webpage", title="Title", origin="russia")


def entry(**values: Any) -> dict[str, Any]:
    found: dict[str, Any] = yaml_(exported([replace(PLAIN, **values)], "hayagriva"))["s-1"]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_type_is_read_back(kind: SourceType) -> None:
    source = full(kind)
    found = yaml_(exported([source], "hayagriva"))[source.id]
    text = seen(found)
    wanted = [getattr(source, name) for name in TEXTS if name != "note"]
    for value in (*wanted, "Cont Title", "Pub and Lisher", source.URL, source.DOI, source.ISBN):
        assert skeleton(value) in text, value
    assert found["date"] == "2019-04-25"
    assert found["url"]["date"] == "2026-11-21"
    assert found["author"][0] == {"name": "Putin", "given-name": "Vladimir"}
    assert found["author"][1] == {"name": "Kim Jong Un"}


@pytest.mark.parametrize("style", ["chicago-notes", "apa", "mla", "ieee"])
def test_typst_reads_every_type(tmp_path: Path, style: str) -> None:
    printed = typeset(tmp_path, exported(map(full, KINDS), "hayagriva"), style)
    assert skeleton("A speech on Peace") in skeleton(printed)


def test_typst_prints_the_occasion_of_a_speech(tmp_path: Path) -> None:
    source = replace(FULL, archive="")
    printed = typeset(tmp_path, exported([source], "hayagriva"), "apa")
    for words in ("Event Title", "Eventtown", "April 24, 2019", "Toast", "Kim Jong Un"):
        assert skeleton(words) in skeleton(printed)


@pytest.mark.parametrize(
    ("values", "date", "note"),
    [
        ({}, None, None),
        ({"issued": "2017-05"}, "2017-05", None),
        ({"issued": "2017~"}, "~2017", "Dated about 2017"),
        ({"issued": "2001/2006"}, None, "Dated 2001–2006"),
        (
            {"issued": "2017", "inferred": ("issued",)},
            "~2017",
            "Dated 2017, not printed in the source",
        ),
    ],
)
def test_a_doubtful_date_is_an_approximate_one(
    values: dict[str, Any], date: str | None, note: str | None
) -> None:
    found = entry(**values)
    assert (found.get("date"), found.get("note")) == (date, note)


def test_typst_changes_no_name_number_or_mark(tmp_path: Path) -> None:
    title = 'KCNA: "MiG Alley" at kxnet.com, Kim Jong-un on post-war co-operation, it\'s said'
    source = replace(PLAIN, type="report", title=title, number="203-28-01-2003")
    body = Contributor(literal="People's Committee")
    title = "[Report on Kim Jong Il's talks, Dong-A Ilbo]"
    described = replace(PLAIN, id="s-2", title=title, author=(body,))
    printed = typeset(tmp_path, exported([source, described], "hayagriva"), "chicago-notes")
    for words in (
        "“MiG Alley” at kxnet.com, Kim Jong-un on Post-war Co-operation, It’s Said",
        "203\u201128\u201101\u20112003",
        "[Report on Kim Jong Il’s talks, Dong-A Ilbo]",
        "People’s Committee",
    ):
        assert words in printed, printed


@pytest.mark.parametrize(
    ("values", "kind", "parent"),
    [
        ({"URL": "http://a.b"}, "web", None),
        ({"container_title": "C"}, "web", "web"),
        ({"type": "article-newspaper", "container_title": "C"}, "article", "newspaper"),
        ({"type": "article-newspaper", "URL": "http://a.b"}, "web", None),
        ({"type": "post-weblog", "container_title": "C"}, "article", "blog"),
        ({"type": "speech", "event_title": "E"}, "misc", "conference"),
        ({"type": "document", "archive": "A"}, "manuscript", None),
        ({"type": "treaty"}, "legislation", None),
    ],
)
def test_types(values: dict[str, Any], kind: str, parent: str | None) -> None:
    found = entry(**values)
    parents = [one["type"] for one in found.get("parent", ())]
    assert (found["type"], parents) == (kind, [parent] if parent else [])


@pytest.mark.parametrize("name", ["s-1", "1948-10", "null", "24tv-x", "2019-04-25"])
def test_a_key_is_always_a_string(name: str) -> None:
    assert list(yaml_(exported([replace(PLAIN, id=name)], "hayagriva"))) == [name]


def test_corrections_are_a_note_that_no_citation_prints(tmp_path: Path) -> None:
    errata = (Erratum(date="2026-11-21", says="The $ was wrong"),)
    found = entry(issued="2017~", errata=errata)["note"]
    assert found == r"Dated about 2017. Corrected 2026-11-21: The \$ was wrong."
    written = exported([replace(FULL, errata=errata)], "hayagriva")
    for style in ("chicago-notes", "apa"):
        assert "orrected" not in typeset(tmp_path, written, style)
