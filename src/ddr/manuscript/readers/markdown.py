"""Markdown, as pandoc reads it: ``[see @key, para. 4]``, ``@key [para. 4]``, notes, emphasis."""

from __future__ import annotations

import html
import re

from ddr import locators
from ddr.manuscript.readers.embedded import COMMAND, children, pairs, read_command, read_role
from ddr.manuscript.readers.markdown_blocks import MarkdownBlocks, Part
from ddr.manuscript.readers.stream import DASHES, Writer
from ddr.quotations.marks import BEGIN, DOUBLE, END, OPAQUE, SINGLE

_TOKEN = re.compile(
    rf"(?P<tex>{COMMAND})"
    r"""
    | (?P<escape>\\[!-/:-@\[-`{-~\ \n])
    | (?P<role>\{(?P<role_name>[\w:+.-]+)\}(?P<ticks>`+)(?P<words>[^`]+)(?P=ticks)(?!`))
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
        |(?P<key>\w(?:\w|[:.\#$%&\-+?<>~/](?=\w)|[:/](?=/))*+|\*(?![\w*]))))
    | (?P<open>\[) | (?P<close>\])
    | (?P<dash>---?(?!-)) | (?P<dots>\.\.\.)
    | (?P<emphasis>(?<!\s)\*+|\*+(?!\s)|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARK = re.compile(r"[\\`$<&^\[\]@*_~]|\{(?=[\w:+.-]+\}`)|-[-@]|\.\.\.|https?:")
"""What a token begins with: found much faster than the tokens themselves."""
_CLUSTER = re.compile(r"\[(?:[^\[\]\\@]|\\.|(?<=[^\W_])@)*+-?@[\w{]", re.DOTALL)
_BESIDE = re.compile(r"\([^()]{0,40}$")
_ESCAPED = {'"': DOUBLE, "'": SINGLE, " ": "\u00a0"}


def read(writer: Writer) -> None:
    """Read a Markdown text."""
    blocks = MarkdownBlocks(writer.text)
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
        for name in part.files:
            writer.include(name, part.start)
        if not part.files:
            _Inline(writer, blocks, part).read()
        writer.paragraph()
    if label:
        writer.end_note()
    writer.unquote()


class _Inline:
    """The words of one paragraph."""

    def __init__(self, writer: Writer, blocks: MarkdownBlocks, part: Part) -> None:
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
            if plain := DASHES.get(match[0]):
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

    def _on_tex(self, match: re.Match[str]) -> None:
        if not read_command(self._writer, match):
            self._writer.copy(match.start(), match.end())

    def _on_role(self, match: re.Match[str]) -> None:
        read_role(self._writer, match["role_name"], match.start(), match.span("words"))

    def _on_code(self, match: re.Match[str]) -> None:
        run = match[0]
        close = re.compile(rf"(?<!`){run}(?!`)")
        found = None if run in self._lone else close.search(self._text, self._at, self._part.end)
        if found is None:
            self._lone.add(run)
            self._writer.copy(match.start(), match.end())
        else:
            self._writer.put(OPAQUE, match.start())
            code = self._text[match.end() : found.start()]
            for child in children(code) if code.startswith("r ") else ():
                self._writer.include(child, match.start())
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
