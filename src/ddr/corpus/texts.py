"""The texts held, and the reader's own copies: paragraphs of UTF-8 with a blank line between.

A held text belongs to a timeline, and is pinned by its SHA-256. A reader's own copies are private,
beside every timeline and in none: a list in JSON names them by source, and each lies beside it
under its SHA-256.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ddr.errors import DataError
from ddr.files import not_utf8, read_bytes, read_file

LARGEST = 32 * 2**20
"""The most bytes of a held text."""
_BLANK = re.compile(r"\n[ \t]*\n\s*")


class TextError(Exception):
    """A held text cannot be used.

    code: names the kind of fault.
    text: what the file holds all the same, where only its hash is wrong.
    """

    def __init__(self, code: str, message: str, text: Text | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Text:
    """A held text.

    path: the file.
    paragraphs: in order; paragraph 1 is the first.
    """

    path: Path
    paragraphs: tuple[str, ...]


def text_path(timeline: Path, name: str) -> Path:
    """Return the file that a source's `text` names; raise `TextError` if it leaves the folder."""
    folder = timeline.resolve().parent
    try:
        path = (folder / name).resolve()
    except (RuntimeError, ValueError, OSError) as error:
        raise TextError("text-path", f"the text '{name}' cannot be found: {error}") from None
    if not path.is_relative_to(folder):
        raise TextError("text-path", f"the text '{name}' lies outside the timeline's folder")
    return path


def read_text(
    timeline: Path, name: str, sha256: str, contents: Mapping[Path, bytes] = MappingProxyType({})
) -> Text:
    """Read a held text and hold it against its hash; raise `TextError` where anything differs.

    `contents` is read in place of what files hold.
    """
    path = text_path(timeline, name)
    try:
        known = path in contents
        content = contents[path] if known else read_file(path, LARGEST, regular=True)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise TextError("text-size", f"the text '{name}' {error.strerror}") from None
        raise TextError("text-missing", f"cannot be read: {error.strerror or error}") from None
    try:
        text = Text(path, paragraphs_of(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line, what = not_utf8(error)
        raise TextError("utf-8", f"line {line}: {what}") from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        if hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest() == sha256:
            what = (
                "the text has other line ends, as git gives them with core.autocrlf; "
                "mark it -text in .gitattributes and check it out anew"
            )
        else:
            what = (
                f"the text has changed: its sha256 is {found}, the record says {sha256 or 'none'};"
                " restore the file, or correct the record after checking every quotation"
            )
        raise TextError("text-hash", what, text)
    return text


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Split a text into its paragraphs."""
    blocks = _BLANK.split(text.replace("\r\n", "\n").strip())
    return tuple(block.strip() for block in blocks if block.strip())


MOST = 64 * 2**20


class OwnCopy(NamedTuple):
    """A copy that a reader holds.

    sha256: of the text; its file is named so.
    day: on which it was taken in, ISO 8601.
    origin: the name of the file that it was taken from.
    original: the SHA-256 of that file.
    pages: the page of each paragraph, for a text that has pages.
    """

    sha256: str
    day: str
    origin: str
    original: str = ""
    pages: tuple[int, ...] = ()


def text_file(listed: Path, copy: OwnCopy) -> Path:
    """Return the file of a copy in the list `listed`."""
    return listed.parent / f"{copy.sha256}.txt"


def read_copies(listed: Path) -> dict[str, OwnCopy]:
    """Return the copies of a list by the ids of their sources; none where there is no list.

    Raises `DataError` for a list that cannot be read.
    """
    if not listed.is_file():
        return {}
    return parse_copies(read_bytes(listed, MOST), listed)


def parse_copies(content: bytes, listed: Path) -> dict[str, OwnCopy]:
    """Return the copies that the content of a list names; raise `DataError` where it is none."""
    try:
        values = json.loads(content)
        return {str(name): _copy(one) for name, one in values["copies"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"{listed}: is not a list of your copies ({error})"
        raise DataError(f"{what}; move it away and hold the texts again") from None


def _copy(value: dict[str, object]) -> OwnCopy:
    sha256, day, origin, original = (
        str(value[name]) for name in ("sha256", "day", "origin", "original")
    )
    pages = value["pages"]
    if not isinstance(pages, list) or not all(isinstance(page, int) for page in pages):
        raise TypeError("pages")
    return OwnCopy(sha256, day, origin, original, tuple(pages))
