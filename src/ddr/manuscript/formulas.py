"""Formulas of diplomacy: words that so many have said that they are nobody's.

A short passage is one if hardly a word in it is other than these. That decides nothing of whether
it is verbatim, only that no speaker and no citation are offered for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMON = (
    "the of and to in on for a an our your their his her its my be is are was were been has "
    "have had with by at from between among all that this these those which who whom as it "
    "not no new two both each other s he she they we us you i also will would shall may can "
    "there into over under и в во на с со к ко по о об от до из за для не ни что как это эти "
    "этот все всех наш наши наших его её их между при а но "
)
_STOCK = (
    "friend amicab cooperat relation tie people peoples countr nation state peace secur stab "
    "develop strength consolidat expand tradition mutual respect equal interest concern "
    "govern minist foreign affair president chairman federation democratic "
    "republic union treat agreement diplomat bilateral region world international "
    "situation anniversar occasion found establish benefit prosper well-being partner strateg "
    "comprehensive high level visit invitation behalf success health work leader party worker "
    "general secretar basis spirit field assist understanding exchang view further peninsula "
    "northeast asia deep great good neighbo comrade central committee council warm atmosphere "
    "satisf result talk meeting side stage issue question problem history historic nuclear "
    "denucleari sovereign territor integrity internal interfer responsible congratulat "
    "greeting дружб дружест сотруднич отношен народ стран государств мир безопасн стабильн "
    "развит укреплен традицион взаимн уважен равноправ интерес правительств министерств "
    "иностран президент председател федерац республик союз договор "
    "соглашен дипломат двусторон регион международн годовщин случа основан установлен благ "
    "процветан партнер стратегическ высок уровн визит приглашен имен успех здоров работ "
    "руководител парти трудов основ дух област помощ полуостров "
)
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 2
"""Other words that a passage needs to be somebody's."""
_LONGEST = 12
"""Words of a passage that is still a formula."""
_STEM_OF = 4
"""Letters of a name by which it is known, whatever its ending."""
_COMMONS = frozenset(_COMMON.split())
_STEM = re.compile("|".join(sorted(_STOCK.split(), key=len, reverse=True)))


class Formulas:
    """Tells formulas of diplomacy, in English or Russian, from what somebody said."""

    def __init__(self, countries: Iterable[str] = ()) -> None:
        """Take the names of the countries that a timeline is about, which tell nothing in it."""
        parts = (part for name in countries for part in _WORD.findall(name.casefold()))
        stems = {part[: max(_STEM_OF, len(part) - 1)] for part in parts if len(part) >= _STEM_OF}
        self._stock = re.compile("|".join([_STEM.pattern, *map(re.escape, sorted(stems))]))

    def __contains__(self, words: str) -> bool:
        """Return whether a passage is a formula."""
        found = [word.casefold() for word in _WORD.findall(words)]
        if len(found) > _LONGEST:
            return False
        telling = {word for word in found if word not in _COMMONS and not self._stock.match(word)}
        return len(telling) < _TELLING
