"""Who held an office on a day, its first and its last among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ddr.errors import NotFoundError
from ddr.index.open import Index
from ddr.query.names.office import Offices
from ddr.query.names.resolve import AGENTS, resolve
from ddr.query.questions import StatementQuestion, statements

TIMELINE = """\
schema = 1

[[person]]
id = "first"
name = "Ivan First"
roles = [{ title = "Ambassador of Russia", of = "russia", from = "2001-03-01", to = "2005-06-30" }]

[[person]]
id = "second"
name = "Ivan Second"
roles = [{ title = "Ambassador of Russia", of = "russia", from = "2005-07-01", to = "2008-01-31" }]
"""


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2001-02-28", []),
        ("2001-03-01", ["first"]),
        ("2005-06-30", ["first"]),
        ("2005-07-01", ["second"]),
        ("2008-01-31", ["second"]),
        ("2008-02-01", []),
    ],
)
def test_an_office_is_held_from_its_first_day_to_its_last(
    tmp_path: Path, open_index: Callable[..., Index], day: str, holder: list[str]
) -> None:
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(TIMELINE, "utf-8")
    on = date.fromisoformat(day).toordinal()
    found = Offices(open_index(timeline)).holders("Russian ambassador", (on, on))
    assert [one.id for one in found] == holder


def test_an_empty_office_tells_its_last_and_its_next_holder(
    tmp_path: Path, open_index: Callable[..., Index]
) -> None:
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(TIMELINE.replace("2005-07-01", "2006"), "utf-8")
    offices = Offices(open_index(timeline))
    on = date(2005, 9, 1).toordinal()
    assert offices.vacancy("Russian ambassador", (on, on)) == (
        "the last before is Ivan First, until 30 June 2005; the next Ivan Second, from 2006"
    )


def test_a_day_on_which_two_may_have_held_an_office_tells_both(
    tmp_path: Path, open_index: Callable[..., Index]
) -> None:
    timeline = tmp_path / "timeline.toml"
    months = TIMELINE.replace("2005-06-30", "2005-06").replace("2005-07-01", "2005-06")
    timeline.write_text(months, "utf-8")
    day = date(2005, 6, 15).toordinal()
    with pytest.raises(NotFoundError) as caught:
        resolve(open_index(timeline), "Russian ambassador", AGENTS, "--by", (day, day))
    assert str(caught.value) == (
        "--by: which 'Russian ambassador' it was on that day is not known: "
        "Ivan First, until June 2005; Ivan Second, from June 2005"
    )


POSTS = """\
schema = 2
title = "Two houses"
language = "en"

[[side]]
id = "hosts"
name = "hosts"
countries = ["old", "new"]

[[side]]
id = "guests"
name = "guests"
countries = ["far"]

[[country]]
id = "old"
name = "Oldland"

[[country]]
id = "new"
name = "Newland"

[[country]]
id = "far"
name = "Farland"

[[person]]
id = "first"
name = "Ann First"
roles = [{ title = "Ambassador of Farland to Oldland", of = "far", from = "1980", to = "1991" }]

[[person]]
id = "second"
name = "Ann Second"
roles = [{ title = "Ambassador of Farland to Newland", of = "far", from = "1995", to = "1999" }]

[[person]]
id = "guest"
name = "Ann Guest"
roles = [{ title = "Ambassador of Oldland to Farland", of = "old", from = "1980", to = "1991" }]
"""


@pytest.mark.parametrize(
    ("name", "year", "holder"),
    [
        ("ambassador of Farland to Newland", 1985, ["first"]),
        ("Farland ambassador in Newland", 1985, ["first"]),
        ("ambassador of Farland to Newland", 1993, []),
        ("ambassador of Farland to Newland", 1997, ["second"]),
        ("ambassador of Farland to Oldland", 1985, ["first"]),
        ("ambassador of Farland to Oldland", 1997, []),
        ("Newland ambassador", 1985, ["guest"]),
        ("ambassador to Newland", 1985, ["first"]),
    ],
)
def test_a_post_stands_for_the_one_before_it(
    tmp_path: Path, open_index: Callable[..., Index], name: str, year: int, holder: list[str]
) -> None:
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(POSTS, "utf-8")
    on = date(year, 5, 1).toordinal()
    offices = Offices(open_index(timeline))
    assert [one.id for one in offices.holders(name, (on, on))] == holder


def test_an_empty_post_tells_who_was_at_the_one_before_it(
    tmp_path: Path, open_index: Callable[..., Index]
) -> None:
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(POSTS, "utf-8")
    on = date(1993, 5, 1).toordinal()
    told = Offices(open_index(timeline)).vacancy("ambassador of Farland to Newland", (on, on))
    assert told == "the last before is Ann First, until 1991; the next Ann Second, from 1995"


STATEMENTS = """
[[source]]
id = "paper"
type = "book"
title = "A paper"
origin = "third-party"
"""
SAID = """
[[statement]]
id = "{id}"
speaker = "{who}"
role = "{role}"
date = "{date}"
mode = "paraphrase"
says = "Something."
source = "paper"
"""


def test_what_was_said_in_an_office_is_what_its_holders_said_in_their_days(
    tmp_path: Path, open_index: Callable[..., Index]
) -> None:
    rows = (
        ("before", "first", "Counsellor", "2001-02-28"),
        ("start", "first", "", "2001-03-01"),
        ("end", "first", "", "2005-06-30"),
        ("after", "first", "Retired diplomat", "2006-01-01"),
        ("next", "second", "", "2007"),
        ("printed", "second", "Ambassador of Russia to the DPRK", "2009"),
        ("elsewhere", "second", "Ambassador of Russia to Japan", "2010"),
        ("envoy", "second", "Envoy of the Ambassador of Russia", "2010"),
    )
    keys = ("id", "who", "role", "date")
    said = "".join(SAID.format(**dict(zip(keys, row, strict=True))) for row in rows)
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(TIMELINE + STATEMENTS + said, "utf-8")
    told: list[str] = []
    index = open_index(timeline, notify=told.append)
    question = StatementQuestion(office=["Ambassador of Russia"])
    found = statements(index, question, date(2026, 1, 1))
    assert [one.id for one in found] == ["start", "end", "next", "printed"]
    assert told == ["--as: 'Ambassador of Russia' was Ivan First, Ivan Second"]
    of_one = statements(index, question._replace(by=["second"]), date(2026, 1, 1))
    assert [one.id for one in of_one] == ["next", "printed"]
    with pytest.raises(NotFoundError, match="--as 'pope'"):
        statements(index, StatementQuestion(office=["pope"]), date(2026, 1, 1))
