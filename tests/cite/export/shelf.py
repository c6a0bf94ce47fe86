"""Sources to export: the shipped ones, one with every field, and hostile ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from ddr.cite.export.formats import export
from ddr.frozen import replace
from ddr.parts import Contributor, Erratum
from ddr.records import Organization, Person, Source
from ddr.vocabulary import SourceType

from ..desk import Desk

KINDS: tuple[SourceType, ...] = get_args(SourceType)
PEOPLE: dict[str, Person | Organization] = {
    "kim": Person(
        id="kim", name="Kim Jong Un", family="Kim", given="Jong Un", order="family-first"
    ),
    "putin": Person(id="putin", name="Vladimir Putin", family="Putin", given="Vladimir"),
    "odd": Person(id="odd", name="A. van der O'Br{ien", family="van der O'Br{ien", given="A. & C"),
    "mfa": Organization(id="mfa", name="Ministry of War and Peace, North"),
}
FULL = Source(
    id="full-2019",
    type="speech",
    title="A speech on Peace",
    title_short="A speech",
    author=(Contributor(person="putin"), Contributor(person="kim"), Contributor(literal="Nobody")),
    editor=(Contributor(organization="mfa"),),
    translator=(Contributor(person="putin"),),
    container_title="Cont Title",
    collection_title="Coll Title",
    publisher="Pub and Lisher",
    publisher_place="Pubtown",
    issued="2019-04-25",
    event_title="Event Title",
    event_place="Eventtown",
    event_date="2019-04-24",
    genre="Toast",
    number="77/a",
    volume="88",
    issue="99 (1)",
    page="103-127",
    section="Sect",
    references="Ref Erence",
    archive="AVPRF",
    archive_place="Moscow",
    archive_collection="fond 0102, opis 18",
    archive_location="papka 93, delo 5, listy 144-146",
    source="Mirror",
    DOI="10.1000/xyz_1",
    ISBN="978-3-16-148410-0",
    URL="https://a.example/b_c%20d?e=f&g=~h#i",
    accessed="2026-11-21",
    language="en",
    origin="russia",
    note="A note.",
)
TEXTS = (
    "title", "collection_title", "publisher_place", "event_title", "event_place", "genre",
    "number", "volume", "issue", "section", "references", "archive", "archive_place",
    "archive_collection", "archive_location", "source", "note",
)  # fmt: skip
"""Fields of `FULL` that every export keeps; container and publisher can be one, see `items`."""


def lookup(name: str) -> Person | Organization:
    return PEOPLE[name]


def exported(sources: Iterable[Source], to: str) -> str:
    return export(sources, to, lookup)


def full(kind: SourceType) -> Source:
    return replace(FULL, type=kind, id=f"full-{kind.replace('_', '-')}")


def hostile(texts: Iterable[str], kind: SourceType, language: str) -> list[Source]:
    """Return sources with a hostile text in every field that holds text."""
    return [_hostile(f"h-{number:03}", text, kind, language) for number, text in enumerate(texts)]


def _hostile(name: str, text: str, kind: SourceType, language: str) -> Source:
    one = Contributor(literal=text)
    return Source(
        id=name,
        type=kind,
        title=text,
        author=(one, Contributor(person="odd")),
        translator=(one,),
        container_title=text,
        publisher=text,
        genre=text,
        event_title=text,
        event_place=text,
        number=text,
        issue=text,
        volume=text,
        page=text,
        archive=text,
        archive_location=text,
        source=text,
        issued="2020",
        event_date="2020-01-02",
        URL=f"http://e.example/{name}?a=b&c=d_e",
        language=language,
        origin="russia",
        note=text,
    )


def shipped(desk: Desk) -> list[Source]:
    """Return every source of the built-in timeline, by id."""
    records = desk.records.values()
    return sorted((r for r in records if isinstance(r, Source)), key=lambda s: s.id)


ERRATA = (
    Erratum(date="2026-11-21", says="The title was wrong."),
    Erratum(date="2026-11-22", says="“1949” was 1950"),
)
CORRECTED = "Corrected 2026-11-21: The title was wrong. Corrected 2026-11-22: “1949” was 1950."
"""What a note says of them."""
