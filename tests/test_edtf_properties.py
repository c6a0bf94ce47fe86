from __future__ import annotations

import calendar
import itertools
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ddr import edtf, when
from ddr.errors import UsageError

DAYS = st.dates()
TODAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))
DOUBTS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn) -> tuple[str, date, date]:
    """Draw a date that is no interval, with its first and last day by `datetime` and `calendar`."""
    day = draw(DAYS)
    year, month = f"{day.year:04}", f"{day.year:04}-{day.month:02}"
    last = calendar.monthrange(day.year, day.month)[1]
    doubt = draw(DOUBTS)
    whole_year = date(day.year, 1, 1), date(day.year, 12, 31)
    whole_month = day.replace(day=1), day.replace(day=last)
    choices = [
        (day.isoformat() + doubt, day, day),
        (month + doubt, *whole_month),
        (f"{month}-XX", *whole_month),
        (year + doubt, *whole_year),
        (f"{year}-XX", *whole_year),
        (f"{year}-XX-XX", *whole_year),
    ]
    for size, mark in ((10, "X"), (100, "XX")):
        first = day.year // size * size
        if first:
            ends = date(first, 1, 1), date(first + size - 1, 12, 31)
            choices.append((year[: -len(mark)] + mark, *ends))
    return draw(st.sampled_from(choices))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a date or an interval that is right."""
    (one, first, _), (other, _, last) = draw(points()), draw(points())
    if first > last:
        one, other = other, one
    return draw(st.sampled_from([one, other, f"../{one}", f"{other}/..", f"{one}/{other}"]))


@given(points())
def test_bounds_are_those_of_the_calendar(drawn: tuple[str, date, date]) -> None:
    text, first, last = drawn
    found = edtf.parse(text)
    assert date.fromordinal(found.earliest) == first
    assert date.fromordinal(found.latest) == last


@given(points(), points())
def test_an_interval_runs_from_its_first_day_to_its_last(
    one: tuple[str, date, date], other: tuple[str, date, date]
) -> None:
    text = f"{one[0]}/{other[0]}"
    if other[2] < one[1]:
        with pytest.raises(edtf.EdtfError, match="ends before it starts"):
            edtf.parse(text)
        return
    found = edtf.parse(text)
    assert (found.earliest, found.latest) == (one[1].toordinal(), other[2].toordinal())


@given(texts())
def test_every_date_survives_the_way_to_text_and_back(text: str) -> None:
    found = edtf.parse(text)
    assert str(found) == text
    assert edtf.parse(str(found)) == found
    assert hash(edtf.parse(text)) == hash(found)
    assert edtf.OPEN_START <= found.earliest <= found.latest <= edtf.OPEN_END


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
@example(1900, 2, 29)
@example(2000, 2, 29)
def test_a_day_exists_exactly_where_datetime_has_it(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        expected = date.fromisoformat(text)
    except ValueError:
        with pytest.raises(edtf.EdtfError):
            edtf.parse(text)
    else:
        assert edtf.parse(text).earliest == edtf.parse(text).latest == expected.toordinal()


@given(texts())
def test_words_invent_nothing(text: str) -> None:
    found = edtf.parse(text)
    days = [str(end.day) for end in (found.start, found.end) if end.day]
    months = {edtf.MONTHS[end.month - 1] for end in (found.start, found.end) if end.month}
    for said, names in (
        (edtf.words(found), months),
        (edtf.short(found), {name[:3] for name in months}),
    ):
        marked = re.sub(r"AD \d+(–\d+)?", "", said)
        assert {n for n in re.findall(r"\d+", marked) if len(n) < 4} <= set(days)
        assert set(re.findall(r"\b[A-Z][a-z]+\b", said)) == names


def test_dates_that_are_said_alike_mean_the_same() -> None:
    dated = ["1999", "2000", "1999-04", "1999-05", "2000-04", "1999-04-01", "1999-04-02"]
    dated += ["1999-05-01", "2000-04-01", "0019", "0019-04-01"]
    ends = [day + doubt for day in dated for doubt in ("", "?", "~", "%")]
    ends += ["199X", "200X", "19XX", "20XX", "001X", "1999-XX", "1999-04-XX", ".."]
    meanings = defaultdict(set)
    for one, other in itertools.product(ends, repeat=2):
        text = one if one == other else f"{one}/{other}"
        try:
            found = edtf.parse(text)
        except edtf.EdtfError:
            continue
        meaning = (found.earliest, found.latest, found.start.qualifier, found.end.qualifier)
        meanings[edtf.words(found)].add(meaning)
        meanings[edtf.short(found)].add(meaning)
    assert len(meanings) > 1000
    assert {said: meant for said, meant in meanings.items() if len(meant) > 1} == {}


@given(st.dates(max_value=date(9999, 11, 1)), st.integers(0, 40))
def test_days_of_the_year_are_those_that_datetime_counts(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    found = edtf.parse(f"{first.isoformat()}/{last.isoformat()}")
    expected = [(first + timedelta(days=n)).isoformat()[5:] for n in range(more + 1)]
    assert edtf.month_days(found) == (expected if more < 31 else [])


def refusal(read: Callable[[], object]) -> str:
    """Return the line with which a text is refused, or "" where it is read."""
    try:
        read()
    except (edtf.EdtfError, UsageError) as error:
        return str(error)
    return ""


@given(st.text(max_size=60) | st.text("0123456789X-/.?~%xTYES[]", max_size=24))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    if line := refusal(lambda: edtf.parse(text)):
        assert line.isprintable()
        assert repr(text[:40]) in line
    else:
        assert str(edtf.parse(text)) == text


WRITINGS = [
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b. %d, %Y",
    "%dth of %B %Y",
    "%Y %b %d",
    "%d-%b-%Y",
]


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(WRITINGS), TODAYS)
def test_a_day_in_words_is_that_day(day: date, writing: str, today: date) -> None:
    assert str(when.parse_when(day.strftime(writing), today=today)) == day.isoformat()


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%B %Y", "%b %Y", "%Y %B"]), TODAYS)
def test_a_month_in_words_gets_no_day(day: date, writing: str, today: date) -> None:
    assert str(when.parse_when(day.strftime(writing), today=today)) == day.isoformat()[:7]


@given(DAYS, st.sampled_from(["%d %B", "%b %d", "%m-%d"]), TODAYS)
def test_a_day_of_any_year_gets_no_year(day: date, writing: str, today: date) -> None:
    found = when.parse_day(day.strftime(writing), today=today)
    assert isinstance(found, when.MonthDay)
    assert found == (day.month, day.day)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from("/.-"), st.booleans())
def test_numbers_are_read_only_where_one_order_fits(day: date, mark: str, first: bool) -> None:
    order = [day.day, day.month] if first else [day.month, day.day]
    typed = mark.join(map(str, [*order, f"{day.year:04}"]))
    if mark == "." and day.day <= 12:  # the day comes first
        assert when.parse_when(typed, today=day).start[:3] == (day.year, order[1], order[0])
    elif day.day <= 12 and day.day != day.month:
        with pytest.raises(UsageError, match=f"may be two dates.*{day.isoformat()}"):
            when.parse_when(typed, today=day)
    else:
        assert str(when.parse_when(typed, today=day)) == day.isoformat()


@given(texts(), TODAYS)
def test_edtf_is_read_as_edtf(text: str, today: date) -> None:
    assert when.parse_when(text, today=today) == edtf.parse(text)


TOKENS = st.sampled_from([
    "1", "12", "31", "32", "48", "0012", "1948", "2019", "10000", "oct", "October", "may", "of",
    "th", "st", "am", "pm", "h", "m", "s", "UTC", "Z", "+3", "EST", ":", "/", "-", ".", ",", "'",
    "T12:30", "12.5", "1e5", "nan", "inf", "sat", "ad", "\x00", "２", "²",
])  # fmt: skip


@given(
    st.text(max_size=80)
    | st.lists(TOKENS, max_size=8).map(" ".join)
    | st.lists(TOKENS, max_size=8).map("".join),
    TODAYS,
)
def test_anything_typed_is_a_date_or_one_line(typed: str, today: date) -> None:
    if line := refusal(lambda: when.parse_day(typed, today=today)):
        assert line.isprintable()
        return
    found = when.parse_day(typed, today=today)
    numbers = set(map(int, re.findall(r"\d+", typed)))
    if isinstance(found, when.MonthDay):
        assert found.day in numbers
        return
    if not numbers:
        assert typed.lower().split()[-1] in {"today", "yesterday", "month", "year"}
        return
    for end in (found.start, found.end):
        if end.precision in ("day", "month", "year"):
            assert {end.day, end.year} <= {0, *numbers}
