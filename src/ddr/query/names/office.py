"""Who held an office: "Russian ambassador", "foreign minister of France", «посол СССР».

An office is a word of its title, and may name the country that it serves and the one it is at, by
any name that the timeline declares. Where an ambassador's post is not named, one in a country of
the sides is meant before one elsewhere.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ddr import names
from ddr.index.open import Index
from ddr.query.stored import fetch

if TYPE_CHECKING:
    from ddr.terms import Terms

_WORDS = {
    "посол": "ambassador", "посла": "ambassador", "послом": "ambassador", "대사": "ambassador",
    "министр": "minister", "президент": "president", "премьер": "premier", "иностранных": "foreign",
    "외무상": "foreign minister", "외무장관": "foreign minister", "대통령": "president",
    "총리": "premier", "defence": "defense", "обороны": "defense", "chairwoman": "chairman",
    "spokesperson": "spokesman", "spokeswoman": "spokesman",
}  # fmt: skip
_IDLE = re.compile("of|the|for|and|s|mr|mrs|federation|republic|democratic|peoples|affairs|дел")
_LESSER = frozenset({"deputy", "vice", "acting", "first", "former", "assistant"})
_PREMIER = "prime minister"
_POST = re.compile(r"\b(?:to|in|at|в)\b")
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
    stood_for: frozenset[str] = frozenset()
    posts_before: frozenset[str] = frozenset()


class _Titles:
    """Reads titles of offices; it knows the names of countries that a timeline declares."""

    def __init__(self, terms: Terms) -> None:
        from ddr.terms import forms

        self.parties = {country for side in terms.side for country in side.countries}
        self.earlier = {
            country: frozenset(side.countries[:place])
            for side in terms.side
            for place, country in enumerate(side.countries, 1)
        }
        self._countries: dict[str, set[str]] = {}
        long: dict[str, str] = {}
        declared = {country.id: list(forms(country)) for country in terms.country}
        for country in dict.fromkeys([*terms.countries, *declared]):
            for form in [country, *declared.get(country, ())]:
                found = names.words(form)
                if len(found) > 1:
                    long[form.casefold().replace("’", "'")] = names.fold(country)
                word = found[0] if len(found) == 1 else names.fold(country)
                self._countries.setdefault(word, set()).add(country)
        several = "|".join(map(re.escape, sorted(long, key=len, reverse=True)))
        self._long, self._several = long, re.compile(rf"(?<!\w)(?:{several})(?!\w)")

    def read(self, name: str) -> _Office:
        """Return the countries, the words and the posts of a title."""
        name = name.casefold().replace("’", "'").replace(_PREMIER, "premier")
        if self._long:
            name = self._several.sub(lambda match: self._long[match[0]], name)
        head, *rest = _POST.split(name, maxsplit=1)
        at = _words(rest[0]) if rest else ()
        posts = {country for word in at for country in self._countries.get(word, ())}
        words = _words(head.partition(";")[0])
        served = [self._countries[word] for word in words if word in self._countries]
        states = {country for one in served if len(one) == 1 for country in one}
        others = frozenset(word for word in words if word not in self._countries)
        return _Office(frozenset(states), others, frozenset(posts))

    def elsewhere(self, wanted: _Office, office: _Office) -> bool:
        """Return whether an office is at another post than those meant."""
        meant = wanted.posts | wanted.posts_before or self.parties
        return bool(office.posts) and not office.posts & meant

    def before(self, countries: frozenset[str]) -> frozenset[str]:
        """Return the countries that stood on the same side before some."""
        none: frozenset[str] = frozenset()
        return none.union(*(self.earlier.get(country, none) for country in countries))


class Offices:
    """All offices of a timeline, read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._titles = _Titles(index.terms)
        sql = "SELECT id, title, country, since, until, attested, last_attested FROM office"
        self._terms = [
            (Holder(person, title), self._titles.read(title), country, (since, until, first, last))
            for person, title, country, since, until, first, last in index.rows(sql)
        ]

    def holders(self, name: str, on: Days | None = None) -> list[Holder]:
        """Return who held an office: all who ever did, or those who did on one of some days.

        `on` is the first and the last of those days, as `datetime.date.toordinal`. Where the
        timeline attests both ends of a term, or the office on such a day, that goes before a term
        of which it does not know the end.
        """
        held = [(_held(on, *days) if on else 0, who) for who, days in self._called(name, on)]
        surest = min((sure for sure, _ in held if sure is not None), default=None)
        return list(dict.fromkeys(who for sure, who in held if sure == surest is not None))

    def terms(self, name: str) -> list[tuple[Holder, Days]]:
        """Return who held an office, with the first and last day on which they are known to have.

        An end that is not known lies open, but where neither is, only the days attested count.
        """
        return _terms(self._called(name))

    def vacancy(self, name: str, on: Days) -> str:
        """Return who was the last before some days and the first after them, in words, or ""."""
        terms = _terms(self._called(name, on))
        past = max(((last, who) for who, (_, last) in terms if last < on[0]), default=None)
        coming = min(((start, who) for who, (start, _) in terms if start > on[1]), default=None)
        told = []
        if past:
            told.append(f"the last before is {self._told(past[1], 'until')}")
        if coming:
            told.append(f"the next {self._told(coming[1], 'from')}")
        return "; ".join(told)

    def contested(self, name: str, day: int) -> str:
        """Return who may have held an office on a day, each with the end that is near, in words."""
        held = {one.id: one for one in self.holders(name, (day, day))}
        terms = sorted((known, who) for who, known in self.terms(name) if who.id in held)
        ends = (("from" if day - start < last - day else "until") for (start, last), _ in terms)
        told = [self._told(who, end) for (_, who), end in zip(terms, ends, strict=True)]
        return "; ".join(told)

    def _told(self, holder: Holder, end: str) -> str:
        """Name a holder with the date on record of an end of the term, or when it is attested."""
        from ddr import edtf

        person = next(iter(fetch(self._index, [holder.id]).values())).record
        called = ((one, {one.title, *(title.text for title in one.titles)}) for one in person.roles)
        role = next(one for one, titles in called if holder.title in titles)
        known = role.to if end == "until" else role.from_
        how = end if known else "attested"
        return f"{person.name}, {how} {edtf.words(edtf.parse(known or role.attested))}"

    def _called(self, name: str, on: Days | None = None) -> list[tuple[Holder, _Span]]:
        """Return the terms of the offices that a name fits best, each with its days.

        With days, a state stands for those before it on its side, which `countries` lists in the
        order of time, as the one served and as the post: the ambassador of a
        republic and the one to it, in a year of the kingdom, are those of the kingdom and to it.
        """
        wanted = self._titles.read(name)
        if on:
            before = self._titles.before
            wanted = wanted._replace(
                stood_for=before(wanted.states), posts_before=before(wanted.posts)
            )
        ranked = []
        for holder, office, country, days in self._terms if wanted.words else ():
            if _answers(wanted, office, country):
                rank = (office.words != wanted.words, self._titles.elsewhere(wanted, office))
                ranked.append((rank, holder, days))
        best = min((rank for rank, _, _ in ranked), default=None)
        return [(holder, days) for rank, holder, days in ranked if rank == best]

    def fits(self, name: str, title: str) -> bool:
        """Return whether a title, as a source prints it, is the very office that a name means."""
        wanted, office = self._titles.read(name), self._titles.read(title)
        same = bool(wanted.words) and wanted.words == office.words
        here = not self._titles.elsewhere(wanted, office)
        return same and here and _answers(wanted, office, "")


def _words(text: str) -> list[str]:
    plain = names.words(text.replace("'s", ""))
    return " ".join(_WORDS.get(word, word) for word in plain if not _IDLE.fullmatch(word)).split()


def _answers(wanted: _Office, office: _Office, country: str) -> bool:
    served = {country, *office.states}
    return (
        wanted.words <= office.words
        and not office.words & _LESSER - wanted.words
        and (wanted.states <= served or bool(wanted.stood_for & served))
        and (not wanted.posts or bool((wanted.posts | wanted.posts_before) & office.posts))
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


def _terms(called: list[tuple[Holder, _Span]]) -> list[tuple[Holder, Days]]:
    return [(who, known) for who, days in called if (known := _known(*days))]


def _known(
    since: int | None, until: int | None, first: int | None, last: int | None
) -> Days | None:
    if since is until is None:
        return None if first is None else (first, last or first)
    return since or 0, until or date.max.toordinal()
