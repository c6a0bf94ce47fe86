"""What brings a timeline up to date: its schema, and the JSON Schema that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ddr.corpus import json_schema
from ddr.corpus.declarations import of_head, schema_1
from ddr.corpus.mend import mend
from ddr.corpus.read import SCHEMA, read
from ddr.corpus.toml_scanner import spans
from ddr.curation import disk
from ddr.curation.document import parse
from ddr.curation.layout import block
from ddr.records import to_json
from ddr.terms import DECLARED, Terms


def brought_over(
    paths: Sequence[Path], contents: Mapping[Path, bytes] | None = None
) -> dict[Path, bytes]:
    """Return the new content of every timeline of schema 1: the same, with its words declared.

    The words of schema 1 were settled; they are written behind the head, and nothing else of the
    file changes. What is of another schema, or cannot be read, is left out.
    """
    given, found = contents or {}, {}
    for path in paths:
        file = read(path, given.get(path))
        if file.schema == 1 and file.content:
            terms = schema_1() if file.terms == Terms() else Terms()
            found[path] = file.with_text(_declaring(file.text, terms))
    return {path: text for path, text in found.items() if read(path, text).schema == SCHEMA}


def mended(
    paths: Sequence[Path], contents: Mapping[Path, bytes] | None = None
) -> dict[Path, bytes]:
    """Return the new content of what is brought over, and of what `mend` then mends."""
    brought = brought_over(paths, contents)
    return brought | mend(paths, {**(contents or {}), **brought})


def _declaring(text: str, terms: Terms) -> str:
    """Return a file of schema 1 in the schema of today, with these words behind its head."""
    document = parse(text)
    head, newline = document.head, document.newline
    if place := spans(head).get("schema"):
        document.head = f"{head[: place[0]]}{SCHEMA}{head[place[1] :]}"
    tables = [
        f"\n{block(table, to_json(term))}" for table in DECLARED for term in getattr(terms, table)
    ]
    ended = "" if head.endswith("\n") or not tables else newline
    document.head += ended + "".join(tables).replace("\n", newline)
    return document.text


def renew_schema(timeline: Path, text: str) -> Path | None:
    """Write the JSON Schema beside a timeline again where it is ddr's and tells other words.

    Returns the file that was written, or None.
    """
    place = timeline.with_name(json_schema.FILE)
    try:
        before = place.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    after = json_schema.schema_text(of_head(timeline, text.encode()))
    if before == after or json_schema.TITLE not in before:
        return None
    with disk.locked(timeline):
        disk.put(place, after.encode(), timeline)
    return place
