"""CSL items as a style's printed manual wants them, for any processor that has the style's file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ddr.cite import headline
from ddr.cite.csl import Item, Lookup, american
from ddr.cite.export.csl_json import ASIDE_FROM, ASIDE_TO, KEPT_FROM, KEPT_TO
from ddr.cite.pandoc.inlines import ASIDE, MID_SENTENCE, dashed, is_protected
from ddr.cite.render import fitted_items
from ddr.cite.style.dating import BEFORE_LINK, SUPPLIED
from ddr.cite.style.finder import Style
from ddr.cite.style.needs import Manner
from ddr.cite.style.wording import BLANK, HYPHEN
from ddr.records import Source

_OWN = (BEFORE_LINK, SUPPLIED)
_OPENING = tuple("\"“'‘")
_PLAIN = str.maketrans({HYPHEN: "-", BLANK: " ", MID_SENTENCE: ""})
_IN_TITLE_CASE = ("title", "title-short", "container-title", "genre")


def items(
    sources: Sequence[Source], style: Style, lookup: Lookup, *, tags: bool
) -> dict[str, Item]:
    """Return by id the items that a list of works in a style is formatted from.

    What CSL has no variable for is left out: the day of access beside a year in doubt. A
    translation of a title follows it. A date that APA has in brackets is sent as words, since
    processors print "ca. 2024, October 12" of one in doubt.

    lookup: returns the person or organization of an id.
    tags: words that no style may raise to title case are marked so with the tags of CSL-JSON.
    """
    made = fitted_items(sources, style, lookup)
    return {csl["id"]: _item(csl, style.manner, tags=tags) for csl in made}


def _item(csl: Item, manner: Manner, *, tags: bool) -> Item:
    english = csl.get("language", "").startswith("en")
    shown = {key: value for key, value in csl.items() if key not in _OWN}
    for key, value in shown.items():
        if not isinstance(value, str):
            continue
        words, aside, after = value.partition(ASIDE)
        words = words.translate(_PLAIN)
        if tags and key in (*_IN_TITLE_CASE, "status"):
            words = _text(words, key, manner, english=english)
        shown[key] = words + (_after(after.translate(_PLAIN), tags=tags) if aside else "")
    if tags and SUPPLIED in csl:  # without tags the style would print "october"
        shown["status"] = f"{KEPT_FROM}{_supplied(shown.pop('issued'))}{KEPT_TO}"
    if tags and csl.get("event-title", "").startswith(MID_SENTENCE):
        shown["event-title"] = f"{KEPT_FROM}{shown['event-title']}{KEPT_TO}"
    return shown


def _supplied(date: dict[str, Any]) -> str:
    """Return a date as a list of APA has one that is not printed: "[2024, October 12]"."""
    year = date["date-parts"][0][0]
    return f"[{year}, {american(date).removesuffix(str(year)).rstrip(', ')}]"


def _after(text: str, *, tags: bool) -> str:
    """Return what follows a title in roman type and in its own letters."""
    apart = "" if text.startswith(",") else " "
    return f"{apart}{ASIDE_FROM}{KEPT_FROM}{text}{KEPT_TO}{ASIDE_TO}" if tags else apart + text


def _text(text: str, key: str, manner: Manner, *, english: bool) -> str:
    """Return a text with marks round what no processor may raise to title case."""
    text = dashed(text)
    if key == "status":
        return f"{KEPT_FROM}{text}{KEPT_TO}"
    words = text.split(" ")
    for number, word in enumerate(words):
        before = headline.prefix(word)
        if is_protected(words, number, small=manner.small):
            words[number] = f"{KEPT_FROM}{word}{KEPT_TO}"
        elif before:
            words[number] = f"{before}{KEPT_FROM}{word.removeprefix(before)}{KEPT_TO}"
        elif english and manner.dating == "chicago-notes" and word.startswith(_OPENING):
            words[number] = headline.raised(words, number)  # it is no small word after its mark
    return " ".join(words)
