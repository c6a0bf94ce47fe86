"""Stems: what the inflected forms of one word have in common, in English and in Russian."""

from __future__ import annotations

from functools import cache
from typing import Any

_YO = str.maketrans("ё", "е")


def plain(word: str) -> str:
    """Return a word in lower case, without the dots of ё, which print often leaves out."""
    return word.lower().translate(_YO)


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
