"""Small files kept in the cache folder, each by a checksum of the text that it answers.

An entry can be deleted at any time; a damaged one counts as missing; where none can be written,
nothing is kept and nothing is said.
"""

from __future__ import annotations

import os
from pathlib import Path
from zlib import crc32

LARGEST = 16_000_000
"""Bytes that the folder may hold; the entries written first go first."""

_NAME = "citations"


def read(folder: Path, asked: str) -> str | None:
    """Return the body kept for a text, or None; whoever reads it tells whether it is the one."""
    try:
        with open(_path(folder, asked), encoding="utf-8", newline="") as file:  # noqa: PTH123
            checksum, _, body = file.read().partition("\n")
    except (OSError, ValueError):
        return None
    return body if checksum == _checksum(body) else None


def write(folder: Path, asked: str, body: str) -> None:
    """Keep a body, replacing its entry whole, and drop old ones where the folder is full."""
    path = Path(_path(folder, asked))
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(f"{_checksum(body)}\n{body}")
        beside.replace(path)
        _prune(path.parent)
    except (OSError, ValueError):  # no folder, or an argument that is not text
        return


def _path(folder: Path, asked: str) -> str:
    return f"{folder}{os.sep}{_NAME}{os.sep}{_checksum(asked)}"


def _checksum(text: str) -> str:
    return f"{crc32(text.encode(errors='surrogateescape')):08x}"


def _prune(place: Path) -> None:
    found = [(entry.stat(), entry.path) for entry in os.scandir(place)]
    size = sum(status.st_size for status, _ in found)
    for status, path in sorted(found, key=lambda pair: pair[0].st_mtime_ns):
        if size <= LARGEST:
            return
        Path(path).unlink(missing_ok=True)
        size -= status.st_size
