"""Org: ``[cite:@key para. 4]``, ``citep:&key`` of org-ref, ``#+begin_quote``, footnotes, markup."""

from __future__ import annotations

import re

from ddr.manuscript.readers import latex_words
from ddr.manuscript.readers.embedded import COMMAND, pairs, read_command
from ddr.manuscript.readers.stream import DASHES, Writer
from ddr.quotations.marks import BEGIN, END, OPAQUE

_BLOCK = re.compile(r"[ \t]*#\+(begin|end)_(\w+)", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:[\w-]+:[ \t]*$")
_SKIPPED = re.compile(r"[ \t]*(?:#\+\w+.*|#(?: .*)?|:(?: .*)?|-{5,})$")
_INCLUDE = re.compile(
    r"[ \t]*#\+include:[ \t]*(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>\S+))(?:[ \t]+(?P<kind>[a-z]+))?",
    re.IGNORECASE,
)
_LINES = re.compile(r":lines[ \t]+\"?(\d*-\d*)", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]*(?:[-+]|\d+[.)]|[a-zA-Z][.)])(?=\s|$)\s*|[ \t]+\*(?=\s)\s*")
_HEADING = re.compile(r"\*+\s+")
_NOTE = re.compile(r"\[fn:([\w-]+)\]\s*")
_CODE = frozenset(("src", "example", "export", "comment"))

_CITES = "(?:no|foot|footfull|full|super|[Pp]aren|[Tt]ext|[Aa]uto|[Ss]mart)?[cC]ite[a-z]*"
"""The commands that cite, as LaTeX and the links of org-ref name them."""
_REF_KEY = r"(?:\w(?:[\w\-.:/+?']*\w)?|\*)"
_TOKEN = re.compile(
    rf"(?P<ref>(?<![\w@/:\[])(?P<type>{_CITES})\*?:(?P<keys>&?{_REF_KEY}(?:[,;]&?{_REF_KEY})*))"
    rf"|(?P<tex>(?=\\{_CITES}\b){COMMAND})"
    r"""
    | (?P<cite>\[cite(?:/(?P<style>[\w/-]+))?:)
    | (?P<inline>\[fn:[\w-]*:)
    | (?P<refer>\[fn:(?P<label>[\w-]+)\])
    | (?P<link>\[\[[^\[\]]+\](?=[\[\]]))
    | (?P<address><[^<>\s]+>|https?://[^\s<>\[\](){}"“”«»]+)
    | (?P<code>(?<![^\s\-({'"“‘„«])(?P<mark>[=~])[^\s=~](?:[^=~]*[^\s=~])?(?P=mark)(?![\w]))
    | (?P<snippet>@@[^@]*@@)
    | (?P<entity>\\(?P<name>[A-Za-z]+)(?:\{\}|(?![A-Za-z])))
    | (?P<break>\\\\(?=[ \t]*\n))
    | (?P<open>\[) | (?P<close>\])
    | (?P<plain>---?(?!-)|\.\.\.)
    | (?P<emphasis>(?<![^\s\-({'"“‘„«*/_+])[*/_+](?=\S)
        |(?<=\S)[*/_+](?![^\s\-.,:;!?'")}\\\[”’»“*/_+]))
    """,
    re.VERBOSE,
)
_ENTITIES = {"ldots": "…", "dots": "…", "hellip": "…", "nbsp": "\u00a0", "ndash": "–", "mdash": "—"}
_MARKS = {
    "laquo": "«", "raquo": "»", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’",
    "bdquo": "„", "sbquo": "‚", "quot": '"', "acute": "´",
}  # fmt: skip
_KEY = re.compile(r"-?@([\w\-.:?!`'/*@+|(){}<>&^$#%~]+)")
_LINKED = re.compile(rf"(?P<type>{_CITES})\*?:(?P<rest>[^\[\]]+)\]")
_MARKED = re.compile(rf"&(?P<key>{_REF_KEY})(?P<place>[^;]*)")
_UNMARKED = re.compile(rf"(?P<key>{_REF_KEY})")
_NAMED = frozenset(("t", "text", "a", "author", "na", "noauthor"))


def read(writer: Writer) -> None:
    """Read an Org text."""
    _Blocks(writer).read()


class _Blocks:
    """Lines, as blocks; the paragraphs among them are read as they end."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._start = -1
        self._end = 0
        self._noted = False
        self._lines = writer.text.split("\n")
        self._open: set[str] = set()

    def read(self) -> None:
        at = number = blanks = 0
        while number < len(self._lines):
            line = self._lines[number]
            blanks = blanks + 1 if not line.strip() else 0
            if blanks > 1:
                self._unnote()
            skipped = self._skipped(number)
            if skipped:
                self._flush()
                if included := _INCLUDE.match(line):
                    self._include(included, at)
            else:
                self._line(line, at)
                skipped = 1
            at += sum(len(one) + 1 for one in self._lines[number : number + skipped])
            number += skipped
        self._flush()
        self._unnote()
        self._writer.unquote()

    def _skipped(self, number: int) -> int:
        """Return how many lines from here on hold no words."""
        line = self._lines[number]
        block = _BLOCK.match(line)
        if block and block[1].lower() == "begin" and block[2].lower() in _CODE:
            return self._until(number, rf"(?i)[ \t]*#\+end_{block[2]}\b")
        if _DRAWER.match(line):
            return self._until(number, r"(?i)[ \t]*:end:[ \t]*$")
        return int(bool(not block and _SKIPPED.match(line)))

    def _include(self, match: re.Match[str], at: int) -> None:
        """Include a file: its words, or a quotation; not one that is code."""
        kind = (match["kind"] or "").lower()
        if kind in _CODE:
            return
        if kind == "quote":
            self._writer.quote()
        rest = match.string[match.end() :].partition("\n")[0]
        lines = _LINES.search(rest)
        name = re.sub(r"::.*", "", match["quoted"] or match["bare"])
        self._writer.include(name, at, lines=lines[1] if lines else "")
        self._writer.paragraph()
        if kind == "quote":
            self._writer.unquote()

    def _until(self, number: int, close: str) -> int:
        if close in self._open:
            return 1
        matches = re.compile(close).match
        for count in range(number + 1, len(self._lines)):
            if matches(self._lines[count]):
                return count + 1 - number
        self._open.add(close)
        return 1

    def _line(self, line: str, at: int) -> None:
        block = _BLOCK.match(line)
        if block or not line.strip():
            self._flush()
            if block and block[2].lower() == "quote":
                (self._writer.quote if block[1].lower() == "begin" else self._writer.unquote)()
            return
        skip = 0
        if match := _NOTE.match(line):
            self._flush()
            self._unnote()
            self._writer.define(match[1])
            self._noted, skip = True, match.end()
        elif match := _HEADING.match(line):
            self._flush()
            self._unnote()
            skip = match.end()
        elif match := _ITEM.match(line):
            self._flush()
            skip = match.end()
        elif line.lstrip().startswith("|"):
            self._flush()
        if self._start < 0:
            self._start = at + skip
        self._end = at + len(line)
        if _HEADING.match(line):
            self._flush()

    def _flush(self) -> None:
        if self._start >= 0:
            _Inline(self._writer, self._start, self._end).read()
            self._writer.paragraph()
            self._start = -1

    def _unnote(self) -> None:
        if self._noted:
            self._flush()
            self._writer.end_note()
            self._noted = False


class _Inline:
    """The words of one paragraph."""

    def __init__(self, writer: Writer, start: int, end: int) -> None:
        self._writer = writer
        self._text = writer.text
        self._at, self._stop = start, end
        self._pairs = pairs(self._text, "[]", start, end)
        self._ends: dict[int, str] = {}  # closing brackets that end something

    def read(self) -> None:
        writer = self._writer
        while match := _TOKEN.search(self._text, self._at, self._stop):
            writer.copy(self._at, match.start())
            self._at = match.end()
            kind = match.lastgroup or ""
            if kind == "plain":
                writer.put(DASHES[match[0]], match.start())
            elif kind in ("address", "code", "snippet"):
                writer.put(OPAQUE, match.start())
            elif handler := getattr(self, f"_on_{kind}", None):
                handler(match)
        writer.copy(self._at, self._stop)
        for _ in [end for end in self._ends.values() if end == "note"]:
            writer.end_note()

    def _on_entity(self, match: re.Match[str]) -> None:
        name = match["name"]
        plain = _ENTITIES.get(name) or _MARKS.get(name)
        if plain:
            self._writer.put(plain, match.start())
        else:
            self._writer.copy(match.start(), match.end())

    def _on_refer(self, match: re.Match[str]) -> None:
        self._writer.refer(match["label"], match.start())

    def _on_inline(self, match: re.Match[str]) -> None:
        close = self._pairs.get(match.start())
        if close is None:
            self._writer.copy(match.start(), match.end())
        else:
            self._writer.note(match.start())
            self._ends[close] = "note"

    def _on_tex(self, match: re.Match[str]) -> None:
        read_command(self._writer, match)

    def _on_ref(self, match: re.Match[str]) -> None:
        self._refer(match["type"], match.start(), match.span("keys"))

    def _refer(self, name: str, start: int, span: tuple[int, int], described: str = "") -> None:
        """Read the keys of a link of org-ref: ``&key place;&key`` or ``key,key``."""
        marked = "&" in self._text[slice(*span)]
        keys = list((_MARKED if marked else _UNMARKED).finditer(self._text, *span))
        if name.startswith("nocite"):
            for key in keys:
                self._writer.use(key["key"], key.start("key"))
            return
        textual = bool(latex_words.NAMED.match(name))
        place = described.rpartition("::")[2]
        self._writer.cite_together(keys, start, place=place, textual=textual)

    def _on_link(self, match: re.Match[str]) -> None:
        close = self._pairs.get(match.start())
        cites = _LINKED.match(self._text, match.start() + 2)
        if close is not None and cites:
            described = self._text[cites.end() : close].strip("[]")
            self._refer(cites["type"], match.start(), cites.span("rest"), described)
            self._at = close + 1
            return
        if close is None:
            self._writer.copy(match.start(), match.end())
        elif self._text[match.end()] == "]":
            self._writer.put(OPAQUE, match.start())
            self._at = match.end() + 1
        else:
            self._at = match.end() + 1
            self._ends[close - 1] = self._ends[close] = "link"

    def _on_open(self, match: re.Match[str]) -> None:
        self._writer.copy(match.start(), match.end())

    def _on_close(self, match: re.Match[str]) -> None:
        end = self._ends.pop(match.start(), "")
        if end == "note":
            self._writer.end_note()
        elif not end:
            self._writer.copy(match.start(), match.end())

    def _on_cite(self, match: re.Match[str]) -> None:
        start = match.start()
        close = self._pairs.get(start)
        keys = list(_KEY.finditer(self._text, match.end(), close)) if close is not None else []
        if close is None or not keys:
            self._writer.copy(start, match.end())
            return
        style = (match["style"] or "").partition("/")[0]
        self._writer.put(BEGIN, start)
        self._writer.copy(match.end(), keys[0].start())
        for number, key in enumerate(keys):
            last = number == len(keys) - 1
            after = self._text[key.end() : close if last else keys[number + 1].start()]
            self._writer.cite(
                key[1],
                after.partition(";")[0].lstrip(" ,\n"),
                key.start(),
                textual=style in _NAMED,
                cluster=start + 1,
            )
        self._writer.put(END, close)
        self._at = close + 1
