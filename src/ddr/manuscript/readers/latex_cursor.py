"""Where a reader is in a LaTeX text, and the arguments of commands there."""

from __future__ import annotations

import re
from functools import cache

from ddr.manuscript.readers.embedded import CHUNK, pairs

Span = tuple[int, int]
"""Where an argument stands, without its brackets."""

_DEEPEST_BRACKETS = 4
_LONGEST = 5000
_BLANKS = re.compile(r"(?:[ \t]*\n?[ \t]*%[^\n]*\n)++[ \t]*+(?!\n)|[ \t]*\n?[ \t]*(?!\n)")
_LISTED = re.compile(r"%[^\n]*|(?P<key>[^\s,%]+)")


class LatexCursor:
    """A place in a text; braces are paired once for all."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._braces = pairs(text, "{}", skip=rf"%[^\n]*|{CHUNK}")

    def _drop(self, number: int) -> None:
        """Pass over arguments in braces, and over options before and after each."""
        self._optional()
        for _ in range(number):
            self._required()
            self._optional()

    def _within(self, brackets: str) -> bool:
        return self._text[self._at : self._at + 1] == brackets[0] and self._at in self._braces

    def _required(self) -> Span | None:
        """Pass over an argument in braces and return where it stands."""
        at = self._swallowed()
        close = self._braces.get(at)
        if close is None:
            return None
        self._at = close + 1
        return at + 1, close

    def _optional(self) -> Span | None:
        """Pass over an argument in square brackets and return where it stands."""
        return self._enclosed("[]")

    def _enclosed(self, brackets: str) -> Span | None:
        at = self._swallowed()
        if self._text[at : at + 1] != brackets[0]:
            return None
        inside, depth = at + 1, 1
        while match := _marks(brackets).search(self._text, inside, at + _LONGEST):
            inside = match.end()
            if match[0] == "{":
                inside = self._braces.get(match.start(), match.start()) + 1
            elif match[0] in brackets:
                depth += 1 if match[0] == brackets[0] else -1
            if not depth:
                self._at = inside
                return at + 1, match.start()
            if depth > _DEEPEST_BRACKETS or match[0].endswith("\n"):
                break
        return None

    def _swallowed(self) -> int:
        """Return the place after the blanks and comments here; TeX passes over them."""
        match = _BLANKS.match(self._text, self._at)
        return match.end() if match else self._at

    def _listed(self, span: Span) -> list[re.Match[str]]:
        """Return the keys of a list, as matches in the text; those that a macro makes are none."""
        found = _LISTED.finditer(self._text, *span)
        return [match for match in found if match["key"] and not re.search(r"[\\#]", match[0])]


@cache
def _marks(brackets: str) -> re.Pattern[str]:
    return re.compile(rf"\\.|%[^\n]*|[{{{re.escape(brackets)}]|\n[ \t]*\n", re.DOTALL)
