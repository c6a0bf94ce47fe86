"""Strings as pandoc inlines, so that nothing in them is ever read as markup.

CSL-JSON strings may hold HTML-like tags, and pandoc reads them. Given as inlines, the same
characters are text, and quotation marks are structure: styles turn them and nest them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ddr.cite import headline
from ddr.edtf import MONTHS

Inline = dict[str, Any]

_SPACE: Inline = {"t": "Space"}
JOINER = "\u2060"
ASIDE = "\ue004"
"""Stands in a title before what is no part of it, such as our translation."""
MID_SENTENCE = "\ue007"
"""Stands before words that no style may begin with a capital."""
PREPOSITIONS = frozenset({
    "about", "above", "across", "after", "against", "along", "alongside", "among", "amongst",
    "around", "before", "behind", "below", "beneath", "beside", "between", "beyond",
    "despite", "during", "except", "inside", "since", "through", "throughout", "toward",
    "towards", "under", "underneath", "until", "within", "without",
})  # fmt: skip
"""Prepositions that processors know for small words, and Chicago 18 does not."""

_ENDS = ("?", "!", "…", "...")
PAIRS = {'"': '"', "“": "”", "'": "'", "‘": "’"}
_MARKS = "\"'“”‘’"
_MOST_MARKS = 50  # a title with more of them is no title; pairing them would take long
_HOST = r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:/\S*)?"
_MONTH = "|".join(MONTHS)
_SPAN = re.compile(
    r"(?<=\b1[6-9]\d\d|\b20\d\d)-(?=(?:1[6-9]|20)\d\d\b)"
    rf"|(?:(?<=\b\d)|(?<=\b\d\d))-(?=\d\d? (?:{_MONTH})\b)"
    r"|(?<=\b[Aa]rticles \d)-(?=\d)"
)
"""A hyphen between two years, days or articles, for which print has a dash."""
_SPACES = re.compile(r"[^\S\u00a0\u202f\u2007]+")
_YEAR = r"'[0-9]{2}(?:s\b|(?=[\s,;:)–-]|$))"  # the '90s, May '45
_OPENS_AFTER = " \u00a0([{—–-/\"'“‘«"


def plain(text: str) -> list[Inline]:
    """Return the words of a text as inlines, with apostrophes made curly.

    White space becomes single spaces (no-break spaces stay); control characters are dropped.
    """
    return _words(_curled(clean(text)))


def title(text: str, *, small: bool = False) -> list[Inline]:
    """Return a title as inlines: paired quotation marks become quotations that styles can nest.

    Marks without a partner stay as they are. Host names ("example.org") keep their small letters,
    and so do names like "Kim Jong-un" after the hyphen. A title that ends in a mark of its own is
    followed by a word joiner, lest the processor drop the comma after it: the manuals keep it.

    small: prepositions keep their small letters.
    """
    text = clean(text)
    return _quoted(text + JOINER if text.endswith(_ENDS) else text, small=small)


def kept(text: str) -> list[Inline]:
    """Return words whose capitals no style may change."""
    return [_nocase(plain(text))]


def roman(text: str) -> list[Inline]:
    """Return words that follow a title without its type, as inlines after a space or a comma.

    The writer knows them by their first character, and puts them after the marks of a title.
    """
    span = {"t": "Span", "c": [["", ["nodecor"], []], [_nocase(plain(ASIDE + text))]]}
    return [span] if text.startswith(",") else [_SPACE, span]


def clean(text: str) -> str:
    """Return a text without control characters, its white space folded but for no-break spaces."""
    spaced = _SPACES.sub(" ", text.replace("\ufeff", ""))
    if not spaced.isprintable():
        import unicodedata  # which few titles need

        spaced = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs"))
    return spaced.strip(" ")


def _is_western(letter: str) -> bool:
    """Return whether a character is a digit or a letter of a script that parts words by spaces."""
    return letter < "\u1100" and (letter.isalpha() or (letter.isascii() and letter.isdigit()))


def _quoted(text: str, *, small: bool) -> list[Inline]:
    """Turn quotations into structure, from the outside inwards."""
    if sum(map(text.count, _MARKS)) > _MOST_MARKS:
        return _words(_curled(text), small=small)
    inlines: list[Inline] = []
    while found := first_quotation(text):
        start, end = found
        kind = "SingleQuote" if text[start] in "'‘" else "DoubleQuote"
        content = _quoted(text[start + 1 : end], small=small)
        inlines += _words(_curled(text[:start]), small=small)
        inlines.append({"t": "Quoted", "c": [{"t": kind}, content]})
        text = text[end + 1 :]
    return [*inlines, *_words(_curled(text), small=small)]


def first_quotation(text: str, pairs: Mapping[str, str] = PAIRS) -> tuple[int, int] | None:
    """Return where the first quotation of a text opens and closes, or None.

    pairs: the closing mark of each opening one.
    """
    for start, mark in enumerate(text):
        if mark not in pairs or not _opens(text, start):
            continue
        end = _closing(text, start, pairs[mark])
        if end > start + 1:
            return start, end
    return None


def _opens(text: str, start: int) -> bool:
    """Return whether the mark at `start` can open a quotation, by what stands around it.

    In Korean and Chinese, curly marks open without a space before them.
    """
    mark, before = text[start], text[start - 1 : start]
    if mark == "'" and re.match(_YEAR, text[start : start + 5]):
        return False
    apart = not before or before in _OPENS_AFTER
    return apart or mark == "“" or (mark == "‘" and not _is_western(before))


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
    """Return whether a mark may belong to a word that owns what follows: "the peoples’ treaty"."""
    return (
        text[at] in "'’"
        and text[at - 1] in "sxz"
        and bool(re.match(r"\s[a-z]", text[at + 1 : at + 3]))
    )


def dashed(text: str) -> str:
    """Return a text with dashes between two years, days or articles."""
    return _SPAN.sub("–", text)


def _curled(text: str) -> str:
    return dashed(re.sub(r"(?<=\w)'", "’", text))


def _words(text: str, *, small: bool = False) -> list[Inline]:
    inlines: list[Inline] = []
    words = text.split(" ")
    for number, word in enumerate(words):
        if number:
            inlines.append(_SPACE)
        if not word:
            continue
        protected = is_protected(words, number, small=small)
        before = "" if protected else headline.prefix(word)
        inlines += [_string(before)] if before else []
        rest = _string(word.removeprefix(before))
        inlines.append(_nocase([rest]) if protected or before else rest)
    return inlines


def is_protected(words: list[str], number: int, *, small: bool) -> bool:
    """Return whether a word keeps its letters in title case: a host, a name, a small preposition.

    So does "amid", which processors do not know for a preposition. A small word after an
    abbreviation ("U.S. to drop") is no beginning of a sentence; one that begins or ends a title,
    or follows a colon or the like, gets its capital.
    """
    word = words[number]
    if is_host(word) or (number and _is_hyphenated_name(word)):
        return True
    if word.islower() and headline.is_abbreviated(word):  # a.m., vol.
        return True
    if word == "part" and words[number + 1 : number + 2] and words[number + 1][0].isdigit():
        return True
    if not headline.is_inner(words, number):
        return False
    after_stop = word in headline.SMALL and words[number - 1].endswith(".")
    return after_stop or word == "amid" or (small and word in PREPOSITIONS)


def is_host(word: str) -> bool:
    """Return whether a word is the name of a host: "example.org"."""
    return "." in word and bool(re.fullmatch(_HOST, word.strip("()[],;:."), re.ASCII))


def _is_hyphenated_name(word: str) -> bool:
    """Return whether a word is written like Jong-un, which title case would make Jong-Un."""
    first, *others = word.split("-")
    return first.istitle() and bool(others) and all(part.islower() for part in others)


def _string(word: str) -> Inline:
    return {"t": "Str", "c": word}


def _nocase(content: list[Inline]) -> Inline:
    return {"t": "Span", "c": [["", ["nocase"], []], content]}
