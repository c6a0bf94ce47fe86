"""Whether letters make a Korean syllable: then they are a name, whoever else's they resemble."""

from __future__ import annotations

import re

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
    """Tell whether a folded word is made of so many well-formed Korean syllables."""
    return re.fullmatch(f"{_SYLLABLE}{{{count}}}", word) is not None
