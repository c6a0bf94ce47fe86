"""What ``ddr cite`` printed, kept by what it was asked, so that the same again reads no record.

An entry holds the question, and the files that the answer rests on besides the index, each with
its size and time of change: the program itself, the style and pandoc. It is served while all of
them are as they were.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ddr import __version__
from ddr.cite import kept

_UNIT, _FIELD = "\0", "\x1f"  # neither stands in an argument or in a citation


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


class Printed(NamedTuple):
    """What is printed.

    text: the answer, as it is written; in docx its bytes in hexadecimal digits.
    remarks: what a person should be told, a line each.
    """

    text: str
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
    body = kept.read(folder, _MARK + asked)
    if body is None:
        return None
    name, files, remarks, text = (body.split(_UNIT, 3) + [""] * 3)[:4]
    if name != asked or not all(map(_unchanged, filter(None, files.split(_FIELD)))):
        return None
    return Printed(text, tuple(filter(None, remarks.split(_FIELD))))


def write(folder: Path, asked: str, printed: Printed, files: Sequence[Path]) -> None:
    """Keep what was printed; nothing is kept of what could not be told apart again."""
    try:
        stated = [_stated(str(path.absolute())) for path in files]
    except OSError:
        return
    fields = (asked, _FIELD.join(stated), _FIELD.join(printed.remarks))
    if not any(_UNIT in field for field in fields):
        kept.write(folder, _MARK + asked, _UNIT.join((*fields, printed.text)))


_MARK = "printed "


def _program() -> str:
    """Return what changes whenever a module does, or the program that formats."""
    here = os.path.dirname(__file__)  # noqa: PTH120  # a path object costs more than the answer
    folders = (here, f"{here}/pandoc", f"{here}/style", f"{here}/export", f"{here}/..")
    files = [entry for folder in folders for entry in os.scandir(folder)]
    stats = [entry.stat() for entry in files if entry.name != "__pycache__"]
    return f"{len(stats)} {max(status.st_mtime_ns for status in stats)}"


def _stated(path: str) -> str:
    status = os.stat(path)  # noqa: PTH116  # as above
    return f"{status.st_size} {status.st_mtime_ns} {path}"


def _unchanged(stated: str) -> bool:
    try:
        return _stated(stated.split(" ", 2)[2]) == stated
    except (OSError, ValueError, IndexError):
        return False
