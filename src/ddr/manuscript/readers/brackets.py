"""Which bracket closes which."""

from __future__ import annotations

import re
from functools import cache


def pairs(
    text: str, brackets: str, start: int = 0, end: int | None = None, skip: str = ""
) -> dict[int, int]:
    r"""Return, by the place of each opening bracket that is closed, the place that closes it.

    brackets: an opening and its closing bracket, such as ``"{}"``.
    skip: a pattern of what may hold brackets that do not count; ``\\.`` never counts.
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _pattern(brackets, skip).finditer(text, start, len(text) if end is None else end):
        mark = match[0]
        if mark == brackets[0]:
            opened.append(match.start())
        elif mark == brackets[1] and opened:
            found[opened.pop()] = match.start()
    return found


@cache
def _pattern(brackets: str, skip: str) -> re.Pattern[str]:
    others = f"|{skip}" if skip else ""
    return re.compile(rf"\\.|[{re.escape(brackets)}]{others}", re.DOTALL)
