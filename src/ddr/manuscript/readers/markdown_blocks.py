"""The blocks of a Markdown text: its paragraphs, without the marks of lists and quotations.

markdown-it finds the blocks; it knows no places inside a line, so their words are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block

from ddr.manuscript.readers.embedded import children

_METADATA = re.compile(r"---[ \t]*\n(?![ \t]*\n)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_META = re.compile(r"^(?:nocite|abstract)[ \t]*:.*(?:\n(?:[ \t-].*)?)*+", re.MULTILINE)
_HIDDEN = re.compile(r"(?m)(?<!`)<!--|^[ ]{0,3}<(pre|script|style|textarea)\b")
_OPTIONS = re.compile(r"(?m)^([ \t>]*`{3,}[ \t]*)(\{[^\n]*`[^\n]*\}[ \t]*)$")
"""The first line of a chunk that R or Python runs: its options may hold backticks."""
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_EXAMPLE = re.compile(r"\(@([\w-]+)\)\s")
_RULE = re.compile(r"(?:-++|:{3,}.*|\|?[ \t]*+:?--[-:| \t+]*+|([-*_][ \t]*+){3,}+)$")
_INCLUDED = re.compile(r"\{\{<\s*include\s+(.+?)\s*>\}\}$|:{3,}\s*\{include\}\s+(\S+)")
"""A line of Quarto or MyST that includes a file."""
_PROSE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})\{(?:note|tip|hint|warning|caution|attention|danger|error"
    r"|important|seealso|admonition|topic|sidebar|margin|aside|dropdown|epigraph|highlights"
    r"|pull-quote|figure|table|list-table|card|tab-item|(?:prf:)?(?:theorem|lemma|corollary"
    r"|proposition|conjecture|definition|example|exercise|hypothesis|proof|remark|solution))\b[^\n]*",
    re.MULTILINE,
)
"""The fence around a directive of MyST, or a block of bookdown, that holds words."""
_DEEPEST = 20
_DEFINITION = re.compile(r"[:~][ \t]+")


class Part(NamedTuple):
    """A paragraph of the masked text.

    start, end: where it stands.
    group: the number of the block quotation it belongs to; 0 outside of one.
    label: of the note it belongs to.
    meta: it is a value of the metadata, where marks of quotation delimit values.
    files: that are included here, instead of words.
    """

    start: int
    end: int
    group: int = 0
    label: str = ""
    meta: bool = False
    files: tuple[str, ...] = ()


class MarkdownBlocks:
    """The parts of a Markdown text.

    masked: the text, as long as it was, with blanks for what belongs to the blocks themselves.
    parts: in order.
    examples: labels of numbered examples, which look like keys.
    links: labels of link addresses.
    """

    def __init__(self, text: str) -> None:
        self.parts: list[Part] = []
        self.examples: set[str] = set()
        source = _blanked(text)
        if metadata := _METADATA.match(source):
            for value in _META.finditer(source, 0, metadata.end()):
                self.parts.append(Part(*value.span(), meta=True))
            source = re.sub(r"[^\n]", " ", metadata[0]) + source[metadata.end() :]
        self._lines = source.split("\n")
        self._kept = [" " * len(line) for line in self._lines]
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        environment = self._read(source)
        self.links = {label.casefold() for label in environment.get("references", ())}
        kept = "\n".join(self._kept)
        for part in self.parts:
            if part.meta:
                kept = kept[: part.start] + text[part.start : part.end] + kept[part.end :]
        self.masked = kept

    def _read(self, source: str) -> dict[str, dict[str, object]]:
        environment: dict[str, dict[str, object]] = {}
        parser = _parser()
        depth = group = 0
        labels: list[str] = [""]
        tokens = parser.block.parse(source, parser, environment, [])
        for token in tokens or ():
            if token.type == "blockquote_open":
                depth += 1
                group += depth == 1
            elif token.type == "blockquote_close":
                depth -= 1
            elif token.type == "note_open":
                labels.append(str(token.meta["label"]))
            elif token.type == "note_close":
                labels.pop()
            elif token.type == "fence" and token.map:
                files = _included(token.info.strip(), token.content)
                self._include(token.map[0], group if depth else 0, labels[-1], files)
            elif token.type == "inline" and token.map:
                rows = enumerate(token.content.split("\n"), token.map[0])
                self._paragraph(rows, group if depth else 0, labels[-1])
        return environment

    def _include(self, number: int, group: int, label: str, files: tuple[str, ...]) -> None:
        """Include files at a line."""
        if files:
            start = self._starts[number]
            self.parts.append(Part(start, start, group, label, files=files))

    def _paragraph(self, rows: Iterable[tuple[int, str]], group: int, label: str) -> None:
        """Keep the words of a paragraph, each line of it at its place."""
        start = end = -1
        for number, row in rows:
            words = row.strip()
            included = _INCLUDED.match(words)
            separate = words.startswith("|") or _RULE.match(words) or included
            if separate and start >= 0:
                self.parts.append(Part(start, end, group, label))
                start = -1
            if included:
                self._include(number, group, label, (included[1] or included[2],))
            if not words or _RULE.match(words) or included:
                continue
            line = self._lines[number]
            at = line.rfind(words)
            if example := _EXAMPLE.match(words):
                self.examples.add(example[1])
            if marker := _DEFINITION.match(words):
                at += marker.end()
            self._kept[number] = (" " * at + line[at:]).ljust(len(line))
            start = self._starts[number] + at if start < 0 else start
            end = self._starts[number] + len(line)
            if words.startswith("|"):
                self.parts.append(Part(start, end, group, label))
                start = -1
        if start >= 0:
            self.parts.append(Part(start, end, group, label))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).disable("html_block")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list, which to pandoc interrupts no paragraph but one of a list."""
    interrupts = silent and state.parentType == "paragraph" and state.listIndent < 0
    return not interrupts and list_block(state, start, end, silent)


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a note that stands apart; what is indented after it belongs to it."""
    begin = state.bMarks[start] + state.tShift[start]
    match = _NOTE.match(state.src, begin, state.eMarks[start])
    if match is None or state.is_code_block(start):
        return False
    if silent:
        return True
    before = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType
    state.bMarks[start], state.tShift[start] = match.end(), 0
    state.push("note_open", "", 1).meta["label"] = match[1]
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.parentType = "reference"
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= 4
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = before
    state.push("note_close", "", -1)
    return True


def _blanked(text: str) -> str:
    """Blank what comments and HTML for code hold, and the backticks of options of a chunk."""
    at, lost = 0, set[str]()
    pieces = []
    while match := _HIDDEN.search(text, at):
        mark = f"</{match[1]}>" if match[1] else "-->"
        end = -1 if mark in lost else text.find(mark, match.end())
        pieces.append(text[at : match.end()])
        at = match.end()
        if end < 0:
            lost.add(mark)
        else:
            pieces.append(" " * (end - at))
            at = end
    source = "".join([*pieces, text[at:]])
    return _unfenced(_OPTIONS.sub(lambda match: match[1] + match[2].replace("`", " "), source))


def _unfenced(text: str, depth: int = 0) -> str:
    """Blank the fences around what is no code."""
    at, pieces = 0, []
    while match := _PROSE.search(text, at):
        close = re.compile(rf"^[ ]{{0,3}}{match['fence']}{match['fence'][0]}*[ \t]*$", re.MULTILINE)
        end = close.search(text, match.end())
        if end is None or depth > _DEEPEST:
            break
        inside = _unfenced(text[match.end() : end.start()], depth + 1)
        pieces += [text[at : match.start()], " " * len(match[0]), inside, " " * len(end[0])]
        at = end.end()
    return "".join([*pieces, text[at:]])


def _included(info: str, code: str) -> tuple[str, ...]:
    """Return the files that a fence includes, by its first line and its content."""
    if directive := re.fullmatch(r"\{include\}\s+(\S+)", info):
        return (directive[1],)
    if not info.startswith("{") or info.startswith("{{"):
        return ()
    return tuple(children(info, code))
