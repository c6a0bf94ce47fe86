"""Quotation marks: which one closes which.

“…”, „…“, «…», »…«, ”…”, 《…》, 「…」, straight marks and single ones of each kind are understood,
nested in any way; a mark between two letters is an apostrophe. A closing single mark looks like the
apostrophe of a plural ("the peoples’ friendship"): where there are several places at which a
quotation may end, all are given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

# Placeholders: private characters for what has no character in the words of a manuscript.
CITE, NAMED, NOTE = "\ue000", "\ue001", "\ue002"
"""A citation beside the sentence, a citation that is a part of the sentence, a note."""
OPEN, CLOSE = "\ue010", "\ue011"
"""Marks of a quotation that the markup itself delimits."""
DOUBLE, SINGLE = "\ue012", "\ue013"
"""Escaped straight marks: characters of the text that open and close nothing."""
OPAQUE = "\ue014"
"""Code, mathematics: something whose content does not matter."""
BEGIN, END = "\ue015", "\ue016"
"""Around citations that are written together, with the words between them."""

MARKS = re.compile(f"[“”„«»‹›‘’‚'\"《》〈〉「」『』{OPEN}{CLOSE}]")
"""A quotation mark."""
_ENDS = {
    "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"',
    "‘": "’", "‚": "‘’", "'": "'", OPEN: CLOSE,
    "《": "》", "〈": "〉", "「": "」", "『": "』",
}  # fmt: skip
EAST_ASIAN = frozenset("《〈「『")
"""Opening marks that stand around titles and terms as well."""
_CLOSES = frozenset(f"》〉」』{CLOSE}")
"""Marks that never open a quotation."""
_SINGLE = frozenset("‘‚'‹›")
_BEFORE = frozenset(f"([{{—–-/“„«»‹›‘‚\"'《〈「『{OPEN}{BEGIN}")
_BRACKETS = frozenset(f"([{{“„«‹‘‚《〈「『{OPEN}{BEGIN}")
_CITED = re.compile(f"[{CITE}{NAMED}{NOTE}]")
_ELISION = re.compile(r"(?:\d\ds|tis|twas|em|til|n)\b", re.IGNORECASE)
_DEEPEST = 32


@dataclass(slots=True)
class Pair:
    """A passage in quotation marks.

    start: of the opening mark.
    end: after the closing mark.
    others: other places at which it may end, each after a mark.
    """

    start: int
    end: int
    others: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Opened:
    mark: str
    start: int
    weak: list[int] = field(default_factory=list)  # where it may end, or an apostrophe stands


def within(text: str) -> list[Pair]:
    """Return the quotations of a text, those within others too."""
    return _Finder(text).pairs


def find(text: str) -> tuple[list[Pair], list[int]]:
    """Return the outermost quotations of a paragraph, and the opening marks never closed."""
    finder = _Finder(text)
    return _outermost(finder.pairs), finder.unclosed


class _Finder:
    """The quotations of a text, and the marks in it that are never closed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Opened] = []
        self._single: Pair | None = None  # the last one that ended, which may end later
        self.pairs: list[Pair] = []
        self.unclosed: list[int] = []
        for match in MARKS.finditer(text):
            self._mark(match[0], match.start())
        self._finish()

    def _mark(self, mark: str, at: int) -> None:
        before = self._text[at - 1 : at] or " "
        after = self._text[at + 1 : at + 2] or " "
        if mark in "’'" and before.isalnum() and after.isalnum() and not _joined(after):
            return
        opens = (before.isspace() or before in _BEFORE) and not after.isspace()
        if mark in "’'":
            self._apostrophe(mark, at, opens=opens and mark == "'")
        elif mark == '"':
            self._straight(at, opens=opens, closes=not before.isspace())
        elif (opened := self._closed_by(mark)) is not None:
            self._close(opened, at)
        elif mark in _CLOSES:
            return
        elif mark in "”»›":
            if opens:
                self._begin(mark, at)
        elif mark in "“„«‹" or mark == OPEN or mark in EAST_ASIAN or not self._elided(at):
            self._begin(mark, at)

    def _finish(self) -> None:
        """Settle what is still open: single marks at their first end, others never."""
        for opened in self._open:
            if opened.mark in "‘‚'":
                self._weakly(opened)
        outer = _outermost(self.pairs)
        starts = [pair.start for pair in outer]
        for opened in self._open:
            before = bisect_left(starts, opened.start) - 1
            held = before >= 0 and opened.start < outer[before].end
            if opened.mark not in _SINGLE and not held:
                self.unclosed.append(opened.start)

    def _straight(self, at: int, *, opens: bool, closes: bool) -> None:
        after = self._text[at + 1 : at + 2]
        opened = self._closed_by('"')
        if opened is not None and closes and not (opens and after.isalnum()):
            self._close(opened, at)
        elif opens:
            self._begin('"', at)
        elif opened is not None:
            self._close(opened, at)

    def _apostrophe(self, mark: str, at: int, *, opens: bool) -> None:
        top = self._open[-1] if self._open else None
        before = self._text[at - 1 : at]
        closes = bool(before) and not before.isspace() and before not in _BRACKETS
        if top is not None and mark in _ENDS[top.mark] and top.mark in _SINGLE and closes:
            if self._plural(at):
                top.weak.append(at + 1)
            else:
                self._close(len(self._open) - 1, at)
        elif opens and not self._elided(at):
            self._begin(mark, at)
        elif self._single and closes and mark in _ENDS[self._text[self._single.start]]:
            self._single.others.append(at + 1)

    def _plural(self, at: int) -> bool:
        """Return whether a mark may be the apostrophe of a plural that owns what follows."""
        text = self._text
        owner = text[at - 1] in "sSxz" and text[at + 1 : at + 2].isspace()
        return owner and text[at + 2 : at + 3].islower()

    def _elided(self, at: int) -> bool:
        return bool(_ELISION.match(self._text, at + 1))

    def _closed_by(self, mark: str) -> int | None:
        for number in range(len(self._open) - 1, -1, -1):
            opened = self._open[number].mark
            if mark in _ENDS[opened]:
                return number
            if opened == OPEN:
                return None
        return None

    def _begin(self, mark: str, at: int) -> None:
        if mark in _SINGLE and self._open and self._open[-1].mark in _SINGLE:
            top = self._open[-1]
            if top.weak:
                self._weakly(top)
                self._open.pop()
        self._single = None
        self._open.append(_Opened(mark, at))
        if len(self._open) > _DEEPEST:
            self.unclosed.append(self._open.pop(0).start)

    def _close(self, number: int, at: int) -> None:
        opened = self._open[number]
        del self._open[number:]
        pair = Pair(opened.start, at + 1, opened.weak)
        self.pairs.append(pair)
        self._single = pair if opened.mark in _SINGLE else None

    def _weakly(self, opened: _Opened) -> None:
        """End a single mark where a plural may stand, unless it would hold citations."""
        if opened.weak:
            end = opened.weak[0]
            if opened.mark == "‘" or not _CITED.search(self._text, opened.start, end):
                self.pairs.append(Pair(opened.start, end, opened.weak[1:]))


def _joined(after: str) -> bool:
    """Return whether a letter is of a script that writes particles onto a closing mark."""
    return "\u1100" <= after <= "\u11ff" or "\u3040" <= after <= "\ud7af"


def _outermost(pairs: list[Pair]) -> list[Pair]:
    outer: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not outer or pair.start >= outer[-1].end:
            outer.append(pair)
    return outer
