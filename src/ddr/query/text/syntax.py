"""What a user types to find words, turned into FTS5 queries that cannot fail.

All words must occur; ``"an exact phrase"`` in any kind of quotation marks, ``OR``, ``-without``
(or ``NOT``), ``begin*`` and ``field:value`` are understood, and ``AND`` says no more than a blank.
Everything else is taken literally. Inflections of English and Russian words are found, and East
Asian words by their beginning, since particles are written onto them, or inside the compounds in
which they stand; Russian and Korean words also by what they are in English, and names by what the
timeline calls their bearers (`ddr.query.text.meaning`). A phrase is taken as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ddr.errors import UsageError
from ddr.index.open import Index, where_in
from ddr.index.schema import ACCENTS, grams, year
from ddr.names import eastern, plain, stem
from ddr.query.text import fields
from ddr.query.text.lexicon import LIGHT, english, without_particle
from ddr.query.text.meaning import meanings, named
from ddr.unseen import as_read

LONGEST = 2000
_OPERATORS = ("AND", "OR", "NOT")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』《》〈〉‹›", '"') | {"ʼ": "'"})
_PIECE = re.compile(
    r"""(?P<minus>-*)
    (?:(?P<field>[^\W\d_]+):(?!//)\s*?)?
    (?:"(?P<double>[^"]*)"?
      |[‘‚'](?P<single>[^\s"’'](?:[^"]*?[^\s"])??)['’](?![^\W_])
      |(?P<word>[^\s"]+)
      |(?<=:))""",
    re.VERBOSE,
)


class Query(NamedTuple):
    """What to look for, as FTS5 expressions.

    match: all that is asked for.
    better: parts of it that are worth more, the best first: titles, the words as one phrase,
        the words as they were typed.
    words: whether any word is looked for, and not fields alone.
    single: whether it is one word or phrase, or one of several.
    parts: each word or phrase by itself, in all that it may mean.
    light: the numbers of those parts that only hold a question together.
    others: what must hold besides, and what must not, to be put around an expression.
    inside: words of East Asian scripts, to be marked within longer ones.
    written: the words as they were typed, in a title or a text, if one is not in Latin letters.
    """

    match: str = ""
    better: tuple[str, ...] = ()
    words: bool = False
    single: bool = False
    parts: tuple[str, ...] = ()
    light: frozenset[int] = frozenset()
    others: str = "{}"
    inside: tuple[str, ...] = ()
    written: str = ""

    @property
    def heavy(self) -> tuple[str, ...]:
        """The parts that do more than hold a question together."""
        return tuple(part for at, part in enumerate(self.parts) if at not in self.light)

    def around(self, expression: str) -> str:
        """Return an expression with what must hold besides."""
        return self.others.replace("{}", expression)


class _Term(NamedTuple):
    """One thing to look for.

    typed: the FTS5 expression of what was typed.
    found: the same with every inflection, and with what it is called in other scripts.
    field: the field that it names, or "".
    plain: the word, if it may be a part of a phrase.
    ways: its forms, if it may be a part of a name.
    own: the expression of its forms in its own language; "" where `typed` is all.
    """

    typed: str
    found: str
    field: str = ""
    plain: str = ""
    ways: tuple[str, ...] = ()
    own: str = ""


def match(index: Index, text: str) -> str:
    """Return the FTS5 expression for what a user typed; ``""`` for nothing but blanks.

    Raises `UsageError` as `parse` does, and `NotFoundError` for a field with an unknown value.
    """
    return parse(index, text, cited=False).match


def parse(
    index: Index, text: str, *, exact: bool = False, cited: bool = True, wide: bool = False
) -> Query:
    """Read what a user typed; `exact` leaves inflections out.

    cited: look for English words in the titles of an event's sources too, as for others always.
    wide: let the parts of the query hold for words of much the same meaning, and for years.

    Raises `UsageError` for a text that is too long, one without any word, one that only
    excludes, and for a field that there is not.
    """
    if len(text) > LONGEST:
        limit = f"{LONGEST:,} characters"
        raise UsageError(f"the words to search for are longer than {limit}; give fewer")
    groups: list[list[_Term]] = []
    excluded: list[_Term] = []
    either = without = False
    plain = as_read(text).translate(_QUOTES)
    for piece in _PIECE.finditer(plain):
        if piece["word"] in _OPERATORS and not (piece["minus"] or piece["field"]):
            either = piece["word"] == "OR" and bool(groups)
            without = piece["word"] == "NOT"
            continue
        term = _term(index, piece, exact=exact)
        if term is None:
            continue
        if not (cited or term.field) and (term.plain or piece[0]).isascii():
            term = term._replace(typed=_own(term.typed), found=_own(term.found))
        if piece["minus"] or without:
            excluded.append(term)
        elif either:
            groups[-1].append(term)
        else:
            _add(groups, term)
        either = without = False
    groups = _without_light(groups)
    if not groups and text.strip():
        what = "say what to look for as well as what to leave out" if excluded else _NO_WORD
        raise UsageError(what)
    return _query(index, groups, excluded, wide=wide) if groups else Query()


_NO_WORD = "there is no word to look for: give at least one letter or digit"


def _term(index: Index, piece: re.Match[str], *, exact: bool) -> _Term | None:
    phrase = piece["double"] if piece["double"] is not None else piece["single"]
    word = piece["word"] or ""
    if piece["field"] and not (word or phrase or piece["field"].casefold() in fields.FIELDS):
        word = piece["field"]  # before a colon as prose has it
    elif piece["field"]:
        tokens = fields.tokens(index, piece["field"], phrase if phrase is not None else word)
        made = any_of(f'"{token}"' for token in tokens)
        return _Term(made, made, piece["field"].casefold())
    if phrase is not None:
        made = _quoted(_plain(phrase))
        made = _written(made) if eastern(phrase) else made
        return _Term(made, made) if made else None
    plain = _plain(word)
    if not plain:
        return None
    if word.endswith("*"):
        made = f"{_quoted(plain)}*"
        return _Term(made := _written(made) if eastern(plain) else made, made)
    if exact:
        made = any_of(map(_quoted, spellings(index, plain)))
        return _Term(_written(made) if eastern(plain) else made, "", "", plain)
    return _inflected(index, plain)


def _own(expression: str) -> str:
    """Return an expression for what a record says itself, but for the titles of its sources."""
    return expression and f"{{title body names}} : {expression}"


def _written(expression: str) -> str:
    """Return an expression for whole words, and not for letters by twos."""
    return expression and f"{{title body names cited}} : {expression}"


def _inflected(index: Index, plain: str) -> _Term:
    same = forms(index, plain)
    meant = map(_plain, meanings(index, plain, same))
    called = [form for one in meant for form in forms(index, one.lower())]
    if eastern(plain):
        ways = tuple(without_particle(plain))
        typed = _written(f"{_quoted(plain)}*")
        whole = inside(index, plain)
        within = [whole] if whole else [inner for one in ways if (inner := inside(index, one))]
        own = any_of([typed, *within])
        return _Term(typed, any_of([own, *map(_quoted, called)]), "", plain, ways, own)
    typed = any_of(map(_quoted, spellings(index, plain)))
    own = any_of(map(_quoted, same))
    return _Term(typed, any_of(map(_quoted, [*same, *called])), "", plain, tuple(same), own)


def inside(index: Index, word: str) -> str:
    """Return the FTS5 expression that finds an East Asian word inside others, if it is in any."""
    if len(word) < len("둘째") or not eastern(word) or " " in word:
        return ""
    expression = f'{{grams}} : "{grams(word)}"'
    rows = index.rows("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (expression,))
    return expression if rows else ""


def _add(groups: list[list[_Term]], term: _Term) -> None:
    """All groups must hold; but of several values of one field any will do."""
    for group in groups:
        if term.field and all(other.field == term.field for other in group):
            group.append(term)
            return
    groups.append([term])


def _query(index: Index, groups: list[list[_Term]], excluded: list[_Term], *, wide: bool) -> Query:
    sought = [group for group in groups if not any(term.field for term in group)]
    limits = [any_of(term.typed for term in group) for group in groups if group not in sought]
    others = " AND ".join(["{}", *limits])
    if excluded:
        others = f"({others}) NOT {any_of(term.found or term.typed for term in excluded)}"

    if not sought:
        return Query(others.replace("{} AND ", ""))
    found = [any_of(term.found or term.typed for term in group) for group in sought]
    typed = [any_of(term.typed for term in group) for group in sought]
    single = [group[0] if len(group) == 1 else _Term("", "") for group in sought]
    told = [_widened(index, *pair) for pair in zip(found, single, strict=True)] if wide else found
    parts, light = _parts(index, told, single)
    plain = [term.plain for term in single]
    phrase = _quoted(" ".join(plain)) if len(plain) > 1 and all(plain) else ""
    better = []
    if phrase:
        better.append(f"{{title}} : {phrase}")
    every = " AND ".join(found)
    better.append(f"{{title}} : ({' AND '.join(parts)}) AND {every}")
    if phrase:
        better.append(f"{{body}} : {phrase}")
    if typed != found:
        better.append(" AND ".join(typed))
    foreign = not all(term.plain.isascii() for term in single)
    query = Query(words=True, single=len(sought) == 1, parts=parts, light=light, others=others)
    return query._replace(
        match=query.around(every),
        better=tuple(map(query.around, better)),
        inside=tuple(term.plain for term in single if eastern(term.plain)),
        written=query.around(_told(sought)) if foreign else "",
    )


def _widened(index: Index, found: str, term: _Term) -> str:
    """Add words of much the same meaning, and to a number the year that it may be."""
    if _A_YEAR.fullmatch(term.plain):
        return any_of([found, f'"{year(int(term.plain))}"'])
    same = english(term.plain) if term.plain.isascii() and term.plain.isalpha() else ()
    return any_of([found, *(_quoted(form) for one in same for form in forms(index, one))])


def _told(groups: list[list[_Term]]) -> str:
    """Return the expression for words in their own language that stand in a title or text."""
    own = (any_of(term.own or term.typed for term in group) for group in groups)
    return f"{{title body cited grams}} : ({' AND '.join(own)})"


def _without_light(groups: list[list[_Term]]) -> list[list[_Term]]:
    """Leave out what holds a Russian or Korean sentence together: the timeline is in English."""
    kept = [
        group
        for group in groups
        if len(group) > 1 or group[0].plain.isascii() or group[0].plain.lower() not in LIGHT
    ]
    return kept if any(not term.field for group in kept for term in group) else groups


def _parts(
    index: Index, found: list[str], terms: list[_Term]
) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return the parts of a query, words that name one record joined, and which may be left out."""
    parts = [(one, term.plain.lower() in LIGHT) for one, term in zip(found, terms, strict=True)]
    for name in sorted(named(index, [term.ways for term in terms]), reverse=True):
        span = slice(name.start, name.start + name.size)
        each = " AND ".join(part for part, _ in parts[span])
        parts[span] = [(f"(({each}) OR {_quoted(_plain(name.label))})", False)]
    light = frozenset(number for number, (_, may) in enumerate(parts) if may)
    return tuple(part for part, _ in parts), light


def any_of(terms: Iterable[str]) -> str:
    """Return the expression that any of some expressions satisfies."""
    every = list(dict.fromkeys(terms))
    return every[0] if len(every) == 1 else "(" + " OR ".join(every) + ")"


def words(text: str) -> list[str]:
    """Return the single words that are looked for: no phrase, field, operator or exclusion."""
    pieces = _PIECE.finditer(as_read(text).translate(_QUOTES))
    typed = (piece["word"] for piece in pieces if not (piece["minus"] or piece["field"]))
    return [word for word in typed if word and word.isalpha() and word not in _OPERATORS]


def _plain(text: str) -> str:
    """Return the letters and digits of a text, in words."""
    letters = (c for c in text if c not in ACCENTS)
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def _quoted(plain: str) -> str:
    return f'"{plain}"' if plain else ""


_MOST = 64
"""Forms of one word at most; a language has fewer, a list of names may have more."""
_CYRILLIC = re.compile("[а-я]")
_A_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_POSSESSIVE = re.compile(r"(\w+) s")


def forms(index: Index, word: str) -> list[str]:
    """Return a word, and every other form of it that stands anywhere in the timeline."""
    owner = _POSSESSIVE.fullmatch(word)
    if owner:
        return [word, *forms(index, owner[1])]
    if " " in word:
        return [word]
    return list(dict.fromkeys([word.lower(), *_same_stem(index, word)]))[:_MOST]


def spellings(index: Index, word: str) -> list[str]:
    """Return a word as it may be spelled: with and without the dots of ё."""
    folded = plain(word)
    if " " in word or "е" not in folded:
        return [word.lower()]
    same = [form for form in _same_stem(index, word) if plain(form) == folded]
    return list(dict.fromkeys([word.lower(), *same]))


def _same_stem(index: Index, word: str) -> list[str]:
    """Return the words with the same stem; of a Russian surname also what is itself the stem.

    The stem of "Иванову" is "Иванов", but that of "Иванов" is shorter still.
    """
    rows = index.rows("SELECT stem FROM word WHERE word = ?", (word.lower(),))
    root = str(rows[0][0]) if rows else stem(word)
    stems = {root, plain(word), stem(root)} if _CYRILLIC.match(root) else {root}
    sql = f"SELECT word, stem FROM word WHERE {where_in('stem', [*stems])} ORDER BY word"
    found = index.rows(sql, sorted(stems))
    return [form for form, its in found if its in (root, plain(word)) or plain(form) == root]
