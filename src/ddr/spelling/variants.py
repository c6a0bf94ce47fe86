"""Every spelling under which a record may be looked for; needed only to build an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ddr import names
from ddr.records import Organization, Person, Place
from ddr.spelling import heard, korean
from ddr.spelling.keys import Spelling, latin, spelling

Named = Person | Organization | Place


def forms(record: Named) -> list[str]:
    """Return the name and every other form of it, each once."""
    return list(dict.fromkeys([record.name, *(form.text for form in record.names)]))


def spellings(record: Named) -> set[Spelling]:
    """Return the keys of every spelling of every form of a name."""
    is_korean = (
        isinstance(record, Person) and record.order == "family-first" and record.country != "china"
    )
    found: set[Spelling] = set()
    for form in forms(record):
        words = names.words(form)
        if not words:
            continue
        if all(map(korean.is_hangul, words)):
            foreign = isinstance(record, Person) and not is_korean
            found.update(_foreign(words) if foreign else _hangul(words, person=is_korean))
        elif any("а" <= letter <= "я" for letter in "".join(words)):
            found.update(_cyrillic(words, is_korean=is_korean))
        else:
            found.add(_given(spelling("k", words)) if is_korean else spelling("r", words))
    return found | set(_heard(record, is_korean=is_korean))


def _heard(record: Named, *, is_korean: bool) -> Iterator[Spelling]:
    """Yield how the name of a person sounds in scripts in which it is not on record."""
    if not isinstance(record, Person):
        return
    every = [names.words(form) for form in forms(record)]
    hangul = [words for words in every if words and all(map(korean.is_hangul, words))]
    cyrillic = [words for words in every if any("а" <= c <= "я" for c in "".join(words))]
    roman = [words for words in every if words and "".join(words).isascii()]
    if not is_korean:
        yield from map(heard.sounds, [*roman, *(list(map(latin, words)) for words in cyrillic)])
        return
    for words in roman:
        if not hangul:
            yield heard.in_latin(words)
        if not cyrillic:
            yield from heard.in_cyrillic(words)


def _foreign(words: list[str]) -> Iterator[Spelling]:
    """A foreign name in Hangul is no way to write it in Latin letters."""
    yield spelling("h", words)


def _hangul(words: list[str], *, person: bool) -> Iterator[Spelling]:
    split = korean.split(words[0]) if person and len(words) == 1 else tuple(words)
    for way in korean.hangul(split):
        yield _given(spelling("h", way))
    for way in korean.latin(split):
        yield _given(spelling("k", way))
    for way in korean.cyrillic(split):
        yield _given(spelling("c", way))
        yield _given(spelling("x", tuple(map(latin, way))))


def _cyrillic(words: list[str], *, is_korean: bool) -> Iterator[Spelling]:
    if is_korean:
        yield _given(spelling("c", words))
        for way in romanized(words, _OF_KOREANS):
            yield _given(spelling("x", way))
    else:
        for way in romanized(words):
            yield spelling("r", way)


def _given(one: Spelling) -> Spelling:
    """Keep as words the family name and the whole given name, which is written apart or not."""
    system, (family, *syllables) = one.whole[:2], one.words
    given = "".join(word.removeprefix(system) for word in syllables)
    return Spelling(one.whole, (family, system + given) if given else (family,))


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

_OF_KOREANS = tuple(system for system in SYSTEMS if system != "gost_16876_alt")
"""How the Russian spellings of Korean names are written in Latin letters: never yo as jo."""


def romanized(words: Sequence[str], systems: Sequence[str] = SYSTEMS) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of a Cyrillic name in Latin letters, once for each way to write it."""
    ways = (tuple(_romanized(word, system) for word in words) for system in systems)
    yield from dict.fromkeys(ways)


@cache
def _romanized(word: str, system: str) -> str:
    import iuliia

    written = iuliia.schemas.get(system).translate(word)
    return "".join(names.words(written.replace("ё", "e")))
