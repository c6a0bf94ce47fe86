"""Who or what a name means: people, bodies and places by any form of their name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ddr import names
from ddr.errors import NotFoundError, UsageError, did_you_mean
from ddr.index.open import Index
from ddr.query.stored import fetch

AGENTS = ("person", "organization")
_SHOWN = 8
_LONGEST = 400  # characters; no name is longer


class Match(NamedTuple):
    """A record that answers to a name, and the form of its name that does."""

    id: str
    form: str


def find(index: Index, name: str, kinds: Sequence[str]) -> list[Match]:
    """Return the records of these kinds that answer to a name.

    A whole form decides: where one is equal, records that merely contain the words are left out.
    """
    folded = names.fold(name[:_LONGEST])
    if not folded or len(name) > _LONGEST:
        return []
    marks = ", ".join("?" * len(kinds))
    exact = index.rows(
        f"SELECT id, text FROM form WHERE folded = ? AND type IN ({marks}) ORDER BY number",
        [folded, *kinds],
    )
    rows = exact or _containing(index, names.words(name), kinds)
    found: dict[str, Match] = {}
    for record, text in rows:
        found.setdefault(record, Match(record, text))
    return list(found.values())


def resolve(index: Index, name: str, kinds: Sequence[str], option: str) -> str:
    """Return the one record that a name means; `option` is where the user gave it.

    Raises `NotFoundError` for a name that nobody has, and `UsageError` for one that several
    have: those are listed.
    """
    matches = find(index, name, kinds)
    if len(matches) == 1:
        return matches[0].id
    what = " or ".join({"organization": "body"}.get(kind, kind) for kind in kinds)
    if matches:
        candidates = "; ".join(_described(index, [match.id for match in matches[:_SHOWN]]))
        more = f"; and {len(matches) - _SHOWN} more" if len(matches) > _SHOWN else ""
        raise UsageError(f"{option} '{_short(name)}' may mean {candidates}{more}: give one of them")
    known = [row[0] for row in index.rows(f"SELECT text FROM form WHERE type IN ({_in(kinds)})")]
    hint = did_you_mean(name, known)
    raise NotFoundError(f"{option}: there is no {what} '{_short(name)}'{hint}")


def _containing(index: Index, words: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return (id, form) of every form that holds all the words."""
    if not words:
        return []
    probes = " AND ".join(
        "EXISTS (SELECT 1 FROM form_word w WHERE w.word = ? AND w.form = f.number)"
        for _ in words[1:]
    )
    sql = (
        "SELECT f.id, f.text FROM form_word lead JOIN form f ON f.number = lead.form "
        f"WHERE lead.word = ? AND f.type IN ({_in(kinds)}) {'AND ' if probes else ''}{probes} "
        "ORDER BY f.number"
    )
    return [(row[0], row[1]) for row in index.rows(sql, words)]


def _in(kinds: Sequence[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _described(index: Index, ids: Sequence[str]) -> list[str]:
    described = []
    for stored in fetch(index, ids).values():
        record = stored.record
        roles = getattr(record, "roles", ())
        described.append(f"{record.name} ({roles[-1].title})" if roles else record.name)
    return described


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:60] + "…"  # noqa: PLR2004
