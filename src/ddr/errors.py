"""What can go wrong, as one line for a person and one exit code for a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, documented in ``docs/exit-codes.md``."""

    OK = 0
    NOTHING = 1
    USAGE = 2
    DATA = 3
    TOOL = 4
    INTERRUPTED = 130


class DdrError(Exception):
    """An error that ends a command: `message` is one line that says what, where and what to do.

    choices: what may be meant instead, each a line of its own under the message.
    """

    code = Exit.USAGE

    def __init__(self, message: str, code: Exit | None = None, choices: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.choices = tuple(choices)
        if code is not None:
            self.code = code


class UsageError(DdrError):
    """The command was called with something it cannot use."""


class NotFoundError(DdrError):
    """Nothing answers to the id or name given."""

    code = Exit.NOTHING


class DataError(DdrError):
    """A timeline or a held text is invalid or cannot be read."""

    code = Exit.DATA


class ToolError(DdrError):
    """A program that is needed, such as pandoc, is missing or failed."""

    code = Exit.TOOL


_LONGEST = 200
"""Characters of a word that may be mistyped; comparing grows with the square of them."""


def cut(text: str, limit: int) -> str:
    """Return the text, or its first `limit` characters and an ellipsis where it is longer."""
    return text if len(text) <= limit else text[:limit] + "…"


def first(names: Sequence[str], limit: int) -> str:
    """Return the first `limit` names in a line, and how many more there are."""
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def series(names: Sequence[str], word: str) -> str:
    """Return names in a line with a word before the last: ``a, b or c``."""
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def a(word: str) -> str:
    """Return a word with its article: ``an event``, ``a place``."""
    return f"{'an' if word[:1] in tuple('aeio') else 'a'} {word}"


def counted(number: int, what: str, several: str = "") -> str:
    """Return ``1 text``, ``2 texts``; `several` where the plural is not made with an s."""
    return f"{number} {what if number == 1 else several or what + 's'}"


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return ``"; did you mean 'x' or 'y'?"``, or ``""`` where nothing known is close.

    To a single letter nothing is.

    cutoff: the likeness asked for, from 0 to 1, as `difflib` measures it.
    """
    if not 1 < len(word) <= _LONGEST:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=3, cutoff=cutoff)
    if not close:
        return ""
    return "; did you mean " + " or ".join(f"'{name}'" for name in close) + "?"


def choose(option: str, value: str, known: Iterable[str], where: str = "") -> str:
    """Return a value that is one of those known; raise `UsageError`, with what it may be, if not.

    where: what is said of where it was given, such as " (from the environment)".
    """
    known = list(known)
    if value in known:
        return value
    hint = did_you_mean(value, known) or f": one of {', '.join(known)}"
    raise UsageError(f"{option} '{cut(value, _LONGEST)}'{where} is not known here{hint}")
