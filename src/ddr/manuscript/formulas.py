"""Formulas of diplomacy: words that so many have said that they are nobody's.

A short passage is one if hardly a word in it is other than these. That decides nothing of whether
it is verbatim, only that no speaker and no citation are offered for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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


def formulaic(words: str, countries: Iterable[str] = ()) -> bool:
    """Return whether a passage is a formula of diplomacy, in English or Russian.

    countries: the names of those that the timeline is about, which tell nothing in it.
    """
    found = [word.casefold() for word in _WORD.findall(words)]
    stems = tuple(part[: max(_STEM_OF, len(part) - 1)] for part in _parts(countries))
    telling = {word for word in found if word not in _COMMONS and not _STEM.match(word)}
    telling = {word for word in telling if not word.startswith(stems)}
    return len(found) <= _LONGEST and len(telling) < _TELLING


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Yield the words of names that are long enough to have endings."""
    for name in names:
        yield from (part for part in _WORD.findall(name.casefold()) if len(part) >= _STEM_OF)
