"""Dates in the words of other languages, as CLDR writes them: Russian and Korean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Date = Any
Point = Any
"""A date of `ddr.edtf` and one of its ends; that module needs this one."""

_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_NAMES = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_OF_SHORT = (
    "янв.", "февр.", "мар.", "апр.", "мая", "июн.",
    "июл.", "авг.", "сент.", "окт.", "нояб.", "дек.",
)  # fmt: skip
_NAMES_SHORT = (
    "янв.", "февр.", "март", "апр.", "май", "июнь",
    "июль", "авг.", "сент.", "окт.", "нояб.", "дек.",
)  # fmt: skip


def spoken(date: Date, language: str, *, short: bool) -> str:
    """Return a date in words of a language of `LANGUAGES`; `short` for a narrow table."""
    return LANGUAGES[language](date, short=short)


def _russian(date: Date, *, short: bool) -> str:
    start, end = date.start, date.end
    if start.precision == "open":
        return f"не позднее {_russian_point(end, short=short, of=True)}"
    if end.precision == "open":
        return f"с {_russian_point(start, short=short, of=True)}"
    last = _russian_point(end, short=short)
    if start == end:
        return last
    if start.precision == end.precision == "year" and not date.qualifier:
        return f"{start.year}—{end.year}{'' if short else ' гг.'}"
    first = _shared(date)
    dash = "—" if first.day and not first.month else " — "
    return f"{_russian_point(first, short=short)}{dash}{last}"


def _russian_point(point: Point, *, short: bool, of: bool = False) -> str:
    about = point.qualifier in ("~", "%")
    doubt = (" (?)" if short else " (предположительно)") if point.qualifier in ("?", "%") else ""
    if point.precision in ("decade", "century"):
        return f"{_stretch(point, '-е' + ('' if short else ' гг.'), 'между {} и {} гг.')}{doubt}"
    of = of or about
    inflected = (_OF_SHORT if short else _OF) if of or point.day else ()
    months = inflected or (_NAMES_SHORT if short else _NAMES)
    month = months[point.month - 1] if point.month else ""
    day = f"{point.day}" if point.day else ""
    year = f"{point.year}{'' if short else ' г.'}" if point.year else ""
    said = " ".join(filter(None, (day, month, year)))
    return f"{('ок. ' if short else 'около ') if about else ''}{said}{doubt}"


def _korean(date: Date, *, short: bool) -> str:
    start, end = date.start, date.end
    if start.precision == "open":
        return f"{_korean_point(end, short=short)}까지"
    if end.precision == "open":
        return f"{_korean_point(start, short=short)}부터"
    first = _korean_point(start, short=short)
    if start == end:
        return first
    dash = "~" if start.month and end.month else " ~ "
    return f"{first}{dash}{_korean_point(_shared(date, last=True), short=short)}"


def _korean_point(point: Point, *, short: bool) -> str:
    about = "경" if point.qualifier in ("~", "%") else ""
    doubt = ("?" if short else " (불확실)") if point.qualifier in ("?", "%") else ""
    if point.precision in ("decade", "century"):
        return f"{_stretch(point, '년대', '{}년에서 {}년 사이')}{about}{doubt}"
    parts = ((point.year, "년"), (point.month, "월"), (point.day, "일"))
    return f"{' '.join(f'{number}{word}' for number, word in parts if number)}{about}{doubt}"


def _shared(date: Date, *, last: bool = False) -> Point:
    """Return one end of an interval without the year and the month that the other says too."""
    start, end = date.start, date.end
    point = end if last else start
    if date.qualifier or start.precision != end.precision or start.year != end.year:
        return point
    return point._replace(year=0, month=0 if start.month == end.month else point.month)


def _stretch(point: Point, decade: str, between: str) -> str:
    year = point.year
    if point.precision == "decade" and year % 100:
        return f"{year}{decade}"
    return between.format(year, year + (99 if point.precision == "century" else 9))


LANGUAGES: dict[str, Callable[..., str]] = {"ru": _russian, "ko": _korean}
