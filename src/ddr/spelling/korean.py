"""Korean names in Latin and Cyrillic letters, under the systems in use; for building an index.

A table of our own: the libraries at hand know the Revised Romanization, one McCune-Reischauer too,
and none northern practice, the press or Kontsevich. Names are short, and written syllable by
syllable without the changes of sound between them, so a table of letters is all that is needed.

The spellings stand as `ddr.spelling.keys` folds them: McCune-Reischauer, Revised and northern
practice mostly differ in k/g, t/d, p/b, ch/j, ŏ/eo and ŭ/eu, which one key folds together. What
remains is the initial r and n, dropped in the South, and the freer vowels of the press (Choi Sun-
hee).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

_FIRST, _LAST = 0xAC00, 0xD7A3


def _row(letters: str) -> tuple[str, ...]:
    return tuple(letters.split("|"))


_ONSETS = _row("k|kk|n|t|tt|r|m|p|pp|s|ss||j|jj|ch|kh|th|ph|h")
_CYRILLIC_ONSETS = _row("к|кк|н|т|тт|р|м|п|пп|с|сс||ч|чч|чх|кх|тх|пх|х")
_CODAS = _row("|k|k|k|n|n|n|t|l|k|m|l|l|l|p|l|m|p|p|t|t|ng|t|t|k|t|p|t")
_CYRILLIC_CODAS = {"k": "к", "n": "н", "t": "т", "l": "ль", "m": "м", "p": "п", "ng": "н", "": ""}

_VOWELS = [
    ("a",), ("ae", "ai"), ("ya",), ("yae",), ("o", "u"), ("e",), ("yo", "you", "yu"), ("ye",),
    ("o",), ("wa",), ("wae",), ("oe", "oi"), ("yo",), ("u",), ("wo",), ("we",), ("wi", "ui"),
    ("yu",), ("u",), ("ui", "i"), ("i",),
]  # fmt: skip
"""By vowel: as the systems write it, then as the press does."""

_CYRILLIC_VOWELS = [
    ("а",), ("э",), ("я",), ("е",), ("о", "е"), ("е",), ("е",), ("е",), ("о",), ("ва",), ("вэ",),
    ("ве",), ("е",), ("у",), ("во",), ("ве",), ("ви",), ("ю",), ("ы", "у"), ("ый", "и"), ("и",),
]  # fmt: skip
"""By vowel: Kontsevich's, then that of the older tradition (Ким Ир Сен); ё is folded to е."""

_O, _YO, _I, _R, _N, _SILENT = 4, 6, 20, 5, 2, 11
_SOFT = {2, 3, 6, 7, 12, 17, 20}
"""Vowels before which the South drops an initial r or n; before others it writes n for r."""

_FAMILY = {
    "박": ("park",), "이": ("ri", "yi", "rhi"), "리": ("yi", "rhi"), "노": ("roh", "noh"),
    "로": ("roh", "noh"), "허": ("huh", "hur"), "서": ("suh",), "오": ("oh",), "우": ("wu",),
    "임": ("rim", "yim"), "림": ("yim",), "유": ("ryu",), "최": ("choy",), "전": ("chun",),
    "백": ("paik",),
}  # fmt: skip
"""Family names as their bearers and the press write them, beside every system."""

_LONG_FAMILY = frozenset({"남궁", "황보", "제갈", "선우", "독고", "사공"})
_MOST = 96
"""Spellings of one name at most: three syllables have fewer, and longer names keep the systems'."""

_BEGUN = 2
"""Words that begin a name: the family name, and the first syllable of the given name."""

_SYLLABLES = 4
"""Names of more syllables are not a person's: only what the systems write is listed."""


class Syllable(NamedTuple):
    """A syllable of Hangul: the numbers of its letters, as Unicode counts them."""

    onset: int
    vowel: int
    coda: int


def is_hangul(word: str) -> bool:
    """Return whether a word is written in Hangul syllables alone."""
    return bool(word) and all(_FIRST <= ord(letter) <= _LAST for letter in word)


def split(name: str) -> tuple[str, ...]:
    """Split a person's Hangul name into the family name and the syllables of the given name."""
    if not 2 <= len(name) <= _SYLLABLES:  # noqa: PLR2004
        return (name,)
    family = 2 if name[:2] in _LONG_FAMILY and len(name) > 2 else 1  # noqa: PLR2004
    return (name[:family], *name[family:])


def hangul(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words in the spelling of the North and of the South: 리룡호, 이용호."""
    choices = [
        [word, *(other + word[1:] for other in _laws(word[0]) if number < _BEGUN)]
        for number, word in enumerate(words)
    ]
    yield from islice(product(*choices), _MOST)


def latin(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words in Latin letters, in every way to write their syllables."""
    yield from _written(words, _latin, _FAMILY)


def cyrillic(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words in Cyrillic letters: Kontsevich's way and the older one."""
    yield from _written(words, _cyrillic, {"최": ("цой",)})


def _written(
    words: Sequence[str],
    write: Callable[[Syllable, bool, bool], Iterator[str]],
    families: dict[str, tuple[str, ...]],
) -> Iterator[tuple[str, ...]]:
    free = sum(map(len, words)) <= _SYLLABLES
    syllables = []
    for number, word in enumerate(words):
        for place, letter in enumerate(word):
            first = place == 0 and number < _BEGUN
            ways = list(write(_apart(letter), first, free))
            if number == 0 and len(words) > 1:
                ways += families.get(word, ())
            syllables.append(list(dict.fromkeys(ways)))
    for way in islice(product(*syllables), _MOST):
        rest = iter(way)
        yield tuple("".join(islice(rest, len(word))) for word in words)


def _latin(syllable: Syllable, first: bool, free: bool) -> Iterator[str]:
    onset, vowel, coda = syllable
    vowels = _VOWELS[vowel] if free and (coda or vowel not in (_O, _YO)) else _VOWELS[vowel][:1]
    onsets = [_ONSETS[onset]]
    if first and onset in (_R, _N) and vowel in _SOFT:
        onsets.append("")
    elif first and onset == _R:
        onsets.append("n")
    for written in vowels:
        for letter in onsets:
            yield letter + written + _CODAS[coda]


def _cyrillic(syllable: Syllable, first: bool, free: bool) -> Iterator[str]:
    onset, vowel, coda = syllable
    onsets = [_CYRILLIC_ONSETS[onset]]
    if first and onset in (_R, _N) and vowel in _SOFT:
        onsets.append("")
    elif first and onset == _R:
        onsets.append("н")
    for written in _CYRILLIC_VOWELS[vowel][: None if free else 1]:
        for letter in onsets:
            yield letter + written + _CYRILLIC_CODAS[_CODAS[coda]]


def _laws(letter: str) -> Iterator[str]:
    """Yield the syllables that another spelling has where this one begins a name."""
    onset, vowel, coda = _apart(letter)
    soft = vowel in _SOFT
    others = {_R: [_SILENT] if soft else [_N], _N: [_SILENT] if soft else [_R]}
    others[_SILENT] = [_R, _N] if soft else []
    for other in others.get(onset, []):
        yield chr(_FIRST + (other * 21 + vowel) * 28 + coda)


def _apart(letter: str) -> Syllable:
    number = ord(letter) - _FIRST
    return Syllable(number // 588, number % 588 // 28, number % 28)
