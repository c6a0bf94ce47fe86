"""A journalist's attribution: who said it, where and when, and by whose account, in one clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ddr import edtf
from ddr.cite.csl import Lookup
from ddr.errors import UsageError, a, series
from ddr.index.open import Index
from ddr.names import alike
from ddr.query.lookup import lookups
from ddr.query.stored import fetch
from ddr.vocabulary import QUOTED

if TYPE_CHECKING:
    from ddr.records import Event, Source, Statement

FORM = "attribution"

_OCCASIONS = {
    "reception": "at a reception", "summit": "at a summit", "talks": "at talks",
    "visit": "during a visit",
}  # fmt: skip
"""What is said of an occasion by its kind; of the other kinds nothing is."""

_WITH_ARTICLE = (
    "Central", "Embassy", "Government", "Kremlin", "Ministry", "National", "Office", "Official",
    "Permanent", "President", "Security", "State", "United", "White",
)  # fmt: skip
"""First words of names that stand with an article in a sentence."""


def clauses(index: Index, ids: Sequence[str], look_up: Lookup, *, quote: bool) -> str:
    """Return a clause for each id, a line each; with `quote`, a statement's words before it.

    Raises `NotFoundError` for an id that is not there, `UsageError` for a record that nobody
    attests, and for the words of one that is no statement.
    """
    lines = []
    for stored in lookups(index, ids):
        if stored.table == "statement":
            lines.append(_said(index, stored.record, look_up, quote=quote))
        elif quote:
            raise UsageError(f"--quote gives the words of statements, and '{stored.id}' is none")
        elif stored.table == "source":
            lines.append(f"according to {_account(stored.record, look_up)}")
        elif stored.table == "event":
            found = fetch(index, list(dict.fromkeys(p.source for p in stored.record.evidence)))
            told = dict.fromkeys(_account(one.record, look_up) for one in found.values())
            lines.append(f"according to {series(list(told), 'and')}")
        else:
            raise UsageError(f"'{stored.id}' is {a(stored.table)}, which no source attests")
    return "".join(f"{line}\n" for line in lines)


def _said(index: Index, statement: Statement, look_up: Lookup, *, quote: bool) -> str:
    source: Source = fetch(index, [statement.source])[statement.source].record
    who = _named(look_up(statement.speaker).name)
    role = f", {statement.role}," if statement.role and not alike(statement.role, who) else ""
    parts = [f"{who}{role} said", *_where(index, statement)]
    if statement.date:
        parts.append(f"{_when(statement.date)}")
    how = {"interpreted": ", through an interpreter", "translated": ", in translation"}
    clause = " ".join(parts) + how.get(statement.mode, "")
    account = _account(source, look_up)
    own = alike(account, who)
    clause += "" if own else f", according to {account}"
    if not quote:
        return clause
    words = statement.exact or statement.says
    if statement.mode in QUOTED:
        return (
            f"“{words.rstrip('.,')},” {clause}" if words[-1:] not in "?!" else f"“{words}” {clause}"
        )
    return f"{words} ({clause}; not a quotation)"


def _where(index: Index, statement: Statement) -> Iterator[str]:
    """Yield what the occasion was, and its place: as the title has it, else the nearest one."""
    if not statement.occasion:
        return
    event: Event = fetch(index, [statement.occasion])[statement.occasion].record
    if event.kind in _OCCASIONS:
        yield _OCCASIONS[event.kind]
    names: list[str] = []
    place = event.place
    while place and len(names) < 9:  # noqa: PLR2004 (a chain of places is shorter)
        record = fetch(index, [place])[place].record
        names.append(record.name)
        place = record.within
    if names:
        yield f"in {next((name for name in names if name in event.title), names[0])}"


def _when(date: str) -> str:
    parsed = edtf.parse(date)
    words = edtf.words(parsed)
    return (
        f"on {words}" if words[:1].isdigit() and parsed.earliest == parsed.latest else f"in {words}"
    )


def _account(source: Source, look_up: Lookup) -> str:
    """Return whose account a source is: ``a transcript published by the President of France``."""
    makers = [who.literal or look_up(who.person or who.organization).name for who in source.author]
    carrier = source.container_title or source.publisher
    if source.genre and carrier:
        genre = source.genre[0].lower() + source.genre[1:]
        article = "an" if genre[0] in "aeiou" else "a"
        return f"{article} {genre} published by {_named(carrier)}"
    return (
        _named(carrier) or series([_named(name) for name in makers], "and") or f"“{source.title}”"
    )


def _named(name: str) -> str:
    """Return a name as it stands in a sentence."""
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name
