"""The full-text side of the index: which words of a record, a text or a source are searched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from ddr import edtf
from ddr.corpus.corpus import Corpus
from ddr.index.schema import JOINT, OFFSETS, facet, grams, normal, years
from ddr.locators import paragraph_span
from ddr.names import stem
from ddr.records import Event, Place, Source, Statement, record_type
from ddr.spelling.variants import Named
from ddr.spelling.variants import forms as all_forms
from ddr.terms import forms as term_forms


class Names:
    """What the words of an id are: every form of the name, for the full-text index."""

    def __init__(self, corpus: Corpus) -> None:
        self._records = corpus.records
        self._terms = corpus.terms
        self._forms: dict[str, str] = {}

    def forms(self, ids: Iterable[str]) -> str:
        """Return the forms of the names of records, a bar between."""
        return " | ".join(self._form(name) for name in ids if name)

    def side(self, agent: str) -> str:
        """Return whose side a speaker is on."""
        return self._terms.side_of(self._records.get(agent), self._records)

    def words(self, table: str, word: str) -> str:
        """Return the forms of a word that the timeline declares, a bar between."""
        found = self._terms.find(table, word)
        return " | ".join(dict.fromkeys([word, *term_forms(found)])) if found else word

    def around(self, place: str) -> Iterator[str]:
        """Yield a place and every place around it."""
        while place:
            yield place
            record = self._records.get(place)
            place = record.within if isinstance(record, Place) else ""

    def cited(self, record: Event | Statement) -> str:
        """Return the titles of the sources of an event, a bar between."""
        if isinstance(record, Statement):
            return ""
        ids = dict.fromkeys(
            [*(one.source for one in record.evidence), *(one.source for one in record.accounts)]
        )
        return " | ".join(self._title(name) for name in ids)

    def _title(self, name: str) -> str:
        source = self._records.get(name)
        return source.title if isinstance(source, Source) else ""

    def _form(self, name: str) -> str:
        if name not in self._forms:
            record = self._records.get(name)
            forms = all_forms(record) if isinstance(record, Named) else [name]
            self._forms[name] = " | ".join(forms)
        return self._forms[name]


def write_dated(
    cursor: sqlite3.Cursor, names_of: Names, record: Event | Statement, rank: int, date: edtf.Date
) -> None:
    """Write the words of an event, with the titles of its sources, or of a statement."""
    table = record_type(record)
    texts = _event(record, names_of) if isinstance(record, Event) else _statement(record, names_of)
    facets = [facet("type", table), *_facets(record), *years(date)]
    _write(cursor, OFFSETS[table] + rank, texts, facets, names_of.cited(record))


def _write(
    cursor: sqlite3.Cursor, row: int, texts: Iterable[str], facets: Iterable[str], cited: str = ""
) -> None:
    told = [normal(text) for text in (*texts, cited)]
    cursor.execute(
        "INSERT INTO words (rowid, title, body, names, cited, grams, facets) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row, *told, grams(" | ".join(told)), " ".join(dict.fromkeys(facets))),
    )


def _facets(record: Event | Statement) -> Iterator[str]:
    yield from (facet("source", piece.source) for piece in record.evidence)
    yield from (facet("source", account.source) for account in record.accounts)
    if isinstance(record, Event):
        yield from (facet("topic", tag) for tag in record.tags)
        return
    yield facet("by", record.speaker)
    yield facet("source", record.source)
    yield facet("mode", record.mode)
    yield from (facet("topic", topic) for topic in record.topics)


def _event(event: Event, names_of: Names) -> tuple[str, str, str]:
    told = [piece.exact or piece.says for piece in event.evidence]
    differ = [account.says for account in event.accounts]
    forms = names_of.forms((*event.participants, *names_of.around(event.place)))
    body = "\n".join(filter(None, [event.summary, *told, *differ]))
    declared = [names_of.words("kind", event.kind), *_topics(names_of, event.tags)]
    titles = "\n".join([event.title, *(title.text for title in event.titles)])
    return titles, body, " | ".join([forms, *declared, event.id])


def _topics(names_of: Names, topics: Iterable[str]) -> list[str]:
    return [names_of.words("topic", topic) for topic in topics]


def _statement(statement: Statement, names_of: Names) -> tuple[str, str, str]:
    forms = names_of.forms((statement.speaker, *statement.about))
    told = filter(None, [forms, statement.role, *_topics(names_of, statement.topics)])
    return "", statement.exact or statement.says, " | ".join(told)


def write_paragraphs(cursor: sqlite3.Cursor, corpus: Corpus) -> None:
    """Write the paragraphs of the held texts, and which statements stand in each."""
    rows: dict[tuple[str, int], int] = {}
    for name, text in corpus.texts.items():
        source = corpus.records[name]
        facets = [facet("type", "paragraph"), facet("source", name)]
        if isinstance(source, Source) and source.issued:
            facets += years(edtf.parse(source.issued))
        for number, body in enumerate(text.paragraphs, 1):
            row = rows[name, number] = len(rows) + 1
            cursor.execute("INSERT INTO paragraph VALUES (?, ?, ?, ?)", (name, number, row, body))
            _write(cursor, OFFSETS["paragraph"] + row, ("", " ".join(body.split()), ""), facets)
    ranks = dict(cursor.execute("SELECT id, rank FROM dated WHERE type = 'statement'"))
    for statement in corpus.every(Statement):
        span = paragraph_span(statement.locator) if statement.exact else None
        for number in range(span[0], span[1] + 1) if span else ():
            if paragraph := rows.get((statement.source, number)):
                pair = (paragraph, ranks[statement.id])
                cursor.execute("INSERT INTO stands VALUES (?, ?)", pair)


def write_sources(cursor: sqlite3.Cursor, names_of: Names, sources: Iterable[Source]) -> None:
    """Write what is printed on each source: titles, names, where it was published."""
    rows = dict(cursor.execute("SELECT id, rowid FROM record WHERE type = 'source'"))
    for source in sources:
        agents = [author.person or author.organization for author in source.author]
        told = [source.title_short, source.event_title, source.container_title, source.publisher]
        whole = [author.name for author in source.author]
        forms = " | ".join(filter(None, [names_of.forms(agents), *whole, source.id]))
        facets = [facet("type", "source"), facet("source", source.id)]
        facets += [facet("by", agent) for agent in agents if agent]
        facets += years(edtf.parse(source.issued)) if source.issued else ()
        texts = (source.title, "\n".join(filter(None, told)), forms)
        _write(cursor, OFFSETS["source"] + rows[source.id], texts, facets)


def write_stems(cursor: sqlite3.Cursor) -> None:
    """Group every word that stands in `words` by its stem."""
    cursor.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, words, row)")
    sql = "SELECT term, doc FROM vocabulary WHERE term NOT GLOB ?"
    rows = [(word, stem(word), number) for word, number in cursor.execute(sql, (f"{JOINT}*",))]
    cursor.executemany("INSERT INTO word VALUES (?, ?, ?)", rows)
    cursor.execute("DROP TABLE temp.vocabulary")
