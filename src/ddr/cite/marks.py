"""Quotation marks: which ones a language uses, and those inside a quotation turned to suit.

The marks are those that the CSL locales put around titles, but for Chinese, where titles have
marks of their own.
"""

from __future__ import annotations

from ddr.cite.pandoc.inlines import PAIRS, first_quotation

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
    space = _SPACED.get(_base(language), "")
    return f"{found[0]}{space}", f"{space}{found[1]}"


def stop_outside(language: str) -> bool:
    """Tell whether a full stop always stands behind the closing mark, and behind a note there."""
    return _base(language) in _OUTSIDE


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
    return _BY_LANGUAGE.get(language) or _BY_LANGUAGE.get(_base(language)) or _BY_LANGUAGE["en"]


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
