"""An SQLite database: tables with foreign keys, views that answer usual questions, full text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ddr.query.bundle import Bundle
from ddr.views.exports.relations import Relation, relations

_WHOLE = frozenset({"number", "held", "landmark"})

VIEWS = {
    "what_happened": (
        "Events in order of time, with who took part and the sources that attest them.",
        """
        SELECT e.id, e.date, e.date_label, e.title, e.kind, e.place_name, e.summary,
          (SELECT group_concat(agent_name, '; ') FROM participant p WHERE p.event = e.id) AS who,
          (SELECT group_concat(DISTINCT source) FROM evidence v WHERE v.event = e.id) AS sources,
          e.confidence
        FROM event e ORDER BY coalesce(e.date_start, e.date_end), e.date_end, e.id
        """,
    ),
    "who_said_what": (
        "Statements in order of time; the mode tells whether the words may be quoted.",
        """
        SELECT s.id, s.date, s.date_label, s.speaker_name, s.role, a.side, s.mode,
          CASE WHEN s.exact <> '' THEN s.exact ELSE s.says END AS words, s.source, s.locator,
          e.title AS occasion
        FROM statement s
        LEFT JOIN agent a ON a.id = s.speaker
        LEFT JOIN event e ON e.id = s.occasion
        ORDER BY coalesce(s.date_start, s.date_end), s.date_end, s.id
        """,
    ),
    "told_differently": (
        "Where a source tells an event otherwise than the record.",
        """
        SELECT e.id, e.date_label, e.title, c.field, c.value, c.says, c.source, c.source_title
        FROM account c JOIN event e ON e.id = c.event
        ORDER BY coalesce(e.date_start, e.date_end), e.date_end, e.id
        """,
    ),
    "events_a_year": (
        "How many events began in each year; those of a decade or a century are left out.",
        """
        SELECT substr(coalesce(date_start, date_end), 1, 4) AS year, count(*) AS events
        FROM event WHERE date_precision NOT IN ('decade', 'century')
        GROUP BY year ORDER BY year
        """,
    ),
    "most_cited_sources": (
        "Sources by the number of events that they attest.",
        """
        SELECT s.id, s.title, s.origin, count(DISTINCT v.event) AS events
        FROM source s JOIN evidence v ON v.source = s.id
        GROUP BY s.id ORDER BY events DESC, s.id
        """,
    ),
}
"""The views: what each shows, and the query."""


def write(bundle: Bundle, path: Path) -> None:
    """Write the database to a new file; raises `OSError` and `sqlite3.Error`."""
    tables = relations(bundle)
    with closing(sqlite3.connect(path)) as connection, connection:
        cursor = connection.cursor()
        for table in tables:
            cursor.execute(_created(table))
        for table in tables:
            marks = ", ".join("?" * len(table.columns))
            cursor.executemany(f"INSERT INTO {table.name} VALUES ({marks})", table.rows)
        for table in tables:
            for column in table.refers:
                name = f"{table.name}_{column}"
                cursor.execute(f"CREATE INDEX {name} ON {table.name} ({column})")
        for name, (_, query) in VIEWS.items():
            cursor.execute(f"CREATE VIEW {name} AS {query}")
        cursor.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (kind UNINDEXED, id UNINDEXED, title, body, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        cursor.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", _words(bundle))
        cursor.execute("INSERT INTO words (words) VALUES ('optimize')")
        cursor.execute("CREATE TABLE about_this_file (key TEXT PRIMARY KEY, value TEXT)")
        facts = {"title": bundle.title, "version": bundle.version, "license": bundle.rights}
        cursor.executemany("INSERT INTO about_this_file VALUES (?, ?)", facts.items())


def metadata(bundle: Bundle, name: str) -> str:
    """Return the description that Datasette shows of a database of this name."""
    tables = {
        one.name: {"description": one.says.replace("`", "")} | _label(one)
        for one in relations(bundle)
    }
    tables |= {view: {"description": says} for view, (says, _) in VIEWS.items()}
    tables["words"] = {"description": "Full text: ?_search=… over events, statements and texts."}
    head = {
        "title": bundle.title,
        "description": f"Version {bundle.version} of the data.",
        "license": bundle.rights,
    }
    # What is told of all databases is not shown with the one.
    described = head | {"databases": {name: head | {"tables": tables}}}
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _label(table: Relation) -> dict[str, str]:
    column = next((name for name in ("title", "name") if name in table.columns), "")
    return {"label_column": column} if column and table.key == 1 else {}


def _created(table: Relation) -> str:
    lines = [
        f'"{name}" {"INTEGER" if name in _WHOLE else "TEXT"}'
        + (f" REFERENCES {table.refers[name]} (id)" if name in table.refers else "")
        for name in table.columns
    ]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(table.columns[: table.key])})")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _words(bundle: Bundle) -> Iterable[tuple[str, str, str, str]]:
    for one in bundle.records["event"]:
        event = one.record
        told = [piece.exact or piece.says for piece in event.evidence]
        yield "event", one.id, event.title, "\n".join([event.summary, *told])
    for one in bundle.records["statement"]:
        yield "statement", one.id, "", one.record.exact or one.record.says
    titles = {one.id: one.record.title for one in bundle.records["source"]}
    for name, number, text in bundle.paragraphs:
        yield "paragraph", f"{name}:{number}", titles[name], text
