"""Records as tables that refer to each other: what the database and the spreadsheets hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ddr import edtf
from ddr.display import shown
from ddr.query.bundle import Bundle

Value = str | int | None


class Relation(NamedTuple):
    """A table.

    name: of the table.
    says: what it holds, in one line.
    columns: their names; the first ones are the key where there is one.
    refers: the table that a column refers to, by the column.
    rows: the values, in the order of the columns.
    key: how many of the first columns make the key; 0 for none.
    """

    name: str
    says: str
    columns: tuple[str, ...]
    refers: dict[str, str]
    rows: Sequence[tuple[Value, ...]]
    key: int = 0


DATES = ("date", "date_start", "date_end", "date_precision", "date_label")
"""A date as EDTF, its first and last day, how precise it is, and as a person reads it."""


def dated(text: str) -> tuple[Value, ...]:
    """Return the values of `DATES`; an end that is open or unknown is None."""
    if not text:
        return "", None, None, "", ""
    date = edtf.parse(text)
    start, end = edtf.days(date)
    precision = date.start.precision if date.start == date.end else "interval"
    return (text, start or None, end or None, precision, edtf.words(date))


def relations(bundle: Bundle) -> list[Relation]:
    """Return the tables, each after those that it refers to."""
    known = {one.id: one.record for several in bundle.records.values() for one in several}
    names = bundle.names()
    made = _Maker(bundle, known, names)
    return [
        made.agents(), made.names(), made.roles(), made.places(), made.sources(), made.authors(),
        made.paragraphs(), made.events(), made.participants(), made.tags(), made.related(),
        made.statements(), made.about(), made.addressed(), made.topics(), made.evidence(),
        made.accounts(), made.errata(),
    ]  # fmt: skip


class _Maker:
    """Makes the tables of a bundle; a reference to a record outside of it is None."""

    def __init__(self, bundle: Bundle, known: dict[str, Any], names: dict[str, str]) -> None:
        self._bundle, self._known, self._names = bundle, known, names

    def _every(self, *tables: str) -> Iterator[Any]:
        for table in tables:
            yield from (one.record for one in self._bundle.records[table])

    def _id(self, name: str) -> str | None:
        return name if name in self._known else None

    def _pair(self, name: str) -> tuple[Value, Value]:
        return self._id(name), self._names.get(name, name)

    def _side(self, agent: Any) -> str:
        terms = self._bundle.terms
        side = terms.side_of(agent, self._known)
        return terms.label("side", side, shown()) if side else ""

    def agents(self) -> Relation:
        columns = (
            "id", "name", "kind", "country", "side", "family", "given", "born", "died", "within",
            "wikidata", "note",
        )  # fmt: skip
        rows = [
            (
                one.id, one.name, type(one).__name__.lower(), one.country,
                self._side(one),
                *(getattr(one, name, "") for name in ("family", "given", "born", "died")),
                self._id(getattr(one, "within", "")), one.wikidata, one.note,
            )
            for one in self._every("organization", "person")
        ]  # fmt: skip
        says = "People and organizations, with the side that they stand on."
        return Relation("agent", says, columns, {"within": "agent"}, rows, 1)

    def names(self) -> Relation:
        rows = [
            (one.id, name.text, name.lang, name.note)
            for one in self._every("organization", "person")
            for name in one.names
        ]
        says = "Every form of a name that was met, in any script."
        return Relation("name", says, ("agent", "text", "lang", "note"), {"agent": "agent"}, rows)

    def roles(self) -> Relation:
        rows = [
            (one.id, one.name, role.title, role.of, *dated(role.from_)[:1], *dated(role.to)[:1])
            for one in self._every("person")
            for role in one.roles
        ]
        columns = ("agent", "agent_name", "title", "body", "since", "until")
        return Relation("role", "Offices held.", columns, {"agent": "agent"}, rows)

    def places(self) -> Relation:
        rows = [
            (one.id, one.name, *self._pair(one.within), one.wikidata, one.note)
            for one in self._every("place")
        ]
        columns = ("id", "name", "within", "within_name", "wikidata", "note")
        return Relation("place", "Places.", columns, {"within": "place"}, rows, 1)

    def sources(self) -> Relation:
        plain = (
            "title_short", "container_title", "publisher", "genre", "number", "page", "archive",
            "archive_location", "URL", "accessed", "language", "origin", "medium", "rights", "note",
        )  # fmt: skip
        rows = [
            (
                one.id, one.key, one.type, one.title, *dated(one.issued),
                *(getattr(one, name) for name in plain), int(bool(one.text)),
            )
            for one in self._every("source")
        ]  # fmt: skip
        issued = tuple(name.replace("date", "issued", 1) for name in DATES)
        columns = ("id", "citation_key", "type", "title", *issued, *plain, "held")
        says = "The texts and documents that are cited; held is 1 where the text is kept."
        return Relation("source", says, tuple(map(str.lower, columns)), {}, rows, 1)

    def authors(self) -> Relation:
        rows = [
            (one.id, field, number, self._id(known), self._names.get(known) or who.name)
            for one in self._every("source")
            for field in ("author", "editor", "translator")
            for number, who in enumerate(getattr(one, field), 1)
            for known in [who.person or who.organization]
        ]
        columns = ("source", "part", "number", "agent", "name")
        refers = {"source": "source", "agent": "agent"}
        return Relation("author", "Authors, editors and translators.", columns, refers, rows, 3)

    def paragraphs(self) -> Relation:
        rows: list[tuple[Value, ...]] = [*self._bundle.paragraphs]
        says = "The held texts, paragraph by paragraph."
        columns = ("source", "number", "words")
        return Relation("paragraph", says, columns, {"source": "source"}, rows, 2)

    def events(self) -> Relation:
        rows = [
            (
                one.id, *dated(one.date), one.title, one.kind, one.summary, *self._pair(one.place),
                one.confidence, int(one.landmark), self._id(one.part_of), one.note,
            )
            for one in self._every("event")
        ]  # fmt: skip
        columns = (
            "id", *DATES, "title", "kind", "summary", "place", "place_name", "confidence",
            "landmark", "part_of", "note",
        )  # fmt: skip
        refers = {"place": "place", "part_of": "event"}
        return Relation("event", "What happened.", columns, refers, rows, 1)

    def participants(self) -> Relation:
        rows = [
            (one.id, *self._pair(who)) for one in self._every("event") for who in one.participants
        ]
        columns = ("event", "agent", "agent_name")
        refers = {"event": "event", "agent": "agent"}
        return Relation("participant", "Who took part.", columns, refers, rows)

    def tags(self) -> Relation:
        rows = [(one.id, tag) for one in self._every("event") for tag in one.tags]
        return Relation("tag", "Tags of events.", ("event", "tag"), {"event": "event"}, rows)

    def related(self) -> Relation:
        rows = [
            (one.id, other, self._names[other])
            for one in self._every("event")
            for other in one.related
            if other in self._known
        ]
        columns = ("event", "other", "other_title")
        refers = {"event": "event", "other": "event"}
        return Relation("related", "Events of one story.", columns, refers, rows)

    def statements(self) -> Relation:
        rows = [
            (
                one.id, *dated(one.date), *self._pair(one.speaker), one.role, one.mode, one.exact,
                one.says, self._id(one.source), one.locator, self._id(one.occasion), one.confidence,
                one.note,
            )
            for one in self._every("statement")
        ]  # fmt: skip
        columns = (
            "id", *DATES, "speaker", "speaker_name", "role", "mode", "exact", "says", "source",
            "locator", "occasion", "confidence", "note",
        )  # fmt: skip
        refers = {"speaker": "agent", "source": "source", "occasion": "event"}
        says = "Who said what; only `exact` is verbatim, and `mode` tells whose words it is."
        return Relation("statement", says, columns, refers, rows, 1)

    def _listed(self, field: str) -> Iterable[tuple[str, str]]:
        return (
            (one.id, value) for one in self._every("statement") for value in getattr(one, field)
        )

    def about(self) -> Relation:
        rows = [
            (said, type(self._known[name]).__name__.lower(), name, self._names[name])
            for said, name in self._listed("about")
            if name in self._known
        ]
        columns = ("statement", "kind", "subject", "subject_name")
        says = "The events, people, organizations and places that a statement speaks of."
        return Relation("about", says, columns, {"statement": "statement"}, rows)

    def addressed(self) -> Relation:
        rows = [(said, *self._pair(who)) for said, who in self._listed("to")]
        columns = ("statement", "agent", "agent_name")
        refers = {"statement": "statement", "agent": "agent"}
        return Relation("addressed", "Whom a statement was said to.", columns, refers, rows)

    def topics(self) -> Relation:
        rows = list(self._listed("topics"))
        refers = {"statement": "statement"}
        return Relation("topic", "Topics of statements.", ("statement", "topic"), refers, [*rows])

    def evidence(self) -> Relation:
        rows = [
            (*self._of(one), *self._pair(piece.source), piece.locator, piece.exact, piece.says)
            for one in self._every("event", "statement")
            for piece in one.evidence
        ]
        columns = ("event", "statement", "source", "source_title", "locator", "exact", "says")
        says = "What each source attests of an event, or of a statement."
        return Relation("evidence", says, columns, _ATTESTED, rows)

    def accounts(self) -> Relation:
        rows = [
            (*self._of(one), *self._pair(a.source), a.locator, a.field, a.value, a.says)
            for one in self._every("event", "statement")
            for a in one.accounts
        ]
        columns = (
            "event", "statement", "source", "source_title", "locator", "field", "value", "says",
        )  # fmt: skip
        return Relation("account", "Where a source tells it differently.", columns, _ATTESTED, rows)

    def errata(self) -> Relation:
        tables = ("source", "person", "organization", "place", "event", "statement")
        rows = [(one.id, e.date, e.says) for one in self._every(*tables) for e in one.errata]
        columns = ("record", "date", "says")
        return Relation("erratum", "Published corrections of records.", columns, {}, rows)

    def _of(self, record: Any) -> tuple[str | None, str | None]:
        name: str = record.id
        return (name, None) if type(record).__name__ == "Event" else (None, name)


_ATTESTED = {"event": "event", "statement": "statement", "source": "source"}


_ON_DATES = (
    "Dates: `date` is EDTF (ISO 8601-2) and is the date; `date_start` and `date_end` are the first "
    "and the last day that it covers, empty where that is open; `date_precision` is day, month, "
    "year, decade, century or interval; `date_label` is the date in words. Never take `date_start` "
    "for the day of an event whose precision is not `day`."
)


def readme(bundle: Bundle, tables: Sequence[Relation], suffix: str) -> str:
    """Return what a folder of tables says of itself."""
    rights = bundle.rights or "no licence stated"
    lines = [
        f"# {bundle.title}",
        f"\nVersion {bundle.version} of the data, {rights}. Written by ddr.\n",
        _ON_DATES,
        "\n| file | rows | what it holds |\n|---|---|---|",
    ]
    lines += [f"| `{one.name}.{suffix}` | {len(one.rows)} | {one.says} |" for one in tables]
    return "\n".join([*lines, ""])
