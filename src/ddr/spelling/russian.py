"""Russian names in Latin letters, under the systems in use; needed only to build an index.

The romanizing is left to ``iuliia``, which follows each standard with its rules for endings and
pairs of letters. What it is not asked for: passports' and road signs' rules that no author uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ddr import names

SYSTEMS = (
    "bgn_pcgn", "bgn_pcgn_alt",  # maps, most of the press
    "wikipedia",
    "ala_lc",  # libraries
    "gost_779", "gost_779_alt",  # ISO 9:1995, GOST 7.79-2000, letter by letter and in plain letters
    "iso_9_1968", "gost_16876_alt", "gost_7034",
    "scientific",
    "icao_doc_9303",  # passports, and so the embassies' own spelling
    "mvd_310_fr",  # French
)  # fmt: skip


def romanized(words: Sequence[str], systems: Sequence[str] = SYSTEMS) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of a Cyrillic name in Latin letters, once for each way to write it."""
    ways = (tuple(_romanized(word, system) for word in words) for system in systems)
    yield from dict.fromkeys(ways)


@cache
def _romanized(word: str, system: str) -> str:
    import iuliia

    written = iuliia.schemas.get(system).translate(word)
    return "".join(names.words(written.replace("ё", "e")))
