"""Tables that people keep in a spreadsheet: what comes in, and what is said of each row."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.curation.imports.spreadsheet import rows
from ddr.errors import Exit
from tests.shared import ROOT

from ..conftest import Ddr

SAMPLES = ROOT / "docs" / "samples"
ORDER = {"names": "person", "sources": "source", "events": "event", "statements": "statement"}
TODAY = date(2026, 1, 1)


def tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def test_the_samples_of_the_documentation_come_in(
    ddr: Ddr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ddr("new", str(tmp_path / "mine"), "--side", "russia", "--side", "dprk")
    timeline = tmp_path / "mine" / "timeline.toml"
    monkeypatch.setenv("DDR_TIMELINE", str(timeline))
    said = (ROOT / "docs" / "importing.md").read_text("utf-8")
    assert {path.stem for path in SAMPLES.iterdir()} == set(ORDER)
    for name, kind in ORDER.items():
        assert f"(samples/{name}.csv)" in said
        ddr("add", kind, "--from", str(SAMPLES / f"{name}.csv"))
    shipped = tables(ROOT / "data" / "timeline.toml")
    now = tables(timeline)
    for kind in ("source", "event", "statement"):
        theirs = {one["id"]: one for one in shipped[kind]}
        new = [one for one in now[kind] if one["id"] in theirs]
        with (SAMPLES / f"{kind}s.csv").open(encoding="utf-8", newline="") as file:
            assert len(new) == len(list(csv.DictReader(file)))
        for one in new:
            for key in one.keys() & {"date", "issued", "speaker", "place", "source", "to", "title"}:
                assert one[key] == theirs[one["id"]][key]
            given = [(it["source"], it.get("says")) for it in one.get("evidence", [])]
            named = [it["source"] for it in theirs[one["id"]].get("evidence", [])]
            assert [source for source, _ in given] == named[: len(given)]
    for _ in ORDER:
        ddr("undo")
    assert {kind: len(tables(timeline)[kind]) for kind in ("event", "source")} == {
        "event": 1, "source": 1,
    }  # fmt: skip


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (("source", "says", "source 2", "says 2"), ("s1", "x", "Smith:1", "y")),
        (("Source", "Says", "Source", "Says"), ("s1", "x", "Smith:1", "y")),
        (("source_1", "says_1", "source_7", "says_7"), ("s1", "x", "Smith:1", "y")),
    ],
)
def test_a_row_has_several_sources(
    ddr: Ddr, timeline: Path, mark: str, head: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    more = '[[source]]\nid = "s2"\ncitation-key = "Smith:1"\ntype = "book"\ntitle = "B"\n'
    timeline.write_text(f'{timeline.read_text("utf-8")}\n{more}origin = "dprk"\n', "utf-8")
    stream = io.StringIO()
    write = csv.writer(stream, delimiter=mark, lineterminator="\r\n")
    write.writerow(["Date", "TITLE", "who", *head])
    write.writerow(["12 October 1948", "Three; or four", "Ann Lee", *cells])
    (timeline.parent / "a.csv").write_text("\ufeff" + stream.getvalue(), "utf-8", newline="")
    ddr("add", "event", "--from", "a.csv")
    new = next(one for one in tables(timeline)["event"] if one["id"] not in {"e1", "e2"})
    assert new["date"] == "1948-10-12"
    assert new["title"] == "Three; or four"
    assert new["participants"] == ["ann"]
    assert new["evidence"] == [{"source": "s1", "says": "x"}, {"source": "s2", "says": "y"}]


def test_sources_of_one_cell_attest_the_same(ddr: Ddr, timeline: Path) -> None:
    text = "speaker,date,mode,source,locator,says\nAnn Lee,1950,paraphrase,s1; s1,p. 1; p. 2,x\n"
    (timeline.parent / "a.csv").write_text(text, "utf-8")
    ddr("add", "statement", "--from", "a.csv")
    new = next(one for one in tables(timeline)["statement"] if one["id"] != "st1")
    assert (new["source"], new["locator"], new["says"]) == ("s1", "p. 1", "x")
    assert new["evidence"] == [{"source": "s1", "locator": "p. 2", "says": "x"}]


def test_a_column_says_the_kind_and_rows_name_each_other(ddr: Ddr, timeline: Path) -> None:
    text = (
        "record,id,name,date,title,speaker,mode,occasion,source,says\n"
        "statement,new,,1950,,Ann Lee,paraphrase,later,s1,x\n"
        "event,later,,1950,T,,,,s1,y\nplace,,Vladivostok,,,,,,,\n"
    )
    (timeline.parent / "a.csv").write_text(text, "utf-8")
    ddr("add", "event", "--from", "a.csv")
    now = tables(timeline)
    assert {"id": "vladivostok", "name": "Vladivostok"} in now["place"]
    assert next(one for one in now["statement"] if one["id"] == "new")["occasion"] == "later"


HEAD = "date,title,source,says,locator,source 2,exact 2,who,kind\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("31 Februar,T,s1,x,,,,,", ["column 'date': '31 Februar'", "did you mean 'February'"]),
        ("1950,,s1,x,,,,,", ["column 'title': it is empty"]),
        ("1950,T,,x,,,,,", ["column 'says': the 'source' beside it is empty"]),
        ("1950,T,,,,,,,", ["columns 'source', 'says': an event needs"]),
        ("1950,T,s9,x,,,,,", ["column 'source': there is no source 's9'"]),
        ("1950,T,s1,x,,s9,y,,", ["column 'source 2': there is no source 's9'"]),
        ("1950,T,s1,x,,s1,words,,", ["'exact 2': the text of 's1' is not held"]),
        ("1950,T,s1; s1; s1,x,p. 1; p. 2,,,,", ["column 'locator': 3 sources have 2 locators"]),
        ("1950,T,s1,x,,,,Ann Lee; Bob,", ["column 'who': there is no person or org", "'Bob'"]),
        ("1950,T,s1,x,,,,,vist", ["column 'kind': 'vist'", "did you mean 'visit'"]),
        ("1950,T,s1,x\x07,,,,,", ["column 'says': the control character U+0007"]),
        ("1950,One,s1,x,,,,,", ["'e1' at timeline.toml:21 says the same"]),
        ("1950,T,s1,x,,,,,,surplus", ["the cell 'surplus' stands in a column without a name"]),
        ('1950,"T,s1,x,,,,,', ["a quotation mark is opened here and not closed"]),
        ('1950,"T"t,s1,x,,,,,', ["expected after", "doubled"]),
    ],
)
def test_a_row_that_fails_is_told_by_its_line_and_column(
    ddr: Ddr, timeline: Path, row: str, told: list[str]
) -> None:
    before = timeline.read_bytes()
    text = f'{HEAD}1949,"Broken\nin two",s1,x,,,,,\n,,,,,,,,\n{row}\n'
    (timeline.parent / "a.csv").write_text(text, "utf-8")
    answer = ddr("add", "event", "--from", "a.csv", code=Exit.DATA)
    assert answer.out == ""
    assert answer.err.startswith("ddr: a.csv:5: ")
    assert answer.err.count("\n") == 1
    assert all(words in answer.err for words in told)
    assert timeline.read_bytes() == before


def test_every_row_that_fails_is_told(ddr: Ddr, timeline: Path) -> None:
    before = timeline.read_bytes()
    good, bad = "1949,T{},s1,x,,,,,\n", "1949,T{},s1,x,,s1,not held,,\n"
    text = HEAD + "".join((bad if n % 2 else good).format(n) for n in range(2, 8))
    (timeline.parent / "a.csv").write_text(text, "utf-8")
    answer = ddr("add", "event", "--from", "a.csv", code=Exit.DATA)
    *lines, last = answer.err.splitlines()
    assert [line.split()[1] for line in lines] == ["a.csv:3:", "a.csv:5:", "a.csv:7:"]
    assert (
        last
        == "ddr: a.csv: 3 of 6 rows cannot be imported, so nothing was written: correct them first"
    )
    assert timeline.read_bytes() == before


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (
            "date,titel,source",
            "'titel' is not known: rename it or take it out; did you mean 'title'",
        ),
        ("date,title,Title,source", "the column 'Title' stands there twice"),
        ("date,title,source 2,source_2", "the column 'source_2' stands there twice"),
        ("date,title,my remarks", "take it out; known are id, formerly, date,"),
    ],
)
def test_columns_that_no_record_has_are_refused(
    ddr: Ddr, timeline: Path, head: str, told: str
) -> None:
    (timeline.parent / "a.csv").write_text(f"{head}\n1950,T,s1,x\n", "utf-8")
    answer = ddr("add", "event", "--from", "a.csv", code=Exit.USAGE)
    assert told in answer.err
    assert answer.err.startswith("ddr: a.csv:1: ")
    assert answer.err.count("\n") == 1


def test_what_ddr_itself_keeps_from_being_a_formula_is_as_it_was(ddr: Ddr, timeline: Path) -> None:
    (timeline.parent / "a.csv").write_text("date,title,source,says\n1950,'-T,s1,'s\n", "utf-8")
    ddr("add", "event", "--from", "a.csv")
    new = next(one for one in tables(timeline)["event"] if one["title"] == "-T")
    assert new["evidence"] == [{"source": "s1", "says": "'s"}]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12).map(
    lambda text: " ".join(text.replace(";", "").split())
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_no_word_of_a_cell_is_lost(table: list[tuple[str, str, str]], mark: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=mark)
    writer.writerow(["title", "summary", "tags", "note"])
    for title, summary, tag in table:
        writer.writerow([title, summary, f"{tag};b", json.dumps(title)])
    for row, (title, summary, tag) in zip(
        rows(stream.getvalue(), "event", "x", TODAY), table, strict=True
    ):
        said = row.values.get("title", ""), row.values.get("summary", "")
        plain = [one[1:] if one[:1] == "'" and one[1:].lstrip()[:1] in "=+-@＝＋－＠" else one
                 for one in (title, summary)]  # fmt: skip
        assert row.wrong or list(said) == plain
        if not tag.startswith(("[", "{", "'")):
            assert row.values["tags"] == ([tag, "b"] if tag else ["b"])
