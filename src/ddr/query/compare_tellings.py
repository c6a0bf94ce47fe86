"""One event: what each source and each side says of it, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ddr.errors import UsageError
from ddr.index.open import Index
from ddr.query.lookup import lookup
from ddr.query.mentions import Told, alone, days, surnames
from ddr.query.select import Selection, select
from ddr.query.stored import Stored, fetch, labels
from ddr.query.voices import voices
from ddr.sides import SIDES

if TYPE_CHECKING:
    from ddr.parts import Account, Evidence
    from ddr.records import Event, Statement


KINDS = ("attested", "said", "alone", "differs")


class Telling(NamedTuple):
    """What one voice says of an event.

    kind: ``attested`` (evidence of the event), ``said`` (a statement about it), ``differs`` (an
        account that differs from the record) or ``alone`` (what one side names and no other does).
    side: of who speaks; of the source where it speaks itself.
    source, locator: where it stands.
    speaker: the id of who speaks, or "" where the source speaks itself.
    mode: how the words reached us; "" for a source's words that no statement holds.
    dates: the dates that the words name, as written, parted by semicolons.
    field, value: of a differing account.
    words: the words; the difference in ours, or what is named.
    id: of the statement that holds the words, or "".
    """

    kind: str
    side: str
    source: str = ""
    locator: str = ""
    speaker: str = ""
    mode: str = ""
    dates: str = ""
    field: str = ""
    value: str = ""
    words: str = ""
    id: str = ""


class Comparison(NamedTuple):
    """An event, what is told of it in the order of its evidence, and the labels of all ids."""

    event: Event
    tellings: list[Telling]
    labels: dict[str, str]


def compare(index: Index, name: str) -> Comparison:
    """Collect what is told of an event; raises `UsageError` for another kind of record.

    What was merely said on the occasion, of other things, is left out.
    """
    stored = lookup(index, name)
    if stored.table != "event":
        raise UsageError(
            f"'{stored.id}' is a record of kind {stored.table}: "
            "compare one event, or two statements or paragraphs"
        )
    event: Event = stored.record
    origins = {
        name: one.record.origin
        for name, one in fetch(index, sorted({p.source for p in _pieces(event)})).items()
    }
    about = Selection(table="statement", filters=(("about", (event.id,)),))
    said = [
        one for one in fetch(index, select(index, about)).values() if event.id in one.record.about
    ]
    spoken = voices(index, event.evidence)
    sides = _sides(index, "about", [event.id]) | _sides(index, "source", sorted(origins))
    found = [
        _attested(piece, origins[piece.source], one, sides)
        for piece, one in zip(event.evidence, spoken, strict=True)
    ]
    held = {one.id for one in found}
    found += [_said(one.record, "said", sides) for one in said if one.id not in held]
    found += _alone(index, event, found)
    found += [_differing(account, origins[account.source]) for account in event.accounts]
    ids = {part for one in found for part in (one.source, one.speaker)} | {event.place}
    return Comparison(event, found, labels(index, {*ids, *event.participants}))


def _pieces(event: Event) -> tuple[Evidence | Account, ...]:
    return (*event.evidence, *event.accounts)


def _sides(index: Index, field: str, values: Sequence[str]) -> dict[str, str]:
    """Return the side of each statement that has one of these values of a field, by its id."""
    return {
        name: side
        for side in SIDES
        if values
        for name in select(
            index,
            Selection(table="statement", filters=((field, tuple(values)), ("side", (side,)))),
        )
    }


def _attested(
    piece: Evidence, origin: str, spoken: Stored[Statement] | None, sides: Mapping[str, str]
) -> Telling:
    """Return a piece of evidence; where a statement has its words, with speaker and mode."""
    words = piece.exact or piece.says
    found = Telling(
        "attested",
        origin,
        piece.source,
        piece.locator,
        mode="" if piece.exact else "paraphrase",
        dates=_dates(words),
        words=words,
    )
    if spoken is None:
        return found
    said = spoken.record
    side = sides.get(said.id, "")
    return found._replace(side=side, speaker=said.speaker, mode=said.mode, id=said.id)


def _said(said: Statement, kind: str, sides: Mapping[str, str]) -> Telling:
    words = said.exact or said.says
    return Telling(
        kind,
        sides.get(said.id, ""),
        said.source,
        said.locator,
        said.speaker,
        said.mode,
        _dates(words),
        words=words,
        id=said.id,
    )


def _differing(account: Account, origin: str) -> Telling:
    return Telling(
        "differs",
        origin,
        account.source,
        account.locator,
        field=account.field,
        value=account.value,
        words=account.says,
    )


def _dates(words: str) -> str:
    return "; ".join(day.text for day in days(words))


def _alone(index: Index, event: Event, found: Sequence[Telling]) -> list[Telling]:
    """Return what one side alone names, where more than one side says anything."""
    told = {
        side: [Told(one.speaker, one.words) for one in found if one.side == side] for side in SIDES
    }
    told = {side: words for side, words in told.items() if words}
    if len(told) == 1:
        return []
    people = fetch(index, sorted({*event.participants, *(one.speaker for one in found)})).values()
    only = alone(index, told, surnames(one.record for one in people))
    return [Telling("alone", side, words="; ".join(names)) for side, names in only.items() if names]
