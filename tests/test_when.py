from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from ddr import edtf, when
from ddr.errors import Exit, UsageError

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1948", "1948"),
        (" 1948-10 ", "1948-10"),
        ("1984?", "1984?"),
        ("../2022-10-12", "../2022-10-12"),
        ("12 Oct 1948", "1948-10-12"),
        ("12 october 1948", "1948-10-12"),
        ("12OCT1948", "1948-10-12"),
        ("12-Oct-1948", "1948-10-12"),
        ("12th of October, 1948", "1948-10-12"),
        ("1st October 1948", "1948-10-01"),
        ("October 2nd, 1948", "1948-10-02"),
        ("3RD OCT 1948", "1948-10-03"),
        ("October 12, 1948", "1948-10-12"),
        ("Oct. 12, 1948", "1948-10-12"),
        ("1948 Oct 12", "1948-10-12"),
        ("12\u00a0October\n1948", "1948-10-12"),
        ("29 February 2000", "2000-02-29"),
        ("31 Jan 1948", "1948-01-31"),
        ("July 2000", "2000-07"),
        ("2000 July", "2000-07"),
        ("Sept 1948", "1948-09"),
        ("Feb 1900", "1900-02"),
        ("today", "2026-03-31"),
        ("Yesterday", "2026-03-30"),
        ("this month", "2026-03"),
        ("last month", "2026-02"),
        ("this year", "2026"),
        ("last  year", "2025"),
        ("1990s", "199X"),
        ("the 1950s", "195X"),
        ("25/04/2019", "2019-04-25"),
        ("4/25/2019", "2019-04-25"),
        ("25.04.2019", "2019-04-25"),
        ("04.04.2019", "2019-04-04"),
        ("04/2019", "2019-04"),
        ("2019/04/03", "2019-04-03"),
        ("2019.04.03", "2019-04-03"),
        ("3.4.2019", "2019-04-03"),
        ("12. 10. 1948", "1948-10-12"),
        ("1950-1953", "1950/1953"),
        ("1950–1953", "1950/1953"),
        ("1950 to 1953", "1950/1953"),
        ("between 1950 and 1953", "1950/1953"),
        ("22-24 October 1956", "1956-10-22/1956-10-24"),
        ("October 22–24, 1956", "1956-10-22/1956-10-24"),
        ("19–20 Jul 2000", "2000-07-19/2000-07-20"),
        ("28 August – 3 September 1990", "1990-08-28/1990-09-03"),
        ("July–August 2000", "2000-07/2000-08"),
        ("October 1948 – May 1949", "1948-10/1949-05"),
        ("/2000", "../2000"),
        ("2001/", "2001/.."),
        ("since 2001", "2001/.."),
        ("c. 1950", "1950~"),
        ("about 12 October 1948", "1948-10-12~"),
        ("12 октября 1948 г.", "1948-10-12"),
        ("май 1950", "1950-05"),
        ("с 1950 по 1953 год", "1950/1953"),
        ("1948년 10월 12일", "1948-10-12"),
        ("1948年10月", "1948-10"),
    ],
)
def test_a_date_as_typed(typed: str, expected: str) -> None:
    assert when.parse_when(typed, today=TODAY) == edtf.parse(expected)
    assert when.parse_day(typed, today=TODAY) == edtf.parse(expected)


@pytest.mark.parametrize(
    ("today", "typed", "expected"),
    [
        (date(2026, 1, 1), "last month", "2025-12"),
        (date(2026, 1, 1), "yesterday", "2025-12-31"),
        (date(2024, 3, 1), "yesterday", "2024-02-29"),
        (date(2024, 2, 29), "last year", "2023"),
    ],
)
def test_words_that_lean_on_today(today: date, typed: str, expected: str) -> None:
    assert str(when.parse_when(typed, today=today)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-03-31"),
        ("yesterday", "2026-03-30"),
        ("this month", "2026-03"),
        ("last month", "2026-02"),
        ("this year", "2026"),
        ("last year", "2025"),
    ],
)
def test_a_moment_will_do_for_today(typed: str, expected: str) -> None:
    moment = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
    assert str(when.parse_when(typed, today=moment)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10-12", (10, 12)),
        ("12 October", (10, 12)),
        ("October 12", (10, 12)),
        ("Oct 12th", (10, 12)),
        ("02-29", (2, 29)),
        ("29 Feb", (2, 29)),
        ("31 Jan", (1, 31)),
    ],
)
def test_a_day_of_any_year_is_read_only_where_it_is_asked_for(
    typed: str, expected: tuple[int, int]
) -> None:
    found = when.parse_day(typed, today=TODAY)
    assert isinstance(found, when.MonthDay)
    assert found == expected
    with pytest.raises(UsageError, match="has no year"):
        when.parse_when(typed, today=TODAY)


def test_a_day_of_any_year_finds_the_days_of_a_date() -> None:
    found = when.parse_day("12 October", today=TODAY)
    assert str(found) in edtf.month_days(edtf.parse("1948-10-08/1948-10-12"))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "'' is empty"),
        ("   ", "is empty"),
        ("03/04/2019", "may be two dates; write 2019-03-04 or 2019-04-03"),
        ("1953–1950", "ends before it starts"),
        ("2000s", "may be ten years or a hundred; write 200X or 20XX"),
        ("12 Oct 48", "is not one date"),
        ("Oct 48", "is not one date"),
        ("12 Oct 948", "is not one date"),
        ("October 0012", "is not one date"),
        ("13/02/0012", "more than one '/'"),
        ("32 Oct", "is not one date"),
        ("0 Oct 1948", "is not one date"),
        ("1948 12 Oct", "is not one date"),
        ("May 1948-12", "is not one date"),
        ("1948.5 Oct", "is not one date"),
        ("Oct 1948 Oct", "is not one date"),
        ("1948 1949 Oct", "is not one date"),
        ("12 Oct 1948 / 14 Oct 1948", "is not one date"),
        ("October", "has no year"),
        ("30 February 2001", "is not in the calendar"),
        ("29 Feb 2001", "is not in the calendar"),
        ("30 Feb", "is not in the calendar"),
        ("13/13/2019", "is not in the calendar"),
        ("31/2019", "is not in the calendar"),
        ("02-30", "is not a month and a day"),
        ("13-10", "is not a month and a day"),
        ("10/12", "has an end, '10', that is not a date"),
        ("2001-02-29", "has 29 for a day"),
        ("1948-13-10", "has 13 for a month"),
        ("2001/13/10", "has 13 for a month"),
        ("2006/2001", "ends before it starts"),
        ("199x", "capital X"),
        ("12:30", "has a time of day"),
        ("2019-04-25T12:30", "has a time of day"),
        ("12 Oct 1948 12:30", "has ':' in it"),
        ("12 Oct 1948 10pm", "has 'pm', which is not a month"),
        ("12 Oct 1948 UTC", "has 'UTC', which is not a month"),
        ("12 Oct 1948 EST", "has 'EST', which is not a month"),
        ("10h Oct 1948", "has 'h', which is not a month"),
        ("Tuesday", "has 'Tuesday', which is not a month"),
        ("next week", "has 'next', which is not a month"),
        ("Octobr 1948", "did you mean 'October'?"),
        ("-5 Oct 1948", "has '-' in it"),
        ("12 Oct\x00 1948", "has '\\x00' in it"),
        ("\x001948", "is not a date"),
        ("２０１９", "has '２' in it"),
        ("١٢ Oct 1948", "has '١' in it"),
        ("\ud800 Oct 1948", "has '\\ud800' in it"),
        ("[bold]12 Oct 1948[/bold]", "has '[' in it"),
        ("9" * 10_000, "is too long for a date"),
        (" " * 10_000, "is too long for a date"),
        ("Oct " * 2_500, "is too long for a date"),
        ("12 Oct 1948" + " " * 90, "is too long for a date"),
        ("12 Oct 1948" + "," * 90, "is too long for a date"),
        ("9" * 59, "is too long for a date"),
    ],
)
def test_a_refusal_is_one_line_that_names_the_input(typed: str, fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        when.parse_day(typed, today=TODAY)
    message = str(caught.value)
    assert fault in message
    assert message.startswith("'")
    assert message.isprintable()
    assert len(message) < 250
    assert caught.value.code is Exit.USAGE
    with pytest.raises(UsageError):
        when.parse_when(typed, today=TODAY)


def test_dateutil_is_imported_only_for_words() -> None:
    program = """
import sys
from datetime import date
from ddr.when import parse_day, parse_when
from ddr.errors import UsageError
for typed in ["1948-10-12", "2001/2006", "last year", "1990s"]:
    parse_when(typed, today=date(2026, 3, 31))
parse_day("10-12", today=date(2026, 3, 31))
try:
    parse_when("2001-02-29", today=date(2026, 3, 31))
except UsageError:
    pass
print("dateutil" in sys.modules)
parse_when("12 Oct 1948", today=date(2026, 3, 31))
print("dateutil" in sys.modules)
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["False", "True"]


DAYS = st.dates(date(1000, 1, 1)).map(date.isoformat)
POINTS = st.one_of(
    DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]),
    DAYS.map(lambda day: f"{day[:3]}X"), DAYS.map(lambda day: f"{day[:2]}XX"),
)  # fmt: skip
DOUBTED = st.tuples(POINTS, st.sampled_from(["", "?", "~", "%"])).map("".join)


@given(DOUBTED, st.one_of(DOUBTED, st.just(".."), st.just("")))
def test_whatever_ddr_prints_it_reads(first: str, second: str) -> None:
    text = f"{first}/{second}" if second else first
    try:
        wanted = edtf.parse(text)
    except edtf.EdtfError:
        reject()
    read = when.parse_when(edtf.words(wanted), today=TODAY)
    assert (read.earliest, read.latest, read.qualifier) == (
        wanted.earliest, wanted.latest, wanted.qualifier
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1950..1953", "1950/1953"),
        ("1950-52", "1950/1952"),
        ("1950–52", "1950/1952"),
        ("10월 12일", "10-12"),
        ("12.10", "10-12"),
        ("12.10.", "10-12"),
    ],
)
def test_short_ways_to_write_a_range_and_a_day(typed: str, expected: str) -> None:
    assert str(when.parse_day(typed, today=TODAY)) == expected


REFUSED = (
    "1948-13", "1948-02-30", "30 Feb 2019", "03/04/2019", "tomorow", "next year", "spring 1950",
    "1948-10-12T10:00", "13월 1일", "1948년 13월", "early 1950", "1953-1950", "1900s", "1950/53/56",
    "Q3 1990", "12 oct 48", "1948-1", "19481012", "48", "00-10",
    "1948 October 12 12", "04-31", "XX",
    "1950 or 1951", "July 19 2000 2001", "12 Okt 1948",
)  # fmt: skip


@pytest.mark.parametrize("typed", REFUSED)
def test_what_a_refusal_tells_to_write_is_not_refused(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        when.parse_day(typed, today=TODAY)
    told = str(caught.value).partition("; ")[2]
    told = told.partition(" like ")[2] or told.partition("write ")[2] or told.partition("mean ")[2]
    examples = [one.strip("'?") for one in re.split(r", | or | for 12 October", told)]
    assert any(examples)
    for example in filter(None, examples):
        when.parse_day(example, today=TODAY)
