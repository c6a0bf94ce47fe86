"""Words that the manuals ask for and no record holds: what a number counts, kinds, days.

Each function changes a CSL-JSON item in place.
"""

from __future__ import annotations

import re
from typing import Any

from ddr.cite import headline
from ddr.cite.csl import Item, american, british
from ddr.cite.pandoc.inlines import ASIDE, PREPOSITIONS
from ddr.cite.style.needs import Manner
from ddr.records import Source

HYPHEN, BLANK = "\ue002", "\ue003"
"""Stand in a number for a hyphen and a blank, in which processors see several numbers."""

_LONG = headline.SMALL | PREPOSITIONS
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VOLUME = re.compile(r", [Vv]ol(?:ume|\.) (?P<volume>[IVXLC]+|[0-9]+)(?:, part (?P<part>[0-9]+))?$")
_SPAN = re.compile(r"(?<=\d)-(?=\d+(?:,|$))")


def number(csl: Item, manner: Manner, *, short: bool) -> None:
    """Say what a number counts, and that it is one.

    That of a paper in a series counts in the series.

    short: in a short form, which names the kind of a work without a title and not its number.
    """
    counted, genre = csl.get("number", ""), csl.get("genre", "")
    sentence = manner.dating == "mla"
    if counted.isdigit() and "collection-title" in csl and csl["type"] in ("book", "report"):
        csl["collection-number"] = csl.pop("number")
    elif counted.startswith("document ") and not sentence:
        csl["genre"] = ", ".join(filter(None, (genre, csl.pop("number"))))
    elif counted.startswith("document "):
        csl.pop("genre", None)  # the style would print it beside the number
    elif counted:
        _placed(csl, manner, short=short)
    if sentence and "genre" in csl and "container-title" not in csl:
        csl["genre"] = csl["genre"][:1].upper() + csl["genre"][1:]


def _placed(csl: Item, manner: Manner, *, short: bool) -> None:
    """Put a number beside the kind of the work, or where the kind has no number in it."""
    counted, genre = csl["number"], csl.get("genre", "")
    apart = ", " if "title" not in csl else " "
    if csl["type"] == "interview" and genre and manner.kinds:
        # Beside a number the kind would not be printed, or be printed as that of the number.
        if manner.dating == "mla":
            csl["medium"] = csl.pop("genre")[:1].upper() + genre[1:]
        else:
            csl.setdefault("archive_location", csl.pop("number"))
            return
    elif genre and manner.speech == "occasion":
        csl["genre"] = genre if short else f"{genre}{apart}{csl['number']}"
        del csl["number"]
        return
    elif genre and manner.access == "retrieved":
        if "title" not in csl:
            csl.setdefault("archive_location", csl.pop("number"))
            return
        csl["genre"] = genre[:1].upper() + genre[1:]
    elif genre and apart != " " and manner.dating == "mla":
        csl["genre"] = f"{genre}."
    elif genre and csl["type"] == "report" and manner.speech == "venue":  # it begins a sentence
        csl["genre"] = genre[:1].upper() + genre[1:]
    if manner.access == "retrieved":  # the style sets it in parentheses
        counted = counted.translate({ord("("): "[", ord(")"): "]"})
    marked = counted.replace("-", HYPHEN).replace(" ", BLANK)
    begins = manner.dating == "mla" and not genre and "container-title" not in csl
    csl["number"] = f"No.{BLANK}{marked}" if begins and counted.isdigit() else marked


def issue(csl: Item, manner: Manner) -> None:
    """Write an issue with a second number in brackets as the one that it is."""
    if "(" in csl.get("issue", ""):
        one = csl["issue"].replace(" ", BLANK)
        apa = manner.access == "retrieved"  # the style sets all of it in parentheses
        csl["issue"] = one.translate({ord("("): "[", ord(")"): "]"}) if apa else one


def kind_once(csl: Item) -> None:
    """Leave out a kind that the title names: "Ciphered telegram, Shtykov to Stalin"."""
    title = csl.get("title", "")
    for key in ("genre", "medium"):
        if re.search(rf"\b{re.escape(csl.get(key, '') or '.^')}\b", title, re.IGNORECASE):
            del csl[key]


def after_title(csl: Item) -> None:
    """Put the kind of a work without an author right after its title, before the date.

    APA 7 (9.21): the title takes the place of the author, its description in brackets with
    it; the style leaves that behind the date.
    """
    if csl.keys() & {"author", "editor", "number", "container-title"} or "title" not in csl:
        return
    if genre := csl.pop("genre", ""):
        csl.setdefault("title-short", csl["title"])
        aside = " " if ASIDE in csl["title"] else ASIDE
        csl["title"] = f"{csl['title']}{aside}[{genre[:1].upper()}{genre[1:]}]"


def translation_apart(csl: Item, source: Source) -> None:
    """Part our translation of a title from it: the marks and the type of a title are not for it.

    Chicago 18 (13.101) and APA 7 have it in brackets, in roman type, after the title.
    """
    title = csl.get("title", "")
    if title != source.title and title.startswith(f"{source.title} ["):
        csl["title"] = f"{source.title}{ASIDE}{title[len(source.title) + 1 :]}"


def capital_after_colon(csl: Item) -> None:
    """Begin what follows a colon in an English title with a capital, as APA 7 does."""
    if csl.get("language", "").startswith("en") and "title" in csl:
        csl["title"] = re.sub(r": ([a-z])", lambda found: found[0].upper(), csl["title"])


def raise_long(csl: Item, least: int) -> None:
    """Give the small words of English titles their capitals that have so many letters."""
    if not csl.get("language", "en").startswith("en"):
        return
    for field in ("title", "title-short", "container-title"):
        words, aside, after = csl.get(field, "").partition(ASIDE)
        if words:
            long = (
                w.capitalize() if w in _LONG and len(w) >= least else w for w in words.split(" ")
            )
            csl[field] = " ".join(long) + aside + after


def without_day(words: str, date: dict[str, Any]) -> str:
    """Return a description of ours without a day at its end that is printed beside it."""
    head, comma, last = words.rpartition(", ")
    year, *rest = (date.get("date-parts") or [[0]])[0]
    months = {"date-parts": [[year, *rest[:1]]]}
    days = {american(date), f"{british(date)} {year}", american(months)} if rest else set()
    return head if comma and last in days else words


def figures(csl: Item, manner: Manner) -> None:
    """Write the number of a volume in Arabic figures (Chicago 18, 13.23), a span with its dash.

    The volume is no part of the title that it follows: it stands in roman type, and in APA 7
    (10.3) in parentheses.
    """
    if "archive_location" in csl:
        csl["archive_location"] = _SPAN.sub("–", csl["archive_location"])
    if not (found := _VOLUME.search(csl.get("container-title", ""))):
        return
    whole, volume, part = found.group(), found["volume"], found["part"]
    title = csl["container-title"].removesuffix(whole)
    volume = str(_roman(volume)) if volume.isalpha() else volume
    if manner.access == "retrieved":
        csl |= {"container-title": title, "volume": volume}
        csl |= {"part-number": part} if part else {}
    else:
        aside = f", vol. {volume}" + (f", part {part}" if part else "")
        csl["container-title"] = f"{title}{ASIDE}{aside}"


def _roman(text: str) -> int:
    """Return the value of a Roman number: IX is 9."""
    values = [_ROMAN[sign] for sign in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def day_once(csl: Item) -> None:
    """Leave the day of a treaty to its title where that says it."""
    date = csl.get("issued", {})
    if csl["type"] == "treaty" and len(date.get("date-parts", [[]])[0]) == len("ymd"):
        year = date["date-parts"][0][0]
        title = csl.get("title", "")
        if f"{british(date)} {year}" in title or american(date) in title:
            del csl["issued"]
            csl.pop("accessed", None)
            csl["status"] = "dated in its title"  # or its access would be announced
