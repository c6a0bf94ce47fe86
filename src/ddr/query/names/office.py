"""Who held an office: "Russian ambassador", "foreign minister of the DPRK", «посол СССР».

An office is a word of its title, and may name the state that it serves and the one it is at. Where
an ambassador's post is not named, one between the DPRK and Russia or the USSR is meant before one
elsewhere.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from ddr import names
from ddr.index.open import Index
from ddr.query.stored import fetch

_STATES = {
    "dprk": "dprk dpr north northern кндр северокорейский северокорейская pyongyang пхеньян "
    "пхеньяне 조선 북한 조선민주주의인민공화국",
    "russia": "russia russian россия россии рф российский российская 로씨야 러시아 로씨야련방",
    "ussr": "ussr soviet union ссср советский советская советского союза 소련 쏘련",
    "china": "china chinese prc китай китая китайский 중국",
    "rok": "rok south южной 한국 대한민국 seoul сеул сеуле",
    "usa": "usa us american сша американский 미국 washington",
    "japan": "japan japanese япония японии tokyo 일본",
    "turkey": "turkey turkish турция турции ankara",
    "hungary": "hungary hungarian венгрия венгрии",
}
_STATE = {word: state for state, words in _STATES.items() for word in words.split()}
_WORDS = {
    "посол": "ambassador", "посла": "ambassador", "послом": "ambassador", "대사": "ambassador",
    "министр": "minister", "президент": "president", "премьер": "premier", "иностранных": "foreign",
    "외무상": "foreign minister", "외무장관": "foreign minister", "대통령": "president",
    "총리": "premier", "defence": "defense", "обороны": "defense", "chairwoman": "chairman",
    "spokesperson": "spokesman", "spokeswoman": "spokesman",
}  # fmt: skip
_IDLE = re.compile(
    "of|the|for|and|s|mr|mrs|federation|republic|democratic|peoples|korean?|affairs|дел|кореи"
    "|федерации"
)
_LESSER = frozenset({"deputy", "vice", "acting", "first", "former", "assistant"})
_PARTIES = frozenset({"dprk", "russia", "ussr"})
_LONG = (
    ("democratic people's republic of korea", "dprk"),
    ("people's republic of china", "china"),
    ("republic of korea", "rok"),
    ("north korea", "dprk"),
    ("south korea", "rok"),
    ("республики корея", "한국"),
    ("prime minister", "premier"),
)
_POST = re.compile(r"\b(?:to|in|at|в)\b")
_CAPITALS = {
    "moscow": ("russia", "ussr"),
    "москва": ("russia", "ussr"),
    "москве": ("russia", "ussr"),
}


Days = tuple[int, int]
_Span = tuple[int | None, int | None, int | None, int | None]
"""The first and last day of a term, and of when it is attested."""


class Holder(NamedTuple):
    """A person who held an office, and its title as the timeline gives it."""

    id: str
    title: str


class _Office(NamedTuple):
    states: frozenset[str]
    words: frozenset[str]
    posts: frozenset[str]


class Offices:
    """All offices of a timeline, read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        sql = "SELECT id, title, country, since, until, attested, last_attested FROM office"
        self._terms = [
            (Holder(person, title), _read(title), country, (since, until, first, last))
            for person, title, country, since, until, first, last in index.rows(sql)
        ]

    def holders(self, name: str, on: Days | None = None) -> list[Holder]:
        """Return who held an office: all who ever did, or those who did on one of some days.

        `on` is the first and the last of those days, as `datetime.date.toordinal`. Where the
        timeline attests both ends of a term, or the office on such a day, that goes before a term
        of which it does not know the end.
        """
        held = [(_held(on, *days) if on else 0, who) for who, days in self._called(name)]
        surest = min((sure for sure, _ in held if sure is not None), default=None)
        return list(dict.fromkeys(who for sure, who in held if sure == surest is not None))

    def terms(self, name: str) -> list[tuple[Holder, Days]]:
        """Return who held an office, with the first and last day on which they are known to have.

        An end that is not known lies open, but where neither is, only the days attested count.
        """
        return [(who, known) for who, days in self._called(name) if (known := _known(*days))]

    def vacancy(self, name: str, on: Days) -> str:
        """Return who was the last before some days and the first after them, in words, or ""."""
        terms = self.terms(name)
        past = max(((last, who) for who, (_, last) in terms if last < on[0]), default=None)
        coming = min(((start, who) for who, (start, _) in terms if start > on[1]), default=None)
        told = []
        if past:
            told.append(f"the last before is {self._told(past[1], 'until')}")
        if coming:
            told.append(f"the next {self._told(coming[1], 'from')}")
        return "; ".join(told)

    def _told(self, holder: Holder, end: str) -> str:
        """Name a holder with the date on record of an end of the term, or when it is attested."""
        from ddr import edtf

        person = next(iter(fetch(self._index, [holder.id]).values())).record
        role = next(one for one in person.roles if one.title == holder.title)
        known = role.to if end == "until" else role.from_
        how = end if known else "attested"
        return f"{person.name}, {how} {edtf.words(edtf.parse(known or role.attested))}"

    def _called(self, name: str) -> list[tuple[Holder, _Span]]:
        """Return the terms of the offices that a name fits best, each with its days."""
        wanted = _read(name)
        ranked = []
        for holder, office, country, days in self._terms if wanted.words else ():
            if _answers(wanted, office, country):
                rank = (office.words != wanted.words, _elsewhere(wanted, office))
                ranked.append((rank, holder, days))
        best = min((rank for rank, _, _ in ranked), default=None)
        return [(holder, days) for rank, holder, days in ranked if rank == best]


def fits(name: str, title: str) -> bool:
    """Return whether a title, as a source prints it, is the very office that a name means."""
    wanted, office = _read(name), _read(title)
    same = bool(wanted.words) and wanted.words == office.words
    return same and not _elsewhere(wanted, office) and _answers(wanted, office, "")


def _elsewhere(wanted: _Office, office: _Office) -> bool:
    return bool(office.posts) and not office.posts & (wanted.posts or _PARTIES)


def _read(name: str) -> _Office:
    name = name.casefold().replace("’", "'")
    for long, short in _LONG:
        name = name.replace(long, short)
    head, *rest = _POST.split(name, maxsplit=1)
    posts = {post for word in _words("".join(rest)) for post in _posts(word)}
    words = _words(head.partition(";")[0])
    states = {_STATE[word] for word in words if word in _STATE}
    return _Office(
        frozenset(states), frozenset(word for word in words if word not in _STATE), frozenset(posts)
    )


def _words(text: str) -> list[str]:
    plain = names.words(text.replace("'s", ""))
    return " ".join(_WORDS.get(word, word) for word in plain if not _IDLE.fullmatch(word)).split()


def _posts(word: str) -> tuple[str, ...]:
    return _CAPITALS.get(word) or ((_STATE[word],) if word in _STATE else ())


def _answers(wanted: _Office, office: _Office, country: str) -> bool:
    return (
        wanted.words <= office.words
        and not office.words & _LESSER - wanted.words
        and wanted.states <= {country, *office.states}
        and (not wanted.posts or bool(wanted.posts & office.posts))
    )


def _held(
    on: Days, since: int | None, until: int | None, first: int | None, last: int | None
) -> int | None:
    """Return how sure it is that the office was held on such a day, 0 the surest; None if not."""
    if (since is not None and on[1] < since) or (until is not None and on[0] > until):
        return None
    attested = first is not None and first <= on[1] and on[0] <= (last or first)
    if attested or None not in (since, until):
        return 0
    if since is not None:
        return 1
    return None if until is None else 2


def _known(
    since: int | None, until: int | None, first: int | None, last: int | None
) -> Days | None:
    if since is until is None:
        return None if first is None else (first, last or first)
    return since or 0, until or date.max.toordinal()
