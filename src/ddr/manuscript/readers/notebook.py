"""Notebooks of Jupyter: their Markdown cells, at their places in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ddr.errors import DataError
from ddr.manuscript.readers import markdown
from ddr.manuscript.readers.stream import Writer

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]')
_PIECE = re.compile(r"(?P<pair>\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|\\u....|\\.|[^\\]+")
_PRIVATE = re.compile("[\ue000-\ue017]")


def read(writer: Writer) -> None:
    """Read a notebook.

    Raises `DataError` for what is no JSON.
    """
    try:
        json.loads(writer.text)
    except (ValueError, RecursionError):
        raise DataError(f"{writer.name}: is not a notebook: it is not valid JSON") from None
    for cell in _cells(writer.text):
        text, origins = _decoded(writer.text, cell.source)
        markdown.read(writer.derived(text, origins))
        writer.paragraph()


@dataclass(slots=True)
class _Cell:
    """An object of the file: a cell, if it has a kind.

    key: the last string before the one that is read.
    kind: the value of ``cell_type``.
    source: where the strings of its text stand, without their quotation marks.
    depth: how many brackets are open within.
    """

    key: str = ""
    kind: str = ""
    source: list[tuple[int, int]] = field(default_factory=list)
    depth: int = 0


def _cells(text: str) -> Iterator[_Cell]:
    """Yield the Markdown cells."""
    opened = [_Cell()]
    for match in _TOKEN.finditer(text):
        mark, cell = match[0], opened[-1]
        if mark == "{":
            opened.append(_Cell())
        elif mark == "}":
            if opened.pop().kind == "markdown":
                yield cell
        elif mark in "[]":
            cell.depth += 1 if mark == "[" else -1
        elif not cell.depth and re.match(r"\s*:", text[match.end() : match.end() + 20]):
            cell.key = mark
        elif cell.key == '"cell_type"':
            cell.kind = mark[1:-1]
        elif cell.key == '"source"':
            cell.source.append((match.start() + 1, match.end() - 1))


def _decoded(text: str, strings: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of strings of JSON, and where each stretch of them begins in the file."""
    pieces: list[str] = []
    origins: list[tuple[int, int]] = []
    size = 0
    for start, end in strings:
        for match in _PIECE.finditer(text, start, end):
            piece = match[0]
            if piece[0] == "\\":
                piece = json.loads(f'"{piece}"').encode("utf-16", "replace").decode("utf-16")
                piece = _PRIVATE.sub("\ufffd", piece)
            origins.append((size, match.start()))
            pieces.append(piece)
            size += len(piece)
    return "".join(pieces), origins
