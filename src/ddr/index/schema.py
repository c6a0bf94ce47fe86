"""The tables of the index, and what stands in them.

Events and statements are numbered in chronological order; that number, the rank, is their row in
every table, so a sorted page is read without sorting. `reach` is the last day that anything up to
that rank covers. `post` holds a posting list for each value that can be filtered by, `tally` its
length, and how many records begin in each year. `spoken` holds the first title or name in each
language. `form` holds the names as recorded, `spelling` the keys of the ways to romanize them
(`ddr.spelling.keys`), `office` the offices with the days they were held on. `words` holds every
word as it is written, the titles of the sources cited in `cited`, the letters of East Asian words
by twos in `grams`, and in `facets` the values that a search can name; `word` groups the words by
their stems, so that inflections are found, with the number of rows that hold each, and `stands`
tells which statements stand in which paragraph. The `weight` of an event is how much is on record
of it. `copy` names the texts that are the reader's own copies, `page` the page of each paragraph of
those that have pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ddr import names
from ddr.unseen import as_read

if TYPE_CHECKING:
    from ddr.edtf import Date

VERSION = 18
"""Raised whenever the tables or their contents change; an index of another version is rebuilt."""

APPLICATION = 0x64647231  # "ddr1": marks the file as ours

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, label TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE spoken (
  lang TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (lang, id)
) WITHOUT ROWID;
CREATE TABLE former (id TEXT PRIMARY KEY, now TEXT NOT NULL, key INTEGER) WITHOUT ROWID;
CREATE TABLE dated (
  type TEXT NOT NULL, rank INTEGER NOT NULL, id TEXT NOT NULL,
  earliest INTEGER NOT NULL, latest INTEGER NOT NULL, reach INTEGER NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (type, rank)
) WITHOUT ROWID;
CREATE TABLE post (
  type TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, rank INTEGER NOT NULL,
  PRIMARY KEY (type, field, value, rank)
) WITHOUT ROWID;
CREATE TABLE tally (
  type TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (type, field, value)
) WITHOUT ROWID;
CREATE TABLE paragraph (
  source TEXT NOT NULL, number INTEGER NOT NULL, row INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (source, number)
) WITHOUT ROWID;
CREATE TABLE copy (source TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE page (
  source TEXT NOT NULL, number INTEGER NOT NULL, page INTEGER NOT NULL,
  PRIMARY KEY (source, number)
) WITHOUT ROWID;
CREATE TABLE form (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL,
  folded TEXT NOT NULL
);
CREATE TABLE form_word (word TEXT NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (word, form))
  WITHOUT ROWID;
CREATE TABLE spelling (
  key TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (key, id)
) WITHOUT ROWID;
CREATE TABLE spelling_word (
  word TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (word, id)
) WITHOUT ROWID;
CREATE TABLE office (
  id TEXT NOT NULL, title TEXT NOT NULL, country TEXT NOT NULL, since INTEGER, until INTEGER,
  attested INTEGER, last_attested INTEGER
);
CREATE VIRTUAL TABLE words USING fts5 (
  title, body, names, cited, grams, facets, tokenize = "unicode61 remove_diacritics 2"
);
CREATE TABLE word (word TEXT PRIMARY KEY, stem TEXT NOT NULL, number INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE stands (
  paragraph INTEGER NOT NULL, statement INTEGER NOT NULL, PRIMARY KEY (paragraph, statement)
) WITHOUT ROWID;
"""

INDEXES = (
    "CREATE INDEX record_type ON record (type, id)",
    "CREATE INDEX dated_earliest ON dated (type, earliest, rank)",
    "CREATE INDEX dated_reach ON dated (type, reach, rank)",
    "CREATE INDEX form_folded ON form (folded)",
    "CREATE INDEX form_id ON form (id)",
    "CREATE INDEX paragraph_row ON paragraph (row)",
    "CREATE INDEX word_stem ON word (stem)",
)

ROOM = 1 << 40
OFFSETS = {"event": 0, "statement": ROOM, "paragraph": 2 * ROOM, "source": 3 * ROOM}
"""Where the rows of each type begin in `words`: row = offset + rank, or number of the paragraph, or
row of the source in `record`."""

TOPIC = "topic "
"""Begins what stands for a topic among what statements are about; no id holds a blank."""


JOINT = "\ue000"
START, END = "\x02", "\x03"
"""Stand around each word found in a text that the index hands out."""

ACCENTS = frozenset(map(chr, range(0x300, 0x332)))
"""Combining marks that the tokenizer drops."""

_TAKEN = {ord(mark): " " for mark in (JOINT, START, END)} | {ord("ʼ"): "’"}
"""What is not indexed as it is; the apostrophe that Unicode counts as a letter would join words."""
_MOST_YEARS = 300


def normal(text: str) -> str:
    """Return a text as it is indexed: as it is read, without the characters that have a task."""
    return as_read(text).translate(_TAKEN)


def grams(text: str) -> str:
    """Return the Chinese, Japanese and Korean words of a text by twos of letters, in their order.

    So a word is found inside another. Between words stands what no word holds.
    """
    runs = (
        " ".join(run[at : at + 2] for at in range(max(len(run) - 1, 1)))
        for run in _eastern().findall(text)
    )
    return f" {JOINT} ".join(runs)


@cache
def _eastern() -> re.Pattern[str]:
    """Return the pattern of an East Asian word; to make it is dear, and few commands need it."""
    return re.compile("[가-힣㐀-鿿豈-﫿ぁ-ヿ]+")


def facet(field: str, value: str) -> str:
    """Return the token of a value of a field; ids and phrases become one word."""
    return JOINT.join(["", field, *names.words(value)])


def year(number: int) -> str:
    """Return the token of a year."""
    return facet("year", f"{number:04d}")


def years(date: Date) -> Iterator[str]:
    """Yield the tokens of the years that a date may lie in; of an open interval, of its one end."""
    from datetime import date as day

    from ddr.edtf import OPEN_END, OPEN_START

    first = date.latest if date.earliest == OPEN_START else date.earliest
    last = date.earliest if date.latest == OPEN_END else date.latest
    start = day.fromordinal(first).year
    end = min(day.fromordinal(last).year, start + _MOST_YEARS)
    yield from map(year, range(start, end + 1))
