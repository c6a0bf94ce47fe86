"""The texts held: paragraphs of UTF-8, a blank line between, pinned by their SHA-256."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ddr.files import not_utf8, read_file

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
        text = Text(path, split(content.decode("utf-8-sig")))
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


def split(text: str) -> tuple[str, ...]:
    """Split a text into its paragraphs."""
    blocks = _BLANK.split(text.replace("\r\n", "\n").strip())
    return tuple(block.strip() for block in blocks if block.strip())
