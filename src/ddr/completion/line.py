"""What stands on a command line so far, as far as completing needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A command line.

    command: the command, or "" where none is given yet.
    option: the option whose value is typed, or "".
    typed: the word to be completed, without quotation marks.
    before: what comes before it in the same word: ``--by=``.
    timelines: what ``--timeline`` names.
    """

    command: str
    option: str
    typed: str
    before: str = ""
    timelines: tuple[str, ...] = ()


def read(words: Sequence[str], typed: str) -> Line:
    """Read the words before the one to be completed, the program's name left out.

    bash makes a word of the equals sign in ``--by=Putin``; the other shells do not.
    """
    kept = [_bare(word) for word in words if word != "="]
    typed = "" if typed == "=" else _bare(typed)
    before = ""
    option = kept[-1] if kept and kept[-1].startswith("-") and kept[-1] != "--" else ""
    if typed.startswith("--") and "=" in typed:
        option, _, typed = typed.partition("=")
        before = f"{option}="
    timelines, command = [], ""
    for place, word in enumerate(kept):
        if place and kept[place - 1] == "--timeline":
            timelines.append(word)
        elif word.startswith("--timeline="):
            timelines.append(word.partition("=")[2])
        elif not command and not word.startswith("-"):
            command = word
    return Line(command, option, typed, before, tuple(timelines))


def _bare(word: str) -> str:
    """Drop the quotation mark a word begins with, and the backslashes in it."""
    return word.strip("\"'").replace("\\", "")
