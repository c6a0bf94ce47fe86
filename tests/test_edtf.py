from __future__ import annotations

import calendar
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ddr import edtf

ORACLE: dict[str, Any] = json.loads(
    (Path(__file__).parent / "oracle" / "edtf-cases.json").read_text(encoding="utf-8")
)


def iso(day: int) -> str | None:
    """Return a day number as YYYY-MM-DD, as the standard library counts; None for an open end."""
    if day in (edtf.OPEN_START, edtf.OPEN_END):
        return None
    return date.fromordinal(day).isoformat()


def test_months_are_those_of_the_standard_library() -> None:
    assert list(edtf.MONTHS) == calendar.month_name[1:]
    for year in (1900, 1999, 2000, 2004):
        for month in range(1, 13):
            assert edtf.days_in_month(year, month) == calendar.monthrange(year, month)[1]


def test_open_ends_lie_outside_every_day() -> None:
    assert date.min.toordinal() - 1 == edtf.OPEN_START
    assert date.max.toordinal() + 1 == edtf.OPEN_END
    assert edtf.parse("../1948").start == edtf.parse("1948/..").end == (0, 0, 0, "open", "")


@pytest.mark.parametrize("case", ORACLE["cases"], ids=lambda case: case["text"])
def test_bounds_are_those_of_other_implementations(case: dict[str, Any]) -> None:
    found = edtf.parse(case["text"])
    assert (iso(found.earliest), iso(found.latest)) == (case["earliest"], case["latest"])
    assert str(found) == case["text"]


@pytest.mark.parametrize("case", ORACLE["refused"], ids=lambda case: repr(case["text"]))
def test_what_other_implementations_refuse_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(edtf.EdtfError):
        edtf.parse(case["text"])


@pytest.mark.parametrize(
    ("text", "start", "end", "qualifier"),
    [
        ("1948-10-12", "day", "day", ""),
        ("1948-10?", "month", "month", "?"),
        ("1984~", "year", "year", "~"),
        ("1984%", "year", "year", "%"),
        ("199X", "decade", "decade", ""),
        ("19XX", "century", "century", ""),
        ("1999-XX", "year", "year", ""),
        ("1985-XX-XX", "year", "year", ""),
        ("1999-12-XX", "month", "month", ""),
        ("2001/2006-05", "year", "month", ""),
        ("../2022-10-12", "open", "day", ""),
        ("2001-08~/..", "month", "open", "~"),
        ("1984?/2004", "year", "year", "?"),
        ("1984?/2004?", "year", "year", "?"),
        ("1984?/2004~", "year", "year", "%"),
    ],
)
def test_precision_and_qualifier(text: str, start: str, end: str, qualifier: str) -> None:
    found = edtf.parse(text)
    assert (found.start.precision, found.end.precision) == (start, end)
    assert found.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("1948-10-12", "12 October 1948", "12 Oct 1948"),
        ("2000-07", "July 2000", "Jul 2000"),
        ("2001", "2001", "2001"),
        ("0045", "AD 45", "AD 45"),
        ("0999/1000", "AD 999 – 1000", "AD 999 – 1000"),
        ("0045-07-01", "1 July AD 45", "1 Jul AD 45"),
        ("199X", "1990s", "1990s"),
        ("200X", "some time in 2000–2009", "some time in 2000–2009"),
        ("19XX", "some time in 1900–1999", "some time in 1900–1999"),
        ("1999-XX", "1999", "1999"),
        ("1985-XX-XX", "1985", "1985"),
        ("1999-12-XX", "December 1999", "Dec 1999"),
        ("1984?", "1984 (uncertain)", "1984?"),
        ("1984~", "about 1984", "c. 1984"),
        ("1984%", "about 1984 (uncertain)", "c. 1984?"),
        ("1948-10-12?", "12 October 1948 (uncertain)", "12 Oct 1948?"),
        ("2001/2006", "2001–2006", "2001–2006"),
        ("2001/2001", "2001", "2001"),
        ("2001-07/2001-08", "July–August 2001", "Jul–Aug 2001"),
        ("2000-07/2001-07", "July 2000 – July 2001", "Jul 2000 – Jul 2001"),
        ("2000-07-19/2000-07-20", "19–20 July 2000", "19–20 Jul 2000"),
        ("2000-07-19/2000-07-19", "19 July 2000", "19 Jul 2000"),
        ("2001-07-26/2001-08-18", "26 July – 18 August 2001", "26 Jul – 18 Aug 2001"),
        ("2000-12-30/2001-01-02", "30 December 2000 – 2 January 2001", "30 Dec 2000 – 2 Jan 2001"),
        ("2000-07-19/2001-07-20", "19 July 2000 – 20 July 2001", "19 Jul 2000 – 20 Jul 2001"),
        ("1948-10-08/1948-10-12", "8–12 October 1948", "8–12 Oct 1948"),
        ("2001/2001-05", "2001 – May 2001", "2001 – May 2001"),
        ("2001-05-10/2001-05", "10 May 2001 – May 2001", "10 May 2001 – May 2001"),
        ("../2022-10-12", "by 12 October 2022", "by 12 Oct 2022"),
        ("2001-08/..", "from August 2001", "from Aug 2001"),
        ("1984~/..", "from about 1984", "from c. 1984"),
        ("1984?/2004~", "from 1984 (uncertain) to about 2004", "from 1984? to c. 2004"),
        ("199X/2005", "from the 1990s to 2005", "from the 1990s to 2005"),
        ("../199X", "by the 1990s", "by the 1990s"),
        ("19XX/2005", "from some time in 1900–1999 to 2005", "from some time in 1900–1999 to 2005"),
    ],
)
def test_words(text: str, words: str, short: str) -> None:
    found = edtf.parse(text)
    assert edtf.words(found) == words
    assert edtf.short(found) == short


@pytest.mark.parametrize(
    ("text", "fault", "right"),
    [
        ("", "is empty", "like 1948-10-12"),
        ("  ", "has a blank", "without blanks"),
        ("1948 ", "has a blank", "without blanks"),
        ("2001-02-29", "has 29 for a day", "February 2001 has the days 01 to 28, like 2001-02-28"),
        ("1900-02-29", "has 29 for a day", "February 1900 has the days 01 to 28"),
        ("1948-04-31", "has 31 for a day", "April 1948 has the days 01 to 30"),
        ("1948-10-00", "has 00 for a day", "01 to 31"),
        ("1948-13", "has 13 for a month", "01 to 12"),
        ("1948-00-10", "has 00 for a month", "01 to 12"),
        ("2001-21", "season or a quarter", "like 2001-06/2001-08"),
        ("2001-41", "season or a quarter", "like 2001-06/2001-08"),
        ("2001-42", "has 42 for a month", "01 to 12"),
        ("0000", "year 0000", "0001 to 9999"),
        ("000X", "year 0000", "0001 to 9999"),
        ("00XX", "year 0000", "0001 to 9999"),
        ("2006/2001", "ends before it starts", "like 2001/2006"),
        ("2001-05-10/2001-04", "ends before it starts", "like 2001/2006"),
        ("../..", "open at both ends", "../2006"),
        ("2001/", "lacks an end", "2001/.."),
        ("/2001", "lacks an end", "../2006"),
        ("2001/2002/2003", "more than one '/'", "2001/2006"),
        ("1948-10-12/13", "has an end, '13', that is not a date", "two for month and day"),
        ("2001-02/2001-02-30", "has an end, '2001-02-30', that has 30 for a day", "01 to 28"),
        ("2001-XX/2001-13", "has an end, '2001-13', that has 13 for a month", "01 to 12"),
        ("199x", "small x", "capital X"),
        ("199X~", "both X and '~'", "write 199X alone"),
        ("XXXX", "leaves open other digits", "199X"),
        ("XXXX-10-12", "leaves open other digits", "199X"),
        ("199X-XX", "leaves open other digits", "199X"),
        ("1999-XX-12", "leaves open other digits", "199X"),
        ("1984?~", "two marks", "1984%"),
        ("1984?-06", "mark of doubt inside", "1984?"),
        ("2001..2006", "has dots", "2001/2006"),
        ("[1948,1949]", "that ddr does not read", "1948-10-12"),
        ("[..2022-10-12]", "has dots", "2001/2006"),
        ("Y170000", "that ddr does not read", "0001 to 9999"),
        ("-0044", "that ddr does not read", "0001 to 9999"),
        ("19481012", "that ddr does not read", "1948-10-12"),
        ("2019-04-25T12:30", "has a time of day", "1948-10-12"),
        ("12:30", "has a time of day", "1948-10-12"),
        ("1948-1-2", "is not a date", "two for month and day"),
        ("1948-10-12Z", "is not a date", "1948-10-12"),
        ("1948\x00", "is not a date", "1948-10-12"),
        ("1948–10–12", "has '–' in it", "digits and hyphens"),
        ("２０１９", "has '２' in it", "digits and hyphens"),
        ("١٩٤٨-10", "has '١' in it", "digits and hyphens"),
        ("9" * 10_000, "is too long", "1948-10-12"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_is_right(text: str, fault: str, right: str) -> None:
    with pytest.raises(edtf.EdtfError) as caught:
        edtf.parse(text)
    message = str(caught.value)
    assert repr(text[:40]) in message
    before, after = message.split("; ")
    assert fault in before
    assert right in after
    assert message.isprintable()


def test_a_refusal_in_full() -> None:
    with pytest.raises(edtf.EdtfError) as caught:
        edtf.parse("1948-13")
    right = "months run from 01 to 12, like 1948-10-12"
    assert str(caught.value) == f"'1948-13' has 13 for a month; {right}"
    assert (caught.value.fault, caught.value.right) == ("has 13 for a month", right)


@pytest.mark.parametrize(("length", "shown"), [(40, "9" * 40 + "' is"), (41, "9" * 40 + "'… is")])
def test_a_refusal_repeats_no_more_than_40_characters(length: int, shown: str) -> None:
    with pytest.raises(edtf.EdtfError, match=re.escape(shown)):
        edtf.parse("9" * length)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1948-10-12", ["10-12"]),
        ("2000-02-29", ["02-29"]),
        ("1948-10-12?", ["10-12"]),
        ("2000-07-19/2000-07-20", ["07-19", "07-20"]),
        ("2000-02-28/2000-03-01", ["02-28", "02-29", "03-01"]),
        ("2001-02-28/2001-03-01", ["02-28", "03-01"]),
        ("2000-12-31/2001-01-01", ["12-31", "01-01"]),
        ("2000-07", []),
        ("2000-07-01/2000-07", []),
        ("2000-07/2000-07-31", []),
        ("../2000-07-01", []),
        ("2000-07-01/..", []),
        ("2000-07-01/2000-08-01", []),
    ],
)
def test_days_of_the_year(text: str, days: list[str]) -> None:
    assert edtf.month_days(edtf.parse(text)) == days


def test_a_span_of_31_days_is_spelled_out() -> None:
    days = edtf.month_days(edtf.parse("2000-07-01/2000-07-31"))
    assert days == [f"07-{day:02}" for day in range(1, 32)]


def test_sorting_puts_the_earlier_and_then_the_shorter_first() -> None:
    texts = ["1948/..", "1948", "1948-01-01", "../1950", "1948-01", "1947-12-31", "194X"]
    ordered = sorted(map(edtf.parse, texts), key=edtf.sort_key)
    assert [str(d) for d in ordered] == [
        "194X", "1947-12-31", "1948-01-01", "1948-01", "1948", "1948/..", "../1950",
    ]  # fmt: skip


def test_what_happened_by_a_day_sorts_at_that_day() -> None:
    by, on = edtf.parse("../1948-10-12"), edtf.parse("1948-10-12")
    assert edtf.sort_key(by) == edtf.sort_key(on) == (on.earliest, on.latest)


def test_importing_edtf_imports_nothing_else() -> None:
    program = (
        "import sys, typing, __future__; before = set(sys.modules); import ddr.edtf;"
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["ddr", "ddr.display", "ddr.edtf", "ddr.errors"]
