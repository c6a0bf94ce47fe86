"""The arguments of a call in Typst, and single values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

KEY = re.compile(r"\s*(?:<([\w\-.:]+)>|label\(\s*\"([^\"]+)\"\s*\))\s*")
"""A label, as a value: the key of a citation."""
STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_STOP = re.compile(r'"(?:[^"\\]|\\.)*+"|[,\[({]', re.DOTALL)
_NAMED = re.compile(r"\s*([\w\-]+)\s*:\s*")
_BLANK = re.compile(r"\s*")


class Argument(NamedTuple):
    """An argument of a call: its name, or "", and where it stands."""

    name: str
    start: int
    end: int


def call_arguments(text: str, pairs: Mapping[int, int], start: int, end: int) -> list[Argument]:
    """Return the arguments between two parentheses.

    pairs: which bracket closes which.
    """
    found: list[Argument] = []
    at = start
    while at < end:
        begin = at
        while match := _STOP.search(text, at, end):
            at = match.end()
            if match[0] in "[({":
                at = min(pairs.get(match.start(), end), end)
            if match[0] == ",":
                break
        stop = match.start() if match else end
        at = stop + 1
        if named := _NAMED.match(text, begin, stop):
            begin = named.end()
        blank = _BLANK.match(text, begin, stop)
        found.append(Argument(named[1] if named else "", blank.end() if blank else begin, stop))
    return found


def character(hexadecimal: str) -> str:
    r"""Return the character of ``\u{…}``, or ``""`` where Unicode has none."""
    try:
        made = chr(int(hexadecimal, 16))
        made.encode()
    except (ValueError, OverflowError):
        return ""
    return made


def unfold(text: str) -> str:
    """Return a locator without its marks."""
    plain = text.replace("~", " ").replace("---", "—").replace("--", "–")
    return re.sub(r"\\(.)|[*_]", r"\1", plain)
