"""The blocks of a Markdown file: paragraphs, block quotations, notes; code and the like left out.

Reads pandoc's Markdown where that and CommonMark differ. No parser that is at hand tells lines of
both: pandoc keeps none, CommonMark's know neither notes nor citations.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_QUOTED_WITHIN = re.compile(r"[ \t]*(?:[ ]{0,3}>[ ]?)+")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(
    r"[ \t]*(?:[-+*]|\(?(?:\d{1,9}|[a-zA-Z]|[ivxlc]{1,6}|\#|@[\w-]*)[.)])(?=\s|$)\s*"
)
_TIGHT = re.compile(r"[ \t]*(?:[-+*]|\(?(?:\d{1,3}|\#|@[\w-]*)[.)])(?=\s|$)\s*")
_EXAMPLE = re.compile(r"[ \t]*\(@([\w-]+)\)\s")
_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:[ \t]*")
_LINK = re.compile(r"[ ]{0,3}\[(?![\^@])([^\[\]@]+)\]:\s*(?:<[^>]*>|\S+)(?:\s+[\"'(].*)?\s*$")
_HEADING = re.compile(r"\#{1,6}(?=\s)")
_RULE = re.compile(
    r"[ ]{0,3}(?:=++|-++|(?:[-*_][ \t]*+){3,}+|:{3,}.*|\|?[ \t]*+:?--[-:| \t+]*+)\s*$"
)
_DEFINITION = re.compile(r"[ ]{0,2}[:~][ \t]+")
_RAW = re.compile(r"[ ]{0,3}<(pre|script|style|textarea)\b", re.IGNORECASE)
_META = re.compile(r"(nocite|abstract)\s*:")


class Part(NamedTuple):
    """A paragraph of the masked text.

    start, end: where it stands.
    group: the number of the block quotation it belongs to; 0 outside of one.
    label: of the note it belongs to.
    meta: it is a value of the metadata, where marks of quotation delimit values.
    """

    start: int
    end: int
    group: int = 0
    label: str = ""
    meta: bool = False


class Blocks:
    """The parts of a Markdown text.

    masked: the text, as long as it was, with blanks for what belongs to the blocks themselves.
    parts: in order.
    examples: labels of numbered examples, which look like keys.
    links: labels of link addresses.
    """

    def __init__(self, text: str) -> None:
        self.parts: list[Part] = []
        self.examples: set[str] = set()
        self.links: set[str] = set()
        self._lines = text.split("\n")
        self._start = -1  # of the paragraph being read
        self._end = 0
        self._group = self._groups = 0
        self._label = ""
        self._listed = False
        self._open: set[str] = set()  # what is opened, and never closed after
        self._read()
        self.masked = "\n".join(self._lines)

    def _read(self) -> None:
        number, at = self._metadata()
        blank = True
        while number < len(self._lines):
            skipped = self._skipped(number, blank=blank)
            if skipped:
                self._flush()
                for _ in range(skipped):
                    at += len(self._lines[number]) + 1
                    self._hide(number)
                    number += 1
            else:
                blank = self._line(number, at, blank=blank)
                at += len(self._lines[number]) + 1
                number += 1
        self._flush()

    def _metadata(self) -> tuple[int, int]:
        """Read the metadata at the beginning; only values that may cite are kept."""
        lines = self._lines
        if lines[0].rstrip() != "---" or len(lines) == 1 or not lines[1].strip():
            return 0, 0
        last = next((n for n, x in enumerate(lines[1:], 1) if x.rstrip() in ("---", "...")), 0)
        at, keeps = len(lines[0]) + 1, False
        for line in lines[1:last]:
            if line[:1] not in (" ", "\t", "-", ""):
                keeps = bool(_META.match(line))
            if keeps:
                self._extend(at, at + len(line))
            at += len(line) + 1
        self._flush(meta=True)
        return (last + 1, at + len(lines[last]) + 1) if last else (0, 0)

    def _skipped(self, number: int, *, blank: bool) -> int:
        """Return how many lines from here on are code; comments on them are blanked."""
        line = self._lines[number]
        quoted = self._quoted(line)
        body = line[quoted.end() :] if quoted else line
        if fence := _FENCE.match(body):
            close = rf"[ \t>]*{fence[1][0]}{{{len(fence[1])},}}\s*$"
            return self._until(number + 1, close) + 1 if self._closes(number + 1, close) else 0
        if raw := _RAW.match(body):
            close = rf"(?i).*</{raw[1]}"
            return self._until(number, close) if self._closes(number, close) else 0
        if "<!--" in line:
            self._comments(number)
        indented = body.startswith(("    ", "\t")) and body.strip()
        return int(bool(blank and indented and not (self._listed or self._label or quoted)))

    def _closes(self, number: int, close: str) -> bool:
        """Tell whether a line from here on matches; it is looked for in vain only once."""
        if close not in self._open and not self._until(number, close):
            self._open.add(close)
        return close not in self._open

    def _until(self, number: int, close: str) -> int:
        """Return the number of lines up to the one that matches, or 0."""
        matches = re.compile(close).match
        lines = self._lines
        return next((n + 1 - number for n in range(number, len(lines)) if matches(lines[n])), 0)

    def _comments(self, number: int) -> None:
        """Blank the comment that begins on a line and ends on a later one."""
        begin = self._lines[number].rfind("<!--")
        if "-->" in self._lines[number][begin:] or not self._closes(number + 1, ".*-->"):
            return
        count = self._until(number + 1, ".*-->")
        first, last = self._lines[number], self._lines[number + count]
        end = last.index("-->") + 3
        self._lines[number] = first[:begin].ljust(len(first))
        self._lines[number + count] = " " * end + last[end:]
        for between in range(number + 1, number + count):
            self._hide(between)

    def _line(self, number: int, at: int, *, blank: bool) -> bool:
        """Read one line; return whether it is blank."""
        line = self._lines[number]
        quoted = self._quoted(line)
        skip = quoted.end() if quoted else 0
        body = line[skip:]
        begins = blank or self._start < 0
        if not body.strip():
            self._flush()
            self._group = self._group if quoted else 0
            return True
        if quoted and not self._group:
            self._flush()
            self._groups += 1
            self._group = self._groups
        elif not quoted and begins:
            self._group = 0
        if blank and not quoted and not body.startswith((" ", "\t")):
            self._label = ""
            self._listed = False
        marker = self._marker(body, begins=begins)
        row = body.lstrip().startswith("|")
        if marker < 0 or row:
            self._flush()
        if marker < 0:
            self._hide(number)
            return False
        skip += marker
        self._lines[number] = " " * skip + line[skip:]
        self._extend(at + skip, at + len(line))
        if row or (marker and _HEADING.match(body)):
            self._flush()
        return False

    def _quoted(self, line: str) -> re.Match[str] | None:
        within = self._listed or self._label
        return (_QUOTED_WITHIN if within else _QUOTED).match(line)

    def _marker(self, body: str, *, begins: bool) -> int:
        """Return the length of what begins a block on this line; -1 for a line without words."""
        if _RULE.match(body) or (begins and self._linked(body)):
            return -1
        if note := _NOTE.match(body):
            self._flush()
            self._label, self._listed = note[1], False
            return note.end()
        if heading := _HEADING.match(body):
            self._flush()
            return heading.end()
        item = (_ITEM if begins else _TIGHT).match(body) if begins or self._listed else None
        if item:
            self._flush()
            if example := _EXAMPLE.match(body):
                self.examples.add(example[1])
            self._listed = True
            return item.end()
        definition = _DEFINITION.match(body)
        return definition.end() if definition else 0

    def _linked(self, body: str) -> bool:
        link = _LINK.match(body)
        if link:
            self.links.add(link[1].casefold())
        return bool(link)

    def _extend(self, start: int, end: int) -> None:
        if self._start < 0:
            self._start = start
        self._end = end

    def _hide(self, number: int) -> None:
        self._lines[number] = " " * len(self._lines[number])

    def _flush(self, *, meta: bool = False) -> None:
        if self._start >= 0:
            self.parts.append(Part(self._start, self._end, self._group, self._label, meta))
            self._start = -1
