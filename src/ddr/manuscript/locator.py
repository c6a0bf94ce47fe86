"""Locators in manuscripts: where they end, and which paragraphs they name."""

from __future__ import annotations

import re

from ddr.locators import parse
from ddr.quotations.exact import parse_locator

_WORD = (
    r"(?:paragraph(?:e|en)?s?|paras?|pars?|¶{1,2}|§{1,2}|absätze|absatz|abs|абзац|абз|параграф|п"
    r"|pages?|pp?|seite|s|страница|стр|с|sections?|secs?|articles?|arts?|ст|chapters?|chap|ch"
    r"|lines?|notes?|nn?|docs?)"
)
_NUMBERS = r"\d+(?:\s*[-–]\s*\d+)?(?:\s*(?:,|&|and|und|и)\s*\d+(?:\s*[-–]\s*\d+)?(?![\w.]))*"
_AFTER = re.compile(
    rf"[ \t]*[,:]?\s{{0,3}}\(?({_WORD}\b\.?\s{{0,3}}{_NUMBERS}|¶+\s?{_NUMBERS})", re.IGNORECASE
)
_LEADING = re.compile(rf"[\s,{{]*((?:{_WORD}\.?\s*)?{_NUMBERS})(?=$|[\s,;:.)\]}}])", re.IGNORECASE)
_PARAGRAPHS = ("absatz", "absätze", "abs", "paragraphe", "paragraphen", "абзац", "параграф", "п")
_SIGNS = re.compile(r"([¶§]{1,2}|[^\W\d_]+)?")


def after(text: str, at: int, end: int) -> re.Match[str] | None:
    """Match the locator, with its word, that follows a key in running text: ", para. 4"."""
    return _AFTER.match(text, at, end)


def paragraphs(locator: str) -> list[tuple[int, int]] | None:
    """Return the paragraphs that a locator names, or None where it names none.

    A bare number is a paragraph, as it is to ``ddr cite``. What follows the locator ("para. 4,
    emphasis added") is left aside.
    """
    match = _LEADING.match(locator)
    if match is None:
        return None
    words = re.sub(r"\s+(?:and|und|и)\s+", ", ", match[1])
    word = (_SIGNS.match(words) or match)[0].lower()
    if word not in _PARAGRAPHS and parse(words).label != "paragraph":
        return None
    spans = [parse_locator(re.sub(r"\s", "", part)) for part in re.findall(r"\d[\d\s–-]*", words)]
    return [span for span in spans if span] or None
