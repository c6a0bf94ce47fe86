"""Locators ("4", "4-5", "para. 4"): label and value, the paragraphs they name, and words."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = {
    "appendix": "appendix app",
    "article-locator": "article articles art arts ст",
    "book": "book books bk",
    "chapter": "chapter chapters chap chaps ch гл",
    "column": "column columns col cols",
    "figure": "figure figures fig figs",
    "folio": "folio folios fol fols л лл",
    "issue": "issue issues",
    "line": "line lines ll",
    "note": "note notes n nn",
    "page": "page pages p pp с",
    "paragraph": "paragraph paragraphs para paras par pars ¶ ¶¶ абз",
    "part": "part parts pt pts",
    "section": "section sections sec secs § §§",
    "table": "table tables",
    "timestamp": "timestamp min мин",
    "verse": "verse verses v vv",
    "volume": "volume volumes vol vols т",
}
_SHORT = {
    "appendix": ("app.", "apps."),
    "article-locator": ("art.", "arts."),
    "chapter": ("chap.", "chaps."),
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "section": ("sec.", "secs."),
}
_UNKNOWN = frozenset({"appendix", "article-locator", "table", "timestamp"})  # to pandoc 3.9
_TERMS = {
    "de": {"chapter": "Kapitel", "page": "Seite", "paragraph": "Absatz", "section": "Abschnitt"},
    "fr": {"chapter": "chapitre", "page": "page", "paragraph": "paragraphe", "section": "section"},
    "ru": {
        "book": "книга", "chapter": "глава", "column": "столбец", "figure": "рисунок",
        "folio": "лист", "issue": "выпуск", "line": "строка", "note": "примечание",
        "page": "страница", "paragraph": "параграф", "part": "часть", "section": "раздел",
        "verse": "стих", "volume": "том",
    },
}  # fmt: skip
_LABELS = {word: label for label, words in _WORDS.items() for word in words.split()}
_VALUE = r"[0-9]+(?:[.:][0-9]+)*[a-z]?(?:\s?ff?\.?)?|[ivxlcdm]+"
_JOINT = r"\s*[-–,&]\s*|,?\s+(?:and|und|et|и)\s+"
_SHAPE = (
    r"(?:([^\W\d_]+|¶{1,2}|§{1,2})\.?\s*)??"
    rf"((?:{_VALUE})(?:(?:{_JOINT})(?:{_VALUE}))*)"
)
_WRITTEN = (
    r"(?:paragraph(?:e|en)?s?|paras?|pars?|¶{1,2}|§{1,2}|absätze|absatz|abs|абзац|абз|параграф|п"
    r"|pages?|pp?|seite|s|страница|стр|с|sections?|secs?|articles?|arts?|ст|chapters?|chap|ch"
    r"|lines?|notes?|nn?|docs?)"
)
_NUMBERS = r"\d+(?:\s*[-–]\s*\d+)?(?:\s*(?:,|&|and|und|и)\s*\d+(?:\s*[-–]\s*\d+)?(?![\w.]))*"
_FOLLOWING = rf"[ \t]*[,:]?\s{{0,3}}[(\[]?({_WRITTEN}\b\.?\s{{0,3}}{_NUMBERS}|¶+\s?{_NUMBERS})"
_LEADING = rf"[\s,{{]*((?:{_WRITTEN}\.?\s*)?{_NUMBERS})(?=$|[\s,;:.)\]}}])"
_PARAGRAPHS = ("absatz", "absätze", "abs", "paragraphe", "paragraphen", "абзац", "параграф", "п")
_SPAN = r"([1-9]\d{0,5})(?:[-–]([1-9]\d{0,5}))?"
_SIGNS = r"([¶§]{1,2}|[^\W\d_]+)?"


class Locator(NamedTuple):
    """A place in a source.

    label: a CSL locator label, or "" where `value` is free words ("doc. 894").
    value: numbers as the user wrote them, "4-5" or "4, 7", or the free words.
    """

    label: str
    value: str


def parse(text: str, label: str = "paragraph") -> Locator:
    """Read a locator; `label` is that of a bare number.

    What has no known label and no number, such as "doc. 894", is kept as free words.
    """
    text = " ".join(text.split())
    if text.isdecimal() or not text:
        return Locator(label if text else "", text)
    match = re.fullmatch(_SHAPE, text, re.IGNORECASE)
    if match is None:
        return Locator("", text)
    word, value = match.groups()
    if word is None:
        return Locator(label, value)
    known = _LABELS.get(word.lower())
    return Locator(known, value) if known else Locator("", text)


def in_words(locator: Locator) -> str:
    """Return a locator in short English words, for styles that have no place for one."""
    label, value = locator
    if not label:
        return value
    if label == "timestamp":  # in words "3:15" alone is a time
        return value if ":" in value else f"min. {value}"
    many = re.search(rf"(?:{_JOINT})|ff", value)
    one, more = _SHORT.get(label, (label, label + "s"))
    return f"{more if many else one} {value}"


def in_braces(locator: Locator, language: str) -> str:
    """Return a locator as pandoc's explicit form, "{paragraph 4}", in a language's own words.

    Free words and labels that pandoc does not know are printed as they stand, in the place that
    the style has for a locator. Returns "" for languages whose words are not known here: pandoc
    reads locators in the language of the style, and would take others for a part of the value.
    """
    label, value = locator
    if not label:
        return f"{{{value}}}" if value and not set("{}") & set(value) else ""
    if language == "en":
        return "{" + (in_words(locator) if label in _UNKNOWN else f"{label} {value}") + "}"
    term = _TERMS.get(language, {}).get(label)
    return f"{{{term} {value}}}" if term else ""


def paragraph_span(locator: str) -> tuple[int, int] | None:
    """Return the first and last paragraph that ``"4"`` or ``"4-5"`` names, or None."""
    match = re.fullmatch(_SPAN, locator)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2] or first)
    return (first, last) if first <= last else None


def after(text: str, at: int, end: int) -> re.Match[str] | None:
    """Match the locator, with its word, that follows a key in running text: ", para. 4"."""
    return re.compile(_FOLLOWING, re.IGNORECASE).match(text, at, end)


def paragraphs(locator: str) -> list[tuple[int, int]] | None:
    """Return the paragraphs that a locator names, or None where it names none.

    A bare number is a paragraph, as it is to ``ddr cite``. What follows the locator ("para. 4,
    emphasis added") is left aside.
    """
    match = re.match(_LEADING, locator, re.IGNORECASE)
    if match is None:
        return None
    words = re.sub(r"\s+(?:and|und|и)\s+", ", ", match[1])
    word = (re.match(_SIGNS, words) or match)[0].lower()
    if word not in _PARAGRAPHS and parse(words).label != "paragraph":
        return None
    spans = [paragraph_span(re.sub(r"\s", "", part)) for part in re.findall(r"\d[\d\s–-]*", words)]
    return [span for span in spans if span] or None
