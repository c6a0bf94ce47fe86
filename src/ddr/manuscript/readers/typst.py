"""Typst: ``@key[para. 4]``, ``#cite``, ``#quote``, ``#footnote``, and the markup around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ddr.manuscript.readers.stream import Writer, pairs
from ddr.quotations.marks import CLOSE, DOUBLE, OPAQUE, OPEN, SINGLE

_TOKEN = re.compile(
    r"""
      (?P<link>https?://[^\s<>\[\](){}"“”«»]+)
    | (?P<comment>//[^\n]*|/\*)
    | (?P<unicode>\\u\{(?P<hex>[0-9a-fA-F]{1,6})\})
    | (?P<escape>\\[\s\S])
    | (?P<raw>`+)
    | (?P<math>\$)
    | (?P<expression>\#(?=[\w"({\[]))
    | (?P<cite>(?<![^\W_])@(?P<key>\w(?:[\w\-.:]*[\w\-])?))
    | (?P<label><[\w\-.:]+>)
    | (?P<blank>\n(?:[ \t]*\n)+)
    | (?P<begins>(?:^|(?<=\n))[ \t]*(?:=+|[-+/]|\d+\.)[ \t]+)
    | (?P<open>\[) | (?P<close>\])
    | (?P<plain>---?(?!-)|\.\.\.|~|-\?)
    | (?P<emphasis>(?<![^\W_])[*_]+|[*_]+(?![^\W_]))
    """,
    re.VERBOSE,
)
_PLAIN = {"---": "—", "--": "–", "...": "…", "~": "\u00a0", "-?": ""}
_ESCAPED = {'"': DOUBLE, "'": SINGLE, "\n": "\n", " ": " "}
_STATEMENT = re.compile(r"(?:let|set|show|import|include)\b")
_BRANCH = re.compile(r"(?:if|for|while|else|context|return)\b[^\[\n{]*")
_NAME = re.compile(r"[\w\-]+(?:\.[\w\-]+)*")
_APART = frozenset(
    ("figure", "table", "grid", "columns", "block", "align", "pad", "rect", "page", "place")
)
"""Functions whose content stands apart from the sentence around."""
_DEEPEST = 20
_KEY = re.compile(r"\s*(?:<([\w\-.:]+)>|label\(\s*\"([^\"]+)\"\s*\))\s*")
"""A label, as a value: the key of a citation."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_STOPS = re.compile(r'"(?:[^"\\]|\\.)*+"|[,\[({]', re.DOTALL)
_PARAMETER = re.compile(r"\s*([\w\-]+)\s*:\s*")
_BLANK = re.compile(r"\s*")
Action = Callable[[], None]


def read(writer: Writer) -> None:
    """Read a Typst text."""
    reader = _Reader(writer)
    reader.scan(0, len(writer.text))
    reader.finish()


class _Reader:
    """One pass over the text; what a closing bracket ends is kept on a stack."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        text = self._text = writer.text
        skip = r'https?://[^\s()\[\]"]*|//[^\n]*'
        self._pairs = pairs(text, "[]", skip=skip) | pairs(text, "()", skip=skip)
        self._pairs |= pairs(text, "{}", skip=skip)
        self._labels = set(re.findall(r"(?<![(:,])(?<![(:,]\s)<([\w\-.:]+)>", text))
        self._actions: list[Action | None] = []
        self._at = 0
        self._depth = 0
        self._lost: set[str] = set()

    def scan(self, start: int, end: int) -> None:
        """Read a part of the text."""
        before, self._at = self._at, start
        while match := _TOKEN.search(self._text, self._at, end):
            self._writer.copy(self._at, match.start())
            self._at = match.end()
            getattr(self, f"_on_{match.lastgroup}")(match)
        self._writer.copy(self._at, end)
        self._at = before if self._depth else end

    def finish(self) -> None:
        """End what the text leaves open."""
        while self._actions:
            if action := self._actions.pop():
                action()

    def _on_link(self, match: re.Match[str]) -> None:
        self._writer.put(OPAQUE, match.start())

    def _on_comment(self, match: re.Match[str]) -> None:
        if match[0] == "/*" and not self._skip_to("*/", match):
            self._writer.copy(match.start(), match.end())

    def _on_unicode(self, match: re.Match[str]) -> None:
        self._writer.put(_character(match["hex"]), match.start())

    def _on_escape(self, match: re.Match[str]) -> None:
        mark = match[0][1]
        self._writer.put(_ESCAPED.get(mark, mark), match.start())

    def _on_raw(self, match: re.Match[str]) -> None:
        if match[0] == "``":
            return
        if self._skip_to(match[0], match) and len(match[0]) > 1:
            self._writer.paragraph()

    def _on_math(self, match: re.Match[str]) -> None:
        if not self._skip_to("$", match):
            self._writer.copy(match.start(), match.end())

    def _on_label(self, _: re.Match[str]) -> None:
        """Leave out a label: it names a place of the manuscript."""

    def _on_emphasis(self, _: re.Match[str]) -> None:
        """Leave out marks of emphasis."""

    def _on_plain(self, match: re.Match[str]) -> None:
        self._writer.put(_PLAIN[match[0]], match.start())

    def _on_blank(self, _: re.Match[str]) -> None:
        self._writer.paragraph()

    def _on_begins(self, _: re.Match[str]) -> None:
        self._writer.paragraph()

    def _on_open(self, match: re.Match[str]) -> None:
        self._actions.append(lambda: self._writer.put("]", self._at - 1))
        self._writer.copy(match.start(), match.end())

    def _on_close(self, match: re.Match[str]) -> None:
        if not self._actions:
            self._writer.copy(match.start(), match.end())
        elif action := self._actions.pop():
            action()

    def _on_cite(self, match: re.Match[str]) -> None:
        key, place = match["key"], ""
        if span := self._content():
            place = _unfold(self._text[slice(*span)])
        if key not in self._labels:
            self._writer.cite(key, place, match.start())
        else:
            self._writer.put(OPAQUE, match.start())

    def _on_expression(self, match: re.Match[str]) -> None:
        text, start = self._text, match.start()
        if _STATEMENT.match(text, self._at):
            self._statement()
        elif branch := _BRANCH.match(text, self._at):
            self._at = branch.end()
            self._push(None)
        elif string := _STRING.match(text, self._at):
            self._at = string.end()
            self._writer.put(string[0][1:-1].replace('\\"', '"'), start)
        elif text[self._at] in "({" and self._at in self._pairs:
            self._at = self._pairs[self._at] + 1
        elif name := _NAME.match(text, self._at):
            self._at = name.end()
            self._call(name[0], start)
        else:
            self._push(None)

    def _statement(self) -> None:
        """Pass over ``#let``, ``#set``, ``#show`` to the end of their line."""
        stops = re.compile(r"[\n;\[({]")
        while match := stops.search(self._text, self._at):
            self._at = match.end()
            if match[0] in "[({":
                self._at = self._pairs.get(match.start(), match.start()) + 1
            else:
                self._at -= match[0] == "\n"
                return
        self._at = len(self._text)

    def _call(self, name: str, start: int) -> None:
        """Read a call: its arguments in parentheses, then the content that follows."""
        arguments: list[_Argument] = []
        if self._text[self._at : self._at + 1] == "(" and self._at in self._pairs:
            close = self._pairs[self._at]
            arguments = _arguments(self._text, self._pairs, self._at + 1, close)
            self._at = close + 1
        if name in ("cite", "ref"):
            self._cite(name, arguments, start)
        elif name == "bibliography":
            if any(
                one.name == "full" and self._text.startswith("true", one.start) for one in arguments
            ):
                self._writer.use("*", start)
        elif name == "quote":
            self._quote(arguments, start)
        elif name == "footnote":
            self._note(arguments, start)
        else:
            contents = [one for one in arguments if self._text[one.start : one.start + 1] == "["]
            if name in _APART:
                self._writer.paragraph()
            for one in contents:
                self._aside(one)
                if name in _APART:
                    self._writer.paragraph()
            self._push(self._writer.paragraph if name in _APART else None)

    def _cite(self, called: str, arguments: list[_Argument], start: int) -> None:
        values = {one.name: self._text[one.start : one.end].strip() for one in arguments}
        key = _KEY.fullmatch(values.get("", ""))
        if key is None:
            return
        place = values.get("supplement", "").strip('[]" ')
        textual = values.get("form", "").strip('"') in ("prose", "author", "year")
        name = key[1] or key[2]
        place = "" if place == "none" else _unfold(place)
        if called == "cite" or name not in self._labels:
            self._writer.cite(name, place, start, textual=textual)

    def _quote(self, arguments: list[_Argument], start: int) -> None:
        values = {one.name: one for one in arguments}
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

    def _attribute(self, source: _Argument) -> None:
        key = _KEY.fullmatch(self._text, source.start, source.end)
        if key:
            self._writer.cite(key[1] or key[2], "", source.start)
        else:
            self._aside(source)

    def _note(self, arguments: list[_Argument], start: int) -> None:
        if self._text[self._at : self._at + 1] == "[" and self._at in self._pairs:
            self._writer.note(start)
            self._push(self._writer.end_note)
        elif arguments and self._text[arguments[0].start] == "[":
            self._writer.note(start)
            self._aside(arguments[0])
            self._writer.end_note()

    def _aside(self, argument: _Argument) -> None:
        """Read an argument: content in brackets, or a string."""
        text, start = self._text, argument.start
        close = self._pairs.get(start)
        if close is not None and text[start] == "[" and self._depth < _DEEPEST:
            back = self._at
            self._depth += 1
            self.scan(start + 1, close)
            self._depth -= 1
            self._at = back
        elif string := _STRING.match(text, start):
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

    def _skip_to(self, mark: str, match: re.Match[str]) -> bool:
        found = -1 if mark in self._lost else self._text.find(mark, match.end())
        while found > 0 and mark == "$" and self._text[found - 1] == "\\":
            found = self._text.find(mark, found + 1)
        if found < 0:
            self._lost.add(mark)
            return False
        self._writer.put(OPAQUE, match.start())
        self._at = found + len(mark)
        return True


class _Argument(NamedTuple):
    """An argument of a call: its name, or "", and where it stands."""

    name: str
    start: int
    end: int


def _arguments(text: str, pairs: Mapping[int, int], start: int, end: int) -> list[_Argument]:
    """Return the arguments between two parentheses.

    pairs: which bracket closes which.
    """
    found: list[_Argument] = []
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
        found.append(_Argument(named[1] if named else "", blank.end() if blank else begin, stop))
    return found


def _character(hexadecimal: str) -> str:
    r"""Return the character of ``\u{…}``, or ``""`` where Unicode has none."""
    try:
        made = chr(int(hexadecimal, 16))
        made.encode()
    except (ValueError, OverflowError):
        return ""
    return made


def _unfold(text: str) -> str:
    """Return a locator without its marks."""
    plain = text.replace("~", " ").replace("---", "—").replace("--", "–")
    return re.sub(r"\\(.)|[*_]", r"\1", plain)
