"""Typst: ``@key[para. 4]``, ``#cite``, ``#quote``, ``#footnote``, and the markup around them."""

from __future__ import annotations

import re

from ddr.manuscript.readers.embedded import pairs
from ddr.manuscript.readers.stream import DASHES, Writer
from ddr.manuscript.readers.typst_calls import (
    DEEPEST,
    STRING,
    TypstArgument,
    TypstCalls,
    labels,
    unfold,
)
from ddr.quotations.marks import DOUBLE, OPAQUE, SINGLE

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
_PLAIN = {**DASHES, "~": "\u00a0", "-?": ""}
_ESCAPED = {'"': DOUBLE, "'": SINGLE, "\n": "\n", " ": " "}
_STATEMENT = re.compile(r"(?:let|set|show|import|include)\b")
_DEFINITION = re.compile(r"^[ \t]*#(let|import)\b", re.MULTILINE)
_STOP = re.compile(r'"(?:[^"\\]|\\.)*+"|[\n;\[({]', re.DOTALL)
_BRANCH = re.compile(r"(?:if|for|while|context|return)\b[^\[\n{]*")
_ELSE = re.compile(r"\s*else\b[^\[\n{]*")
_CODE = re.compile(
    r"""
      //[^\n]* | /\*.*?\*/ | `+[^`]*`+ | \$[^$\n]*\$
    | (?P<include>\binclude\s+(?=")) | "(?:[^"\\]|\\.)*+"
    | (?P<name>(?<![\w.\-])[\w\-]+(?:\.[\w\-]+)*(?=[(\[])) | (?P<content>\[)
    """,
    re.VERBOSE | re.DOTALL,
)
"""What counts in code."""
_WORDS = frozenset(
    ("if", "for", "while", "in", "return", "let", "set", "show", "and", "or", "not", "else")
)
_NAME = re.compile(r"[\w\-]+(?:\.[\w\-]+)*")


def read(writer: Writer) -> None:
    """Read a Typst text."""
    reader = _Reader(writer)
    if writer.defines:
        reader.definitions()
    else:
        reader.scan(0, len(writer.text))
    reader.finish()


class _Reader(TypstCalls):
    """One pass over the text; what a closing bracket ends is kept on a stack."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer)
        text = self._text
        skip = r'https?://[^\s()\[\]"]*|//[^\n]*'
        self._pairs = pairs(text, "[]", skip=skip) | pairs(text, "()", skip=skip)
        self._pairs |= pairs(text, "{}", skip=skip)
        writer.stream.labels.update(labels(text))
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

    def definitions(self) -> None:
        """Read what a text defines: its content is not printed where it is imported."""
        for match in _DEFINITION.finditer(self._text):
            if match.start() >= self._at:
                self._at = match.end()
                self._statement(match[1])

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
            place = unfold(self._text[slice(*span)])
        self._writer.cite(key, place, match.start())

    def _on_expression(self, match: re.Match[str]) -> None:
        text, start = self._text, match.start()
        if statement := _STATEMENT.match(text, self._at):
            self._statement(statement[0])
        elif _BRANCH.match(text, self._at):
            self._branch(_BRANCH)
        elif string := STRING.match(text, self._at):
            self._at = string.end()
            self._writer.put(string[0][1:-1].replace('\\"', '"'), start)
        elif text[self._at] in "({" and self._at in self._pairs:
            self._at = self._code(self._at, self._pairs[self._at]) + 1
        elif name := _NAME.match(text, self._at):
            self._at = name.end()
            self._call(name[0], start)
        else:
            self._push(None)

    def _branch(self, pattern: re.Pattern[str]) -> None:
        """Read a block of ``#if`` and the like, and those that follow it."""
        while match := pattern.match(self._text, self._at):
            self._at, pattern = match.end(), _ELSE
            if self._text[self._at : self._at + 1] == "{" and self._at in self._pairs:
                self._at = self._code(self._at, self._pairs[self._at]) + 1
            else:
                self._push(lambda: self._branch(_ELSE))
                return

    def _statement(self, word: str) -> None:
        """Read ``#let`` and the like to the end of the line."""
        start = self._at
        while match := _STOP.search(self._text, self._at):
            self._at = match.end()
            if match[0] in "[({":
                self._at = self._pairs.get(match.start(), match.start()) + 1
            else:
                self._at -= match[0] == "\n"
                break
        else:
            self._at = len(self._text)
        end = self._at
        if word in ("include", "import"):
            self._include(word, start)
        elif word == "let" or (word == "show" and ".with(" in self._text[start:end]):
            self._code(start, end)
        self._at = end

    def _include(self, word: str, start: int) -> None:
        name = STRING.search(self._text, start, self._at)
        if name and name[0].lower().endswith(('.typ"', '.typst"')) and name[0][1] != "@":
            self._writer.paragraph()
            self._writer.include(name[0][1:-1], start, defines=word == "import")
            self._writer.paragraph()

    def _code(self, start: int, end: int) -> int:
        """Read the content in code: what stands in square brackets, and calls; return `end`."""
        if self._depth >= DEEPEST:
            return end
        self._depth += 1
        at = start
        while match := _CODE.search(self._text, at, end):
            at = match.end()
            if match["include"]:
                self._at = end
                self._include("include", match.start())
            elif match["name"] and match["name"] not in _WORDS:
                at = self._called(match["name"], match.start(), at)
            elif match["content"]:
                close = self._pairs.get(match.start(), match.start())
                self._writer.paragraph()
                self._aside(TypstArgument("", match.start(), close))
                self._writer.paragraph()
                at = close + 1
        self._depth -= 1
        return end

    def _called(self, name: str, start: int, at: int) -> int:
        """Read a call in code; return where it ends."""
        end = at
        while self._text[end : end + 1] in ("(", "[") and end in self._pairs:
            end = self._pairs[end] + 1
        self._writer.paragraph()
        self._at = at
        self._call(name, start)
        if self._at < end:
            self.scan(self._at, end)
        self._writer.paragraph()
        return end

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


def _character(hexadecimal: str) -> str:
    r"""Return the character of ``\u{…}``, or ``""`` where Unicode has none."""
    try:
        made = chr(int(hexadecimal, 16))
        made.encode()
    except (ValueError, OverflowError):
        return ""
    return made
