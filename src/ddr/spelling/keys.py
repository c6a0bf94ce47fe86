"""Keys under which the romanizations of one name meet; what a query folds its words to.

A key begins with the letter of its system. ``r``: Latin letters read as Russian. ``k``: Latin
letters read as Korean. ``c``: Cyrillic letters read as Korean, and ``x``: those in Latin letters.
``h``: Hangul. What is heard (`ddr.spelling.heard`) has ``s`` and ``t``. Only what the systems write
differently is folded together; names that every system tells apart stay apart: j and y are one
letter in Jurij and Yuri, but two in Jong and Yong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

Rules = tuple[tuple[re.Pattern[str], str], ...]


class Spelling(NamedTuple):
    """A name as keys: the whole, and its words."""

    whole: str
    words: tuple[str, ...]


def keys(words: Sequence[str]) -> list[Spelling]:
    """Return the keys under which a name that someone typed may stand, by system.

    `words` are folded (`ddr.names.words`).
    """
    text = "".join(words)
    if any("가" <= letter <= "힣" for letter in text):
        return [spelling("h", words)]
    if any("a" <= letter <= "z" for letter in text):
        words = [word.translate(_ALIKE) for word in words]
        return [spelling(system, words) for system in "rkx"]
    if any("а" <= letter <= "я" for letter in text):
        return [spelling("c", words), spelling("r", list(map(latin, words)))]
    return [spelling(system, words) for system in "rkx"]


def spelling(system: str, words: Sequence[str]) -> Spelling:
    """Return the keys of a name in one system."""
    fold = _FOLDS[system]
    whole = f"{system}:{fold(''.join(words))}"
    return Spelling(whole, tuple(f"{system}:{fold(word)}" for word in words))


def latin(word: str) -> str:
    """Write a folded Cyrillic word in plain Latin letters, as BGN/PCGN does."""
    return word.translate(_BGN)


def _folder(*rules: tuple[str, str]) -> Callable[[str], str]:
    compiled = [(re.compile(pattern), new) for pattern, new in rules]

    def fold(word: str) -> str:
        for pattern, new in compiled:
            word = pattern.sub(new, word)
        return word

    return fold


_DOUBLE = (r"(.)\1+", r"\1")

_russian = _folder(
    (r"x", "ks"),  # Alexei, Aleksei
    (r"schtsch", "shch"),  # German
    (r"tsch|tch", "ch"),
    (r"sch", "sh"),
    (r"t[zc](?!h)|cz", "ts"),
    (r"gh(?=[ei])", "g"),  # Romanian, Italian
    (r"w", "v"),
    (r"ph", "f"),
    (r"ou", "u"),
    (r"ander\b", "andr"),  # Alexander, Aleksandr
    (r"[yj]", "i"),  # Yuri, Jurij, Iurii
    (r"i+", "i"),
    (r"i[eo]", "e"),  # Yevgeny and Evgenii, Pyotr and Petr
    _DOUBLE,
)

_through_cyrillic = _folder(
    (r"t[zc](?!h)", "ts"), (r"y", "i"), (r"i+", "i"), (r"i[eo]", "e"), _DOUBLE
)

_korean = _folder(
    (r"tch|jj|ch", "j"),
    (r"sh", "s"),
    (r"n[gk]", "N"),  # Jong Un; and Han Gil, which others write Han Kil
    (r"[gk]+h?", "k"),
    (r"[dt]+h?", "t"),
    (r"[bp]+h?", "p"),
    (r"l+|r+", "r"),
    (r"eo", "o"),
    (r"eu|oo", "u"),
    (r"ee", "i"),
    _DOUBLE,
)

_kontsevich = _folder(
    (r"[ъь]", ""),
    (r"[дч]ж|чч", "ч"),
    (r"г|кк", "к"),
    (r"д|тт", "т"),
    (r"б|пп", "п"),
    (r"л", "р"),
    (r"э", "е"),
    (r"й", "и"),
    _DOUBLE,
)


def _hangul(word: str) -> str:
    return word


_FOLDS = {
    "r": _russian, "k": _korean, "c": _kontsevich, "t": _kontsevich, "x": _through_cyrillic,
    "h": _hangul,
}  # fmt: skip

_ALIKE = str.maketrans("аеорсух", "aeopcyx")
"""Cyrillic letters that are taken for Latin ones among those."""

_LETTERS = (
    "аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch "
    "ъ ыy ь эe юyu яya"
)
_BGN = {ord(pair[0]): pair[1:] for pair in _LETTERS.split()}


_LATIN = (
    r"(?:kk?|kh|g|n|tt?|th|d|r|l|m|pp?|ph|b|ss?h?|tch|ch|jj?|h)?"
    r"(?:y?eo|yae|wae|ae|ye|ya|yo|yu|wa|wo|we|wi|oe|oo|ee|eu?i?|ui|a|e|o|u|i)"
    r"(?:ng|k|g|n|t|l|m|p|r)?"
)
_CYRILLIC = (
    r"(?:кк?|кх|г|н|тт?|тх|д|р|л|м|пп?|пх|б|сс?|чч?|чх|ч?ж|дж|ц|х)?"
    r"(?:в[аеиэо]|ый|ой|[аеэиоуыюя])"
    r"(?:к|н|т|ль|л|р|м|п)?"
)
_SYLLABLE = f"(?:{_LATIN}|{_CYRILLIC})"


def is_korean(word: str, count: int = 1) -> bool:
    """Return whether a folded word is made of so many well-formed Korean syllables."""
    return re.fullmatch(f"{_SYLLABLE}{{{count}}}", word) is not None
