"""The words of a statement as they go before their citation: quoted, set off, or told.

Nothing in the words is changed but the kind of the quotation marks inside them, and the place of
a full stop, which in the text goes behind the citation.
"""

from __future__ import annotations

import re

from ddr.cite.csl import Lookup, is_russian
from ddr.cite.pandoc.inlines import PAIRS, first_quotation
from ddr.cite.pandoc.request import Quote
from ddr.display import primary
from ddr.frozen import replace
from ddr.quotations.sentences import abbreviated
from ddr.records import Source, Statement
from ddr.unseen import visible

LONGEST_INLINE = 40
"""Words of a quotation in the text; a longer one is set off (APA 7, 8.26-27; MHRA 9.3)."""

_ENDS = re.compile(r"[.!?…][\"'“”‘’«»)\]]*$")


def of_statement(
    statement: Statement, source: Source, lookup: Lookup, language: str, *, block: bool = False
) -> Quote:
    """Return the words of a statement, to stand before its citation.

    language: of the paper; it decides the quotation marks.
    block: set it off however short it is.

    More than forty words are set off as a block without marks, fewer stand in quotation marks.
    Words that a source reports are given as words of the report; a paraphrase is our wording and
    has no marks.
    """
    if statement.mode == "paraphrase":
        return replace(_quote(statement.id, statement.says, language, ("", "")), told=True)
    words = visible(statement.exact)
    block = block or count(words) > LONGEST_INLINE
    marks = ("", "") if block else around(language)
    words = turned(words, language, inside=not block)
    made = replace(_quote(statement.id, words, language, marks), block=block)
    return (
        replace(made, lead=_lead(source, lookup, language))
        if statement.mode == "reported"
        else made
    )


def count(words: str) -> int:
    """Return how many words a text has; signs and omissions are none."""
    return sum(any(map(str.isalnum, word)) for word in words.split())


def _quote(label: str, words: str, language: str, marks: Marks) -> Quote:
    words = words.strip()
    ended = bool(_ENDS.search(words))
    free = words.endswith(".") and not words.endswith("..")
    free = free and not abbreviated(words, len(words) - 1)
    return Quote(
        label=label,
        words=words.removesuffix(".") if free else words,
        stop="." if free else "",
        ended=ended,
        marks=marks,
        outside=stop_outside(language),
    )


def _lead(source: Source, lookup: Lookup, language: str) -> str:
    """Return what goes before words that are a report's own, not the speaker's."""
    authors = () if "author" in source.inferred else source.author
    names = [one.name or lookup(one.person or one.organization).name for one in authors]
    by = " and ".join(names) or source.container_title or source.publisher
    if is_russian(language):
        return f"В изложении источника ({by}):" if by else "В изложении источника:"
    return f"In the words of the report by {by}:" if by else "In the words of the report:"


_BY_LANGUAGE = {
    "en": "“”‘’", "en-GB": "‘’“”", "ru": "«»„“", "uk": "«»‘’", "mn": "«»„“", "de": "„“‚‘",
    "de-CH": "«»‹›", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "“”‘’", "pt-PT": "«»“”",
    "pl": "„”«»", "ro": "„”«»", "hu": "„”»«", "hr": "„“‚‘", "nl": "‘’“”", "sv": "””’’",
    "fi": "””’’", "da": "“”‘’", "nb": "«»‘’", "ko": "“”‘’", "zh": "“”‘’", "vi": "“”‘’",
    "tr": "“”‘’",
}  # fmt: skip
_SPACED = {"fr": "\u00a0"}
_OUTSIDE = frozenset({"ru", "uk"})
_PAIRS = {**PAIRS, "«": "»", "„": "“", "‹": "›", "‚": "‘"}

Marks = tuple[str, str]


def around(language: str) -> Marks:
    """Return the marks around a quotation in a paper in this language, a tag such as "en-GB".

    Those of American English where nothing is known of the language.
    """
    found = _marks(language)
    space = _SPACED.get(primary(language), "")
    return f"{found[0]}{space}", f"{space}{found[1]}"


def stop_outside(language: str) -> bool:
    """Return whether a full stop always stands behind the closing mark, and behind a note there."""
    return primary(language) in _OUTSIDE


def turned(text: str, language: str, *, inside: bool) -> str:
    """Return words with the marks in them as the language nests them.

    inside: the words stand in quotation marks themselves, so the first marks are the inner ones.
    """
    marks = _marks(language)
    outer, inner = marks[:2], marks[2:]
    first, second = (inner, outer) if inside else (outer, inner)
    return _turned(text, first, second)


def _turned(text: str, first: str, second: str) -> str:
    done = ""
    while found := first_quotation(text, _PAIRS):
        start, end = found
        within = _turned(text[start + 1 : end], second, first)
        done += f"{text[:start]}{first[0]}{within}{first[1]}"
        text = text[end + 1 :]
    return done + text


def _marks(language: str) -> str:
    return _BY_LANGUAGE.get(language) or _BY_LANGUAGE.get(primary(language)) or _BY_LANGUAGE["en"]
