"""Changes to a timeline: each a function from a document to another, which tells what was asked.

What a change does not touch stays as it was typed; a record that it rewrites gets the canonical
form, with its comments. All of them raise `NotFoundError` for an id that nothing has.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from ddr.corpus.shapes import Field, check_id, named, renamed, strings, wrong_type
from ddr.curation import layout
from ddr.curation.document import Block, Document, parse
from ddr.curation.known import propose
from ddr.curation.layout import scan
from ddr.errors import DataError, Exit, NotFoundError, UsageError, did_you_mean, first
from ddr.records import CLASSES

_SHOWN = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """A place at which a record names another: the record, its line, and the field."""

    record: str
    line: int
    field: str


def add(
    old: Document, records: Iterable[tuple[str, Mapping[str, Any]]], *, again: bool = False
) -> Document:
    """Put new records where they belong among their kinds.

    Raises `UsageError` for an id that is taken, unless another may be proposed `again`.
    """
    taken = {block.id for block in old.blocks}
    asked: dict[tuple[str, str], Mapping[str, Any]] = {}
    for table, record in records:
        values = dict(record)
        if values["id"] in taken:
            if not again:
                held = old.find(values["id"])
                place = f", on line {old.line(held)}" if held else ""
                raise UsageError(f"the id '{values['id']}' is taken{place}")
            values["id"] = propose(table, values, taken)
        taken.add(values["id"])
        asked[table, values["id"]] = values
    new = old.changed(asked)
    new.insert([old.block(table, layout.block(table, said)) for (table, _), said in asked.items()])
    return new


def replace(old: Document, record: str, body: str, *, shown: str | None = None) -> Document:
    """Put another block in the place of a record's; it has the same kind and id.

    Raises `DataError` where the record is no longer what was `shown` to whoever changed it.
    """
    block = find(old, record)
    if shown is not None and block.body != shown:
        raise DataError(f"'{record}' was changed by another program meanwhile")
    one = one_block(body)
    if one.table != block.table or one.id != block.id:
        raise UsageError(f"'{record}' has to stay the {block.table} '{record}': see 'ddr rename'")
    new = old.changed({(block.table, record): one.values()})
    _put(new, block, one.body)
    return new


def edit(old: Document, record: str, values: Mapping[str, Any]) -> Document:
    """Give fields of a record new values; an empty one takes the field away."""
    block = find(old, record)
    if values.get("id", record) != record:
        raise UsageError(f"the id is changed by 'ddr rename {record} {values['id']}'")
    wanted = block.values() | dict(values)
    new = old.changed({(block.table, record): wanted})
    _put(new, block, _written(old, block, wanted))
    return new


def rename(old: Document, record: str, name: str) -> Document:
    """Give a record another id; whatever names it follows, and `formerly` keeps the old one.

    The statements of a source keep their own ids, whatever they begin with: ids are not reused.
    Raises `UsageError` for an id that is none or is taken.
    """
    block = find(old, record)
    if wrong := check_id(name):
        raise UsageError(f"'{name}': {wrong}")
    if other := old.find(name):
        raise UsageError(f"'{name}' is taken, on line {old.line(other)}")
    values = block.values()
    _demand_types(old, block, values)
    former = [one for one in values.get("formerly", []) if one != name]
    values |= {"id": name, "formerly": [*former, record]}
    asked: dict[tuple[str, str], Mapping[str, Any] | None] = {
        (block.table, record): None,
        (block.table, name): values,
    }
    new = old.changed(asked)

    def new_name(_: Field, one: str) -> str:
        return name if one == record else one

    for at, other in enumerate(old.blocks):
        if other is not block and _names(other, record):
            said = renamed(CLASSES[other.table], other.values(), new_name)
            new.blocks[at] = old.block(other.table, _written(old, other, said), other.lead)
            asked[other.table, other.id] = said
    _put(new, block, _written(old, block, values))
    return new


def remove(old: Document, record: str) -> Document:
    """Delete a record, with the comments right before it.

    Raises `DataError` while others name it, and lists them.
    """
    block = find(old, record)
    if found := references(old, record):
        places = [f"{one.record} ({one.field}, line {one.line})" for one in found]
        listed = first(places, _SHOWN)
        raise DataError(f"'{record}' is named by {listed}: change them first", Exit.NOTHING)
    new = old.changed({(block.table, record): None})
    at = new.blocks.index(block)
    section, gap, _ = block.lead.rpartition(old.newline * 2)
    kept = f"{section}{old.newline}" if gap and section.strip() else ""
    if new.blocks[at + 1 :]:
        following = new.blocks[at + 1]
        new.blocks[at + 1] = dataclasses.replace(following, lead=kept + following.lead)
    else:
        new.tail = kept + new.tail
    new.blocks.pop(at)
    return new


def references(document: Document, record: str) -> list[Reference]:
    """Return every place at which another record names this one."""
    return [
        Reference(block.id, line, field)
        for block, line in document.lines()
        if block.id != record and _names(block, record)
        for field in _naming(block, record)
    ]


def mentions(document: Document, record: str) -> list[str]:
    """Return the records that name an id in their own words, such as in a note."""
    mentioned = re.compile(rf"(?<![\w-]){re.escape(record)}(?![\w-])").search
    return [
        block.id
        for block in document.blocks
        if record in block.body
        and block.id != record
        and any(one != record and mentioned(one) for one in strings(block.values() | {"text": ""}))
    ]


def one_block(text: str) -> Block:
    """Return the one record that a text holds; raise `DataError` for anything else."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"what was typed is not valid TOML: {error}") from None
    document = parse(text)
    blocks = document.blocks
    if len(blocks) != 1:
        raise DataError(f"there are {len(blocks)} records where one is expected")
    if "#" in document.tail:
        raise DataError("a comment behind the last key would be lost; put it on a line before one")
    body = blocks[0].lead.strip() + "\n" if blocks[0].lead.strip() else ""
    return Block(blocks[0].table, "", body + blocks[0].body.rstrip() + "\n")


def find(document: Document, record: str) -> Block:
    """Return the block of a record; raise `NotFoundError`, with what is close, for no such id."""
    block = document.find(record)
    if block is None:
        known = [one.id for one in document.blocks]
        raise NotFoundError(f"there is no record '{record}'{did_you_mean(record, known)}")
    return block


def _put(document: Document, block: Block, body: str) -> None:
    """Give a block its new text, and the place that its date and id now ask for."""
    at, new = document.blocks.index(block), document.block(block.table, body, block.lead)
    document.blocks[at] = new
    if new.key != block.key:
        document.blocks.pop(at)
        document.insert([new])


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
    """Return, at no cost, whether a record may name another."""
    return f'"{record}"' in block.body or f"'{record}'" in block.body


def _naming(block: Block, record: str) -> Iterable[str]:
    """Return the fields in which a record names another."""
    found = named(CLASSES[block.table], block.values())
    return dict.fromkeys(re.sub(r"\[\d+\]", "", path) for path, _, name in found if name == record)
