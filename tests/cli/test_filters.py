"""Every command that shows a selection takes the filters of `events` and of `said`."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from tests.shared import FIVE

from ddr.cli.app import command, run

SHOWN = ("chronology", "timeline", "today", "page", "export")


def options(name: str) -> set[str]:
    item = command().get_command(None, name)
    return {option for one in item.params for option in one.opts if option.startswith("--")}


@pytest.mark.parametrize("name", SHOWN)
def test_the_filters_have_the_same_names(name: str) -> None:
    listed = {"--count", "--fields", "--format", "--language", "--timeline"}
    asked = {"--context", "--group-by", "--topics", "--verify"}
    day = {"--on"} if name == "today" else set()
    assert (options("events") | options("said")) - listed - asked - day <= options(name)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["--timeline", str(FIVE), *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "filters",
    [
        ("--by", "Путин"),
        ("--as", "Ambassador of Russia", "--quotable"),
        ("--side", "dprk", "--mode", "interpreted"),
        ("--about", "sanctions", "--held"),
        ("--to", "Kim Jong Un"),
    ],
)
def test_events_are_chosen_by_what_was_said_there_and_nothing_else_is_shown(
    filters: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = asked(capsys, "said", *filters)
    folder = tmp_path / "tables"
    call = ["export", *filters, "--format", "csv", "-o", str(folder)]
    assert run(["--timeline", str(FIVE), *call]) == 0
    tables = {}
    for name in ("event", "statement"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            tables[name] = {row["id"] for row in csv.DictReader(stream)}
    known = {one["id"] for one in asked(capsys, "events")}
    belonging = {}
    for one in said:
        places = [name for name in (one["occasion"], *one["about"]) if name in known]
        if places:
            belonging[one["id"]] = places[0]
    assert tables["statement"] == set(belonging)
    assert tables["event"] == set(belonging.values())
    assert 0 < len(tables["event"]) < len(known)


def test_both_kinds_of_filters_must_hold(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["chronology", "--by", "Putin", "--since", "2019", "--until", "2020", "--statements"]
    assert run(["--timeline", str(FIVE), *call, "--format", "markdown"]) == 0
    told = capsys.readouterr().out
    assert "{#2019-04-25-vladivostok-reception}" in told
    assert "{#2024" not in told
    leads = [line for line in told.splitlines() if line.endswith("own words:")]
    assert len(leads) > 3
    assert all(line.startswith("Vladimir Putin, President of Russia") for line in leads)


def test_the_latest_are_counted_among_those_that_the_statements_choose(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = ["timeline", "--by", "Matsegora", "--limit", "2", "--reverse"]
    assert run(["--timeline", str(FIVE), *call]) == 0
    assert "2 events" in capsys.readouterr().out


def test_a_day_is_remembered_for_who_spoke_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    day = ("--date", "2026-04-25", "--ahead", "0")
    everything = {one["id"] for one in asked(capsys, "today", *day)}
    his = {one["id"] for one in asked(capsys, "today", *day, "--by", "Putin")}
    assert "2019-04-25-vladivostok-reception" in his
    assert his < everything


def test_a_word_of_the_command_is_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--timeline", str(FIVE)]
    for word, meant in (
        (["timeline", "--by", "kind"], ["timeline", "--group-by", "kind"]),
        (["chronology", "--to", "html", "--on", "2019"],
         ["chronology", "--format", "html", "--on", "2019"]),
        (["today", "--to", "ics", "--date", "10-12"],
         ["today", "--format", "ics", "--date", "10-12"]),
        (["timeline", "--by", "kind", "--by", "Putin"],
         ["timeline", "--group-by", "kind", "--by", "Putin"]),
    ):  # fmt: skip
        assert run([*base, *word]) == run([*base, *meant]) == 0
        told = capsys.readouterr().out
        half = len(told) // 2
        assert told[:half] == told[half:]
    assert run([*base, "chronology", "--to", "dokx"]) == 2
    assert "did you mean 'docx'" in capsys.readouterr().err
    assert run([*base, "chronology", "--by", "Nobody At All"]) == 1
