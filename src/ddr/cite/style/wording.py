"""Words that the manuals ask for and no record holds: short titles, what a number counts.

Each function changes a CSL-JSON item in place.
"""

from __future__ import annotations

import re

from ddr.cite import headline
from ddr.cite.csl import Item, american, british

MOST = 5
"""Words of the longest short title (Chicago Manual of Style, 18th ed., 13.33)."""

HYPHEN, BLANK = "\ue002", "\ue003"
"""Stand in a number for a hyphen and a blank, in which processors see several numbers."""

_BREAK = re.compile(r"[:?!;—–]|\.\s|\s-\s|,\s")
_SMALL = headline.SMALL | frozenset({
    "about", "after", "against", "between", "before", "during", "his", "its", "over", "their",
    "through", "under", "without",
    "в", "во", "для", "до", "за", "и", "из", "к", "как", "между", "на", "о", "об", "от", "по",
    "под", "при", "с", "со", "у",
    "am", "auf", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine", "für", "im",
    "mit", "nach", "um", "und", "von", "vor", "zu", "zum", "zur",
    "au", "aux", "d", "de", "del", "du", "e", "el", "en", "et", "il", "la", "le", "les", "los",
    "par", "pour", "sur", "un", "une", "y", "az", "és",
})  # fmt: skip
_ARTICLES = ("a", "an", "the")
_MARKS = "\"'“”‘’«»„"


def shorten(csl: Item) -> None:
    """Give an item whose title has more than five words a short one, its first words."""
    title = csl.get("title-short") or csl.get("title", "")
    if len(title.split()) > MOST and not title.startswith("["):
        csl["title-short"] = short(title)


def short(title: str) -> str:
    """Return the first words of a title, to the end of a part of it or to a sensible word.

    A part in quotation marks is not cut in two: the marks go.
    """
    words = title.split()
    if words[0].lower() in _ARTICLES:
        words = words[1:]
    title = " ".join(words)
    head = _BREAK.split(title, maxsplit=1)[0].split()
    kept = head if 1 < len(head) <= MOST else words[:MOST]
    while len(kept) > 1 and kept[-1].strip(_MARKS + ",.").lower() in _SMALL:
        kept = kept[:-1]
    text = " ".join(kept).rstrip(",;:")
    if any(text.count(mark) % 2 for mark in '"') or _is_open(text):
        text = text.translate({ord(mark): None for mark in '"“”«»„'})
    return text[:1].upper() + text[1:]


def _is_open(text: str) -> bool:
    return any(text.count(a) != text.count(b) for a, b in ("“”", "«»", "()"))


def number(csl: Item, *, sentence: bool) -> None:
    """Say what a number counts, and that it is one.

    That of a paper in a series counts in the series. A kind that the title begins with is not
    said again.

    sentence: the kind, or the number, begins a sentence.
    """
    genre, title = csl.get("genre", ""), csl.get("title", "")
    if genre and csl.get("number") and title.casefold().startswith(genre.casefold()):
        genre = csl.pop("genre")[:0]
    counted = csl.get("number", "")
    if counted.isdigit() and "collection-title" in csl and csl["type"] in ("book", "report"):
        csl["collection-number"] = csl.pop("number")
    elif counted.startswith("document ") and not sentence:
        csl["genre"] = ", ".join(filter(None, (genre, csl.pop("number"))))
    elif counted.startswith("document "):
        csl.pop("genre", None)  # the style would print it beside the number
    elif counted:
        csl["number"] = counted.replace("-", HYPHEN).replace(" ", BLANK)
    if sentence and "genre" in csl and "container-title" not in csl:
        csl["genre"] = csl["genre"][:1].upper() + csl["genre"][1:]


def day_once(csl: Item) -> None:
    """Leave the day of a treaty to its title where that says it."""
    date = csl.get("issued", {})
    if csl["type"] == "treaty" and len(date.get("date-parts", [[]])[0]) == len("ymd"):
        year = date["date-parts"][0][0]
        title = csl.get("title", "")
        if f"{british(date)} {year}" in title or american(date) in title:
            del csl["issued"]
