"""What a user types to find words, turned into an FTS5 query that cannot fail.

All words must occur; ``"an exact phrase"``, ``OR``, ``-without`` and ``begin*`` are understood.
Everything else is taken literally. Hangul words match at their beginning, since particles are
written onto them.
"""

from __future__ import annotations

import re
import unicodedata

from ddr.errors import UsageError

LONGEST = 2000
_ACCENTS = frozenset(map(chr, range(0x300, 0x332)))  # combining marks: the tokenizer drops them too
_PIECE = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_QUOTES = str.maketrans("“”„‟«»", '""""""')


def match(text: str) -> str:
    """Return the FTS5 expression for what a user typed; ``""`` where it holds no word.

    Raises `UsageError` for a text that is too long, or one that only excludes.
    """
    if len(text) > LONGEST:
        limit = f"{LONGEST:,} characters"
        raise UsageError(f"the words to search for are longer than {limit}; give fewer")
    wanted: list[list[str]] = []
    excluded: list[str] = []
    either = False
    plain = unicodedata.normalize("NFC", text).translate(_QUOTES)
    for minus, phrase, word in _PIECE.findall(plain):
        if word == "OR":
            either = bool(wanted)
            continue
        term = _term(phrase, prefix=False) if not word else _word(word.removeprefix("-"))
        if not term:
            continue
        if minus or (word.startswith("-") and len(word) > 1):
            excluded.append(term)
        elif either:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        either = False
    if excluded and not wanted:
        raise UsageError("say what to look for as well as what to leave out")
    query = " AND ".join(_any(terms) for terms in wanted)
    return f"({query}) NOT {_any(excluded)}" if excluded else query


def _any(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else "(" + " OR ".join(terms) + ")"


def _word(word: str) -> str:
    hangul = any("가" <= character <= "힣" for character in word)
    return _term(word, prefix=word.endswith("*") or hangul)


def _term(text: str, *, prefix: bool) -> str:
    """Quote for FTS5; a text without a letter or digit is nothing to look for."""
    letters = (c for c in text if c not in _ACCENTS)
    plain = "".join(c if c.isalnum() or c.isspace() else " " for c in letters).strip()
    if not plain:
        return ""
    return f'"{plain}"' + ("*" if prefix else "")
