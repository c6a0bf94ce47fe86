"""From a corpus to an index: everything a query needs, in the order in which it will read it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from math import log1p

from ddr import edtf, names
from ddr.corpus.corpus import Corpus
from ddr.display import primary
from ddr.index.fulltext import Names, write_dated, write_paragraphs, write_sources, write_stems
from ddr.index.schema import APPLICATION, INDEXES, TABLES, TOPIC, VERSION
from ddr.parts import Role
from ddr.records import Event, Organization, Person, Record, Source, Statement, record_type, to_json
from ddr.spelling.variants import Named, forms, spellings

Post = tuple[str, str]


def build(corpus: Corpus, connection: sqlite3.Connection, fingerprint: str) -> None:
    """Write the index of a valid corpus into an empty database."""
    cursor = connection.cursor()
    cursor.executescript(TABLES)
    cursor.execute("BEGIN")
    cursor.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", _records(corpus))
    cursor.executemany("INSERT OR REPLACE INTO former VALUES (?, ?, ?)", _other_names(corpus))
    cursor.executemany("INSERT OR IGNORE INTO spoken VALUES (?, ?, ?)", _spoken(corpus))
    names_of = Names(corpus)
    told = Counter(_told_of(corpus))
    for cls in (Event, Statement):
        _write_dated(cursor, names_of, corpus.every(cls), corpus.texts, told)
    write_paragraphs(cursor, corpus)
    for name, copy in corpus.copies.items():
        cursor.execute("INSERT INTO copy VALUES (?, ?)", (name, copy.day))
        pages = ((name, number, page) for number, page in enumerate(copy.pages, 1))
        cursor.executemany("INSERT INTO page VALUES (?, ?, ?)", pages)
    write_sources(cursor, names_of, corpus.every(Source))
    write_names(cursor, corpus)
    cursor.executemany("INSERT INTO meta VALUES (?, ?)", _meta(corpus, fingerprint))
    for statement in INDEXES:
        cursor.execute(statement)
    cursor.execute("INSERT INTO words (words) VALUES ('optimize')")
    write_stems(cursor)
    cursor.execute("COMMIT")
    cursor.execute(f"PRAGMA application_id = {APPLICATION}")
    cursor.execute(f"PRAGMA user_version = {VERSION}")


def _records(corpus: Corpus) -> Iterator[tuple[str, str, str, str]]:
    for record in corpus.records.values():
        body = json.dumps(to_json(record), ensure_ascii=False)
        yield record.id, record_type(record), _label(record), body


def _other_names(corpus: Corpus) -> Iterator[tuple[str, str, bool]]:
    """Yield the former ids, and the citation keys that are not the id."""
    for record in corpus.records.values():
        yield from ((old, record.id, False) for old in record.formerly)
    for source in corpus.every(Source):
        if source.key != source.id:
            yield source.key, source.id, True


def _spoken(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Yield (language, id, title or name), those that come first in a record first."""
    for record in corpus.records.values():
        for one in (*getattr(record, "titles", ()), *getattr(record, "names", ())):
            if one.lang:
                yield primary(one.lang), record.id, one.text


def _label(record: Record) -> str:
    """What a person calls the record."""
    if isinstance(record, Event | Source):
        return record.title
    return record.id if isinstance(record, Statement) else record.name


def _meta(corpus: Corpus, fingerprint: str) -> Iterator[tuple[str, str]]:
    yield "fingerprint", fingerprint
    for key in ("title", "version", "description", "license", "publisher", "URL", "language"):
        values = [value for file in corpus.files if (value := getattr(file.head, key))]
        yield key, " + ".join(dict.fromkeys(values) if key in _ONCE else values)
    authors = dict.fromkeys(author for file in corpus.files for author in file.head.author)
    yield "author", json.dumps([to_json(author) for author in authors], ensure_ascii=False)
    yield "terms", json.dumps(to_json(corpus.terms), ensure_ascii=False)
    for table, number in Counter(record_type(r) for r in corpus.records.values()).items():
        yield f"number of {table}", str(number)


def _write_dated(
    cursor: sqlite3.Cursor,
    names_of: Names,
    records: Iterable[Event | Statement],
    held: Container[str],
    told: Mapping[str, int],
) -> None:
    dates = [(edtf.parse(record.date), record) for record in records]
    dates.sort(key=lambda pair: (edtf.sort_key(pair[0]), names.natural(pair[1].id)))
    reach = edtf.OPEN_START
    tally: Counter[tuple[str, str, str]] = Counter()
    for rank, (date, record) in enumerate(dates, 1):
        table = record_type(record)
        earliest, latest = edtf.sort_key(date)
        reach = max(reach, latest)
        cursor.execute(
            "INSERT INTO dated VALUES (?, ?, ?, ?, ?, ?, ?)",
            (table, rank, record.id, earliest, latest, reach, _weight(record, told)),
        )
        if isinstance(record, Event):
            found = set(_event_posts(record, names_of))
        else:
            found = set(_statement_posts(record))
            found.add(("held", "yes" if record.source in held else ""))
            found.add(("side", names_of.side(record.speaker)))
        found |= {("day", day) for day in edtf.month_days(date)}
        rows = sorted((table, field, value, rank) for field, value in found if value)
        cursor.executemany("INSERT INTO post VALUES (?, ?, ?, ?)", rows)
        tally.update(row[:3] for row in rows)
        begun = earliest if earliest > edtf.OPEN_START else latest
        tally[table, "year", str(edtf.year_of(begun))] += 1
        write_dated(cursor, names_of, record, rank, date)
    counts = [(*key, number) for key, number in sorted(tally.items())]
    cursor.executemany("INSERT INTO tally VALUES (?, ?, ?, ?)", counts)


_LANDMARK = 10
"""So many records more a landmark counts for."""


def _told_of(corpus: Corpus) -> Iterator[str]:
    """Yield the id of an event each time that another record speaks of it."""
    for statement in corpus.every(Statement):
        yield from {statement.occasion, *statement.about}
    for event in corpus.every(Event):
        yield from event.related


def _weight(record: Event | Statement, told: Mapping[str, int]) -> float:
    """Return how much is on record of an event, more slowly than its number of records grows."""
    if isinstance(record, Statement):
        return 1.0
    known = len(record.evidence) + len(record.accounts) + told[record.id]
    return 1.0 + log1p(known + _LANDMARK * record.landmark)


def _event_posts(event: Event, names_of: Names) -> Iterator[Post]:
    yield "kind", event.kind
    yield "landmark", "yes" if event.landmark else ""
    yield "part-of", event.part_of
    yield "confidence", event.confidence
    yield from (("agent", who) for who in event.participants)
    yield from (("place", place) for place in names_of.around(event.place))
    yield from (("tag", names.key(tag)) for tag in event.tags)
    yield from (("source", piece.source) for piece in event.evidence)
    yield from (("source", account.source) for account in event.accounts)
    yield from (("related", other) for other in event.related)


def _statement_posts(statement: Statement) -> Iterator[Post]:
    yield "agent", statement.speaker
    yield "role", statement.role
    yield "mode", statement.mode
    yield "confidence", statement.confidence
    yield "source", statement.source
    yield from (("source", piece.source) for piece in statement.evidence)
    yield from (("source", account.source) for account in statement.accounts)
    yield "occasion", statement.occasion
    yield "about", statement.occasion
    yield from (("about", name) for name in statement.about)
    yield from (("topic", names.key(topic)) for topic in statement.topics)
    yield from (("about", f"{TOPIC}{names.key(topic)}") for topic in statement.topics)
    yield from (("to", who) for who in statement.to)


_ONCE = {"license", "publisher", "language"}

_Office = tuple[str, str, str, int | None, int | None, int | None, int | None]


def write_names(cursor: sqlite3.Cursor, corpus: Corpus) -> None:
    """Write every form, every spelling and every office of the people, organizations and places."""
    number = 0
    for record in corpus.records.values():
        if not isinstance(record, Named):
            continue
        table = record_type(record)
        for text in [*forms(record), record.id, *record.formerly]:
            number += 1
            cursor.execute(
                "INSERT INTO form VALUES (?, ?, ?, ?, ?)",
                (number, record.id, table, text, names.fold(text)),
            )
            rows = [(word, number) for word in sorted(set(names.words(text)))]
            cursor.executemany("INSERT INTO form_word VALUES (?, ?)", rows)
        found = spellings(record)
        whole = sorted({one.whole for one in found})
        cursor.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?)", ((key, record.id, table) for key in whole)
        )
        words = sorted({word for one in found for word in one.words})
        cursor.executemany(
            "INSERT INTO spelling_word VALUES (?, ?, ?)",
            ((word, record.id, table) for word in words),
        )
        if isinstance(record, Person):
            rows_of = _offices(record, corpus)
            cursor.executemany("INSERT INTO office VALUES (?, ?, ?, ?, ?, ?, ?)", rows_of)


def _offices(person: Person, corpus: Corpus) -> Iterator[_Office]:
    for role in person.roles:
        since = _days(role.from_)[0]
        until = _days(role.to)[1]
        known = _country(role, corpus), since, until, *_days(role.attested)
        titles = [role.title, *(title.text for title in role.titles)]
        yield from ((person.id, title, *known) for title in titles)


def _days(date: str) -> tuple[int | None, int | None]:
    return edtf.sort_key(edtf.parse(date)) if date else (None, None)


def _country(role: Role, corpus: Corpus) -> str:
    body = corpus.records.get(role.of)
    return body.country or body.id if isinstance(body, Organization) else role.of
