"""The tables in which names and offices are looked up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ddr import edtf, names
from ddr.corpus.corpus import Corpus
from ddr.parts import Role
from ddr.records import Organization, Person, record_type
from ddr.spelling.variants import Named, forms, spellings

_Office = tuple[str, str, str, int | None, int | None, int | None, int | None]


def write_names(cursor: sqlite3.Cursor, corpus: Corpus) -> None:
    """Write every form, every spelling and every office of the people, bodies and places."""
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
        yield person.id, role.title, _country(role, corpus), since, until, *_days(role.attested)


def _days(date: str) -> tuple[int | None, int | None]:
    return edtf.sort_key(edtf.parse(date)) if date else (None, None)


def _country(role: Role, corpus: Corpus) -> str:
    body = corpus.records.get(role.of)
    return body.country or body.id if isinstance(body, Organization) else role.of
