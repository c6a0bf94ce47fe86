"""Names: folding them so that one person's many spellings meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from ddr.unseen import visible

_EASTERN = (
    ("\u1100", "\u11ff"), ("\u3040", "\u30ff"), ("\u3130", "\u318f"), ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip


def fold(name: str) -> str:
    """Fold a name for comparison: "Kim Jong-un", "KIM JONGUN" and "kim jong un" become one.

    Case, diacritics, blanks, hyphens, apostrophes and full stops are dropped; letters of every
    script stay. Hangul is composed (Unicode NFC), so that one syllable is one letter.
    """
    return "".join(words(name))


def eastern(text: str) -> bool:
    """Return whether a name is in Chinese, Japanese or Korean letters: family first, no blank."""
    return any(first <= letter <= last for letter in text for first, last in _EASTERN)


def full(parts: Mapping[str, str], order: str = "") -> str:
    """Return a name in full, from its CSL parts: "Jan van der Berg", "Mark King Jr.", "박철수".

    order: "family-first" for a name in Latin letters that is so written.
    """
    get = parts.get
    family, given = get("family", ""), get("given", "")
    if literal := get("literal"):
        return literal
    if eastern(family) and order != "given-first":
        return family + given
    pieces = [given, get("dropping-particle"), get("non-dropping-particle"), family, get("suffix")]
    if order == "family-first":
        pieces = [*pieces[2:4], given, *pieces[4:]]
    return " ".join(filter(None, pieces))


def alike(one: str, other: str) -> bool:
    """Return whether two names or titles are the same, but for capitals and an article before."""
    return one.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")


def key(text: str) -> str:
    """Fold a topic or tag for comparison, keeping its words apart: "Nuclear Issue" is one."""
    return " ".join(words(text))


def words(name: str) -> list[str]:
    """Return the words of a name, each folded: ``["kim", "jong", "un"]``."""
    plain = visible(name)
    if plain.isascii():  # nothing to take apart
        return "".join(map(_letter, plain.casefold())).split()
    plain = unicodedata.normalize("NFKD", plain).casefold()
    plain = _strip(unicodedata.normalize("NFKD", plain))
    letters = map(_letter, unicodedata.normalize("NFC", plain))
    return "".join(letters).split()


def _strip(plain: str) -> str:
    """Drop the marks of Latin letters, marks of stress and the dots of ё; й is another letter."""
    kept = []
    base = ""
    for character in plain:
        if not unicodedata.combining(character):
            base = character
        elif base.isascii() or character in _STRESS or (base, character) == _YO:
            continue
        kept.append(character)
    return "".join(kept)


def _letter(character: str) -> str:
    if character in _SILENT or unicodedata.combining(character):
        return ""
    return character if character.isalnum() else " "


_SILENT = "'’‘‛´`.\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf"
"""Full stops, apostrophes, and the letters that stand for them and for the soft sign."""

_STRESS = "\u0300\u0301"
_YO = ("е", "\u0308")


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key for ids that puts paragraph 9 before paragraph 10."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


_DOTS = str.maketrans("ё", "е")


def plain(word: str) -> str:
    """Return a word in lower case, without the dots of ё, which print often leaves out."""
    return word.lower().translate(_DOTS)


def stem(word: str) -> str:
    """Return the stem of a word; words of other languages, names and numbers keep what they are.

    "treaties" and "treaty" have one, "договора" and "договор" another. The algorithms are
    Snowball's.
    """
    folded = plain(word)
    if not folded.isalpha():
        return folded
    if folded.isascii():
        return str(_stemmer("english").stemWord(folded))
    if all("а" <= letter <= "я" for letter in folded):
        return str(_stemmer("russian").stemWord(folded))
    return folded


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)
