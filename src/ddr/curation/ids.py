"""The id that a new record might have: read from what it says, free, and open to change."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

_SILENT = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "has",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "this",
        "to",
        "was",
        "were",
        "with",
    ]
)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def propose(table: str, values: Mapping[str, Any], taken: Collection[str]) -> str:
    """Return a free id for a record of a kind."""
    if table == "statement" and values.get("locator") and values.get("exact"):
        paragraph = slug(str(values["locator"]).partition("-")[0], 1)
        base = f"{values.get('source', '')}-{paragraph}"
        for letter in string.ascii_lowercase:
            if base + letter not in taken:
                return base + letter
    made = "-".join(filter(None, _parts(table, values))) or table
    return _free(made, taken)


def slug(text: str, words: int) -> str:
    """Return the first telling words of a text as a part of an id; ``""`` for other scripts."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).lower()
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    found = re.findall(r"[a-z0-9]+", ascii_only) if ascii_only.isascii() or _latin(plain) else []
    telling = [word for word in found if word not in _SILENT] or found
    return "-".join(telling[:words])


def _latin(text: str) -> bool:
    """Tell whether most letters are Latin, so that what is left of them still reads."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isascii() for c in letters) * 2 > len(letters)


def _parts(table: str, values: Mapping[str, Any]) -> list[str]:
    def said(key: str) -> str:
        return str(values.get(key, "") or "")

    date = _DATE.search(said("date") or said("issued") or said("event-date"))
    when = date[0] if date else ""
    if table == "event":
        return [when, slug(said("title"), 3)]
    if table == "statement":
        return [when, slug(said("speaker"), 4), slug(said("says") or said("exact"), 2)]
    if table == "source":
        return [_voice(values), when, slug(said("title"), 2)]
    return [slug(said("name"), 6)]


def _voice(values: Mapping[str, Any]) -> str:
    """Return who publishes a source, in a word or two."""
    for key in ("container-title", "publisher"):
        if found := slug(str(values.get(key, "")), 2):
            return found
    for who in values.get("author", ()):
        name = (
            who.get("person")
            or who.get("organization")
            or who.get("family")
            or who.get("literal", "")
        )
        if found := slug(str(name), 3):
            return found
    try:
        host = urlsplit(str(values.get("URL", ""))).hostname or ""
    except ValueError:
        return ""
    parts = host.removeprefix("www.").split(".")
    return slug(max(parts[:-1], key=len), 1) if len(parts) > 1 else ""


def _free(made: str, taken: Collection[str]) -> str:
    number, free = 1, made
    while free in taken:
        number += 1
        free = f"{made}-{number}"
    return free
