"""The page of one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ddr import edtf
from ddr.query.profile import Profile
from ddr.records import (
    Event,
    Person,
    Record,
    Source,
    Statement,
    key_of,
)
from ddr.views import biography
from ddr.views.authority import authors
from ddr.views.page import Section
from ddr.views.statements import MODES, at, listed, marked, quoted, words_of


def page(profile: Profile) -> list[Section]:
    """Return the record in full: its fields, what belongs to it, and how to cite it."""
    sections = [*_head(profile), _corrections(profile.stored.record)]
    sections += _belonging(profile)
    sections.append(_next(profile))
    return sections


def _head(profile: Profile) -> Iterator[Section]:
    record, labels = profile.stored.record, profile.labels
    match record:
        case Event():
            yield _event(record, labels)
            yield from _attested(record, profile)
        case Statement():
            yield _statement(record, labels)
            yield from _attested(record, profile)
        case Source():
            yield from _source(record, labels)
        case Person():
            yield biography.head(record, labels)
            yield biography.offices(record, labels)
        case _:
            yield biography.head(record, labels)


def date(text: str) -> str:
    """Return an EDTF date as a person reads it; an empty one stays empty."""
    return edtf.words(edtf.parse(text)) if text else ""


def _event(event: Event, labels: Mapping[str, str]) -> Section:
    head = Section(event.title)
    head.add("date", date(event.date))
    head.add("place", labels.get(event.place, event.place))
    head.add("kind", event.kind)
    head.add("who", listed(event.participants, labels))
    head.add("summary", event.summary)
    head.add("confidence", event.confidence)
    head.add("tags", ", ".join(event.tags))
    head.add("note", event.note)
    return head


def _statement(statement: Statement, labels: Mapping[str, str]) -> Section:
    speaker = labels.get(statement.speaker, statement.speaker)
    head = Section(f"{speaker}, {statement.role}" if statement.role else speaker)
    head.add("words", marked(statement))
    head.add("mode", statement.mode, MODES[statement.mode])
    head.add("source", labels.get(statement.source, ""), at(statement.source, statement.locator))
    head.add("date", date(statement.date))
    head.add("occasion", labels.get(statement.occasion, statement.occasion), statement.occasion)
    head.add("to", listed(statement.to, labels))
    head.add("about", listed(statement.about, labels))
    head.add("topics", ", ".join(statement.topics))
    head.add("confidence", statement.confidence)
    head.add("note", statement.note)
    return head


def _attested(record: Event | Statement, profile: Profile) -> Iterator[Section]:
    labels = profile.labels
    evidence = Section("Evidence")
    for piece, spoken in zip(record.evidence, profile.voices, strict=True):
        title = labels.get(piece.source, "")
        words = f"“{piece.exact}”" if piece.exact else piece.says
        if spoken is not None and spoken.id != record.id:
            said = spoken.record
            words = quoted(said.mode, piece.exact)
            speaker = labels.get(said.speaker, said.speaker)
            title = f"{speaker}, {MODES[said.mode]}; {title}"
        evidence.add(at(piece.source, piece.locator), words, title)
    yield evidence
    accounts = Section("Told differently")
    for account in record.accounts:
        told = words_of(account.field, account.value)
        detail = f"{account.field}: {told}" if told else ""
        accounts.add(at(account.source, account.locator), account.says, detail)
    yield accounts


def _source(source: Source, labels: Mapping[str, str]) -> Iterator[Section]:
    head = Section(source.title)
    head.add("author", authors(source.author, labels))
    head.add("editor", authors(source.editor, labels))
    head.add("translator", authors(source.translator, labels))
    for attribute in source.FIELDS:
        value = getattr(source, attribute)
        if isinstance(value, str) and attribute not in {"id", "title", "note", "sha256"}:
            key = key_of(attribute)
            shown = date(value) if key in {"issued", "event-date", "accessed"} else value
            detail = "inferred" if key in source.inferred else ""
            head.add(key, shown, detail, url=value if key == "URL" else "")
    head.add("note", source.note)
    yield head


def _corrections(record: Record) -> Section:
    section = Section("Corrections")
    for erratum in record.errata:
        section.add(date(erratum.date), erratum.says)
    return section


def _belonging(profile: Profile) -> Iterator[Section]:
    table = profile.stored.table
    if table in {"person", "organization", "place"}:
        yield biography.events(profile.events)
    else:
        events = Section({"event": "Related events"}.get(table, "Events"))
        for stored in profile.events:
            event = stored.record
            events.add(edtf.short(edtf.parse(event.date)), event.title, event.id)
        yield events
    if table in {"person", "organization"}:
        yield from biography.said(profile)
        return
    statements = Section("Statements")
    for said in profile.statements:
        statement = said.record
        speaker = profile.labels.get(statement.speaker, statement.speaker)
        detail = f"{statement.mode}, {at(statement.source, statement.locator)}, {statement.id}"
        when = edtf.short(edtf.parse(statement.date))
        statements.add(when, f"{speaker}: {marked(statement)}", detail)
    yield statements


def _next(profile: Profile) -> Section:
    section = Section("")
    name, table = profile.stored.id, profile.stored.table
    section.add("id", name)
    if table in {"event", "statement", "source"}:
        section.add("cite", f"ddr cite {name}")
    if table == "source" and profile.stored.record.text:
        section.add("read", f"ddr read {name}")
    if table == "event":
        section.add("compare", f"ddr compare {name}")
    for option, number in profile.more.items():
        plural = "s" * (number != 1)
        section.add(f"said {option}", f"ddr said --{option} {name}", f"{number} statement{plural}")
    return section
