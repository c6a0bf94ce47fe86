"""The language in which the one run of a command shows its answers.

A title, a name or a date is shown in it where the timeline has one in it, and as it is elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_chosen = ("", "")
_language = _dates = _own = ""


def primary(tag: str) -> str:
    """Return the primary subtag of a BCP 47 tag, which names the language: "ru" of "ru-RU"."""
    return tag.partition("-")[0].lower()


def show_in(language: str, own: str = "") -> tuple[str, str]:
    """Choose a language by its BCP 47 tag; "" for that of the timeline.

    own: the language of the timeline's titles. A title in it is the title, but dates follow it.

    Returns what was chosen before, to be chosen again.
    """
    global _chosen, _language, _dates, _own  # noqa: PLW0603 (one run has one, as a terminal one locale)
    before, _chosen = _chosen, (language, own)
    chosen, theirs = primary(language), primary(own)
    _dates, _own = chosen or theirs, theirs or "en"
    _language = "" if chosen == _own else chosen
    return before


def shown() -> str:
    """Return the primary subtag of the language chosen, "" for that of the timeline."""
    return _language


def own() -> str:
    """Return the primary subtag of the language of the timeline's titles."""
    return _own or "en"


def dates() -> str:
    """Return the primary subtag of the language in which dates are said, or ""."""
    return _dates


def shown_as(text: str, others: Iterable[Any]) -> str:
    """Return that of the other forms of a text which is in the language chosen, or the text."""
    return in_language(text, others, _language)


def in_language(text: str, others: Iterable[Any], language: str) -> str:
    """Return the first of the other forms that is in a language, or the text itself.

    A form in "ru" answers "ru-RU" too.
    """
    if not language:
        return text
    wanted = primary(language)
    return next((one.text for one in others if primary(one.lang) == wanted), text)
