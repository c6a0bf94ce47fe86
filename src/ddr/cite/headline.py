"""Headline case of English titles, after the Chicago Manual of Style (18th ed., 8.160 and 8.161).

Words that have a capital anywhere are left alone: it is the author's, or the name's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SMALL = frozenset({
    "a", "amid", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of",
    "off", "on", "onto", "or", "out", "over", "so", "the", "till", "to", "up", "upon", "via",
    "with", "yet", "v", "vs",
})  # fmt: skip
"""Articles, coordinating conjunctions and prepositions of fewer than five letters."""

_PREFIXES = frozenset({
    "anti", "co", "counter", "de", "extra", "inter", "intra", "micro", "mid", "mini", "multi",
    "neo", "non", "over", "post", "pre", "pro", "pseudo", "re", "semi", "sub", "super", "trans",
    "ultra", "un", "under", "vice",
})  # fmt: skip
"""What makes one word with its neighbour after the hyphen: Co-operation, Post-war."""

_BREAKS = (":", "?", "!", ".", "—", "–")
_INITIALS = re.compile(r"\W*(?:\w\.)+|\W*(?:Dr|Gen|Lt|Col|Mr|Mrs|Ms|Sen|St|nos?|pts?|vols?|vs?)\.")
_ASIDE = re.compile(r"^\W+|\W+$")


def title(text: str) -> str:
    """Return a title as headline case has it."""
    words = text.split(" ")
    return " ".join(raised(words, number) for number in range(len(words)))


def raised(words: Sequence[str], number: int) -> str:
    """Return a word of a title as headline case has it."""
    word = words[number]
    bare = _ASIDE.sub("", word)
    if word != word.lower() or "." in bare:  # a.m., example.org
        return word
    if bare in SMALL and is_inner(words, number):
        return word
    first, *others = bare.split("-")
    if first not in _PREFIXES:
        others = [part if part in SMALL else _capital(part) for part in others]
    return word.replace(bare, "-".join([_capital(first), *others]), 1)


def is_inner(words: Sequence[str], number: int) -> bool:
    """Return whether a word neither begins nor ends a title, nor begins a part of it.

    A small letter after a full stop tells an abbreviation from a sentence: "Proc. of the IEEE".
    """
    if not 0 < number < len(words) - 1:
        return False
    before = words[number - 1]
    stop = before.endswith(".") and words[number][:1].islower()
    return stop or is_abbreviated(before) or not before.endswith(_BREAKS)


def is_abbreviated(word: str) -> bool:
    """Return whether the full stop of a word is its own, as in "U.S." and "Gen."."""
    return bool(_INITIALS.fullmatch(word))


def prefix(word: str) -> str:
    """Return the beginning of a hyphenated word after which no capital follows, or ""."""
    first, hyphen, rest = word.partition("-")
    whole = rest.islower() and _ASIDE.sub("", first).lower() in _PREFIXES
    return first + hyphen if whole else ""


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
