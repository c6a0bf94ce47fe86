"""Dates as a person types them: EDTF, or words such as "12 Oct 1948", "c. 1950" and "1950–1953".

Months are read in English and Russian, dates with 년, 월, 일 as well, and all that ddr prints.
EDTF is tried first; only what it refuses is handed to python-dateutil. dateutil guesses:
it fills what is missing from a default, turns "48" into 2048 and reads 03/04/2019 the
American way. So it sees nothing but a day, a month and a year of four digits, it is asked
for every default and order there is, and only what all of its answers agree on is kept.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ddr import edtf
from ddr.errors import UsageError, did_you_mean

_LONGEST = 90  # characters; no date in words is longer
_DEFAULTS = (datetime(1996, 1, 1), datetime(2000, 2, 2))  # noqa: DTZ001  leap years, for 29 February
_EXAMPLES = "write it like 1948-10-12, 1948-10, 2001/2006, '12 October 1948' or 'last year'"
_MONTH_DAY = re.compile(r"\d\d-\d\d", re.ASCII)
_NUMERIC = re.compile(r"(?:\d{1,2}[./-])?\d{1,2}[./-][1-9]\d{3}", re.ASCII)
_DECADE = re.compile(r"(?:the )?(\d\d)(\d)0s", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(0?\d|1[0-2])\.\s?([1-9]\d{3})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d\d)\2(\d\d)", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+")
_LETTERS = re.compile(r"[A-WYZa-wyz]{3}")  # a word, and not digits that EDTF leaves open
_FOREIGN = re.compile(r"^[ ,./-]|[^A-Za-z0-9 ,./-]")
_ORDERS = frozenset({"dmy", "mdy", "ymd", "my", "ym", "dm", "md", "m"})
_SILENT = frozenset({"of", "st", "nd", "rd", "th"})


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_RUSSIAN = (
    "янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
)  # fmt: skip
"""How the months begin, of which "ма" is what no other one begins with."""
_CYRILLIC = re.compile(r"[а-яё]+\.?", re.IGNORECASE)
_EASTERN = re.compile(r"(\d{4})\s?[년年](?:\s?(\d{1,2})\s?[월月](?:\s?(\d{1,2})\s?[일日])?)?")
_ABOUT = re.compile(
    r"(?:c\.|ca\.?|circa|about|around|approximately|около|ок\.|약)\s*", re.IGNORECASE
)
_SHORT_YEARS = re.compile(r"(\d\d)(\d\d)[-/](1[3-9]|[2-9]\d)", re.ASCII)
"""A range of years of which the last has two digits; the lower numbers are months."""
_DAY_OF_YEAR = re.compile(
    r"(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日]|(\d{1,2})\.(0?[1-9]|1[0-2])\.?", re.ASCII
)
"""Month and day in Korean, or with full stops, day and month as in Europe."""
_DOUBT = re.compile(r"\s*(?:\?|\(uncertain\))$")
_SOME_TIME = re.compile(r"some time in (\d\d)(\d)0-\1(?:(\2)9|99)")
_OPEN = (
    (re.compile(r"(?i:by|until|up to)\s+(.+)"), "../{}"),
    (re.compile(r"(?i:from|since)\s+((?:(?! to ).)+)"), "{}/.."),
    (re.compile(r"/(\d[^/]*)"), "../{}"),
    (re.compile(r"(\d[^/]*)/"), "{}/.."),
)
_ENDS = (
    re.compile(
        r"(?:from|between|с|от)\s+(.+?)\s+(?:to|and|until|till|по|до)\s+(.+)", re.IGNORECASE
    ),
    re.compile(r"(.+?)\s+(?:to|until|till|по|до|-)\s+(.+)", re.IGNORECASE),
    re.compile(r"(\d{4})(?:-|\.\.)(\d{4})"),
    re.compile(r"(\d{1,2}(?: [A-Za-z]+\.?)?)-(\d{1,2}(?:,? [A-Za-z].*))"),
    re.compile(r"([A-Za-z]+\.? \d{1,2})-(\d{1,2},? \d{4})"),
    re.compile(r"([A-Za-z]{3,}\.?(?: \d{4})?)-([A-Za-z]{3,}\.? \d{4})"),
)


class MonthDay(NamedTuple):
    """A day of any year; as text, ``10-12``, it is what `ddr.edtf.month_days` returns."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


def parse_when(text: str, *, today: date) -> edtf.Date:
    """Read a date or an interval that a person typed; `today` is what "last year" starts from.

    Raises `UsageError`, in one line, for whatever is not a date, or could be two.
    """
    found = parse_day(text, today=today)
    if isinstance(found, MonthDay):
        raise _error(text, "has no year", "write it like 1948-10-12 or '12 October 1948'")
    return found


def parse_day(text: str, *, today: date) -> edtf.Date | MonthDay:
    """Read what `parse_when` reads, or a day of any year: "10-12", "12 October", "Oct 12".

    Month and day in digits stand in the order of ISO 8601. Raises `UsageError`.
    """
    if len(text) > _LONGEST:
        raise _error(text, "is too long for a date", _EXAMPLES)
    typed = _in_digits(_in_english(" ".join(text.split())))
    try:
        if found := _in_words(typed, today):
            return edtf.parse(found)
        return edtf.parse(_relative(typed, today) or typed)
    except edtf.EdtfError as error:
        fault = str(error)
    if _MONTH_DAY.fullmatch(typed):
        return _month_day(typed)
    if _NUMERIC.fullmatch(typed):
        return _read(typed, "/".join(_TOKEN.findall(typed)))
    if not typed.isascii() or not _LETTERS.search(typed):
        raise UsageError(fault)
    return _read(typed, _only_a_date(typed))


def _in_digits(typed: str) -> str:
    """Return a date written in another order, or short, as ISO 8601 has it; others as they are."""
    if (years := _SHORT_YEARS.fullmatch(typed)) and years[2] < years[3]:
        return f"{years[1]}{years[2]}/{years[1]}{years[3]}"
    if days := _DAY_OF_YEAR.fullmatch(typed):
        month, day = (days[1], days[2]) if days[1] else (days[4], days[3])
        return f"{month:0>2}-{day:0>2}"
    if parts := _YEAR_FIRST.fullmatch(typed):
        return "-".join(parts.group(1, 3, 4))
    if parts := _DOTTED.fullmatch(typed):  # with full stops, the day comes first
        return f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}"
    return typed


def _in_english(typed: str) -> str:
    """Return a date with hyphens for all dashes, and with Russian and Korean words in English."""
    typed = typed.translate(_DASHES)
    typed = _EASTERN.sub(lambda m: "-".join(part.zfill(2) for part in m.groups() if part), typed)
    return " ".join(_CYRILLIC.sub(_month, typed).split())


def _month(word: re.Match[str]) -> str:
    said = word[0].lower()
    if said in ("г.", "г", "год", "года", "году"):
        return ""
    start = "ма" if said in ("май", "мая", "мае") else said[:3]
    return edtf.MONTHS[_RUSSIAN.index(start)] if start in _RUSSIAN else word[0]


def _in_words(typed: str, today: date) -> str:
    """Return the EDTF of an interval or a doubtful date in words, or ""."""

    def one(text: str) -> str:
        return str(parse_when(text, today=today))

    if some := _SOME_TIME.fullmatch(typed):
        return f"{some[1]}{some[2]}X" if some[3] else f"{some[1]}XX"
    for form, written in _OPEN:
        if end := form.fullmatch(typed):
            return written.format(one(end[1]))
    for form in _ENDS:
        if ends := form.fullmatch(typed):
            return "/".join(map(one, _completed(*ends.groups())))
    about = _ABOUT.match(typed)
    doubt = _DOUBT.search(typed)
    if about or doubt:
        found = one(_DOUBT.sub("", typed[about.end() if about else 0 :]))
        return found + ("%" if about and doubt else "~" if about else "?")
    return ""


def _completed(first: str, last: str) -> tuple[str, str]:
    """Give the first end of an interval the month and year that only the last one has."""
    first, last = (end.removeprefix("the ") for end in (first, last))
    year = re.search(r"\d{4}", last)
    if year is None or re.search(r"\d{4}", first):
        return first, last
    before, after = (re.search(r"[A-Za-z]{3,}", end) for end in (first, last))
    if before is None and after is None:
        return first, last
    if after is None:
        last = f"{before[0]} {last}" if before else last
    elif before is None:
        first = f"{first} {after[0]}"
    return f"{first} {year[0]}", last


def _relative(typed: str, today: date) -> str | None:
    """Turn words that need today's date, and decades, into EDTF."""
    said = typed.lower()
    if decade := _DECADE.fullmatch(said):
        century, tens = decade.groups()
        if tens == "0":
            right = f"write {century}0X or {century}XX"
            raise _error(typed, "may be ten years or a hundred", right)
        return f"{century}{tens}X"
    day = timedelta(days=1)
    first = today.replace(day=1)
    return {
        "today": today.isoformat()[:10],
        "yesterday": (today - day).isoformat()[:10],
        "this month": today.isoformat()[:7],
        "last month": (first - day).isoformat()[:7],
        "this year": today.isoformat()[:4],
        "last year": (first.replace(month=1) - day).isoformat()[:4],
    }.get(said)


def _month_day(typed: str) -> MonthDay:
    try:
        day = edtf.parse(f"2000-{typed}").start  # a leap year, for 29 February
    except edtf.EdtfError:
        right = "write month and day like 10-12 for 12 October"
        raise _error(typed, "is not a month and a day", right) from None
    return MonthDay(day.month, day.day)


def _only_a_date(typed: str) -> str:
    """Return the words that make a date, or refuse what dateutil would guess at."""
    if foreign := _FOREIGN.search(typed):
        raise _error(typed, f"has {foreign[0]!r} in it", _EXAMPLES)
    from dateutil.parser import parserinfo

    is_month = parserinfo().month
    tokens = [token for token in _TOKEN.findall(typed) if token.lower() not in _SILENT]
    for token in tokens:
        if token.isalpha() and is_month(token) is None:
            right = did_you_mean(token.title(), edtf.MONTHS).removeprefix("; ") or _EXAMPLES
            raise _error(typed, f"has {token!r}, which is not a month", right)
    if "".join(map(_kind, tokens)) not in _ORDERS:
        right = "write one day, one month and a year of four digits, like 12 October 1948"
        raise _error(typed, "is not one date", right)
    return " ".join(tokens)


def _kind(token: str) -> str:
    if token.isalpha():
        return "m"
    if len(token) == len("1948") and token[0] != "0":
        return "y"
    return "d" if len(token) <= len("31") and 1 <= int(token) <= 31 else "?"  # noqa: PLR2004


def _read(typed: str, plain: str) -> edtf.Date | MonthDay:
    """Ask dateutil for `plain`, and keep the parts on which all of its answers agree."""
    from dateutil import parser

    try:
        answers = [
            [parser.parse(plain, default=default, dayfirst=first) for default in _DEFAULTS]
            for first in (True, False)
        ]
    except (ValueError, OverflowError):
        raise _error(typed, "is not in the calendar", _EXAMPLES) from None
    if answers[0] != answers[1]:
        one, other = (sorted(answers)[i][0].date().isoformat() for i in (0, 1))
        raise _error(typed, "may be two dates", f"write {one} or {other}")
    low, high = answers[0]
    day = low.day if low.day == high.day else 0
    if low.year == high.year and low.month == high.month:
        return edtf.parse(low.date().isoformat() if day else low.isoformat()[:7])
    if low.month == high.month and day:
        return MonthDay(low.month, day)
    raise _error(typed, "has no year", "write it like 1948-10 or 'October 1948'")


def _error(text: str, fault: str, right: str) -> UsageError:
    return UsageError(str(edtf.EdtfError(text, fault, right)))
