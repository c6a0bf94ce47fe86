"""Full text over events, statements, held texts and the titles of sources, the best first.

Titles that hold the words come first, then the words as one phrase, then the words as they were
typed, then their inflections, and sources by their titles last; each by weight (BM25), that of an
event greater the more is on record of it. A paragraph is left out where a statement taken from it
holds the same words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ddr import display
from ddr.index.open import Index
from ddr.index.schema import END, OFFSETS, ROOM, START
from ddr.query.stored import labels
from ddr.query.text import syntax

_WEIGHTS = "bm25(words, 8.0, 4.0, 1.0, 1.0, 1.0, 0.0)"  # title, body, names, cited, grams, facets
_WORTH = {"event": 0.6, "paragraph": 0.7}
"""A find in an event counts by what is on record of the event besides, in a paragraph for less."""
_WEIGHED = 6000
"""So many finds of each type are weighed, the earliest; without a limit all are."""
RECORDS = (0, OFFSETS["source"])
_SOURCES = (OFFSETS["source"] + 1, OFFSETS["source"] + ROOM)
_DOCUMENTS = (OFFSETS["paragraph"], _SOURCES[1])
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand.

    type: event, statement, paragraph or source.
    id: the record, or the source of a paragraph.
    source: where a statement or paragraph stands, else "".
    locator: the paragraph there, or "".
    date: of the event, the statement or the source, or "".
    speaker: the id of who made a statement, else "".
    mode: how the words of a statement reached us, else "".
    title: of the event or source, the words found between START and END; "" for a statement.
    context: the words in their context, likewise.
    names: names and fields that hold the words where neither title nor text does, likewise.
    copy: "your copy" for a paragraph of a text that is the reader's own, else "".
    """

    type: str
    id: str
    source: str
    locator: str
    date: str
    speaker: str
    mode: str
    title: str
    context: str
    names: str
    copy: str = ""


def search(index: Index, text: str, limit: int, context: int, *, exact: bool = False) -> list[Hit]:
    """Return the best hits, all if `limit` is 0, with so many words of context on either side.

    Raises `UsageError` and `NotFoundError` as `words.parse` does.
    """
    query = syntax.parse(index, text, exact=exact)
    return hits(index, query, _ranked(index, query, limit), limit, context) if query.match else []


def hits(
    index: Index, query: syntax.Query, rows: Iterable[int], limit: int, context: int
) -> list[Hit]:
    """Return what to show of rows of the full text, in their order; each record once."""
    found: dict[int, Hit] = {}
    for row in rows:
        for one in _instead(index, query, row):
            found.setdefault(one, _hit(index, query, one, context))
        if limit and len(found) >= limit:
            break
    return list(found.values())[: limit or None]


def _ranked(index: Index, query: syntax.Query, limit: int) -> Iterator[int]:
    """Yield the rows that answer, the best first, each once; none further than is asked for.

    Of words in another language the second is the best document that holds them as typed.
    """
    seen: set[int] = set()
    documents = _rows(index, query.written, _DOCUMENTS, 1, ranked=True) if query.written else []
    typed = [row for row in documents if _tells(index, query, row)][:1]
    for expression in (*query.better, query.match):
        for row in _rows(index, expression, RECORDS, limit, ranked=query.words):
            if row not in seen:
                first = not seen
                seen.add(row)
                yield row
                if first:
                    yield from (other for other in typed if other not in seen)
                    seen.update(typed)
    for row in _rows(index, query.match, _SOURCES, limit, ranked=query.words):
        if row not in seen:
            yield row


def _tells(index: Index, query: syntax.Query, row: int) -> bool:
    """Return whether words stand in the title or the text of a row, and not in names alone."""
    found = _marked(index, query.written, row) or ("", "", "")
    return any(START in _within(text, query.inside) for text in found[:2])


def _rows(index: Index, match: str, span: _Span, limit: int, *, ranked: bool) -> list[int]:
    """Return the rows within a span, by weight or in order of time.

    Paragraphs may give way to statements, so that more rows than hits are needed.
    """
    most = 3 * min(limit, ROOM) + 20 if limit else -1
    if ranked:
        return [row for row, _ in weighed(index, match, span, most, _WEIGHED if limit else -1)]
    one = "FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
    rows = index.rows(f"SELECT rowid {one} ORDER BY rowid LIMIT ?", (match, *span, most))
    return [row for (row,) in rows]


def weighed(
    index: Index, match: str, span: _Span, most: int, each: int = _WEIGHED
) -> list[tuple[int, float]]:
    """Return at most so many rows within a span, the best first, with their weights, below 0.

    each: how many finds of one kind of record are weighed; -1 for all.
    """
    starts = [(name, at) for name, at in OFFSETS.items() if span[0] <= at + 1 <= span[1]]
    some = f"SELECT * FROM (SELECT rowid AS row, {_WEIGHTS} * ? AS weight FROM words "
    some += "WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)"
    events = "SELECT row, weight * (SELECT weight FROM dated WHERE type = 'event' AND rank = row) "
    events += f"AS weight FROM ({some})"
    sql = " UNION ALL ".join(events if name == "event" else some for name, _ in starts)
    given = [
        value
        for name, at in starts
        for value in (_WORTH.get(name, 1.0), match, at + 1, at + ROOM, each)
    ]
    rows = index.rows(
        f"SELECT row, weight FROM ({sql}) ORDER BY weight, row LIMIT ?", [*given, most]
    )
    return [(row, weight) for row, weight in rows]


def _instead(index: Index, query: syntax.Query, row: int) -> list[int]:
    """Return the statements that stand for a paragraph, where they hold the words found in it.

    The rest of the paragraph is a find of its own only if it has all the words too.
    """
    if not OFFSETS["paragraph"] < row <= OFFSETS["source"]:
        return [row]
    sql = "SELECT statement + ? FROM stands WHERE paragraph = ?"
    numbers = index.rows(sql, (OFFSETS["statement"], row - OFFSETS["paragraph"]))
    found = {one: _marked(index, query.match, one) for (one,) in numbers}
    stated = {one: marked_words(texts[1]) for one, texts in found.items() if texts}
    own = _marked(index, query.match, row)
    if not own or not any(stated.values()):
        return [row]
    whole = marked_words(own[1])
    rest = whole - sum(stated.values(), Counter())
    left = bool(rest) if query.single else rest.keys() == whole.keys()
    return [row] if left else [one for one, seen in stated.items() if seen]


def _marked(index: Index, match: str, row: int) -> tuple[str, str, str] | None:
    """Return title, text and names with the words marked; None where they are not found.

    The titles of an event in other languages, and those of its sources, are among its names.
    """
    marks = ", ".join(f"highlight(words, {column}, ?, ?)" for column in range(4))
    sql = f"SELECT {marks} FROM words WHERE words MATCH ? AND rowid = ?"
    rows = index.rows(sql, (*(START, END) * 4, match, row))
    if not rows:
        return None
    titles, text, forms, cited = rows[0]
    title, *others = titles.split("\n")
    return title, text, " | ".join([*others, forms, cited])


def _within(marked: str, words: Iterable[str]) -> str:
    """Mark East Asian words inside longer ones too."""
    for word in words:
        pieces = _MARKED.split(marked)
        kept = [*_MARKED.findall(marked), ""]
        plain = (piece.replace(word, f"{START}{word}{END}") for piece in pieces)
        marked = "".join(chain.from_iterable(zip(plain, kept, strict=True)))
    return marked


def _hit(index: Index, query: syntax.Query, row: int, context: int) -> Hit:
    found = _marked(index, query.match, row) or ("", "", "")
    title, text, forms = (_within(one, query.inside) for one in found)
    named = "" if START in title or START in text else found_forms(forms)
    shown = concordance(text, context)
    table = next(name for name in reversed(OFFSETS) if row > OFFSETS[name])
    number = row - OFFSETS[table]
    if table == "paragraph":
        sql = "SELECT source, number FROM paragraph WHERE row = ?"
        source, locator = index.rows(sql, (number,))[0]
        where = str(source), str(source), str(locator)
        return Hit(table, *where, "", "", "", title, shown, named, index.mark(source))
    if table == "source":
        body = index.rows("SELECT body FROM record WHERE rowid = ?", (number,))[0][0]
        record = json.loads(body)
        return Hit(table, record["id"], "", "", record["issued"], "", "", title, shown, named)
    sql = "SELECT body FROM record WHERE id = (SELECT id FROM dated WHERE type = ? AND rank = ?)"
    record = json.loads(index.rows(sql, (table, number))[0][0])
    if table == "event":
        title = labels(index, [record["id"]])[record["id"]] if display.shown() else title
        return Hit(table, record["id"], "", "", record["date"], "", "", title, shown, named)
    place = record["source"], record["locator"]
    said = record["date"], record["speaker"], record["mode"]
    return Hit(table, record["id"], *place, *said, "", shown, named)


_MOST = 3
"""Stretches of one text that are shown."""
_BLANK = re.compile(r"\s+")
_MARKED = re.compile(f"{START}[^{START}{END}]*{END}")


def concordance(marked: str, around: int) -> str:
    """Return the words found, between START and END, with so many words on either side.

    Stretches far from each other are joined by "…"; those with the most different words are
    shown. A text without words found is shown from its beginning.
    """
    tokens = _tokens(marked)
    found = [number for number, token in enumerate(tokens) if START in token]
    if not found:
        return _cut(tokens, 0, 2 * around + 1)
    spans: list[list[int]] = []
    for number in found:
        first, last = max(number - around, 0), min(number + around + 1, len(tokens))
        if spans and first <= spans[-1][1]:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    kept = sorted(_telling(tokens, spans))
    pieces = [_cut(tokens, first, last) for first, last in kept]
    return " ".join(pieces).replace("… …", "…")


def found_forms(names: str) -> str:
    """Return those of the names, a bar between, in which words are found."""
    return " | ".join(name for name in names.split(" | ") if START in name)


def marked_words(marked: str) -> Counter[str]:
    """Return what stands between the marks, in lower case, with how often it does."""
    return Counter(match[0].casefold() for match in _MARKED.finditer(marked))


def _tokens(marked: str) -> list[str]:
    """Split at blanks, but keep a phrase that is marked as one together; "·" is an end of line."""
    pieces = _MARKED.sub(lambda match: _BLANK.sub("\0", match[0]), marked.replace("\n", " · "))
    return [token.replace("\0", " ") for token in pieces.split()]


def _telling(tokens: list[str], spans: list[list[int]]) -> list[list[int]]:
    """Choose the stretches that show the most different words, the first of equals."""
    chosen: list[list[int]] = []
    seen: set[str] = set()
    left = list(spans)
    while left and len(chosen) < _MOST:
        new = [len(_words(tokens, span) - seen) for span in left]
        if chosen and not max(new):
            break
        best = left.pop(new.index(max(new)))
        chosen.append(best)
        seen |= _words(tokens, best)
    return chosen


def _words(tokens: list[str], span: list[int]) -> set[str]:
    return set(marked_words(" ".join(tokens[span[0] : span[1]])))


def _cut(tokens: list[str], first: int, last: int) -> str:
    before = "… " if first else ""
    after = " …" if last < len(tokens) else ""
    return f"{before}{' '.join(tokens[first:last])}{after}"
