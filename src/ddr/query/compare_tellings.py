"""One event: what each source and each side says of it, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ddr import names
from ddr.display import shown
from ddr.edtf import MONTHS
from ddr.errors import UsageError, a
from ddr.index.open import Index, portions, where_in
from ddr.query.lookup import lookup
from ddr.query.select import Selection, select
from ddr.query.stored import Stored, fetch, labels
from ddr.query.voices import voices

if TYPE_CHECKING:
    from ddr.parts import Account, Evidence
    from ddr.records import Event, Statement


_SIDELESS, _TOLD = "Side not on record", "Told of it"

KINDS = ("attested", "said", "alone", "differs")


class Telling(NamedTuple):
    """What one voice says of an event.

    kind: ``attested`` (evidence of the event), ``said`` (a statement about it), ``differs`` (an
        account that differs from the record) or ``alone`` (what one side names and no other does).
    side: of who speaks; of the source where it speaks itself.
    source, locator: where it stands.
    speaker: the id of who speaks, or "" where the source speaks itself.
    mode: how the words reached us; "" for a source's words that no statement holds.
    dates: the dates that the words name, as written, separated by semicolons.
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
    """An event, what is told of it in the order of its evidence, and the labels of all ids.

    sides: what each side is called, in the order in which they are declared; "" last.
    """

    event: Event
    tellings: list[Telling]
    labels: dict[str, str]
    sides: dict[str, str]


def compare(index: Index, name: str) -> Comparison:
    """Collect what is told of an event; raises `UsageError` for another kind of record.

    What was merely said on the occasion, of other things, is left out.
    """
    stored = lookup(index, name)
    if stored.table != "event":
        raise UsageError(
            f"'{stored.id}' is {a(stored.table)}: "
            "compare one event, or two statements or paragraphs"
        )
    event: Event = stored.record
    pieces: tuple[Evidence | Account, ...] = (*event.evidence, *event.accounts)
    attesting = fetch(index, sorted({piece.source for piece in pieces}))
    origins = {name: one.record.origin for name, one in attesting.items()}
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
    terms = index.terms
    sides_ = {side: terms.label("side", side, shown()) for side in terms.sides}
    known = labels(index, {*ids, *event.participants})
    return Comparison(event, found, known, sides_ | {"": _SIDELESS if sides_ else _TOLD})


def _sides(index: Index, field: str, values: Sequence[str]) -> dict[str, str]:
    """Return the side of each statement that has one of these values of a field, by its id."""
    return {
        name: side
        for side in index.terms.sides
        if values
        for name in select(
            index, Selection(table="statement", filters=((field, tuple(values)), ("side", (side,))))
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
        side: [Told(one.speaker, one.words) for one in found if one.side == side]
        for side in index.terms.sides
    }
    told = {side: words for side, words in told.items() if words}
    if len(told) == 1:
        return []
    people = fetch(index, sorted({*event.participants, *(one.speaker for one in found)})).values()
    only = alone(index, told, surnames(one.record for one in people))
    return [Telling("alone", side, words="; ".join(names)) for side, names in only.items() if names]


_MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_RUSSIAN = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр"
_NUMBERS = {word: n for n, word in enumerate(MONTHS, 1)}
_STEMS = {stem: n for n, stem in enumerate(_RUSSIAN.split(), 1)}
_MONTH = rf"(?:{'|'.join(f'{m[:3]}(?:{m[3:]}|t)?' for m in _NUMBERS)})\.?"
_MESYATS = rf"(?:{'|'.join(rf'{stem}[а-я]{{1,2}}' for stem in _STEMS)})"
_YEAR = r"(?:1[89]|20)\d\d"
_BEFORE = (
    "after|before|between|by|during|early|from|in|late|of|since|spring|summer|autumn|fall|winter"
    "|the year|till|until|с|до|после|к"
)
_COUNTED = r" (?!has\b|is\b|was\b)(?:[a-z]+s|men|women|people|children|personnel|k[gm])\b"
"""What follows a number that counts something: after 2000 soldiers, of 1950 tons."""
_DATES = re.compile(
    rf"\b(?:\d{{1,2}} ?(?:[-–]|and|to) ?)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
    rf"(?P<m1>{_MONTH}|{_MESYATS})(?!\w)(?:,? (?P<y1>{_YEAR})\b)?"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{_MONTH}|{_MESYATS}),? (?:of )?(?P<y3>{_YEAR})\b"
    rf"|(?:(?P<y4>{_YEAR})년 ?)?(?P<m4>\d{{1,2}})월(?: ?(?P<d4>\d{{1,2}})일)?"
    rf"|\b(?P<y5>{_YEAR})(?:년|,? (?:год|гг?\b))|\b(?P<y6>{_YEAR})(?=[-–/](?:{_YEAR}|\d\d)\b)"
    rf"|\((?P<y7>{_YEAR})\)|(?:(?<={_YEAR}[-–/])|(?<={_YEAR} and ))(?P<y8>{_YEAR})\b"
    rf"|\b(?i:{_BEFORE}) (?P<y9>{_YEAR})\b(?!{_COUNTED})",
)  # fmt: skip


class Day(NamedTuple):
    """A date that a wording names, as it writes it; a part that it does not tell is 0."""

    year: int
    month: int
    day: int
    text: str

    def within(self, other: Day) -> bool:
        """Return whether the other tells all that this one does, with or without year."""
        year = self.year == other.year or not self.year
        year = year or bool(self.month and not other.year)
        return year and (not self.month or (self.month, self.day or other.day) == other[1:3])


def days(text: str) -> list[Day]:
    """Return the dates that a wording names in English, Russian or Korean, each once."""
    found: dict[tuple[int, int, int], Day] = {}
    for match in _DATES.finditer(text):
        parts = {key[0]: value for key, value in match.groupdict().items() if value}
        day = Day(int(parts.get("y", 0)), _month(parts.get("m", "")), int(parts.get("d", 0)), "")
        if day.month <= 12 and day.day <= 31:  # noqa: PLR2004
            text = parts["y"] if not day.month and day.year else match[0].strip(" ,.")
            found.setdefault(day[:3], day._replace(text=text))
    return list(found.values())


def _month(word: str) -> int:
    if not word or word.isdigit():
        return int(word or 0)
    months = [n for name, n in _NUMBERS.items() if word.startswith(name[:3])]
    return (months or [n for stem, n in _STEMS.items() if word.startswith(stem)])[0]


def named(index: Index, text: str, families: Mapping[str, str]) -> dict[str, str]:
    """Return the label of what is on record and named in a wording, by id.

    families: ids of persons by folded family name, for whom that name alone will do.
    """
    words = [match[0] for match in _WORD.finditer(text)]
    folded = [names.fold(word) for word in words]
    known = _forms(index, folded)
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            key = "".join(folded[at : at + size])
            name = known.get(key) or (families.get(key) if size == 1 else None)
            if name and not words[at][0].islower():
                found[name] = None
                at += size
                break
        else:
            at += 1
    return labels(index, found)


def _forms(index: Index, folded: list[str]) -> dict[str, str]:
    """Return the ids of all forms of names that a run of these words may be, by folded form."""
    runs = {
        "".join(folded[at : at + size])
        for at in range(len(folded))
        for size in range(1, _MOST_WORDS + 1)
    } - {""}
    known: dict[str, str] = {}
    for some in portions(sorted(runs)):
        sql = f"SELECT folded, id FROM form WHERE {where_in('folded', some)} ORDER BY number DESC"
        known.update(index.rows(sql, some))
    return known


def surnames(people: Iterable[Any]) -> dict[str, str]:
    """Return the ids of these persons by folded family name, where only one of them bears it."""
    bearers: dict[str, set[str]] = {}
    for one in people:
        for family in {getattr(one, "family", "")} - {""}:
            bearers.setdefault(names.fold(family), set()).add(one.id)
    return {family: min(ids) for family, ids in bearers.items() if len(ids) == 1}


class Told(NamedTuple):
    """Words, and who says them: an id, or "". What we report of somebody names nobody by that."""

    speaker: str
    words: str


def alone(
    index: Index, told: Mapping[str, Sequence[Told]], families: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return what the wordings of each side name and those of no other side do."""
    who: dict[str, dict[str, str]] = {}
    for side, found in told.items():
        who[side] = {}
        for one in found:
            named_here = named(index, one.words, families)
            named_here.pop(one.speaker, None)
            who[side] |= named_here
    when = {side: [day for one in found for day in days(one.words)] for side, found in told.items()}
    return {
        side: [
            *sorted(label for label in {*who[side].values()} if not _other(label, who, side)),
            *_dates_alone(when, side),
        ]
        for side in told
    }


def _other(label: str, who: Mapping[str, Mapping[str, str]], side: str) -> bool:
    """Return whether another side names what has this label: a state and its land are one."""
    return any(label in found.values() for other, found in who.items() if other != side)


def _dates_alone(when: Mapping[str, Sequence[Day]], side: str) -> list[str]:
    others = [day for other, found in when.items() if other != side for day in found]
    only: list[Day] = []
    for day in sorted(when[side], reverse=True):  # those that tell the year come first
        if not any(map(day.within, (*others, *only))):
            only.append(day)
    return [day.text for day in reversed(only)]
