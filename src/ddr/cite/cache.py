"""Formatted citations, kept by what they were made from, so that a repeated one needs no pandoc.

An entry is a small file named by its key. It can be deleted at any time; a damaged one counts
as missing; where none can be written, nothing is kept and nothing is said.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

from ddr import __version__
from ddr.cite.request import Answer, Request

VERSION = 1
LARGEST = 8_000_000
"""Bytes that the folder may hold; the entries written first go first."""

_NAME = "citations"


def key(request: Request, pandoc: str) -> str:
    """Return the key of a request: all that decides the answer, as a SHA-256 in hexadecimals.

    The style counts by the path, size and time of change of its file; `pandoc` is the same of
    the binary.
    """
    try:
        status = request.style.stat()
        style = [str(request.style), status.st_size, status.st_mtime_ns]
    except OSError:
        style = [str(request.style)]
    parts = [VERSION, __version__, pandoc, style, request._replace(style=Path())]
    return _digest(json.dumps(parts, ensure_ascii=False, default=str))


def read(folder: Path, name: str) -> Answer | None:
    """Return the answer kept under a key in the cache folder, or None."""
    try:
        digest, _, body = (folder / _NAME / name).read_text(encoding="utf-8").partition("\n")
        if digest != _digest(body):
            return None
        texts, ids = json.loads(body)
    except (OSError, ValueError):
        return None
    return Answer(tuple(texts), tuple(ids))


def write(folder: Path, name: str, answer: Answer) -> None:
    """Keep an answer, replacing it whole, and drop old ones where the folder grows too large."""
    from tempfile import NamedTemporaryFile

    body = json.dumps(answer, ensure_ascii=False)
    place = folder / _NAME
    try:
        place.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=place, prefix=".", delete=False
        ) as file:
            file.write(f"{_digest(body)}\n{body}")
        Path(file.name).replace(place / name)
        _prune(place)
    except OSError:
        return


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def _prune(place: Path) -> None:
    found = [(entry.stat(), entry.path) for entry in os.scandir(place)]
    size = sum(status.st_size for status, _ in found)
    for status, path in sorted(found, key=lambda pair: pair[0].st_mtime_ns):
        if size <= LARGEST:
            return
        Path(path).unlink(missing_ok=True)
        size -= status.st_size
