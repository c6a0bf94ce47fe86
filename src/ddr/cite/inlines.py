"""Strings as pandoc inlines, so that nothing in them is ever read as markup.

CSL-JSON strings may hold HTML-like tags, and pandoc reads them. Given as inlines, the same
characters are text, and quotation marks are structure: styles turn them and nest them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

Inline = dict[str, Any]

_SPACE: Inline = {"t": "Space"}
PAIRS = {'"': '"', "“": "”", "'": "'", "‘": "’"}
_MARKS = "\"'“”‘’"
_MOST_MARKS = 50  # a title with more of them is no title; pairing them would take long
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:/\S*)?", re.ASCII)
_OWNED = re.compile(r"\s[a-z]")
_SPACES = re.compile(r"[^\S\u00a0\u202f\u2007]+")
_OPENS_AFTER = " \u00a0([{—–-/\"'“‘«"


def plain(text: str) -> list[Inline]:
    """Return the words of a text as inlines, with apostrophes made curly.

    White space becomes single spaces (no-break spaces stay); control characters are dropped.
    """
    return _words(_curled(clean(text)))


def title(text: str) -> list[Inline]:
    """Return a title as inlines: paired quotation marks become quotations that styles can nest.

    Marks without a partner stay as they are. Host names ("example.org") keep their small letters,
    and so do names like "Kim Jong-un" after the hyphen.
    """
    return _quoted(clean(text))


def kept(text: str) -> list[Inline]:
    """Return words whose capitals no style may change."""
    return [_nocase(plain(text))]


def clean(text: str) -> str:
    """Return a text without control characters, its white space folded but for no-break spaces."""
    spaced = _SPACES.sub(" ", text.replace("\ufeff", ""))
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs")).strip(" ")


def _quoted(text: str) -> list[Inline]:
    """Turn quotations into structure, from the outside inwards."""
    if sum(map(text.count, _MARKS)) > _MOST_MARKS:
        return _words(_curled(text))
    inlines: list[Inline] = []
    while found := first_quotation(text):
        start, end = found
        kind = "SingleQuote" if text[start] in "'‘" else "DoubleQuote"
        content = _quoted(text[start + 1 : end])
        inlines += _words(_curled(text[:start]))
        inlines.append({"t": "Quoted", "c": [{"t": kind}, content]})
        text = text[end + 1 :]
    return [*inlines, *_words(_curled(text))]


def first_quotation(text: str, pairs: Mapping[str, str] = PAIRS) -> tuple[int, int] | None:
    """Return where the first quotation of a text opens and closes, or None.

    pairs: the closing mark of each opening one.
    """
    for start, mark in enumerate(text):
        if mark not in pairs or (start and text[start - 1] not in _OPENS_AFTER):
            continue
        if mark == "'" and text[start + 1 : start + 2].isdigit():
            continue  # the '90s
        end = _closing(text, start, pairs[mark])
        if end > start + 1:
            return start, end
    return None


def _closing(text: str, start: int, closing: str) -> int:
    """Return where a quotation closes, or -1; what may be the apostrophe of a plural, only last."""
    opening = text[start]
    depth = 0
    weak = -1
    for at in range(start + 1, len(text)):
        if text[at] == closing and not _is_apostrophe(text, at):
            opens = opening == closing and text[at - 1] in _OPENS_AFTER
            if not opens:
                if depth == 0 and not _is_of_plural(text, at):
                    return at
                weak = at if depth == 0 and weak < 0 else weak
                depth -= depth > 0
        elif text[at] == opening and opening != closing:
            depth += 1
    return weak


def _is_apostrophe(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return text[at] in "'’" and after.isalnum() and text[at - 1 : at].isalnum()


def _is_of_plural(text: str, at: int) -> bool:
    """Tell whether a mark may belong to a word that owns what follows: "the peoples’ treaty"."""
    return text[at] in "'’" and text[at - 1] in "sxz" and bool(_OWNED.match(text, at + 1))


def _curled(text: str) -> str:
    return re.sub(r"(?<=\w)'", "’", text)


def _words(text: str) -> list[Inline]:
    inlines: list[Inline] = []
    for number, word in enumerate(text.split(" ")):
        if number:
            inlines.append(_SPACE)
        if word:
            string: Inline = {"t": "Str", "c": word}
            protected = _HOST.fullmatch(word) or (number and _is_hyphenated_name(word))
            inlines.append(_nocase([string]) if protected else string)
    return inlines


def _is_hyphenated_name(word: str) -> bool:
    """Tell whether a word is written like Jong-un, which title case would make Jong-Un."""
    first, *others = word.split("-")
    return first.istitle() and bool(others) and all(part.islower() for part in others)


def _nocase(content: list[Inline]) -> Inline:
    return {"t": "Span", "c": [["", ["nocase"], []], content]}
