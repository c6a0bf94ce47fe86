"""Who or what a name means: people, bodies and places by any form of their name.

One matcher for every command. `resolve` and `find` are what others call. A name is looked for in
stages, and the first that answers decides:

exact: a form as recorded, in any script, whatever its case, blanks, hyphens and marks; then words
of one, such as the surname alone, and initials.
romanized: the same in another romanization (`ddr.spelling`).
office: "Russian ambassador", on a day the holder of that day (`ddr.query.names.office`).
slip: one slip of the keyboard away from a recorded form, and no name itself; always announced.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ddr import names
from ddr.errors import NotFoundError, UsageError, cut, did_you_mean
from ddr.index.open import Index
from ddr.query.names import initials
from ddr.query.names.office import Days, holders
from ddr.query.names.slips import slipped
from ddr.query.stored import fetch, labels
from ddr.spelling.keys import keys
from ddr.spelling.syllables import is_korean

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
    how: the stage that found it: ``"exact"``, ``"romanized"``, ``"office"`` or ``"slip"``.
    """

    id: str
    form: str
    how: str = "exact"


def find(index: Index, name: str, kinds: Sequence[str], on: Days | None = None) -> list[Match]:
    """Return the records of these kinds that answer to a name, all found at the first stage.

    name: as a user writes it. kinds: kinds of records, such as `AGENTS` or ``("place",)``.
    on: the first and the last day, as `datetime.date.toordinal`, for whoever held an office then.
    """
    words = names.words(name[:_LONGEST])
    if not words or len(name) > _LONGEST:
        return []
    if exact := _exact(index, name, words, kinds):
        return exact
    if found := _romanized(index, name, words, kinds):
        return [Match(one, label, "romanized") for one, label in labels(index, found).items()]
    if held := holders(index, name, kinds, on):
        return list({one.id: Match(one.id, one.title, "office") for one in held}.values())
    if titled := _titled(index, name, kinds):
        return titled
    return [Match(*one, "slip") for one in slipped(index, words, kinds)]


def _titled(index: Index, name: str, kinds: Sequence[str]) -> list[Match]:
    """Find a name behind a title: "Mr Putin", or an office that its bearer held."""
    tokens = name.split()
    for number in range(1, min(len(tokens), _TITLE + 1)):
        title, rest = " ".join(tokens[:number]), " ".join(tokens[number:])
        courtesy = names.fold(title) in _COURTESY
        held = set() if courtesy else {one.id for one in holders(index, title, kinds)}
        if courtesy or held:
            words = names.words(rest)
            found = _exact(index, rest, words, kinds) if words else []
            if bearers := [match for match in found if courtesy or match.id in held]:
                return bearers
    return []


def resolve(
    index: Index, name: str, kinds: Sequence[str], option: str, on: Days | None = None
) -> str:
    """Return the id of the one record that a name means; `option` is where the user gave it.

    The arguments are those of `find`. A slip or an office understood is told in one notice.
    Raises `NotFoundError` for a name that nobody has, and `UsageError` for one that several
    have: those are listed with their offices.
    """
    matches = find(index, name, kinds, on)
    announce(index, name, matches, option)
    shown = cut(name, _WIDEST)
    if len(matches) == 1:
        return matches[0].id
    if matches:
        told = several(index, matches, dated=option in _DATED)
        raise UsageError(f"{option} '{shown}' may mean {told}")
    if on is not None and holders(index, name, kinds):
        raise NotFoundError(f"{option}: no '{shown}' is known for that day")
    raise NotFoundError(
        f"{option}: there is no {_what(kinds)} '{shown}'{_hint(index, name, kinds)}"
    )


def announce(index: Index, name: str, matches: Sequence[Match], option: str = "") -> None:
    """Tell, once, where a name was not taken as it was written."""
    if not matches or matches[0].how not in ("slip", "office"):
        return
    where, shown = f"{option}: " if option else "", cut(name, _WIDEST)
    if matches[0].how == "slip":
        taken = " or ".join(dict.fromkeys(match.form for match in matches[:_SHOWN]))
        index.notify(f"{where}nobody and nothing is called '{shown}'; taken for '{taken}'")
    elif len(matches) == 1:
        label = labels(index, [matches[0].id])[matches[0].id]
        index.notify(f"{where}'{shown}' is {label}, {matches[0].form}")


def several(index: Index, matches: Sequence[Match], *, dated: bool = False) -> str:
    """List the records that a name may mean, each with its office, and say what to do.

    `dated`: the command knows ``--on``, which tells the holders of an office apart.
    """
    titles = {match.id: match.form for match in matches if match.how == "office"}
    shown = [match.id for match in matches[:_SHOWN]]
    told = "; ".join(
        _described(stored.record, titles.get(stored.id, ""))
        for stored in fetch(index, shown).values()
    )
    more = f"; and {len(matches) - _SHOWN} more" if len(matches) > _SHOWN else ""
    day = ", or a day with --on" if titles and dated else ""
    return f"{told}{more}: give one of them{day}"


def _exact(index: Index, name: str, words: list[str], kinds: Sequence[str]) -> list[Match]:
    marks = _in(kinds)
    for folded in _orders(words):
        rows = index.rows(
            f"SELECT id, text FROM form WHERE folded = ? AND type IN ({marks}) ORDER BY number",
            (folded,),
        )
        if rows:
            return _matches(rows)
    given = initials.read(name)
    if given is None:
        return _matches(_containing(index, words, kinds))
    found = {row[0] for row in _containing(index, given.words, kinds)}
    found |= set(_spelled(index, given.words, kinds))
    known = _forms(index, sorted(found))
    agreeing = [one for one in known if initials.agree(given, known[one])]
    return [Match(one, known[one][0]) for one in agreeing]


def _romanized(index: Index, name: str, words: list[str], kinds: Sequence[str]) -> list[str]:
    given = initials.read(name)
    if given is not None and given.sure:
        return []
    for folded in _orders(words):
        wanted = [one.whole for one in keys([folded])]
        sql = f"SELECT id FROM spelling WHERE key IN ({_marks(wanted)}) AND type IN ({_in(kinds)})"
        if rows := index.rows(sql, wanted):
            return sorted({row[0] for row in rows})
    return _spelled(index, words, kinds)


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
            f"SELECT id FROM spelling_word WHERE word IN ({_marks(wanted)}) "
            f"AND type IN ({_in(kinds)}) GROUP BY id HAVING count(*) = ?"
        )
        found |= {row[0] for row in index.rows(sql, [*wanted, len(wanted)])}
    return sorted(found)


def _containing(index: Index, words: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return (id, form) of every form that holds all the words, in their order."""
    probes = " AND ".join(
        "EXISTS (SELECT 1 FROM form_word w WHERE w.word = ? AND w.form = f.number)"
        for _ in words[1:]
    )
    sql = (
        "SELECT f.id, f.text FROM form_word lead JOIN form f ON f.number = lead.form "
        f"WHERE lead.word = ? AND f.type IN ({_in(kinds)}) {'AND ' if probes else ''}{probes} "
        "ORDER BY f.number"
    )
    rows = index.rows(sql, words)
    ordered = [(row[0], row[1]) for row in rows if _in_order(words, names.words(row[1]))]
    full = [row for row in ordered if not _halved(words, names.words(row[1]))]
    return full or (ordered if len({row[0] for row in ordered}) > 1 else [])


def _in_order(words: Sequence[str], form: Sequence[str]) -> bool:
    """Tell whether words stand in a form as there; the first may be last, as in Putin Vladimir."""
    places = [form.index(word) for word in words]
    return any(way == sorted(way) for way in (places[n:] + places[:n] for n in range(len(places))))


def _halved(words: Sequence[str], form: Sequence[str]) -> bool:
    """Tell whether words are a Korean's family name and half of the given name.

    That may mean several, but never one: Kim Il is not Kim Il Sung.
    """
    halves = len(words) == _HALF and len(form) == _HALF + 1 and form[0] in words
    return halves and all(is_korean(word) for word in form)


def _forms(index: Index, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    sql = f"SELECT id, text FROM form WHERE id IN ({_marks(ids)}) ORDER BY number"
    for record, text in index.rows(sql, ids):
        found.setdefault(record, []).append(text)
    return found


def _matches(rows: Sequence[tuple[str, str]]) -> list[Match]:
    found: dict[str, Match] = {}
    for record, text in rows:
        found.setdefault(record, Match(record, text))
    return list(found.values())


def _in(kinds: Sequence[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _what(kinds: Sequence[str]) -> str:
    return " or ".join({"organization": "body"}.get(kind, kind) for kind in kinds)


def _hint(index: Index, name: str, kinds: Sequence[str]) -> str:
    known = [row[0] for row in index.rows(f"SELECT text FROM form WHERE type IN ({_in(kinds)})")]
    return did_you_mean(name[:_LONGEST], known)


def _described(record: object, title: str) -> str:
    """Name a record with the office asked for, or its last, and its years."""
    roles = [role for role in getattr(record, "roles", ()) if not title or role.title == title]
    name = getattr(record, "name", "")
    if not roles:
        return str(name)
    role = roles[-1]
    years = "–".join(dict.fromkeys((role.from_[:4], role.to[:4])))
    return f"{name} ({role.title}, {years})" if years else f"{name} ({role.title})"
