"""The quotations of LaTeX: the commands and environments of csquotes and of smaller packages."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable

from ddr.manuscript.readers.latex_cursor import LatexCursor, Span
from ddr.manuscript.readers.stream import Writer
from ddr.quotations.marks import CLOSE, MARKS, OPEN

_DEEPEST = 20
_STOP = re.compile(r"<[^<>\n]{0,3}>")
"""The punctuation that csquotes is told to put after a quotation."""
_LANGUAGE = ("foreign", "hyphen", "hybrid")
_MADE = re.compile(
    r"\\Make(?:Outer|Inner|Auto|Block|(?P<in>Foreign|Hyphen|Hybrid)(?:Block)?)"
    r"Quote\*?\s*(?(in)\{[^{}]*\}\s*)\{\\?(\S)\}(?:\s*\{\\?(\S)\})?(?:\s*\{\\?(\S)\})?"
)
"""A command of csquotes that makes marks of two characters, or of one, or of three of a block."""
Action = Callable[[], None]


def made_marks(text: str) -> dict[str, str]:
    """Return what the characters stand for that a preamble makes marks of.

    One that both opens and closes is "". Of `<words|citation>` the mark in the middle ends the
    words. Those that are quotation marks by themselves are left out.
    """
    made: dict[str, str] = {}
    for *_, first, second, third in _MADE.findall(re.sub(r"(?<!\\)%.*", "", text)):
        if third:
            made |= {first: OPEN, second: f"{CLOSE} (", third: ")"}
        elif second and second != first:
            made |= {first: OPEN, second: CLOSE}
        else:
            made[first] = ""
    return {mark: stands for mark, stands in made.items() if not MARKS.match(mark)}


class LatexQuotes(LatexCursor):
    """Reads quotations; the words in them are read by the pass over the whole text."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer.text)
        self._writer = writer
        self._depth = 0
        self._pending: list[list[Span]] = []  # citations that end a block quotation

    @abstractmethod
    def scan(self, start: int, end: int) -> None:
        """Read a part of the text."""

    @abstractmethod
    def _push(self, action: Action) -> None:
        """Do something at the brace that closes the one here; pass over that."""

    @abstractmethod
    def _do_cite(self, name: str, start: int) -> None:
        """Read a citation."""

    def _begin_quote(self, name: str) -> None:
        self._writer.quote()
        self._pending.append(self._cited(name) if "display" in name else [])

    def _end_quote(self) -> None:
        for cite in self._pending.pop() if self._pending else ():
            self._within_scan(cite)
        self._writer.unquote()

    def _do_quote(self, name: str, start: int) -> None:
        """Read a quotation in an argument; its citation follows the words."""
        cites = self._cited(name)
        block = "block" in name
        if not self._within("{}"):
            return
        if block:
            self._writer.quote()
        else:
            self._writer.put(OPEN, start)

        def end() -> None:
            if not block:
                self._writer.put(CLOSE, self._at - 1)
            if stop := _STOP.match(self._text, self._at):
                if not block:
                    self._writer.copy(stop.start() + 1, stop.end() - 1)
                self._at = stop.end()
            for cite in cites:
                self._within_scan(cite)
            if block:
                self._writer.unquote()

        self._push(end)

    def _cited(self, name: str) -> list[Span]:
        """Pass over what comes before the words; return the citations in it."""
        if name.startswith(_LANGUAGE):
            self._required()
        if name.endswith("cquote"):
            cites = [self._keyed()]
        elif re.search("text|block|display", name):
            cites = list(filter(None, [self._optional()]))
        else:
            return []
        self._optional()
        return cites

    def _do_epigraph(self, name: str, _: int) -> None:
        r"""Read ``\epigraph{words}{source}`` or ``\dictum[source]{words}``: a block quotation."""
        source = self._optional() if name == "dictum" else None
        at = self._swallowed()
        if at not in self._braces:
            return
        self._at = at
        self._writer.quote()

        def end() -> None:
            said = source or self._required()
            if said:
                self._writer.put("\n\n— ", said[0])
                self._within_scan(said)
            self._writer.unquote()

        self._push(end)

    def _do_insert(self, name: str, start: int) -> None:
        r"""Read ``\textins{words}`` and ``\textelp{words}``: square brackets of the author.

        The words of ``\textdel`` stand in the source, so they are kept.
        """
        starred = self._text[start + 1 + len(name)] == "*"
        if not self._within("{}"):
            return
        empty = self._braces[self._at] == self._at + 1
        before, after = ("[", "]") if name == "textins" else ("", "")
        if name == "textelp" and not empty:
            before, after = ("[", "] […]") if starred else ("[…] [", "]")
        elif empty:
            before = "[…]" if name == "textelp" else "[]"
            after = ""
        self._writer.put(before, start)
        self._push(lambda: self._writer.put(after, self._at - 1))

    def _keyed(self) -> Span:
        """Pass over ``[pre][post]{key}`` and return where it stands."""
        start = self._at
        self._optional()
        self._optional()
        self._required()
        return ~start, self._at

    def _within_scan(self, span: Span) -> None:
        """Read a part of the text that stood elsewhere: ``~start`` is that of a bare citation."""
        if self._depth >= _DEEPEST:
            return
        back = self._at
        self._depth += 1
        if span[0] < 0:
            self._at = ~span[0]
            self._do_cite("cite", self._at)
        else:
            self.scan(*span)
        self._depth -= 1
        self._at = back
