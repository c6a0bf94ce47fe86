"""Names with initials: "V. Putin", "Путин В.В.", "A. I. Matsegora"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ddr import names
from ddr.spelling.keys import latin

_LONGEST = 4
"""Letters of an initial at most: Shch."""


class Initialled(NamedTuple):
    """A name given with initials.

    words: its full words, folded.
    initials: in their order.
    sure: one has its full stop; a single letter without may be a name, as the Korean I is.
    """

    words: list[str]
    initials: list[str]
    sure: bool


def read(name: str) -> Initialled | None:
    """Split a name into words and initials; None where it has no initial, or no word."""
    words: list[str] = []
    initials: list[str] = []
    for token in name.replace(",", " ").split():
        parts = [part for part in token.split(".") if part]
        folded = ["".join(names.words(part)) for part in parts]
        if len(parts) > 1 or token.endswith(".") or (len(token) == 1 and token.isalpha()):
            short = [part for part in folded if 0 < len(part) <= _LONGEST]
            initials += short
            words += [part for part in folded if len(part) > _LONGEST]
        else:
            words += names.words(token)
    return Initialled(words, initials, "." in name) if words and initials else None


def agree(given: Initialled, forms: Iterable[str]) -> bool:
    """Tell whether the initials are those of a person with these forms of the name.

    The form with the most words decides: it is the one that may hold a patronymic.
    """
    cyrillic = _is_cyrillic(given.initials)
    known = []
    for form in forms:
        words = names.words(form)
        if _is_cyrillic(words) and not cyrillic:
            words = list(map(latin, words))
        elif _is_cyrillic(words) is not cyrillic or not "".join(words)[:1].isalpha():
            continue
        known.append(words)
    holding = [words for words in known if set(given.words) <= set(words)]
    rests = [[word for word in words if word not in given.words] for words in holding or known]
    most = max(map(len, rests), default=0)
    return any(len(rest) == most and _begin(rest, given.initials) for rest in rests if rest)


def _is_cyrillic(words: Sequence[str]) -> bool:
    return any("а" <= letter <= "я" for letter in "".join(words))


def _begin(words: Sequence[str], initials: Sequence[str]) -> bool:
    pairs = zip(words, initials, strict=False)
    return all(word.startswith(initial) or _iotated(word, initial) for word, initial in pairs)


def _iotated(word: str, initial: str) -> bool:
    """Initial E and Ye are one letter in Russian; so are Yu and Iu, Ya and Ia."""
    plain = {"ye": "e", "je": "e", "iu": "yu", "ju": "yu", "ia": "ya", "ja": "ya"}
    return word.startswith(plain.get(initial, initial))
