"""Tables as people keep them in a spreadsheet: CSV, a record a row, what its sources say beside it.

Each row answers for itself: `Row.wrong` names the columns that cannot be taken in, and why.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ddr.corpus.problems import Problem
from ddr.corpus.shapes import FORMS, Field, check_plain, named, shape
from ddr.corpus.toml_scanner import positions
from ddr.curation.composing import compose, flag, missing, refuse_repetition, when
from ddr.curation.known import Known, resolve_all
from ddr.errors import DataError, DdrError, UsageError, did_you_mean, first
from ddr.parts import Name
from ddr.records import CLASSES
from ddr.unseen import as_read

_PARTS = ("source", "locator", "exact", "says")
"""The columns that a row may have once for each of its sources."""
_ATTESTED = ("event", "statement")
_NUMBERED = re.compile(rf"({'|'.join(_PARTS)})-?(\d+)")
_FORMULA = re.compile(r"'(?=\s*[=+\-@＝＋－＠])")
"""What `ddr events -f csv` puts before a value that a spreadsheet would take for a formula."""
_OPTIONS = {"who": "participants", "tag": "tags"}
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name as typed, the field that it fills, and of which source of the row."""

    title: str
    key: str
    number: int


@dataclass(slots=True)
class Row:
    """A row of a table, on its way to become a record.

    line: where it begins in the file, counted from 1.
    table: the kind of the record.
    values: as TOML would give them; names are not yet ids.
    columns: the column that each value stands in, by its path, such as ``evidence[1].says``.
    wrong: what cannot be taken in, each with its column.
    """

    line: int
    table: str
    values: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def blame(self, path: str, message: str) -> None:
        """Note what is wrong with the value at a path, or with the row where no column has it."""
        while path and path not in self.columns:
            inside = [one for at, one in self.columns.items() if at.startswith(f"{path}.")]
            if inside:
                self.wrong.append(f"columns {_quoted(dict.fromkeys(inside))}: {message}")
                return
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        self.wrong.append(f"column '{self.columns[path]}': {message}" if path else message)


def rows(text: str, kind: str, name: str, today: date) -> list[Row]:
    """Read a table whose first row names its columns; rows without a word are passed over.

    Cells stand between commas, semicolons or tabs, as the first row has them. Several values of a
    cell stand between semicolons. A column ``record`` says of each row which kind it is, else all
    are of `kind`. Raises `DataError`, with the line in the file of this `name`, for what is no
    table, and `UsageError` for a column that no such record has.
    """
    text = text.removeprefix("\ufeff")
    head = text.lstrip().partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=mark)
    found: list[Row] = []
    columns: list[Column] = []
    start = 0
    try:
        for cells in reader:
            start, line = reader.line_num, start + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns:
                found.append(_row(cells, columns, kind, line, today))
            else:
                columns = _columns(cells, kind, f"{name}:{line}")
    except csv.Error as error:
        open_end = "a quotation mark is opened here and not closed"
        what = open_end if "end of data" in str(error) else f"{error} (marks in a cell are doubled)"
        raise DataError(f"{name}:{start + 1}: this is not valid CSV: {what}") from None
    if not found:
        raise DataError(f"{name}: no record was given: the first row names the columns")
    return found


def record(known: Known, row: Row, others: Collection[str], *, twins: bool) -> dict[str, Any]:
    """Return the record of a row, or {}: its `wrong` then says why.

    `others` are ids that other rows give, which it may name. `twins` allows a repetition.
    """
    values = row.values
    for path, part, name in named(CLASSES[row.table], values):
        if part.refers and name not in others:
            try:
                known.expected(name, part.refers)
            except UsageError as error:
                hint = "" if str(error).endswith("?") else "; add it first, if it is right"
                row.blame(path, f"{error}{hint if 'may mean' not in str(error) else ''}")
    if row.wrong:
        return {}
    try:
        values = compose(known, row.table, resolve_all(known, row.table, values, others))
        if lacking := [one.key for one in missing(known, row.table, values, but="id")]:
            what = "it is empty or not there, and has to be filled in"
            row.wrong += [f"column '{key}': {what}" for key in lacking]
        elif row.table == "event" and not values.get("evidence"):
            row.wrong.append("columns 'source', 'says': an event needs a source, and what it says")
        else:
            refuse_repetition(known, row.table, values, twins=twins)
    except DdrError as error:
        row.wrong.append(str(error))
    return {} if row.wrong else values


def blame(found: Mapping[str, Row], problems: Iterable[Problem], text: str) -> bool:
    """Lay the problems of a timeline's new text at the door of the rows that bring them.

    `found` has the rows by the ids of their records. Returns whether all of them are a row's.
    """
    paths = {line: path for path, line in positions(text).items()}
    every = True
    for problem in problems:
        row = found.get(problem.record)
        every = every and row is not None
        if row is not None:
            row.blame(paths.get(problem.line, "").partition("].")[2], problem.message)
    return every


def _columns(cells: Sequence[str], kind: str, place: str) -> list[Column]:
    """Return the columns that a first row names."""
    keys = [_OPTIONS.get(key, key) for key in map(_key, cells)]
    tables = [*CLASSES] if "record" in keys else [kind]
    known = {_key(key): key for table in tables for key in shape(CLASSES[table])}
    attested = any(table in _ATTESTED for table in tables)
    if tables == ["source"]:
        known |= {"date": "issued"}
    known |= dict.fromkeys(_PARTS, "") if attested else {}
    known |= {"record": "record"}
    found: list[Column] = []
    for title, key in zip(cells, keys, strict=True):
        numbered = _NUMBERED.fullmatch(key) if attested else None
        base, number = (numbered[1], int(numbered[2])) if numbered else (key, 1)
        if key and base not in known:
            hint = did_you_mean(key, known) or f"; known are {', '.join(known)}"
            what = f"the column '{title.strip()}' is not known: rename it or take it out"
            raise UsageError(f"{place}: {what}{hint}")
        right = known.get(base, "") or base
        taken = {(one.key, one.number) for one in found}
        while not numbered and attested and base in _PARTS and (right, number) in taken:
            number += 1  # as where "source, says" stands there twice
        if key and (right, number) in taken:
            raise UsageError(
                f"{place}: the column '{title.strip()}' stands there twice: rename one"
            )
        title = " ".join(title.split())  # noqa: PLW2901 (the same title)
        title = title if number == 1 or numbered else f"{title} {number}"  # noqa: PLW2901
        found.append(Column(title, right, number))
    return found


def _key(title: str) -> str:
    return re.sub(r"[\s_-]+", "-", title.strip().lower())


def _row(cells: Sequence[str], columns: Sequence[Column], kind: str, line: int, today: date) -> Row:
    said = {column: _cell(cell) for column, cell in zip(columns, cells, strict=False)}
    said = {column: cell for column, cell in said.items() if cell}
    table = next((cell.lower() for one, cell in said.items() if one.key == "record"), kind)
    row = Row(line, table)
    if table not in CLASSES:
        row.table = kind
        row.wrong.append(f"column 'record': '{table}' is not one of {', '.join(CLASSES)}")
        return row
    nameless = [cell for one, cell in said.items() if not one.key]
    nameless += [cell for cell in cells[len(columns) :] if cell.strip()]
    if nameless:
        row.wrong.append(f"the cell '{nameless[0][:60]}' stands in a column without a name")
    fields = shape(CLASSES[table])
    sources: dict[int, dict[str, str]] = {}
    for column, cell in said.items():
        if wrong := check_plain(cell):
            row.wrong.append(f"column '{column.title}': {wrong}")
        elif table in _ATTESTED and column.key in _PARTS:
            sources.setdefault(column.number, {})[column.key] = cell
        elif column.number == 1 and (known := fields.get(column.key)):
            row.columns[known.key] = column.title
            try:
                row.values[known.key] = _value(known, cell, today)
            except DdrError as error:
                row.blame(known.key, str(error))
        elif column.key not in {"", "record"}:
            row.wrong.append(f"column '{column.title}': a {table} has none; leave the cell empty")
    titles = {(one.number, one.key): one.title for one in said}
    for number, words in sorted(sources.items()):
        _put_sources(row, words, {key: titles[number, key] for key in words})
    return row


def _cell(cell: str) -> str:
    """Return the words of a cell on one line, without the mark that keeps off formulas."""
    return _FORMULA.sub("", " ".join(cell.split()), count=1)


def _put_sources(row: Row, words: Mapping[str, str], titles: Mapping[str, str]) -> None:
    """Put what the sources of one group of columns attest where the record has it.

    Several sources in one cell attest the same; of their locators there are as many, or none.
    """
    names = _parted(as_read(words.get("source", "")))
    if not names:
        row.wrong.append(f"column {_quoted(titles.values())}: the 'source' beside it is empty")
        return
    places = _parted(words.get("locator", ""))
    if len(names) == 1:
        places = [words.get("locator", "")]
    elif len(places) not in {0, len(names)}:
        what = f"{len(names)} sources have {len(places)} locators: give as many, or none"
        row.wrong.append(f"column '{titles['locator']}': {what}")
        return
    for at, name in enumerate(names):
        place = places[at] if places else ""
        said = {**words, "source": name, "locator": place}
        said = {key: value for key, value in said.items() if value}
        own = row.table == "statement" and "source" not in row.values
        evidence = [] if own else row.values.setdefault("evidence", [])
        path = "" if own else f"evidence[{len(evidence)}]."
        row.columns |= {f"{path}{key}": title for key, title in titles.items()}
        if own:
            row.values |= said
        else:
            evidence.append(said)


def _value(known: Field, cell: str, today: date) -> Any:
    """Return the value of a cell; raise `DdrError` for one that the field cannot hold."""
    if not known.many:
        return _one(known, cell, today)
    if cell.startswith(("[", "{")):
        try:
            read = json.loads(cell)
        except (ValueError, RecursionError) as error:
            raise DataError(f"it is not valid JSON: {error}") from None
        return read if isinstance(read, list) else [read]
    items = [_one(known, part, today) for part in _parted(cell)]
    return [{"text": item} for item in items] if known.part is Name else items


def _one(known: Field, text: str, today: date) -> Any:
    if known.refers or known.form == "id":
        text = as_read(text)
    if known.flag:
        return flag(known, text)
    if known.form.startswith("edtf"):
        return when(text, today)
    if known.choices:
        small = text.lower()
        if small not in known.choices:
            hint = did_you_mean(small, known.choices)
            words = ", ".join(filter(None, known.choices))
            raise UsageError(f"'{text}' is not one of {words}{hint}")
        return small
    if known.form in FORMS and (wrong := FORMS[known.form](text)):
        raise UsageError(f"'{text}': {wrong}")
    return text


def _parted(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _quoted(names: Iterable[str]) -> str:
    return first([f"'{name}'" for name in names], _SHOWN)
