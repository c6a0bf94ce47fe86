"""Markdown, as pandoc reads it: ``[see @key, para. 4]``, ``@key [para. 4]``, notes, emphasis.

markdown-it finds the blocks; it knows no places inside a line, so their words are read here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block

from ddr import locators
from ddr.manuscript.readers.stream import Writer, pairs
from ddr.quotations.marks import BEGIN, DOUBLE, END, OPAQUE, SINGLE

_METADATA = re.compile(r"---[ \t]*\n(?![ \t]*\n)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_META = re.compile(r"^(?:nocite|abstract)[ \t]*:.*(?:\n(?:[ \t-].*)?)*+", re.MULTILINE)
_HIDDEN = re.compile(r"(?m)(?<!`)<!--|^[ ]{0,3}<(pre|script|style|textarea)\b")
_OPTIONS = re.compile(r"(?m)^([ \t>]*`{3,}[ \t]*)(\{[^\n]*`[^\n]*\}[ \t]*)$")
"""The first line of a chunk that R or Python runs: its options may hold backticks."""
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_EXAMPLE = re.compile(r"\(@([\w-]+)\)\s")
_RULE = re.compile(r"(?:-++|:{3,}.*|\|?[ \t]*+:?--[-:| \t+]*+|([-*_][ \t]*+){3,}+)$")
_DEFINITION = re.compile(r"[:~][ \t]+")
_TOKEN = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~\ \n])
    | (?P<code>`+)
    | (?P<math>\$\$?(?=[^\s$])(?:[^$\\]|\\.)*+(?<=\S)\$\$?(?!\d))
    | (?P<comment><!--(?:[^-]|-(?!->))*+-->)
    | (?P<link><(?:https?://|mailto:|[\w.+-]+@)[^<>\s]*+>|\bhttps?://[^\s<>\[\](){}"“”«»]+)
    | (?P<tag></?[a-zA-Z][^<>]*+>)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|\w{2,32});)
    | (?P<inline>\^\[)
    | (?P<refer>\[\^(?P<label>[^\]\s]+)\])
    | (?P<target>\](?:\((?:[^()\\]|\\.|\([^()]*+\))*+\)(?:\{[^{}\n]*+\})?|\{[^{}\n]*+\}))
    | (?P<named>\]\[(?P<link_label>[^\[\]@^]*)\])
    | (?P<cite>(?<![^\W_])-?@(?:\{(?P<braced>[^{}\s]+)\}
        |(?P<key>\w(?:\w|[:.\#$%&\-+?<>~/](?=\w))*+|\*(?![\w*]))))
    | (?P<open>\[) | (?P<close>\])
    | (?P<dash>---?(?!-)) | (?P<dots>\.\.\.)
    | (?P<emphasis>(?<!\s)\*+|\*+(?!\s)|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARK = re.compile(r"[\\`$<&^\[\]@*_~]|-[-@]|\.\.\.|https?:")
"""What a token begins with: found much faster than the tokens themselves."""
_CLUSTER = re.compile(r"\[(?:[^\[\]\\@]|\\.|(?<=[^\W_])@)*+-?@[\w{]", re.DOTALL)
_BESIDE = re.compile(r"\([^()]{0,40}$")
_ESCAPED = {'"': DOUBLE, "'": SINGLE, " ": "\u00a0"}
_PLAIN = {"---": "—", "--": "–", "...": "…"}


def read(writer: Writer) -> None:
    """Read a Markdown text."""
    blocks = _Blocks(writer.text)
    writer.text = blocks.masked
    group, label = 0, ""
    for part in blocks.parts:
        if part.label != label:
            if group:
                writer.unquote()
            if label:
                writer.end_note()
            if part.label:
                writer.define(part.label)
            label, group = part.label, 0
        if part.group != group:
            (writer.quote if part.group else writer.unquote)()
            group = part.group
        _Inline(writer, blocks, part).read()
        writer.paragraph()
    if label:
        writer.end_note()
    writer.unquote()


class _Part(NamedTuple):
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


class _Blocks:
    """The parts of a Markdown text.

    masked: the text, as long as it was, with blanks for what belongs to the blocks themselves.
    parts: in order.
    examples: labels of numbered examples, which look like keys.
    links: labels of link addresses.
    """

    def __init__(self, text: str) -> None:
        self.parts: list[_Part] = []
        self.examples: set[str] = set()
        source = _blanked(text)
        if metadata := _METADATA.match(source):
            for value in _META.finditer(source, 0, metadata.end()):
                self.parts.append(_Part(*value.span(), meta=True))
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
            elif token.type == "inline" and token.map:
                rows = enumerate(token.content.split("\n"), token.map[0])
                self._paragraph(rows, group if depth else 0, labels[-1])
        return environment

    def _paragraph(self, rows: Iterable[tuple[int, str]], group: int, label: str) -> None:
        """Keep the words of a paragraph, each line of it at its place."""
        start = end = -1
        for number, row in rows:
            words = row.strip()
            separate = words.startswith("|") or _RULE.match(words)
            if separate and start >= 0:
                self.parts.append(_Part(start, end, group, label))
                start = -1
            if not words or _RULE.match(words):
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
                self.parts.append(_Part(start, end, group, label))
                start = -1
        if start >= 0:
            self.parts.append(_Part(start, end, group, label))


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
    return _OPTIONS.sub(lambda match: match[1] + match[2].replace("`", " "), source)


class _Inline:
    """The words of one paragraph."""

    def __init__(self, writer: Writer, blocks: _Blocks, part: _Part) -> None:
        self._writer = writer
        self._text = blocks.masked
        self._examples, self._links = blocks.examples, blocks.links
        self._part = part
        self._at = part.start
        self._notes: list[int] = []  # where the notes that are open end
        self._cluster = self._cluster_end = -1
        self._spans = (
            pairs(self._text, "[]", part.start, part.end, r"`[^`\n]*+`")
            if self._text.find("[", part.start, part.end) >= 0
            else {}
        )
        self._lone: set[str] = set()

    def read(self) -> None:
        writer, end = self._writer, self._part.end
        after = self._at
        while mark := _MARK.search(self._text, max(after, self._at), end):
            match = _TOKEN.match(self._text, mark.start(), end)
            if match is None:
                after = mark.start() + 1
                continue
            start = match.start()
            self._copy(start)
            kind = match.lastgroup or ""
            self._at = match.end()
            if plain := _PLAIN.get(match[0]):
                writer.put(plain, start)
            elif kind == "escape":
                writer.put(_ESCAPED.get(match[0][1], match[0][1]), start)
            elif kind in ("math", "link"):
                writer.put(OPAQUE, start)
            elif kind == "entity":
                writer.put(html.unescape(match[0]), start)
            elif handler := getattr(self, f"_on_{kind}", None):
                handler(match)
        self._copy(end)
        for _ in self._notes:
            writer.end_note()

    def _copy(self, end: int) -> None:
        if end > self._at and not self._part.meta:
            self._writer.copy(self._at, end)

    def _on_code(self, match: re.Match[str]) -> None:
        run = match[0]
        close = re.compile(rf"(?<!`){run}(?!`)")
        found = None if run in self._lone else close.search(self._text, self._at, self._part.end)
        if found is None:
            self._lone.add(run)
            self._writer.copy(match.start(), match.end())
        else:
            self._writer.put(OPAQUE, match.start())
            self._at = found.end()

    def _on_inline(self, match: re.Match[str]) -> None:
        close = self._spans.get(match.start() + 1)
        if close is None:
            self._writer.copy(match.start(), match.end())
        else:
            self._writer.note(match.start())
            self._notes.append(close)

    def _on_refer(self, match: re.Match[str]) -> None:
        self._writer.refer(match["label"], match.start())

    def _on_target(self, match: re.Match[str]) -> None:
        """End a bracket that an address or attributes follow, unless it ends something else."""
        if match.start() == self._cluster_end or match.start() in self._notes:
            self._at = match.start() + 1
            self._on_close(match)

    def _on_named(self, match: re.Match[str]) -> None:
        label = match["link_label"]
        if label and label.casefold() not in self._links:
            self._at = match.start() + 1
            self._on_close(match)

    def _on_open(self, match: re.Match[str]) -> None:
        start = match.start()
        close = self._spans.get(start)
        if self._linked(close):
            return
        alone = self._cluster_end < start
        if alone and close is not None and _CLUSTER.match(self._text, start, close):
            self._begin(start, close)
        else:
            self._writer.copy(start, start + 1)

    def _linked(self, close: int | None) -> bool:
        """Return whether the bracket is the text of a link."""
        if close is None:
            return False
        target = _TOKEN.match(self._text, close, self._part.end)
        if target is None or target.lastgroup not in ("target", "named"):
            return False
        label = target["link_label"]
        return not label or label.casefold() in self._links

    def _begin(self, start: int, close: int) -> None:
        self._writer.put(BEGIN, start)
        self._cluster, self._cluster_end = start + 1, close

    def _on_close(self, match: re.Match[str]) -> None:
        start = match.start()
        if start == self._cluster_end:
            self._writer.put(END, start)
            self._cluster = self._cluster_end = -1
        elif self._notes and start == self._notes[-1]:
            self._notes.pop()
            self._writer.end_note()
        else:
            self._writer.copy(start, start + 1)

    def _on_cite(self, match: re.Match[str]) -> None:
        key = match["braced"] or match["key"]
        start, end = match.start(), match.end()
        if key in self._examples:
            self._writer.copy(start, end)
        elif self._cluster_end > start:
            place = _unfold(_first(self._text[end : self._cluster_end]))
            self._writer.cite(key, place, start, cluster=self._cluster)
        else:
            self._cite_in_text(key, start, end)

    def _cite_in_text(self, key: str, start: int, end: int) -> None:
        before = max(start - 42, self._part.start)
        beside = self._text[start] == "-" or bool(_BESIDE.search(self._text, before, start))
        bracket = end + 1 if self._text[end : end + 1].isspace() else end
        close = self._spans.get(bracket)
        if close is not None and not self._linked(close):
            inside = _first(self._text[bracket + 1 : close])
            place = "" if "@" in inside else _unfold(inside)
            self._writer.cite(key, place, start, textual=not beside, cluster=bracket + 1)
            self._begin(bracket, close)
            self._at = bracket + 1
            return
        match = locators.after(self._text, end, self._part.end)
        self._writer.cite(key, match[1] if match else "", start, textual=not beside)


def _first(text: str) -> str:
    """Return what stands before the first semicolon that ends no entity."""
    match = re.match(r"(?:[^;&]|&\#?\w{1,32};|&)*+", text)
    return match[0] if match else text


def _unfold(text: str) -> str:
    """Return a locator without its marks."""
    plain = html.unescape(re.sub(r"\\(.)", r"\1", text.lstrip(", \n")))
    braced = re.match(r"\{([^{}]*)\}", plain)
    return (braced[1] if braced else plain).replace("--", "–").strip()
