"""The page of one record."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from ddr import edtf
from ddr.query.profile import Profile
from ddr.records import (
    Account,
    Event,
    Organization,
    Person,
    Place,
    Record,
    Source,
    Statement,
    key_of,
)
from ddr.views.authority import authors
from ddr.views.page import Section
from ddr.views.statements import MODES, marked


def page(profile: Profile) -> list[Section]:
    """Return the record in full: its fields, what belongs to it, and how to cite it."""
    record = profile.stored.record
    sections = list(_head(record, profile.labels))
    sections += _belonging(profile)
    sections.append(_next(profile))
    return sections


def _head(record: Record, labels: Mapping[str, str]) -> Iterator[Section]:
    match record:
        case Event():
            return _event(record, labels)
        case Statement():
            return _statement(record, labels)
        case Source():
            return _source(record, labels)
        case Person():
            return _person(record, labels)
        case _:
            return _named(record, labels)


def date(text: str) -> str:
    """Return an EDTF date as a person reads it; an empty one stays empty."""
    return edtf.words(edtf.parse(text)) if text else ""


def _event(event: Event, labels: Mapping[str, str]) -> Iterator[Section]:
    head = Section(event.title)
    head.add("date", date(event.date))
    head.add("place", labels.get(event.place, event.place))
    head.add("kind", event.kind)
    head.add("who", ", ".join(labels.get(who, who) for who in event.participants))
    head.add("summary", event.summary)
    head.add("confidence", event.confidence)
    head.add("tags", ", ".join(event.tags))
    head.add("note", event.note)
    yield head
    yield from _attested(event, labels)


def _statement(statement: Statement, labels: Mapping[str, str]) -> Iterator[Section]:
    speaker = labels.get(statement.speaker, statement.speaker)
    head = Section(f"{speaker}, {statement.role}" if statement.role else speaker)
    head.add("words", marked(statement))
    head.add("mode", statement.mode, MODES[statement.mode])
    head.add("source", labels.get(statement.source, ""), _at(statement.source, statement.locator))
    head.add("date", date(statement.date))
    head.add("occasion", labels.get(statement.occasion, statement.occasion), statement.occasion)
    head.add("to", ", ".join(labels.get(who, who) for who in statement.to))
    head.add("about", ", ".join(labels.get(name, name) for name in statement.about))
    head.add("topics", ", ".join(statement.topics))
    head.add("confidence", statement.confidence)
    head.add("note", statement.note)
    yield head
    yield from _attested(statement, labels)


def _attested(record: Event | Statement, labels: Mapping[str, str]) -> Iterator[Section]:
    evidence = Section("Evidence")
    for piece in record.evidence:
        words = f"“{piece.exact}”" if piece.exact else piece.says
        title = labels.get(piece.source, "")
        evidence.add(_at(piece.source, piece.locator), words, title)
    yield evidence
    accounts = Section("Told differently")
    for account in record.accounts:
        accounts.add(_at(account.source, account.locator), _told(account))
    yield accounts


def _told(account: Account) -> str:
    if not account.value:
        return account.says
    value = account.value
    if account.field.endswith("date"):
        with contextlib.suppress(edtf.EdtfError):
            value = date(value)
    return f"{account.field} {value}: {account.says}"


def _source(source: Source, labels: Mapping[str, str]) -> Iterator[Section]:
    head = Section(source.title)
    head.add("author", authors(source.author, labels))
    head.add("editor", authors(source.editor, labels))
    head.add("translator", authors(source.translator, labels))
    for attribute in source.__slots__:
        value = getattr(source, attribute)
        if isinstance(value, str) and attribute not in {"id", "title", "note", "sha256"}:
            key = key_of(attribute)
            shown = date(value) if key in {"issued", "event-date", "accessed"} else value
            detail = "inferred" if key in source.inferred else ""
            head.add(key, shown, detail, url=value if key == "URL" else "")
    head.add("note", source.note)
    yield head


def _person(person: Person, labels: Mapping[str, str]) -> Iterator[Section]:
    yield from _named(person, labels, born=date(person.born), died=date(person.died))
    offices = Section("Offices")
    for role in person.roles:
        span = _span(role.from_, role.to) or date(role.attested)
        seen = f"attested {date(role.attested)}" if role.attested and role.from_ + role.to else ""
        detail = "; ".join(filter(None, (seen, role.note, role.source)))
        offices.add(span or "dates not known", role.title, detail)
    yield offices


def _named(
    record: Person | Organization | Place, labels: Mapping[str, str], **dates: str
) -> Iterator[Section]:
    head = Section(record.name)
    for form in record.names:
        head.add("also", form.text, ", ".join(filter(None, (form.lang, form.note))))
    for label, value in dates.items():
        head.add(label, value)
    within = getattr(record, "within", "")
    head.add("within", labels.get(within, within))
    head.add("wikidata", record.wikidata)
    head.add("note", record.note)
    yield head


def _span(start: str, end: str) -> str:
    if start and end:
        return f"{date(start)} – {date(end)}"
    if start:
        return f"from {date(start)}"
    return f"until {date(end)}" if end else ""


def _belonging(profile: Profile) -> Iterator[Section]:
    names = {"event": "Related events", "statement": "Events"}
    events = Section(names.get(profile.stored.table, "Events"))
    for stored in profile.events:
        event = stored.record
        events.add(edtf.short(edtf.parse(event.date)), event.title, event.id)
    yield events
    statements = Section(
        "Said" if profile.stored.table in {"person", "organization"} else "Statements"
    )
    for said in profile.statements:
        statement = said.record
        speaker = profile.labels.get(statement.speaker, statement.speaker)
        who = "" if profile.stored.id == statement.speaker else f"{speaker}: "
        detail = f"{statement.mode}, {_at(statement.source, statement.locator)}, {statement.id}"
        when = edtf.short(edtf.parse(statement.date))
        statements.add(when, f"{who}{marked(statement)}", detail)
    yield statements


def _next(profile: Profile) -> Section:
    section = Section("")
    name, table = profile.stored.id, profile.stored.table
    section.add("id", name)
    if table in {"event", "statement", "source"}:
        section.add("cite", f"ddr cite {name}")
    if table == "source" and profile.stored.record.text:
        section.add("read", f"ddr read {name}")
    return section


def _at(source: str, locator: str) -> str:
    if not locator:
        return source
    return f"{source} ¶ {locator}" if locator[:1].isdigit() else f"{source}, {locator}"
