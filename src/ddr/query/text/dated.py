"""A date among words: "treaty 1961", "visit September 1990", "визит в июле 2000 года"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|январ[ьяе]|феврал[ьяе]|марта?|марте"
    r"|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|августа?|августе|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]"
    r"|декабр[ьяе])\.?"
)
_YEAR = r"(?:1[89]|20)\d\d"
_AFTER = r"(?:\s?(?:г\.|года|годы|году|год)(?!\w)|-?(?:го|м|х)(?!\w))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DASH = r"\s?[-–—/]\s?"
_DECADE = rf"{_YEAR[:-2]}\d0s"
_DATE = rf"""
    {_YEAR}년(?:\s?\d{{1,2}}월(?:\s?\d{{1,2}}일)?)?(?:에|의|도)?
  | {_YEAR}-\d\d(?:-\d\d)?
  | \d{{1,2}}\.\d{{1,2}}\.{_YEAR}
  | (?:{_DAY}(?:{_DASH}{_DAY})?\s(?:of\s)?)?{_MONTH},?\s{_YEAR}{_AFTER}
  | {_MONTH}\s{_DAY}(?:{_DASH}{_DAY})?,?\s{_YEAR}
  | (?:1[89]|20)\d0s
  | {_YEAR}{_AFTER}
"""
_TO = r"(?:\s?(?:[-–—/]|\.\.)\s?|\s(?:to|until|till|по|до)\s)"
_PLACE = rf"""(?P<quoted>"[^"]*"?|[“«„][^”»“]*[”»“]?)
    |(?<!\S)(?:(?P<open>since|from|after|until|till|before|с|после|до)\s
      |(?:c\.|ca\.?|circa|around|около|in|on|of|during|from|between|dated|в|во|за|от|с)\s)?
    (?P<date>(?:{_DATE})(?:(?:{_TO}|(?<=between\s\d\d\d\d)\sand\s)(?P<end>{_DATE}))?)
    (?:[?!.,;:]+(?!\S)|(?!\S))"""
_YEARS = re.compile(r"(\d{4})(?:\D{1,5}(\d{4}))?\D*")
_WHOLE = (
    rf"(?:today|yesterday|(?:this|last)\s(?:month|year)|{_DAY}\s{_MONTH}|{_MONTH}\s{_DAY}"
    r"|\d{1,2}월\s?\d{1,2}일)"
)
"""A date without a year, which is one only where nothing else is said."""
_FIELD = re.compile(r"(?<!\S)-?year:")


class Dated(NamedTuple):
    """Words with a date among them.

    words: the rest; of a year, or a range of years, with the field ``year:`` in its place.
    date: the date as typed, or "".
    on: the date, unless it is a field among the words, to be read as ``--on``.
    """

    words: str
    date: str = ""
    on: str = ""


def told(text: str, notify: Callable[[str], None], *dates: str) -> Dated:
    """Take the date out of a text, unless `dates` were given besides, and tell that it is one."""
    found = Dated(text) if any(dates) else dated(text)
    if found.date:
        notify(f"{found.date} is read as a date; for the word itself, put it in '\"…\"'")
    return found


def dated(text: str) -> Dated:
    """Take the one date out of a text that is no phrase; a text with more stays as it is."""
    # These take long to compile, longer than many a command: `re` keeps them for the next text.
    if text and re.fullmatch(_WHOLE, text, re.IGNORECASE):
        return Dated("", text, text)
    if not any(letter.isdigit() for letter in text) or _FIELD.search(text):
        return Dated(text)
    places = re.finditer(_PLACE, text, re.VERBOSE | re.IGNORECASE)
    found = [one for one in places if one["date"]]
    if len(found) != 1:
        return Dated(text)
    (one,) = found
    date = one["date"].strip()
    before, after = text[: one.start()], text[one.end() :]
    years = _years(date)
    if one["open"] and not one["end"]:
        return _open(one["open"].lower(), date, years, f"{before}{after}".strip())
    if years:
        return Dated(f"{before}year:{years}{after}".strip(), date)
    return Dated(f"{before}{after}".strip(), date, re.sub(r"(?<=일)[에의]|(?<=월)[에의]", "", date))


def _open(word: str, date: str, years: str, rest: str) -> Dated:
    """Read a date of which one end lies open; "before" and "after" a year leave the year out."""
    from_it = word in ("since", "from", "after", "с", "после")
    day = date
    if years.isdigit():
        day = str(int(years) + {"after": 1, "после": 1, "before": -1}.get(word, 0))
    return Dated(rest, f"{word} {date}", f"since {day}" if from_it else f"until {day}")


def _years(date: str) -> str:
    """Return a date that is whole years as the field of a search has them, or ""."""
    if re.fullmatch(r"\d{3}0s", date):
        return f"{date[:4]}-{date[:3]}9"
    months = re.search(rf"월|\d\.\d|\d-\d\d(?!\d)|{_MONTH}\s", date + " ", re.IGNORECASE)
    given = None if months and "г." not in date else _YEARS.fullmatch(date)
    return "-".join(filter(None, given.groups())) if given else ""
