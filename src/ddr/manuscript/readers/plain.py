"""Plain text: ``>`` before block quotations, and keys as words: kremlin-2019 para. 4."""

from __future__ import annotations

import re
from collections.abc import Container

from ddr import locators
from ddr.manuscript.readers.stream import Writer

_KEY = re.compile(r"(?<![\w/.@-])@?(?P<key>[^\W_]+(?:-[^\W_]+)+|(?<=\[@)\w+)(?![\w/-]|\.\w)")
_QUOTED = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_BESIDE = re.compile(r"[(\[][^()\[\]]{0,60}$")


def read(writer: Writer, known: Container[str]) -> None:
    """Read a plain text.

    known: the ids that are keys wherever they stand; another word of their shape is a key only
        where a paragraph follows ("kremlin-2018, para. 4") or "@" precedes it.
    """
    quoted, at = False, 0
    lines = writer.text.split("\n")
    for line in lines:
        prefix = _QUOTED.match(line)
        blank = not (line[prefix.end() :] if prefix else line).strip()
        if bool(prefix) != quoted and (prefix or blank):
            quoted = bool(prefix)
            (writer.quote if quoted else writer.unquote)()
        if blank:
            writer.paragraph()
        else:
            start = at + prefix.end() if prefix else at
            words(writer, start, at + len(line), known)
            writer.put("\n", at + len(line))
        at += len(line) + 1
    writer.unquote()


def words(writer: Writer, start: int, end: int, known: Container[str]) -> None:
    """Write a stretch of words with the keys in it."""
    text, at = writer.text, start
    for match in _KEY.finditer(text, start, end):
        if match.start() < at:
            continue
        key = match["key"]
        place = locators.after(text, match.end(), _line_after(text, end))
        if key not in known and not place and not match[0].startswith("@"):
            continue
        writer.copy(at, match.start())
        beside = bool(_BESIDE.search(text, max(start, match.start() - 62), match.start()))
        writer.cite(key, place[1] if place else "", match.start(), textual=not beside)
        at = min(place.end() if place else match.end(), end)
    writer.copy(at, end)


def _line_after(text: str, end: int) -> int:
    """Return the end of the line after the one that ends here: a locator may stand on it."""
    after = text.find("\n", end + 1)
    return after if after >= 0 else len(text)
