"""The page of one record."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from ddr import edtf, names
from ddr.display import counted, shown, shown_as, worded
from ddr.errors import first
from ddr.query.profile import Profile
from ddr.quotations.exact import OMISSION
from ddr.records import Event, Person, Record, Source, Statement, key_of
from ddr.views.page import Section
from ddr.views.rows import authors
from ddr.views.statements import at, listed, marked, reached, words_of
from ddr.vocabulary import quoted

if TYPE_CHECKING:
    from ddr.parts import Name, Role
    from ddr.query.stored import Stored
    from ddr.records import Organization, Place

_SCRIPTS = {"LATIN": "Latin", "CYRILLIC": "Cyrillic", "HANGUL": "Hangul", "CJK": "Hanja"}
_MOST_SOURCES = 4


def page(profile: Profile) -> list[Section]:
    """Return the record in full: its fields, what belongs to it, and how to cite it."""
    terms, language = profile.terms, shown()
    known = {one: terms.label("country", one, language) for one in terms.countries}
    for table in ("kind", "topic"):
        words = terms.words(table)
        known |= {f"{table}:{one}": terms.label(table, one, language) for one in words}
    profile = dataclasses.replace(profile, labels=known | profile.labels)
    sections = [*_head(profile), _corrections(profile.stored.record)]
    sections += [_parts(profile), *_belonging(profile)]
    sections.append(_next(profile))
    return sections


def _head(profile: Profile) -> Iterator[Section]:
    record, labels = profile.stored.record, profile.labels
    match record:
        case Event():
            yield _event(record, labels)
            yield from _attested(record, profile)
        case Statement():
            yield _statement(record, profile)
            yield from _attested(record, profile)
        case Source():
            yield from _source(record, labels)
        case Person():
            yield _life(record, labels)
            yield _offices(record, labels)
        case _:
            yield _life(record, labels)


def date(text: str) -> str:
    """Return an EDTF date as a person reads it; an empty one stays empty."""
    return edtf.words(edtf.parse(text)) if text else ""


def _event(event: Event, labels: Mapping[str, str]) -> Section:
    head = Section(event.title)
    head.add("date", date(event.date))
    head.add("place", labels.get(event.place, event.place))
    head.add("kind", labels.get(f"kind:{event.kind}", event.kind))
    head.add("landmark", worded("yes") if event.landmark else "")
    for title in event.titles:
        head.add("title", title.text, title.lang)
    head.add("part of", labels.get(event.part_of, event.part_of), event.part_of)
    head.add("who", listed(event.participants, labels))
    head.add("summary", event.summary)
    head.add("confidence", worded(event.confidence))
    head.add("tags", ", ".join(_topic(tag, labels) for tag in event.tags))
    head.add("note", event.note)
    return head


def _topic(word: str, labels: Mapping[str, str]) -> str:
    return labels.get(f"topic:{word}", word)


def _statement(statement: Statement, profile: Profile) -> Section:
    labels = profile.labels
    speaker = labels.get(statement.speaker, statement.speaker)
    head = Section(f"{speaker}, {statement.role}" if statement.role else speaker)
    url = at_words(profile.addresses.get(statement.source, ""), statement.exact)
    head.add("words", marked(statement), url=url)
    head.add("mode", statement.mode, reached(statement.mode))
    head.add("source", labels.get(statement.source, ""), at(statement.source, statement.locator))
    head.add("date", date(statement.date))
    head.add("occasion", labels.get(statement.occasion, statement.occasion), statement.occasion)
    head.add("to", listed(statement.to, labels))
    head.add("about", listed(statement.about, labels))
    head.add("topics", ", ".join(_topic(topic, labels) for topic in statement.topics))
    head.add("confidence", worded(statement.confidence))
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
            title = f"{speaker}, {reached(said.mode)}; {title}"
        url = at_words(profile.addresses.get(piece.source, ""), piece.exact)
        evidence.add(at(piece.source, piece.locator), words, title, url)
    yield evidence
    accounts = Section("Told differently")
    for account in record.accounts:
        told = words_of(account.field, account.value)
        detail = f"{account.field}: {told}" if told else ""
        url = profile.addresses.get(account.source, "")
        accounts.add(at(account.source, account.locator), account.says, detail, url)
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


def _parts(profile: Profile) -> Section:
    """Return the whole to which an event belongs, with all its parts, each under its own whole."""
    section = Section("The whole and its parts")
    for depth, stored in profile.tree:
        event = stored.record
        here = "  (this event)" if stored.id == profile.stored.id else ""
        section.add(_when(event.date), f"{'· ' * depth}{event.title}{here}", event.id)
    return section


def _corrections(record: Record) -> Section:
    section = Section("Corrections")
    for erratum in record.errata:
        section.add(date(erratum.date), erratum.says)
    return section


def _belonging(profile: Profile) -> Iterator[Section]:
    table = profile.stored.table
    if table in {"person", "organization", "place"}:
        yield _attended(profile.events)
    else:
        events = Section({"event": "Related events"}.get(table, "Events"))
        for stored in profile.events:
            event = stored.record
            events.add(_when(event.date), event.title, event.id)
        yield events
    if table in {"person", "organization"}:
        yield from _said(profile)
        return
    statements = Section("Statements")
    for said in profile.statements:
        speaker = profile.labels.get(said.record.speaker, said.record.speaker)
        _add_statement(statements, said.record, f"{speaker}: ")
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
        section.add(f"said {option}", f"ddr said --{option} {name}", counted(number, "statement"))
    return section


def _life(record: Person | Organization | Place, labels: Mapping[str, str]) -> Section:
    """Return the names in each script, the dates of life and the state served."""
    section = Section(shown_as(record.name, record.names))
    script = ""
    for form in sorted(
        record.names, key=lambda form: [*_SCRIPTS.values(), ""].index(_script(form))
    ):
        label = f"in {_script(form)}" if _script(form) else "also"
        detail = ", ".join(filter(None, (form.lang, form.note)))
        section.add(label if label != script else "", form.text, detail)
        script = label
    for label in ("born", "died"):
        section.add(label, words_of("date", getattr(record, label, "")))
    country = getattr(record, "country", "")
    section.add("country", "" if country == "other" else labels.get(country, country))
    within = getattr(record, "within", "")
    section.add("within", labels.get(within, within))
    section.add("wikidata", record.wikidata)
    section.add("note", record.note)
    return section


def _script(form: Name) -> str:
    """Return the script of the first letter, or "" for one of no other name here."""
    letter = next((c for c in form.text if c.isalpha()), "")
    word = unicodedata.name(letter, "").partition(" ")[0] if letter else ""
    return _SCRIPTS.get(word, "")


def _offices(person: Person, labels: Mapping[str, str]) -> Section:
    """Return the offices held, with their dates and the document that attests each."""
    section = Section("Offices")
    for role in person.roles:
        span = _span(role.from_, role.to) or words_of("date", role.attested)
        attested = words_of("date", role.attested) if role.from_ + role.to else ""
        seen = worded("attested {}").format(attested) if attested else ""
        detail = "; ".join(filter(None, (_of(role, labels), seen, role.note, role.source)))
        section.add(span or "dates not known", shown_as(role.title, role.titles), detail)
    return section


def _of(role: Role, labels: Mapping[str, str]) -> str:
    """Return the state or organization that an office belongs to, unless its title tells that."""
    body = labels.get(role.of, "")
    return "" if body and names.key(body) in names.key(role.title) else body


def _span(start: str, end: str) -> str:
    first, last = words_of("date", start), words_of("date", end)
    if start and end:
        return f"{first} – {last}"
    return words_of("date", f"{start}/..") if start else f"until {last}" if end else ""


def _attended(found: Sequence[Stored[Event]]) -> Section:
    """Return the events, in order of time, each with its id and the sources that attest it."""
    section = Section("Events")
    for stored in found:
        event = stored.record
        sources = list(dict.fromkeys(piece.source for piece in event.evidence))
        told = first(sources, _MOST_SOURCES)
        detail = f"{event.id}; from {told}" if told else event.id
        section.add(_when(event.date), event.title, detail)
    return section


def _said(profile: Profile) -> Iterator[Section]:
    """Yield the statements by topic, the largest first; each stands once, with its other topics."""
    labels = profile.labels
    sizes = Counter(names.key(topic) for one in profile.statements for topic in one.record.topics)
    sections: dict[str, Section] = {}
    order: dict[str, int] = {}
    for stored in profile.statements:
        statement = stored.record
        topics = sorted(statement.topics, key=lambda topic: (-sizes[names.key(topic)], topic))
        first = names.key(topics[0]) if topics else ""
        heading = worded("Said on {}").format(_topic(topics[0], labels)) if topics else ""
        heading = heading or ("Said on other matters" if sizes else "Said")
        order.setdefault(first, -sizes[first])
        section = sections.setdefault(first, Section(heading))
        _add_statement(section, statement, "", [_topic(one, labels) for one in topics[1:]])
    yield from (
        sections[topic] for topic in sorted(sections, key=lambda topic: (order[topic], topic))
    )


def _add_statement(
    section: Section, statement: Statement, before: str, topics: Sequence[str] = ()
) -> None:
    detail = f"{statement.mode}, {at(statement.source, statement.locator)}, {statement.id}"
    others = f"; also on {', '.join(topics)}" if topics else ""
    section.add(_when(statement.date), f"{before}{marked(statement)}", f"{detail}{others}")


def _when(date: str) -> str:
    return edtf.short(edtf.parse(date))


_WHOLE = 80
"""Characters of words that an address holds whole; of more it holds the beginning and the end."""
_ENDS = 5
"""Words of a beginning and of an end."""


def at_words(address: str, words: str) -> str:
    """Return the address that leads to these words on its page, or the address as it is.

    A text fragment, as WICG's URL Fragment Text Directives have it: browsers that know it scroll to
    the words and mark them, others show the page. Of long words, and of words with omissions, it
    names the beginning and the end.
    """
    parts = [part.split() for part in words.split(OMISSION) if part.strip()]
    if not address.startswith(("http://", "https://")) or not parts:
        return address
    first, last = parts[0], parts[-1]
    if len(parts) == 1 and (len(" ".join(first)) <= _WHOLE or len(first) <= 2 * _ENDS):
        directive = _encoded(first)
    else:
        directive = f"{_encoded(first[:_ENDS])},{_encoded(last[-_ENDS:])}"
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _encoded(words: list[str]) -> str:
    """Encode every character that may mean something in a directive, the hyphen too."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
