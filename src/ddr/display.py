"""The language in which the one run of a command shows its answers.

A title, a name or a date is shown in it where the timeline has one in it, and as it is elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_language = ""


def show_in(language: str) -> None:
    """Choose a language by its BCP 47 tag; "" for that of the timeline."""
    global _language  # noqa: PLW0603 (one run has one language, as one terminal has one locale)
    _language = language.partition("-")[0].lower()


def shown() -> str:
    """Return the primary subtag of the language chosen, or ""."""
    return _language


def shown_as(text: str, others: Iterable[Any]) -> str:
    """Return that of the other forms of a text which is in the language chosen, or the text."""
    if not _language:
        return text
    from ddr.terms import in_language

    return in_language(text, others, _language)
