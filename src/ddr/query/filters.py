"""Values that a user gives for a field: checked, with a suggestion where one is not known."""

from __future__ import annotations

from collections.abc import Sequence

from ddr import names
from ddr.errors import NotFoundError, UsageError, did_you_mean
from ddr.index.open import Index
from ddr.query.near import suggest
from ddr.query.select import Filter


def listed(field: str, given: Sequence[str], known: Sequence[str], option: str) -> Filter:
    """Return a filter by words of a fixed list; raises `UsageError` for another."""
    for word in given:
        if word not in known:
            hint = did_you_mean(word, known) or f": one of {', '.join(known)}"
            raise UsageError(f"{option} '{word[:60]}' is not a {field}{hint}")
    return field, tuple(given)


def tallied(index: Index, table: str, field: str, given: Sequence[str], option: str) -> Filter:
    """Return a filter by words that the timeline itself settles, such as topics, folded.

    Raises `NotFoundError` for one that no record has.
    """
    if not given:
        return field, ()
    sql = "SELECT value FROM tally WHERE type = ? AND field = ?"
    known = {row[0] for row in index.rows(sql, (table, field))}
    for word in given:
        if names.key(word) not in known:
            close = [f"'{value}'" for value in sorted(known) if names.key(word) in value]
            hint = f"; there is {', '.join(close)}" if close else did_you_mean(word, known)
            raise NotFoundError(f"{option}: no {table} has the {field} '{word}'{hint}")
    return field, tuple(names.key(word) for word in given)


def source(index: Index, name: str, option: str) -> str:
    """Return the id of a source; raises `NotFoundError` where there is none."""
    if index.rows("SELECT 1 FROM record WHERE id = ? AND type = 'source'", (name,)):
        return name
    hint = suggest(index, name, ("source",))
    raise NotFoundError(f"{option}: there is no source '{name}'{hint}")
