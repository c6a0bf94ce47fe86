"""What ``ddr cite`` printed, kept by what it was asked, so that the same again reads no record.

An entry holds the question, and the files that the answer rests on besides the index, each with
its size and time of change: the program itself, the style and pandoc. It is served while all of
them are as they were. An entry can be deleted at any time; a damaged one counts as missing; where
none can be written, nothing is kept and nothing is said.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from ddr import __version__
from ddr.errors import UsageError

_LARGEST = 16_000_000
"""Bytes that the folder may hold; the entries written first go first."""

_NAME = "citations"
_UNIT, _FIELD = "\0", "\x1f"  # neither stands in an argument or in a citation
_END = b"\0\n"
_BYTES = "bytes"


class Asked(NamedTuple):
    """What is asked of ``ddr cite``.

    ids: of sources, statements and events.
    locator: a place in a source.
    only: of events, only these sources.
    dataset: the data set itself is cited, instead of ids.
    quote: each statement's words go before its citation.
    """

    ids: tuple[str, ...]
    locator: str = ""
    only: tuple[str, ...] = ()
    dataset: bool = False
    quote: bool = False


def check(asked: Asked) -> None:
    """Raise `UsageError` for what does not go together."""
    if asked.dataset:
        if asked.ids or asked.only or asked.quote:
            raise UsageError("--dataset is cited by itself: leave out ids, --source and --quote")
    elif not asked.ids:
        raise UsageError("name what to cite: ids of sources, statements or events, or --dataset")
    if asked.quote and (asked.locator or asked.only):
        raise UsageError("--quote takes the statement's own place: leave out --locator, --source")


class Printed(NamedTuple):
    """What is printed.

    content: the answer as it is written: text, or the bytes of a Word file.
    remarks: what a person should be told, a line each.
    """

    content: str | bytes
    remarks: tuple[str, ...] = ()


def question(fingerprint: str, asked: Asked, *settings: str) -> str:
    """Return, as text, all that decides an answer but for the files it rests on.

    fingerprint: of the index.
    settings: the preferences in force.
    """
    named = (os.environ.get(name, "") for name in ("DDR_PANDOC", "PATH"))
    parts = (__version__, _program(), fingerprint, *named, repr(tuple(asked)), *settings)
    return _FIELD.join(parts)


def read(folder: Path, asked: str) -> Printed | None:
    """Return what was printed to a question, if all it rests on is as it was."""
    try:
        with open(_path(folder, asked), "rb") as file:  # noqa: PTH123  # a path object costs more
            checksum, _, body = file.read().partition(b"\n")
        head, end, content = body.partition(_END)
        name, files, remarks, kind = head.decode(errors="surrogateescape").split(_UNIT)
    except (OSError, ValueError):
        return None
    if checksum != _checksum(body) or not end or name != asked:
        return None
    if not all(map(_unchanged, filter(None, files.split(_FIELD)))):
        return None
    text = content if kind == _BYTES else content.decode()
    return Printed(text, tuple(filter(None, remarks.split(_FIELD))))


def write(folder: Path, asked: str, printed: Printed, files: Sequence[Path]) -> None:
    """Keep what was printed, replacing its entry whole; drop old entries where the folder is full.

    Nothing is kept of what could not be told apart again.
    """
    content, remarks = printed
    path = Path(_path(folder, asked))
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        state = [_state(str(file.absolute())) for file in files]
        kind = _BYTES if isinstance(content, bytes) else ""
        fields = (asked, _FIELD.join(state), _FIELD.join(remarks), kind)
        head = _UNIT.join(fields).encode(errors="surrogateescape")
        body = head + _END + (content if isinstance(content, bytes) else content.encode())
        if head.count(_UNIT.encode()) != len(fields) - 1 or _END in head:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(_checksum(body) + b"\n" + body)
        beside.replace(path)
        _prune(path.parent)
    except (OSError, ValueError):  # no folder, or an argument that is not text
        return


def _program() -> str:
    """Return what changes whenever a module does, or the program that formats."""
    here = os.path.dirname(__file__)  # noqa: PTH120  # a path object costs more than the answer
    folders = (here, f"{here}/pandoc", f"{here}/style", f"{here}/export", f"{here}/..")
    files = [entry for folder in folders for entry in os.scandir(folder)]
    stats = [entry.stat() for entry in files if entry.name != "__pycache__"]
    return f"{len(stats)} {max(status.st_mtime_ns for status in stats)}"


def _state(path: str) -> str:
    status = os.stat(path)  # noqa: PTH116  # as above
    return f"{status.st_size} {status.st_mtime_ns} {path}"


def _unchanged(state: str) -> bool:
    try:
        return _state(state.split(" ", 2)[2]) == state
    except (OSError, ValueError, IndexError):
        return False


def _path(folder: Path, asked: str) -> str:
    name = _checksum(asked.encode(errors="surrogateescape")).decode()
    return f"{folder}{os.sep}{_NAME}{os.sep}{name}"


def _checksum(content: bytes) -> bytes:
    return b"%08x" % crc32(content)


def _prune(place: Path) -> None:
    entries = [(entry.stat(), entry.path) for entry in os.scandir(place)]
    size = sum(status.st_size for status, _ in entries)
    for status, path in sorted(entries, key=lambda pair: pair[0].st_mtime_ns):
        if size <= _LARGEST:
            return
        Path(path).unlink(missing_ok=True)
        size -= status.st_size
