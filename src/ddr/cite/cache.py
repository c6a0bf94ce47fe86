"""Formatted citations, kept by what they were made from, so that a repeated one needs no pandoc.

An entry is a small file that holds the whole request beside its answer, so that an answer is
served for exactly what was asked; its name is a checksum of the request. Entries can be deleted
at any time; a damaged one counts as missing; where none can be written, nothing is kept and
nothing is said.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from zlib import crc32

from ddr import __version__
from ddr.cite.request import Answer, Request

VERSION = 1
LARGEST = 16_000_000
"""Bytes that the folder may hold; the entries written first go first."""

_NAME = "citations"


def fingerprint(request: Request, pandoc: str) -> str:
    """Return, as text, all that decides the answer to a request.

    The style counts by the path, size and time of change of its file; `pandoc` is the same of
    the binary, see `ddr.cite.pandoc.identity`.
    """
    try:
        status = request.style.stat()
        style = [str(request.style), status.st_size, status.st_mtime_ns]
    except OSError:
        style = [str(request.style)]
    parts = [VERSION, __version__, pandoc, style, request._replace(style=Path())]
    return json.dumps(parts, default=str)


def read(folder: Path, asked: str) -> Answer | None:
    """Return the answer kept in the cache folder for a fingerprint, or None."""
    try:
        checksum, _, body = _path(folder, asked).read_text(encoding="utf-8").partition("\n")
        if checksum != _checksum(body):
            return None
        kept, texts, ids = json.loads(body)
    except (OSError, ValueError):
        return None
    return Answer(tuple(texts), tuple(ids)) if kept == asked else None


def write(folder: Path, asked: str, answer: Answer) -> None:
    """Keep an answer, replacing its entry whole, and drop old ones where the folder is full."""
    from tempfile import NamedTemporaryFile

    body = json.dumps([asked, *answer])
    path = _path(folder, asked)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".", delete=False
        ) as file:
            file.write(f"{_checksum(body)}\n{body}")
        Path(file.name).replace(path)
        _prune(path.parent)
    except OSError:
        return


def _path(folder: Path, asked: str) -> Path:
    return folder / _NAME / _checksum(asked)


def _checksum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


def _prune(place: Path) -> None:
    found = [(entry.stat(), entry.path) for entry in os.scandir(place)]
    size = sum(status.st_size for status, _ in found)
    for status, path in sorted(found, key=lambda pair: pair[0].st_mtime_ns):
        if size <= LARGEST:
            return
        Path(path).unlink(missing_ok=True)
        size -= status.st_size
