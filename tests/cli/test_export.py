"""Exports, read by programs that nobody here wrote."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.shared import FIVE, ROOT

from ddr.cli.app import run
from ddr.corpus.locate import builtin

Export = Callable[..., Path]
PAGE = (ROOT / "docs" / "data.md").read_text("utf-8")
EXAMPLES = re.findall(r"<!-- example: (\w+) -->\n```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Return a function that exports a timeline and returns where to."""
    folder = tmp_path_factory.mktemp("exported")
    done: dict[tuple[str, ...], Path] = {}

    def export(name: str, *arguments: str, timeline: Path = FIVE) -> Path:
        asked = (str(timeline), name, *arguments)
        if asked not in done:
            done[asked] = folder / str(len(done)) / name
            done[asked].parent.mkdir()
            call = ["--timeline", str(timeline), "export", *arguments, "-o", str(done[asked])]
            assert run(call) == 0
        return done[asked]

    return export


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("filters", [(), ("--since", "2000", "--until", "2002")])
@pytest.mark.parametrize("timeline", [FIVE, builtin()], ids=["five", "builtin"])
def test_every_foreign_key_holds(
    exported: Export, timeline: Path, filters: tuple[str, ...]
) -> None:
    path = exported("t.db", "--to", "sqlite", *filters, timeline=timeline)
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "SELECT count(*) FROM event")[0][0] > 5
    keyed = rows(path, "SELECT count(*) FROM pragma_foreign_key_list('evidence')")
    assert keyed[0][0] == 3


def test_the_database_holds_every_record(exported: Export) -> None:
    path = exported("t.db", "--to", "sqlite")
    text = (FIVE / "timeline.toml").read_text("utf-8")
    for table in ("event", "statement", "source", "place"):
        number = rows(path, f"SELECT count(*) FROM {table}")[0][0]
        assert number == text.count(f"\n[[{table}]]") + text.startswith(f"[[{table}]]"), table
    agents = rows(path, "SELECT count(*) FROM agent")[0][0]
    assert agents == text.count("[[person]]") + text.count("[[organization]]")


def test_a_selection_brings_what_it_names_and_no_more(exported: Export) -> None:
    path = exported("few.db", "--to", "sqlite", "--on", "2019-04-25")
    titles = {row[0] for row in rows(path, "SELECT id FROM event")}
    assert titles == {"2019-04-25-vladivostok-reception", "2019-04-25-vladivostok-summit",
                      "2019-04-kim-jong-un-visit"}  # fmt: skip
    assert rows(path, "SELECT count(*) FROM agent WHERE id = 'vladimir-putin'") == [(1,)]
    assert rows(path, "SELECT count(*) FROM statement WHERE source = 'matsegora-2017'") == [(0,)]


def test_dates_have_their_ends_and_their_precision(exported: Export) -> None:
    path = exported("t.db", "--to", "sqlite")
    sql = "SELECT id, date, date_start, date_end, date_precision, date_label FROM event"
    found = {row[0]: row[1:] for row in rows(path, sql)}
    assert found["1945-liberation"] == (
        "19XX", "1900-01-01", "1999-12-31", "century", "some time in 1900–1999",
    )  # fmt: skip
    assert found["1948-founding"] == (
        "../1948-10-12", None, "1948-10-12", "interval", "by 12 October 1948",
    )  # fmt: skip
    assert found["2000-02-treaty"][1:4] == ("2000-02-01", "2000-02-29", "month")


@pytest.mark.parametrize("view", ["what_happened", "who_said_what", "told_differently"])
def test_a_view_is_in_order_of_time(exported: Export, view: str) -> None:
    path = exported("t.db", "--to", "sqlite", timeline=builtin())
    table = "statement" if view == "who_said_what" else "event"
    known = dict(rows(path, f"SELECT id, coalesce(date_start, date_end) FROM {table}"))
    days = [known[name] for (name,) in rows(path, f"SELECT id FROM {view}")]
    assert len(days) > 50
    assert days == sorted(days)


def test_the_description_is_that_of_the_database(exported: Export) -> None:
    path = exported("t.db", "--to", "sqlite")
    described = json.loads(path.with_suffix(".metadata.json").read_text("utf-8"))
    there = {row[0] for row in rows(path, "SELECT name FROM sqlite_master WHERE type <> 'index'")}
    shown = described["databases"]["t"]["tables"]
    assert set(shown) == {n for n in there if not n.startswith(("words_", "about_", "sqlite_"))}
    for name, table in shown.items():
        if column := table.get("label_column"):
            assert (1,) in rows(path, f"SELECT 1 FROM pragma_table_info('{name}') "
                                      f"WHERE name = '{column}'")  # fmt: skip


@pytest.mark.parametrize(("engine", "sql"), EXAMPLES)
def test_an_example_of_the_page_answers(
    exported: Export, engine: str, sql: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if engine == "sqlite":
        assert rows(exported("t.db", "--to", "sqlite", timeline=builtin()), sql)
        return
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    tables = exported("tables", "--to", "csv", timeline=builtin())
    lines = exported("lines", "--to", "jsonl", timeline=builtin())
    (tmp_path / "tables").symlink_to(tables)
    (tmp_path / "lines").symlink_to(lines)
    monkeypatch.chdir(tmp_path)
    assert duckdb.sql(sql).fetchall()


def test_the_page_shows_both() -> None:
    assert {engine for engine, _ in EXAMPLES} == {"sqlite", "duckdb"}


def test_tables_and_database_hold_the_same(exported: Export) -> None:
    folder = exported("tables", "--to", "csv")
    path = exported("t.db", "--to", "sqlite")
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            number = len(list(csv.DictReader(stream)))
        assert number == rows(path, f"SELECT count(*) FROM {file.stem}")[0][0]
        assert f"`{file.name}`" in (folder / "README.md").read_text("utf-8")


def test_lines_are_the_records(exported: Export, capsys: pytest.CaptureFixture[str]) -> None:
    folder = exported("lines", "--to", "jsonl")
    capsys.readouterr()
    assert run(["--timeline", str(FIVE), "events", "-f", "jsonl"]) == 0
    assert (folder / "event.jsonl").read_text("utf-8") == capsys.readouterr().out


def test_the_calendar_holds_the_known_days_alone(exported: Export) -> None:
    icalendar = pytest.importorskip("icalendar")
    text = exported("t.ics", "--to", "ics").read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    found = {str(e["UID"]): e for e in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    assert "2019-04-25-vladivostok-summit@ddr-timeline" in found
    assert "2000-02-treaty@ddr-timeline" not in found
    assert "1948-founding@ddr-timeline" not in found
    one = found["1948-10-12-relations@ddr-timeline"]
    assert one["DTSTART"].dt == date(1948, 10, 12)
    assert one["DTEND"].dt == date(1948, 10, 13)
    shown = rows(exported("t.db", "--to", "sqlite"), "SELECT id, title, summary FROM event")
    told = {f"{name}@ddr-timeline": (title, summary) for name, title, summary in shown}
    assert {k: (str(e["SUMMARY"]), str(e.get("DESCRIPTION", ""))) for k, e in found.items()} == {
        k: told[k] for k in found
    }


def test_timelinejs_shows_dates_in_words(exported: Export) -> None:
    made = json.loads(exported("t.json", "--to", "timelinejs").read_text("utf-8"))
    found = {event["unique_id"]: event for event in made["events"]}
    assert len(found) == 28
    assert found["2000-02-treaty"]["start_date"] == {"year": 2000, "month": 2}
    assert found["2000-02-treaty"]["display_date"] == "February 2000"
    assert found["1945-liberation"]["end_date"] == {"year": 1999}
    assert found["1948-founding"]["start_date"] == {"year": 1948, "month": 10, "day": 12}


def test_the_vault_has_no_dead_link(exported: Export) -> None:
    folder = exported("vault", "--to", "obsidian", "--since", "2000", timeline=builtin())
    notes = {path.stem for path in folder.rglob("*.md")}
    links = [
        (path.name, name)
        for path in folder.rglob("*.md")
        for name in re.findall(r"\[\[([^\]|]+)\|[^\]]+\]\]", path.read_text("utf-8"))
    ]
    assert len(links) > 500
    assert [link for link in links if link[1] not in notes] == []


def test_a_selector_finds_the_words_in_the_text(exported: Export) -> None:
    made = json.loads(exported("a.json", "--to", "web-annotation").read_text("utf-8"))
    texts = {p.stem: " ".join(p.read_text("utf-8").split()) for p in (FIVE / "sources").iterdir()}
    items = made["first"]["items"]
    assert made["total"] == len(items) > 100
    for item in items:
        name = item["id"].removeprefix("urn:ddr:")
        text = next(text for key, text in texts.items() if name.startswith(key))
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            selector = target["selector"]
            around = "".join(selector.get(k, "") for k in ("prefix", "exact", "suffix"))
            assert selector["type"] == "TextQuoteSelector"
            assert around in text, name
            assert selector["exact"]


def test_what_cannot_be_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--timeline", str(FIVE), "export"]
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    for wrong, says, code in (
        ([], "--format is missing", 2),
        (["--to", "sqlight"], "did you mean 'sqlite'", 2),
        (["--to", "csv"], "writes a folder", 2),
        (["--to", "csv", "-o", str(tmp_path)], "holds other things", 2),
        (["--to", "sqlite", "-o", str(tmp_path / "no" / "t.db")], "cannot be written", 4),
        (["--to", "ics", "no-such-thing"], "no event found", 1),
    ):
        assert run([*base, *wrong]) == code, wrong
        assert says in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert run([*base, "--to", "jsonl", "-o", str(tmp_path / "new")]) == 0
    assert run([*base, "--to", "jsonl", "-o", str(tmp_path / "new")]) == 0
