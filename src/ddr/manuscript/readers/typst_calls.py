"""The calls and labels of Typst."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ddr.manuscript.readers.stream import Writer
from ddr.quotations.marks import CLOSE, DOUBLE, OPEN

STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_STOPS = re.compile(r'"(?:[^"\\]|\\.)*+"|[,\[({]', re.DOTALL)
_PARAMETER = re.compile(r"\s*([\w\-]+)\s*:\s*")
_BLANK = re.compile(r"\s*")
DEEPEST = 20
_APART = frozenset(
    ("figure", "table", "grid", "columns", "block", "align", "pad", "rect", "page", "place")
)
"""Functions whose content stands apart from the sentence around."""
_KEY = re.compile(r"\s*(?:<([\w\-.:]+)>|label\(\s*\"([^\"]+)\"\s*\))\s*")
"""A label, as a value: the key of a citation."""
Action = Callable[[], None]

_LABELS = (
    r"(?<![(:,])(?<![(:,]\s)<([\w\-.:]+)>",
    r"\b(?:label|lbl|tag|id|ref)\s*:\s*<([\w\-.:]+)>",
    r"[)\]]\s*,\s*<([\w\-.:]+)>",
    r"#label\(\s*\"([^\"]+)\"",
)
"""What names a place: after it, or as an argument of the function that makes it."""
_TERMS = (
    r"\bkey\s*:\s*\"([^\"]+)\"",
    r"[(,]\s*\"?([\w\-.]+)\"?\s*:\s*\(\s*(?:short|long|name|description)\s*:",
)
"""The entries of a glossary, as glossarium and glossy take them."""


def labels(text: str) -> Iterator[str]:
    """Yield the labels that a text gives to places, and the keys of its glossaries."""
    for pattern in (*_LABELS, *_TERMS):
        yield from re.findall(pattern, text)


class TypstArgument(NamedTuple):
    """An argument of a call: its name, or "", and where it stands."""

    name: str
    start: int
    end: int


def arguments(text: str, pairs: Mapping[int, int], start: int, end: int) -> list[TypstArgument]:
    """Return the arguments between two parentheses.

    pairs: which bracket closes which.
    """
    found: list[TypstArgument] = []
    at = start
    while at < end:
        begin = at
        while match := _STOPS.search(text, at, end):
            at = match.end()
            if match[0] in "[({":
                at = min(pairs.get(match.start(), end), end)
            if match[0] == ",":
                break
        stop = match.start() if match else end
        at = stop + 1
        if named := _PARAMETER.match(text, begin, stop):
            begin = named.end()
        blank = _BLANK.match(text, begin, stop)
        found.append(
            TypstArgument(named[1] if named else "", blank.end() if blank else begin, stop)
        )
    return found


class TypstCalls:
    """Reads calls; the words in them are read by the pass over the whole text."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._text = writer.text
        self._pairs: dict[int, int] = {}
        self._actions: list[Action | None] = []
        self._at = 0
        self._depth = 0

    @abstractmethod
    def scan(self, start: int, end: int) -> None:
        """Read a part of the text."""

    @abstractmethod
    def _code(self, start: int, end: int) -> int:
        """Read the content in code."""

    def _call(self, name: str, start: int) -> None:
        """Read a call: its arguments in parentheses, then the content that follows."""
        given: list[TypstArgument] = []
        if self._text[self._at : self._at + 1] == "(" and self._at in self._pairs:
            close = self._pairs[self._at]
            given = arguments(self._text, self._pairs, self._at + 1, close)
            self._at = close + 1
        if name in ("cite", "ref"):
            self._cite(given, start)
        elif name == "bibliography":
            if any(
                one.name == "full" and self._text.startswith("true", one.start) for one in given
            ):
                self._writer.use("*", start)
        elif name == "quote":
            self._quote(given, start)
        elif name == "footnote":
            self._note(given, start)
        else:
            self._contents(name, given)

    def _contents(self, name: str, given: list[TypstArgument]) -> None:
        """Read the content among arguments, and the content that follows them."""
        apart = name in _APART
        if apart:
            self._writer.paragraph()
        for one in given:
            if self._text[one.start : one.start + 1] == "[":
                self._aside(one)
            else:
                back = self._at
                self._code(one.start, one.end)
                self._at = back
            if apart:
                self._writer.paragraph()
        self._push(self._writer.paragraph if apart else None)

    def _cite(self, given: list[TypstArgument], start: int) -> None:
        values = {one.name: self._text[one.start : one.end].strip() for one in given}
        key = _KEY.fullmatch(values.get("", ""))
        if key is None:
            return
        place = values.get("supplement", "").strip('[]" ')
        textual = values.get("form", "").strip('"') in ("prose", "author", "year")
        name = key[1] or key[2]
        place = "" if place == "none" else unfold(place)
        self._writer.cite(name, place, start, textual=textual)

    def _quote(self, given: list[TypstArgument], start: int) -> None:
        values = {one.name: one for one in given}
        flag = values.get("block")
        block = bool(flag) and "true" in self._text[flag.start : flag.end] if flag else False
        source = values.get("attribution")
        if block:
            self._writer.quote()
        else:
            self._writer.put(OPEN, start)

        def end() -> None:
            if not block:
                self._writer.put(CLOSE, self._at - 1)
            if source:
                self._writer.put("\n\n— " if block else " ", source.start)
                self._attribute(source)
            if block:
                self._writer.unquote()

        if self._text[self._at : self._at + 1] == "[" and self._at in self._pairs:
            self._push(end)
        else:
            if "" in values:
                self._aside(values[""])
            end()

    def _attribute(self, source: TypstArgument) -> None:
        key = _KEY.fullmatch(self._text, source.start, source.end)
        if key:
            self._writer.cite(key[1] or key[2], "", source.start)
        else:
            self._aside(source)

    def _note(self, given: list[TypstArgument], start: int) -> None:
        if self._text[self._at : self._at + 1] == "[" and self._at in self._pairs:
            self._writer.note(start)
            self._push(self._writer.end_note)
        elif given and self._text[given[0].start] == "[":
            self._writer.note(start)
            self._aside(given[0])
            self._writer.end_note()

    def _aside(self, argument: TypstArgument) -> None:
        """Read an argument: content in brackets, or a string."""
        text, start = self._text, argument.start
        close = self._pairs.get(start)
        if close is not None and text[start] == "[" and self._depth < DEEPEST:
            back = self._at
            self._depth += 1
            self.scan(start + 1, close)
            self._depth -= 1
            self._at = back
        elif string := STRING.match(text, start):
            self._writer.put(string[0][1:-1].replace('\\"', DOUBLE), start)

    def _content(self) -> tuple[int, int] | None:
        """Pass over content in brackets and return where it stands."""
        close = self._pairs.get(self._at)
        if close is None or self._text[self._at] != "[":
            return None
        start, self._at = self._at + 1, close + 1
        return start, close

    def _push(self, action: Action | None) -> None:
        """Do something at the bracket that closes the content here; pass over its beginning."""
        if self._text[self._at : self._at + 1] == "[" and self._at in self._pairs:
            self._actions.append(action)
            self._at += 1


def unfold(text: str) -> str:
    """Return a locator without its marks."""
    plain = text.replace("~", " ").replace("---", "—").replace("--", "–")
    return re.sub(r"\\(.)|[*_]", r"\1", plain)
