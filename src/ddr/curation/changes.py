"""Changes to a timeline: each a function from its text to its new text, made on blocks.

What a change does not touch stays as it was typed; a record that it rewrites gets the canonical
form, with its comments. All of them raise `NotFoundError` for an id that nothing has.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ddr.corpus.shapes import check_id, shape, wrong_type
from ddr.curation import layout
from ddr.curation.comments import scan
from ddr.curation.document import Block, Document, parse
from ddr.curation.known import propose
from ddr.errors import DataError, Exit, NotFoundError, UsageError, did_you_mean, first
from ddr.records import CLASSES

_SHOWN = 5
_Place = tuple[str, str]
"""The kind and the id of a record."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place at which a record names another: the record, its line, and the field."""

    record: str
    line: int
    field: str


def add(
    text: str, records: Iterable[tuple[str, Mapping[str, Any]]], *, again: bool = False
) -> tuple[str, list[str]]:
    """Put new records where they belong among their kinds; return the new text and their ids.

    Raises `UsageError` for an id that is taken, unless another may be proposed `again`.
    """
    document = parse(text)
    taken = {block.id for block in document.blocks}
    names = []
    new = []
    asked: dict[_Place, Mapping[str, Any] | None] = {}
    for table, record in records:
        values = dict(record)
        if values["id"] in taken:
            if not again:
                held = document.find(values["id"])
                place = f", on line {document.line(held)}" if held else ""
                raise UsageError(f"the id '{values['id']}' is taken{place}")
            values["id"] = propose(table, values, taken)
        taken.add(values["id"])
        new.append((table, layout.block(table, values)))
        names.append(values["id"])
        asked[table, values["id"]] = values
    document.insert_all(new)
    return _held(text, document, asked), names


def replace(text: str, record: str, body: str, *, shown: str | None = None) -> str:
    """Put another block in the place of a record's; it has the same kind and id.

    Raises `DataError` where the record is no longer what was `shown` to whoever changed it.
    """
    document = parse(text)
    block = _find(document, record)
    if shown is not None and block.body != shown:
        raise DataError(f"'{record}' was changed by another program meanwhile")
    new = one_block(body)
    if new.table != block.table or new.id != block.id:
        raise UsageError(f"'{record}' has to stay the {block.table} '{record}': see 'ddr rename'")
    _put(document, block, new.body)
    return _held(text, document, {(block.table, record): new.values()})


def edit(text: str, record: str, values: Mapping[str, Any]) -> str:
    """Give fields of a record new values; an empty one takes the field away."""
    document = parse(text)
    block = _find(document, record)
    if values.get("id", record) != record:
        raise UsageError(f"the id is changed by 'ddr rename {record} {values['id']}'")
    wanted = block.values() | dict(values)
    _put(document, block, _written(document, block, wanted))
    return _held(text, document, {(block.table, record): wanted})


def rename(text: str, old: str, new: str) -> str:
    """Give a record another id; whatever names it follows, and `formerly` keeps the old one.

    The statements of a source keep their own ids, whatever they begin with: ids are not reused.
    Raises `UsageError` for an id that is none or is taken.
    """
    document = parse(text)
    block = _find(document, old)
    if wrong := check_id(new):
        raise UsageError(f"'{new}': {wrong}")
    if other := document.find(new):
        raise UsageError(f"'{new}' is taken, on line {document.line(other)}")
    values = block.values()
    _demand_types(document, block, values)
    former = [one for one in values.get("formerly", []) if one != new]
    values |= {"id": new, "formerly": [*former, old]}
    renamed = _written(document, block, values)
    asked: dict[_Place, Mapping[str, Any] | None] = {
        (block.table, old): None,
        (block.table, new): values,
    }
    for at, other in enumerate(document.blocks):
        if other is not block and _names(other, old):
            said = other.values()
            _rename_in(CLASSES[other.table], said, old, new)
            document.blocks[at] = _anew(document, other, _written(document, other, said))
            asked[other.table, other.id] = said
    _put(document, block, renamed)
    return _held(text, document, asked)


def remove(text: str, record: str) -> str:
    """Delete a record, with the comments right before it.

    Raises `DataError` while others name it, and lists them.
    """
    document = parse(text)
    block = _find(document, record)
    if found := references(document, record):
        places = [f"{one.record} ({one.field}, line {one.line})" for one in found]
        listed = first(places, _SHOWN)
        raise DataError(f"'{record}' is named by {listed}: change them first", Exit.NOTHING)
    at = document.blocks.index(block)
    section, gap, _ = block.lead.rpartition(document.newline * 2)
    kept = section if gap and section.strip() else ""
    if kept and document.blocks[at + 1 :]:
        following = document.blocks[at + 1]
        following.lead = f"{kept}{document.newline}{following.lead}"
    elif kept:
        document.tail = f"{kept}{document.newline}{document.tail}"
    document.blocks.pop(at)
    return _held(text, document, {(block.table, record): None})


def references(document: Document, record: str) -> list[Reference]:
    """Return every place at which another record names this one."""
    return [
        Reference(block.id, line, field)
        for block, line in document.lines()
        if block.id != record and _names(block, record)
        for field in _naming(CLASSES[block.table], block.values(), record)
    ]


def mentions(text: str, record: str) -> list[str]:
    """Return the records that name an id in their own words, such as in a note."""
    document = parse(text)
    return [
        block.id
        for block in document.blocks
        if record in block.body
        and block.id != record
        and any(_mentioned(record, one) for one in _texts(block.values() | {"text": ""}))
    ]


def one_block(text: str) -> Block:
    """Return the one record that a text holds; raise `DataError` for anything else."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"what was typed is not valid TOML: {error}") from None
    blocks = parse(text).blocks
    if len(blocks) != 1:
        raise DataError(f"there are {len(blocks)} records where one is expected")
    body = blocks[0].lead.strip() + "\n" if blocks[0].lead.strip() else ""
    return Block(blocks[0].table, "", body + blocks[0].body.rstrip() + "\n")


def _held(before: str, document: Document, asked: Mapping[_Place, Mapping[str, Any] | None]) -> str:
    """Return the new text, once it is seen that no more has changed than was asked.

    `asked` has the values that a record is to have, or None where it is to go. Both texts are
    read by the parser of TOML alone, so that whatever went wrong in between loses nothing: raises
    `DataError` where any other record, or the head, says something else than before.
    """
    old, new = _said(before), _said(document.text)
    for place, values in asked.items():
        old.pop((place, 0), None)
        if values is not None:
            old[place, 0] = _filled(values)
            new[place, 0] = _filled(new.get((place, 0)))
    if old == new:
        return document.text
    harmed = next(place for place in [*old, *new] if old.get(place) != new.get(place))
    name = harmed[0][1] or harmed[0][0]
    raise DataError(
        f"this would change '{name}' too, so nothing was written: "
        "write the headers of the file as ddr does, or run 'ddr fmt' first"
    )


def _said(text: str) -> dict[tuple[_Place, int], Any]:
    """Return what each record says, by kind, id and number of that id, and the head."""
    said: dict[tuple[_Place, int], Any] = {}
    tables = tomllib.loads(text.removeprefix("\ufeff"))
    for table in CLASSES:
        for values in tables.pop(table, ()):
            place = table, str(values.get("id", ""))
            number = 0
            while (place, number) in said:
                number += 1
            said[place, number] = values
    said[("head", ""), 0] = tables
    return said


def _filled(value: Any) -> Any:
    """Return a value without what is empty, which is not written."""
    if isinstance(value, Mapping):
        parts = {key: _filled(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in ("", [], {}, False)}
    return [_filled(part) for part in value] if isinstance(value, list | tuple) else value


def _find(document: Document, record: str) -> Block:
    block = document.find(record)
    if block is None:
        known = [one.id for one in document.blocks]
        raise NotFoundError(f"there is no record '{record}'{did_you_mean(record, known)}")
    return block


def _put(document: Document, block: Block, body: str) -> None:
    """Give a block its new text, and the place that its date and id now ask for."""
    at, new = document.blocks.index(block), _anew(document, block, body)
    document.blocks[at] = new
    if new.key != block.key:
        document.blocks.pop(at)
        document.insert(new.table, body).lead = new.lead


def _anew(document: Document, block: Block, body: str) -> Block:
    return Block(block.table, block.lead, body.replace("\r", "").replace("\n", document.newline))


def _written(document: Document, block: Block, values: Mapping[str, Any]) -> str:
    """Write a record again; raise `DataError` for what would be lost, or is of a wrong type."""
    _demand_types(document, block, values)
    comments = scan(block.body)
    try:
        text = layout.block(block.table, values, comments)
    except KeyError as error:
        what = f"has an unknown field {error}; correct it first"
        raise DataError(f"line {document.line(block)}: '{block.id}' {what}") from None
    if comments.left:
        what = "would lose a comment; put it on a line before a key first"
        line = document.line(block) + comments.left[0] - 1
        raise DataError(f"line {line}: writing '{block.id}' again {what}")
    return text


def _demand_types(document: Document, block: Block, values: Mapping[str, Any]) -> None:
    if wrong := wrong_type(CLASSES[block.table], values):
        raise DataError(f"line {document.line(block)}: '{block.id}': {wrong}")


def _names(block: Block, record: str) -> bool:
    """Tell, at no cost, whether a record may name another."""
    return f'"{record}"' in block.body or f"'{record}'" in block.body


def _naming(cls: type[Any], values: Mapping[str, Any], record: str) -> Iterator[str]:
    """Yield the fields in which values name a record."""
    for key, known in shape(cls).items():
        value = values.get(key)
        items = value if isinstance(value, list) else [value]
        if known.part is not None:
            for item in items:
                if isinstance(item, dict):
                    yield from (f"{key}.{inner}" for inner in _naming(known.part, item, record))
        elif (known.refers or key == "of") and record in items:
            yield key


def _rename_in(cls: type[Any], values: dict[str, Any], old: str, new: str) -> None:
    for key, known in shape(cls).items():
        value = values.get(key)
        if known.part is not None:
            for item in value if isinstance(value, list) else ():
                if isinstance(item, dict):
                    _rename_in(known.part, item, old, new)
        elif not (known.refers or key == "of"):
            continue
        elif isinstance(value, list):
            values[key] = [new if item == old else item for item in value]
        elif value == old:
            values[key] = new


def _mentioned(record: str, text: str) -> bool:
    return text != record and bool(re.search(rf"(?<![\w-]){re.escape(record)}(?![\w-])", text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        parts: Sequence[Any] = list(value.values()) if isinstance(value, dict) else value
        for part in parts:
            yield from _texts(part)
