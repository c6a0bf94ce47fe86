"""Who or what a name means: people, organizations and places by any form of their name.

One matcher for every command. `resolve` and `find` are what others call. A name is looked for in
stages, and the first that answers decides:

exact: a form as recorded, in any script, whatever its case, blanks, hyphens and marks; then words
of one, such as the surname alone, and initials.
romanized: the same in another romanization (`ddr.spelling`).
office: "Russian ambassador", on a day the holder of that day (`ddr.query.names.office`).
slip: one slip of the keyboard away from a recorded form, and no name itself; always announced.
heard: as it sounds in a script in which it is not on record; announced too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ddr import names
from ddr.errors import NotFoundError, UsageError, cut, did_you_mean
from ddr.index.open import Index, where_in
from ddr.query.names.office import Days, Holder, Offices
from ddr.query.names.slips import slipped
from ddr.query.names.sounding import heard_as
from ddr.query.stored import fetch, labels
from ddr.spelling.keys import is_korean, keys, latin

AGENTS = ("person", "organization")
_COURTESY = frozenset({"mr", "mrs", "ms", "dr", "comrade", "cde", "marshal", "товарищ", "тов"})
_TITLE = 4  # words of an office before a name at most
_DATED = ("--by", "--person", "--to")
_SHOWN = 8
_WIDEST = 60
_HALF = 2  # words of a Korean name: the family name, and one syllable of the two of the given name
_LONGEST = 400  # characters; no name is longer


class Match(NamedTuple):
    """A record that answers to a name.

    form: what does: the form of its name, or the title of an office.
    how: the stage that found it, such as ``"exact"``.
    """

    id: str
    form: str
    how: str = "exact"


class TypedName:
    """A name as a user wrote it, folded once, and what the index is searched for it.

    index, kinds: where it is looked for, and the kinds of records that it may mean.
    text: the name as written.
    words: its words, folded; none where it is too long for a name.
    """

    def __init__(self, index: Index, text: str, kinds: Sequence[str]) -> None:
        self.index, self.text, self.kinds = index, text, kinds
        self.words = names.words(text) if len(text) <= _LONGEST else []

    @cached_property
    def initialled(self) -> Initialled | None:
        """The name's words and initials; None where it has no initial, or no word."""
        return read_initials(self.text)

    @cached_property
    def _offices(self) -> Offices | None:
        return self.index.once(Offices) if "person" in self.kinds else None

    def holders(self, title: str, on: Days | None = None) -> list[Holder]:
        """Return who held an office, ever or on one of some days."""
        return self._offices.holders(title, on) if self._offices else []

    def vacancy(self, on: Days | None) -> str:
        """Tell that an office had no holder on some days, and who was the last; "" if not so."""
        if on is None or not self.holders(self.text) or self._offices is None:
            return ""
        near = self._offices.vacancy(self.text, on)
        return f"no '{cut(self.text, _WIDEST)}' is known for that time{near and ': '}{near}"

    def contested(self, on: Days | None) -> str:
        """Tell that several may have held an office on one day, and who; "" if not so."""
        if on is None or on[0] != on[1] or self._offices is None:
            return ""
        told = self._offices.contested(self.text, on[0])
        return f"which '{cut(self.text, _WIDEST)}' it was on that day is not known: {told}"

    def matches(self, on: Days | None = None) -> list[Match]:
        """Return the records that answer to the name, all from the first stage that has any."""
        if not self.words:
            return []
        if exact := _exact(self):
            return exact
        if ids := _romanized(self):
            named = labels(self.index, ids)
            return [Match(one, label, "romanized") for one, label in named.items()]
        if held := self.holders(self.text, on):
            return list({one.id: Match(one.id, one.title, "office") for one in held}.values())
        if titled := _titled(self):
            return titled
        return self._alike()

    def _alike(self) -> list[Match]:
        if near := slipped(self.index, self.words, self.kinds):
            return [Match(*one, "slip") for one in near]
        heard = labels(self.index, heard_as(self.index, self.words, self.kinds))
        return [Match(one, label, "heard") for one, label in heard.items()]


def find(index: Index, name: str, kinds: Sequence[str], on: Days | None = None) -> list[Match]:
    """Return the records of these kinds that answer to a name, all found at the first stage.

    name: as a user writes it. kinds: kinds of records, such as `AGENTS` or ``("place",)``.
    on: the first and the last day, as `datetime.date.toordinal`, for whoever held an office then.
    """
    return TypedName(index, name, kinds).matches(on)


def _titled(asked: TypedName) -> list[Match]:
    """Find a name behind a title: "Mr Karlov", or an office that its bearer held."""
    tokens = asked.text.split()
    for number in range(1, min(len(tokens), _TITLE + 1)):
        title, rest = " ".join(tokens[:number]), " ".join(tokens[number:])
        courtesy = names.fold(title) in _COURTESY
        held = set() if courtesy else {one.id for one in asked.holders(title)}
        if courtesy or held:
            bearers = _exact(TypedName(asked.index, rest, asked.kinds))
            if bearers := [match for match in bearers if courtesy or match.id in held]:
                return bearers
    return []


def resolve(
    index: Index,
    name: str,
    kinds: Sequence[str],
    option: str,
    on: Days | None = None,
    during: Days | None = None,
) -> str:
    """Return the id of the one record that a name means; `option` is where the user gave it.

    The arguments are those of `find`; where several held an office, those who did `during` some
    days go first. A slip or an office understood is told in one notice. Raises `NotFoundError`
    for a name that nobody has, and `UsageError` for one that several have: those are listed with
    their offices.
    """
    asked = TypedName(index, name, kinds)
    matches = asked.matches(on)
    if during and len(matches) > 1 and matches[0].how == "office":
        matches = asked.matches(during) or matches
    announce(index, name, matches, option)
    if len(matches) == 1:
        return matches[0].id
    if matches and matches[0].how == "office" and (told := asked.contested(on)):
        raise NotFoundError(f"{option}: {told}")
    if matches:
        raise ambiguous(index, name, matches, option)
    shown = cut(name, _WIDEST)
    if vacant := asked.vacancy(on):
        raise NotFoundError(f"{option}: {vacant}")
    raise NotFoundError(
        f"{option}: there is no {' or '.join(kinds)} '{shown}'{_hint(index, name, kinds)}"
    )


def announce(index: Index, name: str, matches: Sequence[Match], option: str = "") -> None:
    """Tell, once, where a name was not taken as it was written."""
    if not matches or matches[0].how not in ("slip", "heard", "office"):
        return
    where, shown = f"{option}: " if option else "", cut(name, _WIDEST)
    if matches[0].how != "office":
        taken = " or ".join(dict.fromkeys(match.form for match in matches[:_SHOWN]))
        index.notify(f"{where}no record is called '{shown}'; using '{taken}'")
    elif len(matches) == 1:
        label = labels(index, [matches[0].id])[matches[0].id]
        index.notify(f"{where}'{shown}' is {label}, {matches[0].form}")


def ambiguous(index: Index, name: str, matches: Sequence[Match], option: str = "") -> UsageError:
    """Return the error for a name that several have: those with most on record first."""
    titles = {match.id: match.form for match in matches if match.how == "office"}
    ids = [match.id for match in matches]
    sql = f"SELECT value, sum(number) FROM tally WHERE {where_in('value', ids)} GROUP BY value"
    recorded = dict(index.rows(sql, ids))
    ids.sort(key=lambda one: -recorded.get(one, 0))
    told = [
        f"{_described(stored.record, titles.get(stored.id, ''))}: {stored.id}"
        for stored in fetch(index, ids[:_SHOWN]).values()
    ]
    shown = cut(name, _WIDEST)
    if len(ids) > _SHOWN:
        where = "places" if option == "--place" else "people"
        told.append(f"and {len(ids) - _SHOWN} more: ddr {where} '{shown}'")
    day = ", or a day with --on" if titles and option in _DATED else ""
    said = f"'{shown}' may mean one of {len(ids)}: give more of the name, or an id{day}"
    return UsageError(f"{option} {said}".lstrip(), choices=told)


def _exact(asked: TypedName) -> list[Match]:
    if not asked.words:
        return []
    index, kinds = asked.index, asked.kinds
    where = f"folded = ? AND {where_in('type', kinds)}"
    for folded in _orders(asked.words):
        sql = f"SELECT id, text FROM form WHERE {where} ORDER BY number"
        if rows := index.rows(sql, (folded, *kinds)):
            return _matches(rows)
    initialled = asked.initialled
    if initialled is None:
        return _matches(_containing(index, asked.words, kinds))
    ids = {row[0] for row in _containing(index, initialled.words, kinds)}
    ids |= set(_spelled(index, initialled.words, kinds))
    forms = _forms(index, sorted(ids))
    return [Match(one, forms[one][0]) for one in forms if agree(initialled, forms[one])]


def _romanized(asked: TypedName) -> list[str]:
    index, kinds = asked.index, asked.kinds
    if asked.initialled is not None and asked.initialled.sure:
        return []
    for folded in _orders(asked.words):
        wanted = [one.whole for one in keys([folded])]
        where = f"{where_in('key', wanted)} AND {where_in('type', kinds)}"
        if rows := index.rows(f"SELECT id FROM spelling WHERE {where}", [*wanted, *kinds]):
            return sorted({row[0] for row in rows})
    return _spelled(index, asked.words, kinds)


def _orders(words: list[str]) -> list[str]:
    """Return a name as written, and with its first or last word at the other end."""
    ways = [words, words[-1:] + words[:-1], words[1:] + words[:1]]
    return list(dict.fromkeys("".join(way) for way in ways))


def _spelled(index: Index, words: list[str], kinds: Sequence[str]) -> list[str]:
    """Return the ids of the records of which these words, romanized, are part of the name."""
    found: set[str] = set()
    for one in [*keys(words), *(keys(["".join(words)]) if len(words) > 1 else [])]:
        wanted = sorted(set(one.words))
        sql = (
            f"SELECT id FROM spelling_word WHERE {where_in('word', wanted)} "
            f"AND {where_in('type', kinds)} GROUP BY id HAVING count(*) = ?"
        )
        found |= {row[0] for row in index.rows(sql, [*wanted, *kinds, len(wanted)])}
    return sorted(found)


def _containing(index: Index, words: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return (id, form) of every form that holds all the words, in their order."""
    probes = " AND ".join(
        "EXISTS (SELECT 1 FROM form_word w WHERE w.word = ? AND w.form = f.number)"
        for _ in words[1:]
    )
    sql = (
        "SELECT f.id, f.text FROM form_word lead JOIN form f ON f.number = lead.form "
        f"WHERE lead.word = ? AND {where_in('f.type', kinds)} {'AND ' if probes else ''}{probes} "
        "ORDER BY f.number"
    )
    rows = index.rows(sql, [words[0], *kinds, *words[1:]])
    ordered = [(row[0], row[1]) for row in rows if _in_order(words, names.words(row[1]))]
    full = [row for row in ordered if not _halved(words, names.words(row[1]))]
    return full or (ordered if len({row[0] for row in ordered}) > 1 else [])


def _in_order(words: Sequence[str], form: Sequence[str]) -> bool:
    """Return whether words stand in a form as there; the first may be last: Eden Anthony."""
    places = [form.index(word) for word in words]
    return any(way == sorted(way) for way in (places[n:] + places[:n] for n in range(len(places))))


def _halved(words: Sequence[str], form: Sequence[str]) -> bool:
    """Return whether words are a Korean's family name and half of the given name.

    That may mean several, but never one: Kim Il is not Kim Il Sung.
    """
    halves = len(words) == _HALF and len(form) == _HALF + 1 and form[0] in words
    return halves and all(is_korean(word) for word in form)


def _forms(index: Index, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    sql = f"SELECT id, text FROM form WHERE {where_in('id', ids)} ORDER BY number"
    for record, text in index.rows(sql, ids):
        found.setdefault(record, []).append(text)
    return found


def _matches(rows: Sequence[tuple[str, str]]) -> list[Match]:
    found: dict[str, Match] = {}
    for record, text in rows:
        found.setdefault(record, Match(record, text))
    return list(found.values())


def _hint(index: Index, name: str, kinds: Sequence[str]) -> str:
    if len(name) == 1:
        return ""
    rows = index.rows(f"SELECT text FROM form WHERE {where_in('type', kinds)}", kinds)
    return did_you_mean(name[:_LONGEST], [row[0] for row in rows])


def _described(record: object, title: str) -> str:
    """Name a record with the office asked for, or its last, and its years."""
    roles = [role for role in getattr(record, "roles", ()) if not title or role.title == title]
    name = getattr(record, "name", "")
    if not roles:
        return str(name)
    role = roles[-1]
    years = "–".join(dict.fromkeys((role.from_[:4], role.to[:4])))
    return f"{name} ({role.title}, {years})" if years else f"{name} ({role.title})"


_INITIALS = 4
"""Letters of an initial at most: Shch."""


class Initialled(NamedTuple):
    """A name given with initials.

    words: its full words, folded.
    initials: in their order.
    sure: one has its full stop; a single letter without may be a name, as the Korean I is.
    """

    words: list[str]
    initials: list[str]
    sure: bool


def read_initials(name: str) -> Initialled | None:
    """Split a name into words and initials; None where it has no initial, or no word."""
    words: list[str] = []
    initials: list[str] = []
    for token in name.replace(",", " ").split():
        parts = [part for part in token.split(".") if part]
        folded = ["".join(names.words(part)) for part in parts]
        if len(parts) > 1 or token.endswith(".") or (len(token) == 1 and token.isalpha()):
            short = [part for part in folded if 0 < len(part) <= _INITIALS]
            initials += short
            words += [part for part in folded if len(part) > _INITIALS]
        else:
            words += names.words(token)
    return Initialled(words, initials, "." in name) if words and initials else None


def agree(given: Initialled, forms: Iterable[str]) -> bool:
    """Return whether the initials are those of a person with these forms of the name.

    The form with the most words decides: it is the one that may hold a patronymic.
    """
    cyrillic = _is_cyrillic(given.initials)
    known = []
    for form in forms:
        words = names.words(form)
        if _is_cyrillic(words) and not cyrillic:
            words = list(map(latin, words))
        elif _is_cyrillic(words) is not cyrillic or not "".join(words)[:1].isalpha():
            continue
        known.append(words)
    holding = [words for words in known if set(given.words) <= set(words)]
    rests = [[word for word in words if word not in given.words] for words in holding or known]
    most = max(map(len, rests), default=0)
    return any(len(rest) == most and _begin(rest, given.initials) for rest in rests if rest)


def _is_cyrillic(words: Sequence[str]) -> bool:
    return any("а" <= letter <= "я" for letter in "".join(words))


def _begin(words: Sequence[str], initials: Sequence[str]) -> bool:
    pairs = zip(words, initials, strict=False)
    return all(word.startswith(initial) or _iotated(word, initial) for word, initial in pairs)


def _iotated(word: str, initial: str) -> bool:
    """Initial E and Ye are one letter in Russian; so are Yu and Iu, Ya and Ia."""
    plain = {"ye": "e", "je": "e", "iu": "yu", "ju": "yu", "ia": "ya", "ja": "ya"}
    return word.startswith(plain.get(initial, initial))
