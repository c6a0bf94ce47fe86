"""What is near where a question finds nothing: another spelling, mode, period, or fewer filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ddr import edtf
from ddr.errors import DdrError
from ddr.index.open import Index
from ddr.query.questions import EventQuestion, StatementQuestion, dates_of, ids
from ddr.query.sources import SourceQuestion, sources
from ddr.query.stored import fetch
from ddr.query.text.relaxed import comes_near, corrections
from ddr.vocabulary import MODES

Question = EventQuestion | StatementQuestion | SourceQuestion
_YEARS = re.compile(r"(?<!\S)year:(\d{4})(?:-(\d{4}))?(?!\S)")
_HINTS = 2
_OPTIONS = {"office": "--as", "tag": "--topic"}
_ENDS: dict[str, Any] = {"since": "", "until": "", "on": ""}
_NO_FILTER = ("words", "name", "limit", "reverse", "mode", "quotable", *_ENDS)


def nearby(index: Index, question: Question, today: date) -> str:
    """Return in words what to ask instead of a question that has no answer; "" for no idea."""
    found: list[str] = []
    for hint in _hints(index, _dated(question), today):
        found.append(hint)
        if len(found) == _HINTS:
            break
    return "; ".join(found)


def _hints(index: Index, question: Question, today: date) -> Iterator[str]:
    words = question.name if isinstance(question, SourceQuestion) else question.words
    for word, other in corrections(index, words).items():
        yield f"'{word}' stands nowhere: did you mean '{other}'?"
    if isinstance(question, StatementQuestion):
        yield from _modes(index, question, today)
    yield from _periods(index, question, today)
    for name in question._fields:
        value = getattr(question, name)
        if not value or name in _NO_FILTER:
            continue
        without: dict[str, Any] = {name: False if isinstance(value, bool) else ()}
        if number := _number(index, question._replace(**without), today):
            yield f"without {_OPTIONS.get(name, f'--{name}')} there {_are(number)}"
    if words:
        none: dict[str, Any] = {"name" if "name" in question._fields else "words": ""}
        rest = question._replace(**none)
        if rest != type(question)() and (number := _number(index, rest, today)):
            yield f"without the words there {_are(number)}"
        if comes_near(index, words):
            yield f"ddr search '{words}' finds what comes near"
    yield "'ddr info --coverage' tells what is covered"


def _are(number: int) -> str:
    return f"is {number}" if number == 1 else f"are {number}"


def _dated(question: Question) -> Question:
    """Return a question with the years among its words as its period."""
    years = None if isinstance(question, SourceQuestion) else _YEARS.search(question.words)
    if years is None or isinstance(question, SourceQuestion):
        return question
    if question.since or question.until or question.on:
        return question
    words = " ".join(_YEARS.sub(" ", question.words).split())
    return question._replace(words=words, on="/".join(filter(None, years.groups())))


def _modes(index: Index, question: StatementQuestion, today: date) -> Iterator[str]:
    """Tell how many statements there are in the modes that were not asked for."""
    if not (question.mode or question.quotable):
        return
    plain = question._replace(mode=(), quotable=False)
    numbers = {mode: _number(index, plain._replace(mode=(mode,)), today) for mode in MODES}
    if told := [f"{number} {mode}" for mode, number in numbers.items() if number]:
        best = next(mode for mode, number in numbers.items() if number)
        yield f"there are {' and '.join(told)}: give --mode {best}"


def _periods(index: Index, question: Question, today: date) -> Iterator[str]:
    """Tell what is nearest before and after the period asked for."""
    ends = {name: getattr(question, name) for name in _ENDS}
    days = dates_of(EventQuestion(**ends), today)
    whole = question._replace(**_ENDS)
    if days.yearly or days.during is None or isinstance(question, SourceQuestion):
        given = " and ".join(f"--{name}" for name, value in ends.items() if value)
        if given and (number := _number(index, whole, today)):
            yield f"without {given} there {_are(number)}"
        return
    first, last = days.during
    near = []
    for end, reverse in (("until", True), ("since", False)):
        edge = first - 1 if end == "until" else last + 1
        if not 1 <= edge <= date.max.toordinal():
            continue
        day = date.fromordinal(edge).isoformat()
        bound: dict[str, Any] = {end: day}
        closest = whole._replace(limit=1, reverse=reverse, **bound)
        near += _ids(index, closest, today)
    dates = [edtf.words(edtf.parse(one.record.date)) for one in fetch(index, near).values()]
    if dates:
        yield f"the nearest: {' and '.join(dates)}"


def _number(index: Index, question: Question, today: date) -> int:
    return len(_ids(index, question, today))


def _ids(index: Index, question: Question, today: date) -> list[str]:
    """Return the ids of what a question finds; none where it cannot be asked."""
    try:
        if isinstance(question, SourceQuestion):
            return [entry.stored.id for entry in sources(index, question, today)]
        return ids(index, question, today)
    except DdrError:
        return []
