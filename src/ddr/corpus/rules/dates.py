"""Rules on time: lives, offices, statements and anniversaries agree with one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ddr import edtf
from ddr.corpus.corpus import Corpus
from ddr.corpus.rules.registry import Finding, Rule
from ddr.records import Event, Person, Statement


def backwards(corpus: Corpus) -> Iterator[Finding]:
    """Nobody dies before being born, and no office ends before it begins."""
    for person in corpus.every(Person):
        if _after(person.born, person.died):
            yield Finding(person.id, "died", f"died {person.died}, before being born {person.born}")
        for index, role in enumerate(person.roles):
            if _after(role.from_, role.to):
                message = f"the office ends {role.to}, before it begins {role.from_}"
                yield Finding(person.id, f"roles[{index}].to", message)


def lifetime(corpus: Corpus) -> Iterator[Finding]:
    """Nobody speaks before birth or after death."""
    for statement in corpus.every(Statement):
        speaker = corpus.records.get(statement.speaker)
        if not isinstance(speaker, Person):
            continue
        if _after(speaker.born, statement.date):
            message = f"{speaker.name} was born {speaker.born}, after {statement.date}"
            yield Finding(statement.id, "date", message)
        if _after(statement.date, speaker.died):
            message = f"{speaker.name} died {speaker.died}, before {statement.date}"
            yield Finding(statement.id, "date", message)


def office(corpus: Corpus) -> Iterator[Finding]:
    """A recorded office of the speaker covers the date of each statement."""
    for statement in corpus.every(Statement):
        speaker = corpus.records.get(statement.speaker)
        if not isinstance(speaker, Person) or not speaker.roles:
            continue
        when = edtf.parse(statement.date)
        spans = [_span(role.from_, role.to, role.attested) for role in speaker.roles]
        if not any(first <= when.latest and when.earliest <= last for first, last in spans):
            message = (
                f"no recorded office of {speaker.name} covers {statement.date}; "
                "add the office with its dates, or say in 'allow' why it is not known"
            )
            yield Finding(statement.id, "date", message)


_YEARS = re.compile(r"\b(\d{1,3})(?:(?:st|nd|rd|th) anniversary\b| years (?:ago|since)\b)")


def anniversary(corpus: Corpus) -> Iterator[Finding]:
    """An anniversary named in a quotation counts from an event that the statement is about."""
    for statement in corpus.every(Statement):
        records = [corpus.records.get(name) for name in statement.about]
        events = [record for record in records if isinstance(record, Event)]
        if not events:
            continue
        now = edtf.parse(statement.date).end.year - ("last year" in statement.exact)
        ages = {now - edtf.parse(event.date).start.year for event in events}
        for match in _YEARS.finditer(statement.exact):
            if int(match[1]) not in ages:
                message = (
                    f"'{match[0]}' in {statement.date} counts from none of the events in 'about'; "
                    "correct them, or explain it in 'allow'"
                )
                yield Finding(statement.id, "exact", message)


def within_whole(corpus: Corpus) -> Iterator[Finding]:
    """A part of an event lies within the time of the whole, as far as the dates tell."""
    for event in corpus.every(Event):
        whole = corpus.records.get(event.part_of)
        if not isinstance(whole, Event):
            continue
        around = edtf.parse(whole.date)
        ends = [edtf.parse(end) for end in event.date.split("/") if end != ".."]
        if any(end.latest < around.earliest or around.latest < end.earliest for end in ends):
            message = f"{event.date} is not within {whole.date}, the date of '{whole.id}'"
            yield Finding(event.id, "date", f"{message} of which this is a part")


def order(corpus: Corpus) -> Iterator[Finding]:
    """Events and statements stand in the file in chronological order."""
    for records in (corpus.every(Event), corpus.every(Statement)):
        last: dict[str, tuple[tuple[int, int], str]] = {}
        for record in records:
            file, _ = corpus.homes[record.id]
            here = (edtf.sort_key(edtf.parse(record.date)), record.id)
            before = last.get(file.name, here)
            if here[0] < before[0]:
                what = "move the record up, or let 'ddr fmt' put all in order"
                message = f"{record.date} comes before '{before[1]}': {what}"
                yield Finding(record.id, "date", message)
            last[file.name] = max(here, before)


def errata(corpus: Corpus) -> Iterator[Finding]:
    """The errata of a record stand in chronological order."""
    for record in corpus.records.values():
        for index, (one, following) in enumerate(pairwise(record.errata), 1):
            if _after(one.date, following.date):
                message = f"{following.date} comes before {one.date}: move the erratum up"
                yield Finding(record.id, f"errata[{index}].date", message)


def _after(first: str, second: str) -> bool:
    """Return whether `first` certainly lies after `second`; an unknown date lies nowhere."""
    if not first or not second:
        return False
    return edtf.parse(first).earliest > edtf.parse(second).latest


def _span(start: str, end: str, attested: str) -> tuple[int, int]:
    """Return the days that an office covers, as far as its dates are known."""
    seen = edtf.parse(attested) if attested else None
    first = edtf.parse(start).earliest if start else seen.earliest if seen else edtf.OPEN_START
    last = edtf.parse(end).latest if end else edtf.OPEN_END
    return first, last


RULES = (
    Rule("dates-backwards", "error", backwards),
    Rule("lifetime", "error", lifetime),
    Rule("office", "warning", office),
    Rule("part-date", "error", within_whole),
    Rule("anniversary", "warning", anniversary),
    Rule("order", "warning", order),
    Rule("errata-order", "warning", errata),
)
