"""Names in a script in which they are not on record: as they sound there.

Under system ``s`` stand the names of foreigners as Hangul hears them, and those of Koreans of whom
no form in Hangul is on record, in Latin letters; under ``t`` those of Koreans without a form in
Cyrillic letters, as Kontsevich writes them. Much that is told apart elsewhere is one here, so what
is on record goes before what is heard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, product

from ddr.spelling import korean
from ddr.spelling.keys import Spelling, spelling

_MOST = 64
"""Ways to write one name in Cyrillic letters."""
_SHORTEST = 4  # letters of a sound that tells anybody apart

_LATIN = (
    (r"shch|sh|ch|zh|ts|dz|[zj]", "s"),
    (r"kh", "h"),
    (r"ng", "n"),
    (r"[bfvw]", "p"),
    (r"d", "t"),
    (r"[gqc]", "k"),
    (r"r", "l"),
)
_SOUNDS = (
    (r"i([aou])", r"\1"),  # the iotated vowels of Russian
    (r"u", "o"),
    (r"s[eo]", "se"),  # ё is written e
    (r"si", "s"),
    (r"(.)\1+", r"\1"),
)
_ONSETS = dict(
    zip("ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ", (*"kknttlmppss", "", *"sssktph"), strict=True)
)
_VOWELS = dict(zip("ᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ", (*"aeaeoeeeoaeeeo", *"oeio", "", *"ii"), strict=True))
_CODAS = dict(zip("ᆨᆫᆮᆯᆷᆸᆺᆼ", "kntlmptn", strict=True))


def sounds(words: Sequence[str]) -> Spelling:
    """Return the sound of a foreign name: of its Latin letters as Russian, or of its Hangul."""
    each = [_of_hangul(word) if korean.is_hangul(word) else _of_latin(word) for word in words]
    kept = tuple(f"s:{one}" for one in each if len(one) >= _SHORTEST)
    return Spelling(f"s:{''.join(each)}", kept)


def asked(words: Sequence[str]) -> list[Spelling]:
    """Return what a name that is typed in Hangul or Cyrillic letters may be heard as."""
    if all(map(korean.is_hangul, words)):
        split = korean.split(words[0]) if len(words) == 1 else tuple(words)
        return [sounds(words), *(in_latin(way) for way in korean.latin(split))]
    return [spelling("t", words)]


def in_latin(words: Sequence[str]) -> Spelling:
    """Return the key of a Korean name in Latin letters, for those who ask in Hangul."""
    return Spelling(f"s:{spelling('k', words).whole}", ())


def in_cyrillic(words: Sequence[str]) -> Iterator[Spelling]:
    """Yield the keys of a Korean name in Latin letters as it is written in Cyrillic ones."""
    folded = spelling("k", words).whole.partition(":")[2]
    pieces = [_KONTSEVICH[piece] for piece in _PIECE.findall(folded)]
    for way in islice(product(*pieces), _MOST):
        yield Spelling(spelling("t", ["".join(way)]).whole, ())


_KONTSEVICH = {
    "ya": ("я",), "yo": ("е",), "yu": ("ю",), "ye": ("е",), "wa": ("ва",), "wo": ("во",),
    "we": ("ве",), "wi": ("ви",), "ae": ("э",), "oe": ("ве",), "ui": ("ыи", "и"), "a": ("а",),
    "e": ("е",), "o": ("о", "е"), "u": ("у", "ы"), "i": ("и",), "y": ("и",), "w": ("в",),
    "k": ("к",), "t": ("т",), "p": ("п",), "j": ("ч",), "r": ("р",), "s": ("с",), "h": ("х",),
    "m": ("м",), "n": ("н",), "N": ("н",),
}  # fmt: skip
"""Letters as `ddr.spelling.keys` folds them, and what Kontsevich or the older use has for them."""
_PIECE = re.compile("|".join(_KONTSEVICH))


def _of_latin(word: str) -> str:
    heard = spelling("r", [word]).whole.partition(":")[2]
    for pattern, new in (*_LATIN, *_SOUNDS):
        heard = re.sub(pattern, new, heard)
    return heard


def _of_hangul(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    heard = "".join(
        _ONSETS.get(letter, _VOWELS.get(letter, _CODAS.get(letter, ""))) for letter in letters
    )
    for pattern, new in _SOUNDS[1:]:
        heard = re.sub(pattern, new, heard)
    return heard
