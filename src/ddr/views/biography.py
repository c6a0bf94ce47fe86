"""The page of a person, body or place: what the data alone tells of a life."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ddr import edtf, names
from ddr.errors import first
from ddr.query.profile import Profile
from ddr.views.page import Section
from ddr.views.statements import at, marked, words_of

if TYPE_CHECKING:
    from ddr.parts import Name, Role
    from ddr.query.stored import Stored
    from ddr.records import Event, Organization, Person, Place, Statement

_SCRIPTS = {"LATIN": "Latin", "CYRILLIC": "Cyrillic", "HANGUL": "Hangul", "CJK": "Hanja"}
_COUNTRIES = {
    "russia": "Russia", "ussr": "USSR", "dprk": "DPRK", "rok": "Republic of Korea",
    "china": "China", "usa": "United States", "un": "United Nations",
}  # fmt: skip
_MOST_SOURCES = 4


def head(record: Person | Organization | Place, labels: Mapping[str, str]) -> Section:
    """Return the names in each script, the dates of life and the state served."""
    section = Section(record.name)
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
    section.add("country", _COUNTRIES.get(getattr(record, "country", ""), ""))
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


def offices(person: Person, labels: Mapping[str, str]) -> Section:
    """Return the offices held, with their dates and the document that attests each."""
    section = Section("Offices")
    for role in person.roles:
        span = _span(role.from_, role.to) or words_of("date", role.attested)
        attested = words_of("date", role.attested) if role.from_ + role.to else ""
        seen = f"attested {attested}" if attested else ""
        detail = "; ".join(filter(None, (_of(role, labels), seen, role.note, role.source)))
        section.add(span or "dates not known", role.title, detail)
    return section


def _of(role: Role, labels: Mapping[str, str]) -> str:
    """Return the state or body that an office belongs to, unless its title tells that."""
    body = labels.get(role.of) or _COUNTRIES.get(role.of, "")
    return "" if body and names.key(body) in names.key(role.title) else body


def _span(start: str, end: str) -> str:
    first, last = words_of("date", start), words_of("date", end)
    if start and end:
        return f"{first} – {last}"
    return f"from {first}" if start else f"until {last}" if end else ""


def events(found: Sequence[Stored[Event]]) -> Section:
    """Return the events, in order of time, each with its id and the sources that attest it."""
    section = Section("Events")
    for stored in found:
        event = stored.record
        sources = list(dict.fromkeys(piece.source for piece in event.evidence))
        told = first(sources, _MOST_SOURCES)
        section.add(
            _when(event.date), event.title, f"{event.id}; from {told}" if told else event.id
        )
    return section


def said(profile: Profile) -> Iterator[Section]:
    """Yield the statements by topic, the largest first; each stands once, with its other topics."""
    sizes = Counter(names.key(topic) for one in profile.statements for topic in one.record.topics)
    sections: dict[str, Section] = {}
    order: dict[str, int] = {}
    for stored in profile.statements:
        statement = stored.record
        topics = sorted(statement.topics, key=lambda topic: (-sizes[names.key(topic)], topic))
        first = names.key(topics[0]) if topics else ""
        heading = f"Said on {topics[0]}" if topics else "Said on other matters" if sizes else "Said"
        order.setdefault(first, -sizes[first])
        section = sections.setdefault(first, Section(heading))
        _add(section, statement, topics[1:])
    yield from (
        sections[topic] for topic in sorted(sections, key=lambda topic: (order[topic], topic))
    )


def _add(section: Section, statement: Statement, topics: Sequence[str]) -> None:
    detail = f"{statement.mode}, {at(statement.source, statement.locator)}, {statement.id}"
    others = f"; also on {', '.join(topics)}" if topics else ""
    section.add(_when(statement.date), marked(statement), f"{detail}{others}")


def _when(date: str) -> str:
    return edtf.short(edtf.parse(date))
