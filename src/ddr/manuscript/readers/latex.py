"""LaTeX: the commands of biblatex, natbib and csquotes, and the words around them.

Written for reading words and places only: a parser of all LaTeX takes seconds for a book.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ddr.manuscript.readers import latex_words as words
from ddr.manuscript.readers.stream import Writer, pairs
from ddr.quotations.marks import CLOSE, OPAQUE, OPEN

_TOKEN = re.compile(
    r"""
      (?P<comment>%[^\n]*(?:\n[ \t]*(?!\n))?)
    | (?P<verb>\\(?:verb|lstinline)\*?(?P<bar>[^\sA-Za-z*{\[])[^\n]*?(?P=bar))
    | (?P<env>\\(?P<edge>begin|end)[ \t]*\{(?P<name>[^{}\n]*)\})
    | \\(?P<command>[A-Za-z]+)\*?
    | (?P<display>\\[(\[])
    | (?P<control>\\[^A-Za-z])
    | (?P<math>\$\$?)
    | (?P<blank>\n[ \t]*\n\s*)
    | (?P<german>"[`'<>=~|-])
    | (?P<marks>``|''|`|')
    | (?P<dash>---?) | (?P<tie>~) | (?P<open>\{) | (?P<close>\}) | (?P<cell>&)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN = {"``": "“", "''": "”", "`": "‘", "'": "’", "---": "—", "--": "–", "~": "\u00a0", "&": " "}
_NAMED = re.compile(r"[tT]ext|[cC]ite(?:t|alt|author|title|year|date|name)")
_GERMAN = {'"`': "„", "\"'": "“", '"<': "«", '">': "»", '"=': "-", '"~': "-", '"-': "", '"|': ""}
_DEEPEST = 20
_PREAMBLE = 5000
Span = tuple[int, int]
"""Where an argument stands, without its brackets."""

_DEEPEST_BRACKETS = 4
_BLANKS = re.compile(r"[ \t]*\n?[ \t]*(?!\n)")
_LONGEST = 5000
Action = Callable[[], None]


def read(writer: Writer) -> None:
    r"""Read a LaTeX text: its body, or all of it where it has no ``\begin{document}``."""
    text = writer.text
    begin = re.search(r"^[^%\n]*\\begin\{document\}", text, re.MULTILINE)
    end = text.find("\\end{document}", begin.end()) if begin else -1
    reader = _Reader(writer)
    reader.scan(begin.end() if begin else 0, end if end >= 0 else len(text))
    reader.finish()


class _Cursor:
    """Where a reader is in its text; braces are paired once for all."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._braces = pairs(text, "{}", skip=r"%[^\n]*")

    def _drop(self, number: int) -> None:
        """Pass over arguments in braces, and over options before and after each."""
        self._optional()
        for _ in range(number):
            self._required()
            self._optional()

    def _within(self, brackets: str) -> bool:
        return self._text[self._at : self._at + 1] == brackets[0] and self._at in self._braces

    def _required(self) -> Span | None:
        """Pass over an argument in braces and return where it stands."""
        at = self._swallowed()
        close = self._braces.get(at)
        if close is None:
            return None
        self._at = close + 1
        return at + 1, close

    def _optional(self) -> Span | None:
        """Pass over an argument in square brackets and return where it stands."""
        return self._enclosed("[]")

    def _enclosed(self, brackets: str) -> Span | None:
        at = self._swallowed()
        if self._text[at : at + 1] != brackets[0]:
            return None
        inside, depth = at + 1, 1
        while match := _marks(brackets).search(self._text, inside, at + _LONGEST):
            inside = match.end()
            if match[0] == "{":
                inside = self._braces.get(match.start(), match.start()) + 1
            elif match[0] in brackets:
                depth += 1 if match[0] == brackets[0] else -1
            if not depth:
                self._at = inside
                return at + 1, match.start()
            if depth > _DEEPEST_BRACKETS or match[0][0] == "\n":
                break
        return None

    def _swallowed(self) -> int:
        """Return the place after the blanks here; TeX passes over them."""
        match = _BLANKS.match(self._text, self._at)
        return match.end() if match else self._at


@cache
def _marks(brackets: str) -> re.Pattern[str]:
    return re.compile(rf"\\.|[{{{re.escape(brackets)}]|\n[ \t]*\n", re.DOTALL)


class _Reader(_Cursor):
    """One pass over the text; what a closing brace ends is kept on a stack."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer.text)
        self._writer = writer
        preamble = writer.text[:_PREAMBLE]
        self._german = bool(re.search(r"\b(?:n|naustrian|nswiss)?german\b", preamble))
        self._actions: list[Action | None] = []
        self._pending: list[list[Span]] = []  # citations that end a block quotation
        self._depth = 0
        self._lost: set[str] = set()  # marks that do not occur again

    def scan(self, start: int, end: int) -> None:
        """Read a part of the text."""
        before, self._at = self._at, start
        while match := _TOKEN.search(self._text, self._at, end):
            self._writer.copy(self._at, match.start())
            self._at = match.end()
            kind = match.lastgroup or ""
            if plain := _PLAIN.get(match[0]):
                self._writer.put(plain, match.start())
            else:
                getattr(self, f"_on_{kind}")(match)
        self._writer.copy(self._at, end)
        self._at = before if self._depth else end

    def finish(self) -> None:
        """End what the text leaves open."""
        while self._actions:
            self._on_close(None)
        self._writer.finish()

    def _on_comment(self, match: re.Match[str]) -> None:
        """Leave a comment out, with the line end that it hides."""

    def _on_verb(self, match: re.Match[str]) -> None:
        self._writer.put(OPAQUE, match.start())

    def _on_display(self, match: re.Match[str]) -> None:
        self._skip_to("\\]" if match[0] == "\\[" else "\\)", match.start())

    def _on_math(self, match: re.Match[str]) -> None:
        self._skip_to(match[0], match.start())

    def _on_control(self, match: re.Match[str]) -> None:
        mark = match[0][1]
        if mark in words.ACCENTS:
            self._do_accent(mark, match.start())
        else:
            self._writer.put(words.CONTROL.get(mark, ""), match.start())
            if mark == "\\":
                self._optional()

    def _on_german(self, match: re.Match[str]) -> None:
        """Read a shorthand of babel's German; elsewhere it is a mark and what follows it."""
        if self._german:
            self._writer.put(_GERMAN[match[0]], match.start())
        else:
            self._at = match.start() + 1
            self._writer.copy(match.start(), self._at)

    def _on_blank(self, _: re.Match[str]) -> None:
        self._writer.paragraph()

    def _on_open(self, _: re.Match[str]) -> None:
        self._actions.append(None)

    def _on_close(self, _: re.Match[str] | None) -> None:
        action = self._actions.pop() if self._actions else None
        if action:
            action()

    def _on_command(self, match: re.Match[str]) -> None:
        name = match["command"]
        self._at = self._swallowed()
        if handler := getattr(self, f"_do_{words.kind(name)}", None):
            handler(name, match.start())

    def _do_symbol(self, name: str, start: int) -> None:
        self._writer.put(words.SYMBOLS[name], start)

    def _do_drop(self, name: str, _: int) -> None:
        self._drop(words.DROPPED[name])

    def _do_hide(self, _: str, start: int) -> None:
        self._skip_to("\\fi", start)

    def _do_break(self, name: str, _: int) -> None:
        self._writer.paragraph()
        self._optional()
        if name != "item":
            self._push(self._writer.paragraph)

    def _on_env(self, match: re.Match[str]) -> None:
        name, begins = match["name"], match["edge"] == "begin"
        if re.sub(r"^(?:foreign|hyphen)", "", name) in words.QUOTES:
            if begins:
                self._begin_quote(name)
            else:
                self._end_quote()
        elif begins and (name in words.VERBATIM or name in words.MATHS):
            self._skip_to(f"\\end{{{name}}}", match.start())
            if name in words.VERBATIM:
                self._writer.paragraph()
        elif name != "document":
            self._writer.paragraph()
            if begins:
                self._drop(words.ARGUMENTS.get(name, 0))

    def _begin_quote(self, name: str) -> None:
        self._writer.quote()
        if name.startswith(("foreign", "hyphen")):
            self._required()
        cites: list[Span] = []
        if name.endswith("cquote"):
            cites.append(self._keyed())
        elif "display" in name:
            cites += filter(None, [self._optional()])
            self._optional()
        self._pending.append(cites)

    def _end_quote(self) -> None:
        for cite in self._pending.pop() if self._pending else ():
            self._within_scan(cite)
        self._writer.unquote()

    def _do_quote(self, name: str, start: int) -> None:
        """Read a quotation of csquotes; its citation follows the words."""
        if name.startswith(("foreign", "hyphen")):
            self._required()
        cites: list[Span] = []
        if name.endswith("cquote"):
            cites.append(self._keyed())
            self._optional()
        elif "text" in name or "block" in name:
            cites += filter(None, [self._optional()])
            self._optional()
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
            for cite in cites:
                self._within_scan(cite)
            if block:
                self._writer.unquote()

        self._push(end)

    def _keyed(self) -> tuple[int, int]:
        """Pass over ``[pre][post]{key}`` and return where it stands."""
        start = self._at
        self._optional()
        self._optional()
        self._required()
        return ~start, self._at

    def _within_scan(self, span: tuple[int, int]) -> None:
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

    def _do_note(self, _: str, start: int) -> None:
        self._optional()
        if self._within("{}"):
            self._writer.note(start)
            self._push(self._writer.end_note)

    def _do_insert(self, name: str, start: int) -> None:
        r"""Read ``\textins{words}`` and ``\textelp{words}``: square brackets of the author."""
        if not self._within("{}"):
            return
        empty = self._braces[self._at] == self._at + 1
        self._writer.put("[… " if name == "textelp" and not empty else "[", start)
        if name == "textelp" and empty:
            self._writer.put("…", start)
        self._push(lambda: self._writer.put("]", self._at - 1))

    def _do_list(self, _: str, __: int) -> None:
        if span := self._required():
            for key in re.finditer(r"[^\s,*]+", self._text[slice(*span)]):
                self._writer.use(key[0], span[0] + key.start())

    def _do_cite(self, name: str, start: int) -> None:
        many = name.endswith("s") and not name.endswith("alias")
        volume = "vol" in name
        textual = bool(_NAMED.match(name))
        found = False
        while not found or many:
            at = self._at
            while many and self._enclosed("()"):
                pass
            if volume:
                self._required()
            options = [span for span in (self._optional(), self._optional()) if span]
            span = self._required()
            if span is None:
                self._at = at
                break
            place = _unfold(self._text[slice(*options[-1])]) if options else ""
            keys = list(re.finditer(r"[^\s,]+", self._text[slice(*span)]))
            for number, key in enumerate(keys, 1):
                self._writer.cite(
                    key[0],
                    place if number == len(keys) else "",
                    span[0] + key.start() if number > 1 else start,
                    textual=textual,
                    cluster=start + 1,
                )
            found = True

    def _do_accent(self, accent: str, start: int) -> None:
        r"""Read an accent and its letter: ``\'e``, ``\'{e}``, ``\v{s}``, ``\'\i``."""
        match = re.compile(r"\s*\{?\s*(?:\\([ij])\b\s*|([^\W\d_]))\}?").match(self._text, self._at)
        if match is None:
            return
        self._at = match.end()
        self._writer.put(words.accented(accent, match[1] or match[2]), start)

    def _skip_to(self, mark: str, start: int) -> None:
        found = -1 if mark in self._lost else self._text.find(mark, self._at)
        if found < 0:
            self._lost.add(mark)
        elif mark.startswith("$") and "\n\n" in self._text[self._at : found]:
            found = -1  # a lone dollar sign; formulas hold no blank line
        if found >= 0:
            self._writer.put(OPAQUE, start)
            self._at = found + len(mark)

    def _push(self, action: Action) -> None:
        """Do something at the brace that closes the one here; pass over that."""
        if self._within("{}"):
            self._actions.append(action)
            self._at += 1


def _unfold(text: str) -> str:
    """Return a locator without its marks."""
    plain = re.sub(r"\\[,;: ]|~", " ", text).replace("--", "–").replace("\\P", "¶")
    plain = plain.replace("\\S", "§")
    return re.sub(r"\\[A-Za-z]+\s*|[{}\\]", "", plain).strip()
