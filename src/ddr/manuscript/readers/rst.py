"""reStructuredText: roles of sphinxcontrib-bibtex, footnotes, directives, and the markup around."""

from __future__ import annotations

import re
from typing import NamedTuple

from ddr.manuscript.readers.embedded import read_role
from ddr.manuscript.readers.stream import DASHES, Writer
from ddr.quotations.marks import OPAQUE

_EXPLICIT = re.compile(r"\.\.(?:\s|$)|__\s")
_DIRECTIVE = re.compile(
    r"\.\.\s+(?:\|[^|\n]+\|\s+)?(?P<name>[\w:+.-]+)::(?:[ ]+(?P<argument>.*))?$"
)
_FOOTNOTE = re.compile(r"\.\.\s+\[(?P<label>\d+|#[\w-]*|\*)\]\s*")
_ITEM = re.compile(r"(?:[-*+•]|\(?(?:\d+|[a-zA-Z]|#|[ivxlcIVXLC]+)[.)])\s+(?=\S)")
_FIELD = re.compile(r":(?![\w:+.-]+:`)[^:`\n]+:(?:\s+|$)")
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}$|[=+][-=+ ]*[=+]$")
_CELLS = re.compile(r"\|[\s|]|>>>")
_ATTRIBUTION = re.compile(r"(?:---?(?!-)|—)\s*")
_QUOTES = frozenset(("epigraph", "pull-quote", "highlights"))
_WORDS = frozenset(
    (
        "note", "tip", "hint", "warning", "caution", "attention", "danger", "error", "important",
        "seealso", "admonition", "topic", "sidebar", "table", "compound", "rubric", "replace",
        "versionadded", "versionchanged", "deprecated", "glossary", "todo", "margin", "centered",
    )
)  # fmt: skip
"""Directives whose argument and content are words."""
_CONTENT = frozenset(("figure", "list-table", "class", "rst-class", "container", "only"))
"""Those whose content alone is words."""
_TOKEN = re.compile(
    r"""
      (?P<literal>``(?:(?!``(?!`)).)+``)
    | (?P<escape>\\(?P<escaped>.))
    | (?P<role>:(?P<name>[\w:+.-]+):`(?P<words>[^`]+)`)
    | (?P<suffixed>`(?P<body>[^`]+)`:(?P<suffix>[\w:+.-]+):)
    | (?P<link>`(?P<text>[^`<]+?)\s*(?:<[^`>]*>)?`_{0,2})
    | (?P<refer>\[(?P<label>\d+|\#[\w-]*|\*)\]_)
    | (?P<address>https?://[^\s<>\[\](){}"“”«»]+)
    | (?P<emphasis>\*{1,2}(?=\S)|(?<=\S)\*{1,2}|(?<=\w)_{1,2}(?!\w))
    | (?P<plain>---?(?!-)|\.\.\.)
    """,
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 40


class _Line(NamedTuple):
    """A line: where its words begin, how far they are indented, and the words."""

    at: int
    indent: int
    words: str

    def after(self, size: int, indent: int) -> _Line:
        """Return the line without its first characters, as if it were indented."""
        return _Line(self.at + size, indent, self.words[size:])


def read(writer: Writer) -> None:
    """Read a text in reStructuredText."""
    reader = _Reader(writer)
    reader.body(0, len(reader.lines), 0)


class _Reader:
    """Reads lines, the blocks of which are told by how far they are indented."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._referred = self._defined = self._depth = 0
        self.lines: list[_Line] = []
        at = 0
        for line in writer.text.split("\n"):
            indent = len(line) - len(line.lstrip())
            self.lines.append(_Line(at + indent, indent, line.strip()))
            at += len(line) + 1

    def body(self, first: int, last: int, base: int, *, quoted: bool = False) -> None:
        """Read lines that are indented by `base` or more."""
        self._depth += 1
        number = first
        while number < last:
            line = self.lines[number]
            if not line.words:
                number += 1
            elif line.indent > base and self._depth < _DEEPEST:
                number = self._quotation(number, last, base)
            elif self._depth < _DEEPEST and _EXPLICIT.match(line.words):
                number = self._explicit(number, self._end(number, last, line.indent))
            elif _RULE.match(line.words):
                number += 1
            elif self._depth < _DEEPEST and (
                marker := _ITEM.match(line.words) or _FIELD.match(line.words)
            ):
                end = self._end(number, last, base)
                self._item(number, end, base, marker.end())
                number = end
            else:
                number = self._paragraph(number, last, quoted=quoted)
        self._depth -= 1

    def _end(self, number: int, last: int, base: int) -> int:
        """Return the line after those that are indented by more than a line before them."""
        end = number + 1
        while end < last and (not self.lines[end].words or self.lines[end].indent > base):
            end += 1
        return end

    def _inner(self, first: int, last: int, least: int) -> int:
        """Return how far lines are indented, at least by so much."""
        found = [line.indent for line in self.lines[first:last] if line.words]
        return min(found, default=least)

    def _quotation(self, number: int, last: int, base: int) -> int:
        end = self._end(number, last, base)
        self._writer.quote()
        self.body(number, end, self._inner(number, end, base), quoted=True)
        self._writer.unquote()
        return end

    def _item(self, number: int, end: int, base: int, size: int) -> None:
        """Read an item of a list, or a field."""
        inner = self._inner(number + 1, end, base + size)
        self.lines[number] = self.lines[number].after(size, inner)
        self.body(number, end, inner)

    def _paragraph(self, number: int, last: int, *, quoted: bool) -> int:
        """Read a paragraph, and what belongs to it: a definition, or a literal block."""
        first, end = self.lines[number], self._words(number, last)
        if first.words.startswith(">>>"):
            return end
        line = self.lines[end - 1]
        self._inline(first.at, line.at + len(line.words))
        after = next((n for n in range(end, last) if self.lines[n].words), last)
        if quoted and after < last and (said := _ATTRIBUTION.match(self.lines[after].words)):
            end = self._words(after, last)
            first, line = self.lines[after].after(said.end(), first.indent), self.lines[end - 1]
            self._writer.put("\n\n— ", self.lines[after].at)
            self._inline(first.at, line.at + len(line.words))
        self._writer.paragraph()
        if line.words.endswith("::"):
            return self._end(end - 1, last, first.indent)
        if end < last and self.lines[end].words and self.lines[end].indent > first.indent:
            after = self._end(end - 1, last, first.indent)
            if self._depth < _DEEPEST:
                self.body(end, after, self._inner(end, after, first.indent))
                return after
        return end

    def _words(self, number: int, last: int) -> int:
        """Return the line after a paragraph."""
        first, end = self.lines[number], number
        while end < last and self.lines[end].words and self.lines[end].indent == first.indent:
            if end > number and (_RULE.match(self.lines[end].words) or _CELLS.match(first.words)):
                break
            end += 1
        return end

    def _explicit(self, number: int, end: int) -> int:
        """Read a footnote or a directive; comments and others are left out."""
        line = self.lines[number]
        inner = self._inner(number + 1, end, line.indent + 3)
        if footnote := _FOOTNOTE.match(line.words):
            self._defined += footnote["label"] in ("#", "*")
            self._writer.define(self._label(footnote["label"], self._defined))
            self.lines[number] = line.after(footnote.end(), inner)
            self.body(number, end, inner)
            self._writer.end_note()
        elif directive := _DIRECTIVE.match(line.words):
            argument = line.after(directive.start("argument"), inner)
            self._directive(directive["name"], directive["argument"] and argument, number, end)
        return end

    def _directive(self, name: str, argument: _Line | str | None, number: int, end: int) -> None:
        content = number + 1
        while content < end and _FIELD.match(self.lines[content].words):
            content += 1
        options = [line.words for line in self.lines[number + 1 : content]]
        inner = self._inner(content, end, 0)
        given = argument if isinstance(argument, _Line) else None
        if name == "include" and given:
            if not any(re.match(":(?:literal|code|parser):", option) for option in options):
                self._writer.include(given.words, given.at)
                self._writer.paragraph()
        elif name in _QUOTES:
            self._writer.quote()
            self.body(content, end, inner, quoted=True)
            self._writer.unquote()
        elif name in _WORDS or name in _CONTENT:
            if given and name in _WORDS:
                self._inline(given.at, given.at + len(given.words))
                self._writer.paragraph()
            self.body(content, end, inner)

    def _label(self, label: str, number: int) -> str:
        """Return the label of a note; those without one are counted."""
        return f"{label}{number}" if label in ("#", "*") else label

    def _inline(self, start: int, end: int) -> None:
        """Read the words of a paragraph."""
        writer, text = self._writer, self._writer.text
        for match in _TOKEN.finditer(text, start, end):
            writer.copy(start, match.start())
            start, kind = match.end(), match.lastgroup
            if kind == "role":
                read_role(writer, match["name"], match.start(), match.span("words"))
            elif kind == "suffixed":
                read_role(writer, match["suffix"], match.start(), match.span("body"))
            elif kind == "refer":
                self._referred += match["label"] in ("#", "*")
                writer.refer(self._label(match["label"], self._referred), match.start())
            elif kind == "link":
                writer.copy(*match.span("text"))
            elif kind == "escape":
                writer.put("" if match["escaped"].isspace() else match["escaped"], match.start())
            elif kind == "plain":
                writer.put(DASHES[match[0]], match.start())
            elif kind != "emphasis":
                writer.put(OPAQUE, match.start())
        writer.copy(start, end)
