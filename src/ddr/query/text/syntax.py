"""What a user types to find words, turned into FTS5 queries that cannot fail.

All words must occur; ``"an exact phrase"`` in any kind of quotation marks, ``OR``, ``-without``
(or ``NOT``), ``begin*`` and ``field:value`` are understood, and ``AND`` says no more than a blank.
Everything else is taken literally. Inflections of English and Russian words are found, and Hangul
words by their beginning, since particles are written onto them, or inside the compounds in which
they stand; a phrase is taken as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ddr.errors import UsageError
from ddr.index.open import Index, where_in
from ddr.index.schema import ACCENTS
from ddr.names import plain, stem
from ddr.query.text import fields
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
    """

    match: str = ""
    better: tuple[str, ...] = ()
    words: bool = False
    single: bool = False


class _Term(NamedTuple):
    """One thing to look for.

    typed: the FTS5 expression of what was typed.
    found: the same with every inflection.
    field: the field that it names, or "".
    plain: the word, if it may be a part of a phrase.
    """

    typed: str
    found: str
    field: str = ""
    plain: str = ""


def match(index: Index, text: str) -> str:
    """Return the FTS5 expression for what a user typed; ``""`` for nothing but blanks.

    Raises `UsageError` as `parse` does, and `NotFoundError` for a field with an unknown value.
    """
    return parse(index, text).match


def parse(index: Index, text: str, *, exact: bool = False) -> Query:
    """Read what a user typed; `exact` leaves inflections out.

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
        if piece["minus"] or without:
            excluded.append(term)
        elif either:
            groups[-1].append(term)
        else:
            _add(groups, term)
        either = without = False
    if not groups and text.strip():
        what = "say what to look for as well as what to leave out" if excluded else _NO_WORD
        raise UsageError(what)
    return _query(groups, excluded) if groups else Query()


_NO_WORD = "there is no word to look for: give at least one letter or digit"


def _term(index: Index, piece: re.Match[str], *, exact: bool) -> _Term | None:
    phrase = piece["double"] if piece["double"] is not None else piece["single"]
    word = piece["word"] or ""
    if piece["field"]:
        tokens = fields.tokens(index, piece["field"], phrase if phrase is not None else word)
        made = _any(f'"{token}"' for token in tokens)
        return _Term(made, made, piece["field"].casefold())
    if phrase is not None:
        made = _quoted(_plain(phrase))
        return _Term(made, made) if made else None
    plain = _plain(word)
    if not plain:
        return None
    if word.endswith("*"):
        return _Term(made := f"{_quoted(plain)}*", made)
    if exact:
        return _Term(_any(map(_quoted, spellings(index, plain))), "", "", plain)
    return _inflected(index, plain)


def _inflected(index: Index, plain: str) -> _Term:
    if any("가" <= character <= "힣" for character in plain):
        typed = f"{_quoted(plain)}*"
        longer = map(_quoted, compounds(index, plain))
        return _Term(typed, _any([typed, *longer]), "", plain)
    typed = _any(map(_quoted, spellings(index, plain)))
    return _Term(typed, _any(map(_quoted, forms(index, plain))), "", plain)


def _add(groups: list[list[_Term]], term: _Term) -> None:
    """All groups must hold; but of several values of one field any will do."""
    for group in groups:
        if term.field and all(other.field == term.field for other in group):
            group.append(term)
            return
    groups.append([term])


def _query(groups: list[list[_Term]], excluded: list[_Term]) -> Query:
    sought = [group for group in groups if not any(term.field for term in group)]
    limits = [_any(term.typed for term in group) for group in groups if group not in sought]

    def made(*parts: str) -> str:
        query = " AND ".join([*parts, *limits])
        return (
            f"({query}) NOT {_any(term.found or term.typed for term in excluded)}" * bool(excluded)
            or query
        )

    found = [_any(term.found or term.typed for term in group) for group in sought]
    typed = [_any(term.typed for term in group) for group in sought]
    if not sought:
        return Query(made())
    better = []
    plain = [group[0].plain for group in sought]
    phrase = _quoted(" ".join(plain)) if len(plain) > 1 and all(plain) else ""
    if any(len(group) > 1 for group in sought):
        phrase = ""
    if phrase:
        better.append(made(f"{{title}} : {phrase}"))
    better.append(made(f"{{title}} : ({' AND '.join(found)})"))
    if phrase:
        better.append(made(f"{{body}} : {phrase}"))
    if typed != found:
        better.append(made(*typed))
    return Query(made(*found), tuple(better), words=True, single=len(sought) == 1)


def _any(terms: Iterable[str]) -> str:
    every = list(dict.fromkeys(terms))
    return every[0] if len(every) == 1 else "(" + " OR ".join(every) + ")"


def _plain(text: str) -> str:
    """Return the letters and digits of a text, in words."""
    letters = (c for c in text if c not in ACCENTS)
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def _quoted(plain: str) -> str:
    return f'"{plain}"' if plain else ""


_MOST = 64
"""Forms of one word at most; a language has fewer, a list of names may have more."""
_COMPOUND = 3
_CYRILLIC = re.compile("[а-я]")
_POSSESSIVE = re.compile(r"(\w+) s")


def forms(index: Index, word: str) -> list[str]:
    """Return a word, and every other form of it that stands anywhere in the timeline."""
    owner = _POSSESSIVE.fullmatch(word)
    if owner:
        return [word, *forms(index, owner[1])]
    if " " in word:
        return [word]
    return list(dict.fromkeys([word.lower(), *_same_stem(index, word)]))[:_MOST]


def compounds(index: Index, word: str) -> list[str]:
    """Return the longer Hangul words in which a word stands, as Korean joins nouns into one.

    Shorter words stand inside too many others that have nothing to do with them.
    """
    if " " in word or len(word) < _COMPOUND:
        return []
    sql = "SELECT word FROM word WHERE instr(word, ?) > 1 ORDER BY word LIMIT ?"
    return [row[0] for row in index.rows(sql, (word, _MOST))]


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
