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
    first, last = (_russian_point(one, short=short) for one in (start, end))
    return first if start == end else f"{first} – {last}"


def _russian_point(point: Point, *, short: bool, of: bool = False) -> str:
    about = point.qualifier in ("~", "%")
    doubt = (" (?)" if short else " (предположительно)") if point.qualifier in ("?", "%") else ""
    if point.precision in ("decade", "century"):
        return f"{_stretch(point, '-е' + ('' if short else ' гг.'), 'между {} и {} гг.')}{doubt}"
    of = of or about
    inflected = (_OF_SHORT if short else _OF) if of or point.day else ()
    months = inflected or (_NAMES_SHORT if short else _NAMES)
    month = months[point.month - 1] if point.month else ""
    era = "" if short else " г."
    day = f"{point.day}" if point.day else ""
    said = " ".join(filter(None, (day, month, f"{point.year}{era}")))
    return f"{('ок. ' if short else 'около ') if about else ''}{said}{doubt}"


def _korean(date: Date, *, short: bool) -> str:
    start, end = date.start, date.end
    if start.precision == "open":
        return f"{_korean_point(end, short=short)}까지"
    if end.precision == "open":
        return f"{_korean_point(start, short=short)}부터"
    first, last = (_korean_point(one, short=short) for one in (start, end))
    return first if start == end else f"{first} – {last}"


def _korean_point(point: Point, *, short: bool) -> str:
    about = "경" if point.qualifier in ("~", "%") else ""
    doubt = ("?" if short else " (불확실)") if point.qualifier in ("?", "%") else ""
    if point.precision in ("decade", "century"):
        return f"{_stretch(point, '년대', '{}년에서 {}년 사이')}{about}{doubt}"
    month = f"{point.month}월" if point.month else ""
    day = f"{point.day}일" if point.day else ""
    return f"{' '.join(filter(None, (f'{point.year}년', month, day)))}{about}{doubt}"


def _stretch(point: Point, decade: str, between: str) -> str:
    year = point.year
    if point.precision == "decade" and year % 100:
        return f"{year}{decade}"
    return between.format(year, year + (99 if point.precision == "century" else 9))


LANGUAGES: dict[str, Callable[..., str]] = {"ru": _russian, "ko": _korean}
