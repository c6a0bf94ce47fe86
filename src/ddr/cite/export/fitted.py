"""CSL items as a style's printed manual wants them, for any processor that has the style's file."""

from __future__ import annotations

from collections.abc import Sequence

from ddr.cite.csl import Item, Lookup
from ddr.cite.export.csl_json import KEPT_FROM, KEPT_TO
from ddr.cite.pandoc.inlines import ASIDE, MID_SENTENCE, dashed, is_protected
from ddr.cite.render import fitted_items
from ddr.cite.style.dating import BEFORE_LINK, SUPPLIED
from ddr.cite.style.finder import Style
from ddr.cite.style.needs import Manner
from ddr.cite.style.wording import BLANK, HYPHEN
from ddr.records import Source

_OWN = (BEFORE_LINK, SUPPLIED)
_PLAIN = str.maketrans({HYPHEN: "-", BLANK: " ", ASIDE: " ", MID_SENTENCE: ""})
_IN_TITLE_CASE = ("title", "title-short", "container-title", "genre")


def items(
    sources: Sequence[Source], style: Style, lookup: Lookup, *, tags: bool
) -> dict[str, Item]:
    """Return by id the items that a list of works in a style is formatted from.

    What CSL has no variable for is left out: the day of access beside a year in doubt, and that a
    date stands in brackets. A translation of a title follows it.

    lookup: returns the person or organization of an id.
    tags: words that no style may raise to title case are marked so with the tags of CSL-JSON.
    """
    made = fitted_items(sources, style, lookup)
    return {csl["id"]: _item(csl, style.manner, tags=tags) for csl in made}


def _item(csl: Item, manner: Manner, *, tags: bool) -> Item:
    shown = {
        key: _text(value, key, manner) if tags and _is_shown(key, value) else value
        for key, value in _plain(csl).items()
    }
    if tags and csl.get("event-title", "").startswith(MID_SENTENCE):
        shown["event-title"] = f"{KEPT_FROM}{shown['event-title']}{KEPT_TO}"
    return shown


def _plain(csl: Item) -> Item:
    shown = {key: value for key, value in csl.items() if key not in _OWN}
    return {k: v.translate(_PLAIN) if isinstance(v, str) else v for k, v in shown.items()}


def _is_shown(key: str, value: object) -> bool:
    return isinstance(value, str) and key in (*_IN_TITLE_CASE, "status")


def _text(text: str, key: str, manner: Manner) -> str:
    """Return a text with marks round what no processor may raise to title case."""
    text = dashed(text)
    if key == "status":
        return f"{KEPT_FROM}{text}{KEPT_TO}"
    words = text.split(" ")
    for number, word in enumerate(words):
        if is_protected(words, number, small=manner.small):
            words[number] = f"{KEPT_FROM}{word}{KEPT_TO}"
    return " ".join(words)
