"""Anniversaries: of known days alone, with their number, and a calendar that others read."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from tests.shared import write_timeline

from ddr.cli.app import run

DATES = {
    "old-treaty": "1948-10-12",
    "long-visit": "2000-10-10/2000-10-14",
    "turn-of-year": "1999-12-30/2000-01-02",
    "leap-day": "1952-02-29",
    "perhaps": "1990-10-12?",
    "month": "1960-10",
    "year": "1970",
    "by": "../1980-10-12",
    "later": "2030-10-12",
    "this-very-day": "2026-10-12",
}


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    told = [{"source": "book", "says": "It attests it."}]
    events = [
        {"id": name, "date": when, "title": name, "kind": "other", "evidence": told}
        for name, when in DATES.items()
    ]
    source = {"id": "book", "type": "book", "title": "A book", "origin": "third-party"}
    values = {"title": "Days", "version": "2026.01.01", "source": [source], "event": events}
    return str(write_timeline(tmp_path_factory.mktemp("days") / "timeline", values, {}))


@pytest.fixture
def ask(timeline: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that asks and returns the day and number of years of each event."""

    def answer(*arguments: str) -> dict[str, tuple[str, int]]:
        run(["--timeline", timeline, "today", "--format", "json", *arguments])
        found = json.loads(capsys.readouterr().out)
        return {one["id"]: (one["on"], one["years"]) for one in found}

    return answer


def test_a_day_has_its_events_with_the_number_of_years(ask: Any) -> None:
    assert ask("--date", "2026-10-12", "--ahead", "0") == {
        "old-treaty": ("2026-10-12", 78),
        "perhaps": ("2026-10-12", 36),
        "long-visit": ("2026-10-12", 26),
        "this-very-day": ("2026-10-12", 0),
    }


def test_ahead_an_event_stands_at_its_first_day(ask: Any) -> None:
    assert ask("--date", "2026-10-08", "--ahead", "3") == {"long-visit": ("2026-10-10", 26)}
    assert list(ask("--date", "2026-10-09", "--ahead", "3")) == [
        "long-visit", "old-treaty", "perhaps",
    ]  # fmt: skip


def test_the_turn_of_a_year(ask: Any) -> None:
    assert ask("--date", "2026-12-29", "--ahead", "7") == {"turn-of-year": ("2026-12-30", 27)}
    assert ask("--date", "2027-01-01", "--ahead", "0") == {"turn-of-year": ("2027-01-01", 27)}
    assert ask("--date", "2027-01-03", "--ahead", "20") == {}


def test_the_last_of_february(ask: Any) -> None:
    assert ask("--date", "2027-02-28", "--ahead", "0") == {"leap-day": ("2027-02-28", 75)}
    assert ask("--date", "2028-02-28", "--ahead", "0") == {}
    assert ask("--date", "2028-02-28", "--ahead", "1") == {"leap-day": ("2028-02-29", 76)}
    assert ask("--date", "2027-02-20", "--ahead", "30") == {"leap-day": ("2027-02-28", 75)}


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2027, 3, 1), date(2028, 2, 28)])
def test_a_year_ahead_has_every_known_day_once(ask: Any, start: date) -> None:
    found = ask("--date", start.isoformat(), "--ahead", "365")
    for name, when in DATES.items():
        first = when.rstrip("?").partition("/")[0]
        known = len(first) == 10 and date.fromisoformat(first) < start
        assert (name in found) == known, name
        if known:
            on = date.fromisoformat(found[name][0])
            past = on - (date.fromisoformat(first) + relativedelta(years=found[name][1]))
            assert past == timedelta(0) or (on == start and past <= timedelta(days=4))


def test_a_calendar_of_ten_years(timeline: str, tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    file = tmp_path / "days.ics"
    asked = ["--timeline", timeline, "today", "--date", "2026-10-12", "-o", str(file)]
    assert run(asked) == 0
    entries = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    days: dict[str, list[date]] = {}
    for entry in entries:
        days.setdefault(str(entry["UID"]).rsplit("-", 2)[0], []).append(entry["DTSTART"].dt)
    assert set(days) == {"old-treaty", "long-visit", "turn-of-year", "leap-day", "perhaps",
                         "this-very-day", "later"}  # fmt: skip
    assert days["old-treaty"] == [date(2026 + n, 10, 12) for n in range(10)]
    assert days["this-very-day"] == [date(2027 + n, 10, 12) for n in range(9)]
    assert days["later"] == [date(2031 + n, 10, 12) for n in range(5)]
    assert len(days["leap-day"]) == 10
    assert date(2028, 2, 29) in days["leap-day"]
    assert len({str(entry["UID"]) for entry in entries}) == len(entries)
    titles = [str(e["SUMMARY"]) for e in entries if e["DTSTART"].dt == date(2028, 10, 12)]
    assert "80 years ago: old-treaty" in titles
    assert all(e["DTEND"].dt - e["DTSTART"].dt == timedelta(days=1) for e in entries)


def test_what_is_no_day(timeline: str, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--timeline", timeline, "today"]
    for wrong, says, code in (
        (["--date", "October 2026"], "is not one day", 2),
        (["--to", "ical"], "--format takes table, json", 1),
        (["-o", "x.txt"], "--output takes a calendar", 2),
        (["--date", "2027-06-01"], "nothing is known to have happened", 1),
        (["--kind", "war", "--to", "ics"], "no event found", 1),
    ):
        assert run([*base, *wrong]) == code, wrong
        assert says in capsys.readouterr().err
