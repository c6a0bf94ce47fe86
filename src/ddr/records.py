"""The records of a timeline, a class for each kind.

One definition serves four readers: the TOML reader checks values against the
annotations, the index stores the records as JSON under the same names, queries
hydrate them again, and the JSON Schema in ``docs/`` is generated from them.

Bibliographic fields are CSL variables (CSL 1.0.2), dates are EDTF strings
(ISO 8601-2, level 0 and parts of level 1), quotations are text-quote selectors
(W3C Web Annotation). An empty string or tuple means "not known" or "none".
"""

from __future__ import annotations

from typing import Annotated, Any

from ddr.frozen import Frozen
from ddr.parts import (
    Account,
    AgentId,
    Allowance,
    Contributor,
    CountryWord,
    Doi,
    Edtf,
    Erratum,
    EventId,
    Evidence,
    Form,
    Id,
    Key,
    KindWord,
    Lang,
    Name,
    OrganizationId,
    PlaceId,
    Required,
    Role,
    Sha256,
    SideWord,
    SourceId,
    Title,
    TopicRef,
    TopicWord,
    Url,
)
from ddr.vocabulary import Confidence, Mode, NameOrder, SourceType


class Source(Frozen, kw_only=True):
    """A text or document that is cited. Field names are CSL variables unless said otherwise.

    id: stable id, and the citation key where there is no other.
    citation_key: what it is cited by in manuscripts, in the author's own form.
    formerly: earlier ids.
    type: a CSL type.
    title: as printed; in square brackets where it is our description.
    title_short: a short form; also our translation of a title, if the note says so.
    author: who wrote or spoke it.
    editor: who edited it.
    translator: who translated it.
    container_title: the work or site that carries it.
    collection_title: the series.
    publisher: who published it.
    publisher_place: where it was published.
    issued: when it was published.
    event_title: the occasion of a speech or signing.
    event_place: where that was.
    event_date: when that was.
    genre: the kind of document, in a word or two.
    number: document number.
    volume: volume.
    issue: issue.
    page: pages.
    section: section of a newspaper or law.
    references: related documents in a legal history, such as a treaty series entry.
    archive: the archive that holds it.
    archive_place: where the archive is.
    archive_collection: the collection (fond, opis).
    archive_location: the item within it (delo, sheet).
    source: the database, aggregator or mirror at which it was found.
    DOI: digital object identifier.
    ISBN: book number.
    URL: the address at which it was found.
    accessed: when it was last seen there.
    language: of the text as read.
    origin: (ddr) whose voice it is: a side that the timeline declares, or third-party.
    medium: (ddr) in what form the words reached us: transcript, press report, archival document.
    text: (ddr) file of the held text, relative to the timeline.
    sha256: (ddr) of that file.
    rights: (ddr) what is known of the licence; "not stated" where nothing is.
    inferred: (ddr) fields that the document does not print; the note gives the reason.
    note: (ddr) what a reader should know.
    errata: (ddr) published corrections of the record, oldest first.
    allow: (ddr) rules that `ddr check` does not hold it to, with the reason.
    """

    id: Id
    citation_key: Key = ""
    formerly: tuple[Id, ...] = ()
    type: SourceType
    title: Required
    title_short: str = ""
    author: tuple[Contributor, ...] = ()
    editor: tuple[Contributor, ...] = ()
    translator: tuple[Contributor, ...] = ()
    container_title: str = ""
    collection_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: Edtf = ""
    event_title: str = ""
    event_place: str = ""
    event_date: Edtf = ""
    genre: str = ""
    number: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    section: str = ""
    references: str = ""
    archive: str = ""
    archive_place: str = ""
    archive_collection: str = ""
    archive_location: str = ""
    source: str = ""
    DOI: Doi = ""
    ISBN: str = ""
    URL: Url = ""
    accessed: Edtf = ""
    language: Lang = ""
    origin: SideWord = ""
    medium: str = ""
    text: str = ""
    sha256: Sha256 = ""
    rights: str = ""
    inferred: tuple[str, ...] = ()
    note: str = ""
    errata: tuple[Erratum, ...] = ()
    allow: tuple[Allowance, ...] = ()

    @property
    def key(self) -> str:
        """What the source is cited by."""
        return self.citation_key or self.id


class Person(Frozen, kw_only=True):
    """A person.

    id: stable id.
    formerly: earlier ids.
    name: as ddr prints it.
    family: family name.
    given: given names.
    order: how the name is written in full.
    names: every other form met, in any script.
    country: the state the person served, as the timeline declares it.
    born: date of birth.
    died: date of death.
    roles: offices with their dates, oldest first.
    wikidata: Wikidata item, only where verified.
    note: what a reader should know.
    errata: published corrections of the record, oldest first.
    allow: rules that `ddr check` does not hold it to, with the reason.
    """

    id: Id
    formerly: tuple[Id, ...] = ()
    name: Required
    family: str = ""
    given: str = ""
    order: NameOrder = "given-first"
    names: tuple[Name, ...] = ()
    country: CountryWord = ""
    born: Edtf = ""
    died: Edtf = ""
    roles: tuple[Role, ...] = ()
    wikidata: str = ""
    note: str = ""
    errata: tuple[Erratum, ...] = ()
    allow: tuple[Allowance, ...] = ()


class Organization(Frozen, kw_only=True):
    """A ministry, agency, embassy, party, international or other organization.

    id: stable id.
    formerly: earlier ids.
    name: as ddr prints it.
    names: every other form met, in any script.
    country: the state it belongs to, as the timeline declares it.
    within: the organization of which it is a part.
    wikidata: Wikidata item, only where verified.
    note: what a reader should know.
    errata: published corrections of the record, oldest first.
    allow: rules that `ddr check` does not hold it to, with the reason.
    """

    id: Id
    formerly: tuple[Id, ...] = ()
    name: Required
    names: tuple[Name, ...] = ()
    country: CountryWord = ""
    within: OrganizationId = ""
    wikidata: str = ""
    note: str = ""
    errata: tuple[Erratum, ...] = ()
    allow: tuple[Allowance, ...] = ()


class Place(Frozen, kw_only=True):
    """A place.

    id: stable id.
    formerly: earlier ids.
    name: as ddr prints it.
    names: every other form met, in any script.
    within: the larger place it lies in.
    wikidata: Wikidata item, only where verified.
    note: what a reader should know.
    errata: published corrections of the record, oldest first.
    allow: rules that `ddr check` does not hold it to, with the reason.
    """

    id: Id
    formerly: tuple[Id, ...] = ()
    name: Required
    names: tuple[Name, ...] = ()
    within: PlaceId = ""
    wikidata: str = ""
    note: str = ""
    errata: tuple[Erratum, ...] = ()
    allow: tuple[Allowance, ...] = ()


class Event(Frozen, kw_only=True):
    """Something that happened.

    id: stable id.
    formerly: earlier ids.
    date: when, no more precise than the evidence.
    title: neutral, in our words.
    titles: the same in other languages.
    kind: one of those that the timeline declares.
    landmark: whether it belongs on one page, by the criterion that the timeline states.
    summary: one to three neutral sentences; each claim rests on the evidence.
    place: where.
    participants: persons and organizations that took part.
    tags: free words for grouping.
    evidence: what each source attests.
    accounts: where sources differ.
    part_of: the event of which it is a part.
    related: other events of the same story.
    confidence: how well the event is attested.
    note: what a reader should know.
    errata: published corrections of the record, oldest first.
    allow: rules that `ddr check` does not hold it to, with the reason.
    """

    id: Id
    formerly: tuple[Id, ...] = ()
    date: Annotated[str, Form("edtf-required")]
    title: Required
    titles: tuple[Title, ...] = ()
    kind: KindWord
    landmark: bool = False
    summary: str = ""
    place: PlaceId = ""
    participants: tuple[AgentId, ...] = ()
    tags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    accounts: tuple[Account, ...] = ()
    part_of: EventId = ""
    related: tuple[EventId, ...] = ()
    confidence: Confidence = "high"
    note: str = ""
    errata: tuple[Erratum, ...] = ()
    allow: tuple[Allowance, ...] = ()


class Statement(Frozen, kw_only=True):
    """Who said what.

    id: stable id.
    formerly: earlier ids.
    speaker: a person, or the organization in whose voice the text speaks.
    role: the speaker's office as the source states it.
    date: when it was said or published.
    occasion: the event at which it was said.
    to: whom it was said to.
    mode: how the words reached us; decides whether they may stand in quotation marks.
    exact: the words, verbatim in the held text.
    says: in our own words; only in mode paraphrase.
    source: the source they stand in.
    locator: the paragraph of the held text, or a page or article as text.
    about: events, persons, organizations and places it speaks of.
    topics: subjects, in a few settled words.
    evidence: further sources that carry the same words or report them.
    accounts: where sources differ.
    confidence: how well the statement is attested.
    note: what a reader should know.
    errata: published corrections of the record, oldest first.
    allow: rules that `ddr check` does not hold it to, with the reason.
    """

    id: Id
    formerly: tuple[Id, ...] = ()
    speaker: AgentId
    role: str = ""
    date: Annotated[str, Form("edtf-required")]
    occasion: EventId = ""
    to: tuple[AgentId, ...] = ()
    mode: Mode
    exact: str = ""
    says: str = ""
    source: SourceId
    locator: str = ""
    about: tuple[TopicRef, ...] = ()
    topics: tuple[TopicWord, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    accounts: tuple[Account, ...] = ()
    confidence: Confidence = "high"
    note: str = ""
    errata: tuple[Erratum, ...] = ()
    allow: tuple[Allowance, ...] = ()


Record = Source | Person | Organization | Place | Event | Statement

CLASSES: dict[str, type[Record]] = {
    "source": Source,
    "person": Person,
    "organization": Organization,
    "place": Place,
    "event": Event,
    "statement": Statement,
}
"""The tables of a timeline file, in the order in which they stand in it."""

_NESTED: dict[str, type[Any]] = {
    "author": Contributor,
    "editor": Contributor,
    "translator": Contributor,
    "names": Name,
    "titles": Title,
    "roles": Role,
    "evidence": Evidence,
    "accounts": Account,
    "errata": Erratum,
    "allow": Allowance,
}


def key_of(attribute: str) -> str:
    """Return the TOML and JSON key of a field: ``event_title`` is ``event-title``.

    CSL itself writes ``archive_collection`` and ``archive_location`` with an underscore.
    """
    if attribute.startswith("archive_") and attribute != "archive_place":
        return attribute
    return attribute.rstrip("_").replace("_", "-")


def attribute_of(key: str) -> str:
    """Return the field of a TOML or JSON key; the inverse of `key_of`."""
    return "from_" if key == "from" else key.replace("-", "_")


def record_type(record: Record) -> str:
    """Return the name of a record's table: ``"event"`` for an `Event`."""
    return type(record).__name__.lower()


def to_json(value: Any) -> Any:
    """Turn a record, or a part of one, into JSON values: every field present, keys as in TOML."""
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, str | bool):
        return value
    return {key_of(field): to_json(getattr(value, field)) for field in value.FIELDS}


def from_json(table: str, values: dict[str, Any]) -> Record:
    """Rebuild a record from what `to_json` made of it; nothing is checked."""
    return CLASSES[table](**_arguments(values))


def _arguments(values: dict[str, Any]) -> dict[str, Any]:
    return {attribute_of(key): _argument(attribute_of(key), value) for key, value in values.items()}


def _argument(name: str, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    part = _NESTED.get(name)
    return tuple(part(**_arguments(item)) if part else item for item in value)
