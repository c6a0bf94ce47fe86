"""TOML to records: every value checked against the shape of its record, every fault collected."""

from __future__ import annotations

import errno
import functools
import re
import tomllib
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ddr.corpus.problems import Problem, Remedy, Severity, cut, shown
from ddr.corpus.shapes import FORMS, Field, check_plain, misfit, shape, tidied
from ddr.corpus.toml_scanner import Positions, line_of, positions
from ddr.errors import a, did_you_mean
from ddr.files import not_utf8, read_file
from ddr.records import CLASSES, Record
from ddr.terms import DECLARED, Head, Terms

SCHEMA = 2
"""The schema that is written; those before it are read too."""
LARGEST = 128 * 2**20
"""The most bytes of a timeline file."""
HEADER = ("schema", *Head.FIELDS)
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_PARTS = 32
_DOTTED = re.compile(
    rf"""(?:^|[\[{{,])[ \t]*+(?:(?:[\w-]++|"[^"]*+"|'[^']*+')[ \t]*+\.[ \t]*+){{{_PARTS}}}"""
)
_DEEP = "is nested too deeply to be a timeline"


@dataclass(slots=True)
class TimelineFile:
    """One timeline file as read: its head, its records, and where each stands.

    tables: what the parser of TOML finds, until the records are read from it; None for no TOML.
    terms: the vocabulary that it declares.
    records: the valid ones, as (path such as ``event[2]``, record).
    broken: the invalid ones that have an id, as (id, table, the values as TOML gives them).
    ids: every id given, valid record or not, with its path.
    remedies: what would mend some of the problems.
    blank_ends: the texts that begin or end with a blank, as (record, path, text).
    """

    path: Path
    content: bytes
    tables: dict[str, Any] | None = None
    schema: int = SCHEMA
    head: Head = field(default_factory=Head)
    terms: Terms = field(default_factory=Terms)
    records: list[tuple[str, Record]] = field(default_factory=list)
    broken: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    ids: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    blank_ends: list[tuple[str, str, str]] = field(default_factory=list)
    name: str = ""
    _lines: Positions | None = None

    def __post_init__(self) -> None:
        """Give the file its name: the path as a person would write it."""
        self.name = shown(self.path)

    @property
    def text(self) -> str:
        """The content as text, without a byte order mark."""
        return self.content.decode("utf-8-sig")

    def with_text(self, text: str) -> bytes:
        """Return the content with another text, behind the byte order mark if there is one."""
        return (BOM_UTF8 if self.content.startswith(BOM_UTF8) else b"") + text.encode()

    def report(
        self,
        path: str,
        record: str,
        code: str,
        message: str,
        severity: Severity = "error",
        right: str | None = None,
    ) -> None:
        """Add a problem at `path`, such as ``event[2].evidence[0].exact``.

        `right` is what should stand there, where that is beyond doubt.
        """
        if right is not None:
            self.remedies.append(Remedy(path, code, right))
        line = self.line(path)
        self.problems.append(Problem(self.name, line, cut(record), code, severity, cut(message)))

    def line(self, path: str) -> int:
        """Return the line of what stands at `path`, or around it; 0 if there is none."""
        if self._lines is None:
            self._lines = positions(self.text)
        return line_of(self._lines, path)


def parsed(path: Path, content: bytes | None = None) -> TimelineFile:
    """Read one file as TOML, no further: `read` takes it from there.

    `content` is read in place of what the file holds now, such as what is about to be written.
    """
    file = TimelineFile(path, content or b"")
    try:
        file.content = read_file(path, LARGEST) if content is None else content
    except OSError as error:
        if error.errno == errno.EFBIG:
            _whole(file, 0, "file-size", f"{error.strerror}: split it into several timelines")
            return file
        _whole(file, 0, "unreadable", f"cannot be read: {error.strerror or error}")
        return file
    file.tables = _parse(file)
    return file


def read(path: Path, content: bytes | TimelineFile | None = None) -> TimelineFile:
    """Read one timeline file; whatever is wrong with it stands in its `problems`.

    `content` is read in place of what the file holds now; it may be `parsed` already.
    """
    file = content if isinstance(content, TimelineFile) else parsed(path, content)
    table, file.tables = file.tables, None
    if table is None:
        return file
    if not table:
        _whole(file, 0, "empty", f"is empty: a timeline starts with 'schema = {SCHEMA}'")
        return file
    if not _read_schema(file, table.get("schema")):
        return file
    told = {key: value for key, value in table.items() if key in Head.FIELDS}
    if (found := _read_part(file, "", "", Head, told)) is not None:
        file.head = found
    terms = {name: _read_terms(file, name, table[name]) for name in DECLARED if name in table}
    file.terms = Terms(**terms)
    for name, value in table.items():
        if name in CLASSES:
            _read_table(file, name, value)
        elif name not in HEADER and name not in DECLARED:
            hint = _hint(name, (*CLASSES, *DECLARED, *HEADER))
            file.report(name, "", "unknown-field", f"'{name}' is not known here{hint}")
    return file


def _whole(file: TimelineFile, line: int, code: str, message: str) -> None:
    file.problems.append(Problem(file.name, line, "", code, "error", cut(message)))


def _parse(file: TimelineFile) -> dict[str, Any] | None:
    try:
        text = file.text
        if line := _deep_key(text):
            _whole(file, line, "toml", _DEEP)
            return None
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        line, what = not_utf8(error)
        _whole(file, line, "utf-8", what)
    except tomllib.TOMLDecodeError as error:
        text = str(error)
        place = _AT.search(text)
        line, column = (int(part or 0) for part in place.groups()) if place else (0, 0)
        if place and not line:
            line = file.content.count(b"\n") + 1
        where = f" in column {column}" if column else ""
        _whole(file, line, "toml", f"is not valid TOML: {_AT.sub('', text)}{where}")
    except RecursionError:
        _whole(file, 0, "toml", _DEEP)
    except ValueError:  # tomllib lets pass what int() says of thousands of digits
        _whole(file, 0, "toml", "is not valid TOML: a number in it has too many digits")
    return None


def _deep_key(text: str) -> int:
    """Return the line of a dotted key of more parts than reason has, or 0.

    The time that `tomllib` takes for a key grows with the square of its parts.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= _PARTS and _DOTTED.search(line):
            return number
    return 0


def _read_schema(file: TimelineFile, schema: Any) -> bool:
    """Note the schema of a file, or what is wrong with it; return whether the rest can be read."""
    if schema is None:
        file.report("schema", "", "schema", f"the file must start with 'schema = {SCHEMA}'")
    elif type(schema) is not int or not 1 <= schema <= SCHEMA:
        newer = type(schema) is int and schema > SCHEMA
        what = "newer than" if newer else "not known to"
        todo = "update ddr to read this timeline" if newer else f"write 'schema = {SCHEMA}'"
        what = f"schema {schema!r} is {what} this ddr, which reads schema 1 to {SCHEMA}: {todo}"
        file.report("schema", "", "schema", what)
        return False
    else:
        file.schema = schema
    return True


def _read_terms(file: TimelineFile, table: str, value: Any) -> tuple[Any, ...]:
    """Return what a table at the head declares; a word that stands there twice is a fault."""
    found: dict[str, Any] = {}
    for path, raw in _tables(file, table, value):
        term = _read_part(file, path, "", DECLARED[table], raw)
        if term is not None and term.id in found:
            what = f"the {table} '{term.id}' is declared already"
            file.report(f"{path}.id", "", "declared-twice", what)
        elif term is not None:
            found[term.id] = term
    return tuple(found.values())


def _read_table(file: TimelineFile, table: str, value: Any) -> None:
    for path, raw in _tables(file, table, value):
        label = raw.get("id")
        if not isinstance(label, str) or not label:
            label = path
        else:
            file.ids.append((label, table, path))
        record = _read_part(file, path, label, CLASSES[table], raw)
        if record is not None:
            file.records.append((path, record))
        elif label != path:
            file.broken.append((label, table, raw))


def _tables(file: TimelineFile, table: str, value: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return each table of an array of tables and its path, or note that it is none."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        what = "of this kind are written" if table in CLASSES else "are declared as"
        what = f"records {what}" if table in CLASSES else f"words {what}"
        file.report(table, "", "wrong-type", f"{what} [[{table}]], with two brackets")
        return []
    return [(f"{table}[{index}]", raw) for index, raw in enumerate(value)]


def _read_part(
    file: TimelineFile, path: str, record: str, cls: type[Any], raw: dict[str, Any]
) -> Any:
    """Return what a table says as an instance of a class, or None where a fault was found."""
    before = len(file.problems)
    arguments = _read_fields(file, path, record, cls, raw)
    return cls(**arguments) if len(file.problems) == before else None


def _read_fields(
    file: TimelineFile, path: str, record: str, cls: type[Any], raw: dict[str, Any]
) -> dict[str, Any]:
    fields = shape(cls)
    arguments = {}
    for key, value in raw.items():
        field, at = fields.get(key), f"{path}.{key}" if path else key
        if field is None:
            hint = _hint(key, tuple(fields))
            file.report(at, record, "unknown-field", f"unknown field '{key}'{hint}")
        else:
            arguments[field.attribute] = _read_value(file, at, record, field, value)
    for field in fields.values():
        if field.required and field.key not in raw:
            file.report(path, record, "missing-field", f"the field '{field.key}' is missing")
    return arguments


def _read_value(file: TimelineFile, path: str, record: str, field: Field, value: Any) -> Any:
    if field.flag:
        if wrong := misfit(field, value):
            file.report(path, record, "wrong-type", wrong)
        return value
    if not field.many:
        return _read_text(file, path, record, field, value)
    if not isinstance(value, list):
        file.report(path, record, "wrong-type", misfit(field, value))
        return ()
    items = []
    for index, item in enumerate(value):
        at = f"{path}[{index}]"
        if field.part is None:
            items.append(_read_text(file, at, record, field, item))
        elif isinstance(item, dict):
            part = _read_part(file, at, record, field.part, item)
            if part is not None:
                items.append(part)
        else:
            file.report(at, record, "wrong-type", misfit(field, item, whole=False))
    return tuple(items)


def _read_text(file: TimelineFile, path: str, record: str, field: Field, value: Any) -> str:
    if not isinstance(value, str):
        day = str(value) if type(value) is date and field.form.startswith("edtf") else None
        file.report(path, record, "wrong-type", misfit(field, value, whole=False), right=day)
        return ""
    if wrong := check_plain(value):
        file.report(path, record, "control-character", f"'{field.key}': {wrong}")
    if field.choices:
        if value not in field.choices:
            hint = _hint(value, field.choices)
            words = ", ".join(word for word in field.choices if word)
            what = f"'{value}' is not {a(field.key)} ({words}){hint}"
            small = value.strip().lower()
            right = small if small in field.choices and small else None
            file.report(path, record, "not-in-list", what, right=right)
    elif not value:
        if field.required:
            file.report(path, record, "missing-field", f"the field '{field.key}' is empty")
    elif field.form in FORMS and (wrong := FORMS[field.form](value)):
        right = tidied(field.form, value)
        file.report(path, record, f"bad-{field.form.partition('-')[0]}", wrong, right=right)
    elif value[:1].isspace() or value[-1:].isspace():
        file.blank_ends.append((record, path, value))
    return value


@functools.lru_cache(256)
def _hint(word: str, known: tuple[str, ...]) -> str:
    """Return what was meant; one slip of the pen often stands in thousands of records."""
    return did_you_mean(word, known)
