"""From a corpus to an index: everything a query needs, in the order in which it will read it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from ddr import edtf, names
from ddr.corpus.corpus import Corpus
from ddr.index.named import write_names
from ddr.index.schema import APPLICATION, INDEXES, OFFSETS, TABLES, TOPIC, VERSION
from ddr.records import Event, Place, Record, Source, Statement, record_type, to_json
from ddr.sides import side_of
from ddr.spelling.variants import Named
from ddr.spelling.variants import forms as all_forms

Post = tuple[str, str]


def build(corpus: Corpus, connection: sqlite3.Connection, fingerprint: str) -> None:
    """Write the index of a valid corpus into an empty database."""
    cursor = connection.cursor()
    cursor.executescript(TABLES)
    cursor.execute("BEGIN")
    cursor.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", _records(corpus))
    former = ((old, record.id) for record in corpus.records.values() for old in record.formerly)
    cursor.executemany("INSERT INTO former VALUES (?, ?)", former)
    names_of = _Names(corpus)
    for cls in (Event, Statement):
        _write_dated(cursor, names_of, corpus.every(cls))
    _write_paragraphs(cursor, corpus)
    write_names(cursor, corpus)
    cursor.executemany("INSERT INTO meta VALUES (?, ?)", _meta(corpus, fingerprint))
    for statement in INDEXES:
        cursor.execute(statement)
    cursor.execute("INSERT INTO words (words) VALUES ('optimize')")
    cursor.execute("COMMIT")
    cursor.execute(f"PRAGMA application_id = {APPLICATION}")
    cursor.execute(f"PRAGMA user_version = {VERSION}")


def _records(corpus: Corpus) -> Iterator[tuple[str, str, str, str]]:
    for record in corpus.records.values():
        body = json.dumps(to_json(record), ensure_ascii=False)
        yield record.id, record_type(record), _label(record), body


def _label(record: Record) -> str:
    """What a person calls the record."""
    if isinstance(record, Event | Source):
        return record.title
    return record.id if isinstance(record, Statement) else record.name


def _meta(corpus: Corpus, fingerprint: str) -> Iterator[tuple[str, str]]:
    yield "fingerprint", fingerprint
    for key in ("title", "version", "description", "license"):
        values = [file.header[key] for file in corpus.files if file.header.get(key)]
        yield key, " + ".join(values)
    for table, number in Counter(record_type(r) for r in corpus.records.values()).items():
        yield f"number of {table}", str(number)


class _Names:
    """What the words of an id are: every form of the name, for the full-text index."""

    def __init__(self, corpus: Corpus) -> None:
        self._records = corpus.records
        self._forms: dict[str, str] = {}

    def forms(self, ids: Iterable[str]) -> str:
        return " | ".join(self._form(name) for name in ids if name)

    def side(self, agent: str) -> str:
        """Return whose side a speaker is on."""
        return side_of(self._records.get(agent), self._records)

    def around(self, place: str) -> Iterator[str]:
        """Yield a place and every place around it."""
        while place:
            yield place
            record = self._records.get(place)
            place = record.within if isinstance(record, Place) else ""

    def _form(self, name: str) -> str:
        if name not in self._forms:
            record = self._records.get(name)
            forms = all_forms(record) if isinstance(record, Named) else [name]
            self._forms[name] = " | ".join(forms)
        return self._forms[name]


def _write_dated(
    cursor: sqlite3.Cursor, names_of: _Names, records: Iterable[Event | Statement]
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
            "INSERT INTO dated VALUES (?, ?, ?, ?, ?, ?)",
            (table, rank, record.id, earliest, latest, reach),
        )
        if isinstance(record, Event):
            found = set(_event_posts(record, names_of))
            title, body, forms = _event_words(record, names_of)
        else:
            found = set(_statement_posts(record))
            found.add(("side", names_of.side(record.speaker)))
            title, body, forms = _statement_words(record, names_of)
        found |= {("day", day) for day in edtf.month_days(date)}
        rows = sorted((table, field, value, rank) for field, value in found if value)
        cursor.executemany("INSERT INTO post VALUES (?, ?, ?, ?)", rows)
        tally.update(row[:3] for row in rows)
        row = OFFSETS[table] + rank
        cursor.execute(
            "INSERT INTO words (rowid, title, body, names) VALUES (?, ?, ?, ?)",
            (row, title, body, forms),
        )
    counts = [(*key, number) for key, number in sorted(tally.items())]
    cursor.executemany("INSERT INTO tally VALUES (?, ?, ?, ?)", counts)


def _event_posts(event: Event, names_of: _Names) -> Iterator[Post]:
    yield "kind", event.kind
    yield "confidence", event.confidence
    yield from (("agent", who) for who in event.participants)
    yield from (("place", place) for place in names_of.around(event.place))
    yield from (("tag", names.key(tag)) for tag in event.tags)
    yield from (("source", piece.source) for piece in event.evidence)
    yield from (("source", account.source) for account in event.accounts)
    yield from (("related", other) for other in event.related)


def _statement_posts(statement: Statement) -> Iterator[Post]:
    yield "agent", statement.speaker
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


def _event_words(event: Event, names_of: _Names) -> tuple[str, str, str]:
    told = [piece.exact or piece.says for piece in event.evidence]
    differ = [account.says for account in event.accounts]
    forms = names_of.forms((*event.participants, *names_of.around(event.place)))
    body = "\n".join([event.summary, *told, *differ, *event.tags])
    return event.title, body, f"{forms} | {event.kind} | {event.id}"


def _statement_words(statement: Statement, names_of: _Names) -> tuple[str, str, str]:
    forms = names_of.forms((statement.speaker, *statement.about))
    topics = ", ".join(statement.topics)
    return "", statement.exact or statement.says, f"{forms} | {statement.role} | {topics}"


def _write_paragraphs(cursor: sqlite3.Cursor, corpus: Corpus) -> None:
    row = 0
    for name, text in corpus.texts.items():
        source = corpus.records[name]
        title = source.title if isinstance(source, Source) else ""
        for number, body in enumerate(text.paragraphs, 1):
            row += 1
            cursor.execute("INSERT INTO paragraph VALUES (?, ?, ?, ?)", (name, number, row, body))
            cursor.execute(
                "INSERT INTO words (rowid, title, body, names) VALUES (?, ?, ?, '')",
                (OFFSETS["paragraph"] + row, title, body),
            )
