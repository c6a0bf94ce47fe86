"""The one record that an argument names: an id costs no more than its row.

This stands apart from `ddr.query.names`, which is loaded only for what is no id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ddr.errors import NotFoundError, UsageError, cut
from ddr.index.open import Index
from ddr.query.stored import Stored, fetch

_LETTERS = 60
_OFFERED = 5


def lookup(index: Index, name: str) -> Stored[Any]:
    """Return the record with this id, or former id, or whose name this is.

    What no reader sees in it does not count. Raises `NotFoundError` where there is none,
    `UsageError` where several have the name.
    """
    if not name.isascii():
        from ddr.unseen import as_read

        name = as_read(name)
    rows = index.rows("SELECT now FROM former WHERE id = ?", (name,))
    found = fetch(index, [rows[0][0] if rows else name])
    if found:
        return next(iter(found.values()))
    from ddr.query.names.resolve import ambiguous, announce, find
    from ddr.query.names.slips import suggest

    matches = find(index, name, ("person", "organization", "place"))
    announce(index, name, matches)
    if len(matches) == 1:
        return fetch(index, [matches[0].id])[matches[0].id]
    shown = cut(name, _LETTERS)
    if matches:
        raise ambiguous(index, name, matches)
    if " " in name and (listed := _with_words(index, name)):
        raise NotFoundError(f"there is no record '{shown}'; these have the words:", choices=listed)
    raise NotFoundError(
        f"there is no record '{shown}'{_instead(index, name) or suggest(index, name)}"
    )


def lookups(index: Index, names: Sequence[str]) -> list[Stored[Any]]:
    """Return the records of several ids or names; words that are none make one name together.

    Raises what `lookup` raises.
    """
    try:
        return [lookup(index, name) for name in names]
    except (NotFoundError, UsageError) as error:
        if len(names) == 1 or fetch(index, list(names)):
            raise
        try:
            return [lookup(index, " ".join(names))]
        except (NotFoundError, UsageError) as other:
            raise (other if other.choices else error) from None


def _with_words(index: Index, words: str) -> list[str]:
    """Return the best events and sources that have all the words, each as a line."""
    from ddr.query.stored import labels
    from ddr.query.text.dated import dated
    from ddr.query.text.search import search

    plain = re.sub(r"[^\w\s.–-]|(?<!\w)-", " ", words[:_LETTERS])  # no operators
    found = search(index, dated(plain).words, 0, 1)
    ids = list(dict.fromkeys(hit.id for hit in found if hit.title))[:_OFFERED]
    titles = labels(index, ids)
    return [f"{one}  {titles[one]}" for one in ids]


_PLACE = re.compile(r"(?P<source>[\w-]+)[:#](?P<place>[\d-]+)")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def _instead(index: Index, name: str) -> str:
    """Return what to type for a paragraph of a source, or for a date; "" for anything else."""
    place = _PLACE.fullmatch(name)
    if place and fetch(index, [place["source"]]):
        source, number = place["source"], place["place"]
        return f"; write ddr read {source} --para {number}, or ddr cite {source} -l {number}"
    return f"; write ddr events {name} for what happened then" if _DATE.fullmatch(name) else ""
