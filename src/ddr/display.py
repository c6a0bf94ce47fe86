"""The language in which the one run of a command shows its answers.

A title, a name or a date is shown in it where the timeline has one in it, and as it is elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ddr.errors import counted as english

SPOKEN = ("ru", "ko")
"""The languages besides English in which ddr says dates and its own words."""

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


def worded(words: str) -> str:
    """Return words of ddr itself in the language of dates; as they are where it lacks them."""
    if _dates not in SPOKEN:
        return words
    from ddr.program_words import WORDS

    return WORDS[words][SPOKEN.index(_dates)] if words in WORDS else words


def counted(number: int, what: str, several: str = "") -> str:
    """Return how many there are, as `ddr.errors.counted` does, in the language of dates."""
    forms = worded(f"{{}} {what}").split("|")
    if _dates not in SPOKEN or forms == [f"{{}} {what}"]:
        return english(number, what, several)
    few = 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14  # noqa: PLR2004
    one = number % 10 == 1 and number % 100 != 11  # noqa: PLR2004
    return forms[0 if one or not forms[1:] else 1 if few else 2].format(number)
