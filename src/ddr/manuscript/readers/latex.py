"""LaTeX: the commands of biblatex, natbib and csquotes, and the words around them.

Written for reading words and places only: a parser of all LaTeX takes seconds for a book.
"""

from __future__ import annotations

import re
from functools import cache

from ddr.manuscript.readers import latex_words as words
from ddr.manuscript.readers.embedded import CHUNK, children, unfold
from ddr.manuscript.readers.latex_quotes import Action, LatexQuotes, made_marks
from ddr.manuscript.readers.stream import Writer
from ddr.quotations.marks import CLOSE, OPAQUE, OPEN

_TOKEN = (
    rf"(?P<chunk>{CHUNK})"
    r"""
    | (?P<comment>%[^\n]*(?:\n[ \t]*(?!\n))?)
    | (?P<verb>\\(?:verb|lstinline)\*?(?P<bar>[^\sA-Za-z*{\[])[^\n]*?(?P=bar))
    | (?P<env>\\(?P<edge>begin|end)[ \t]*\{(?P<name>[^{}\n]*)\})
    | \\(?P<command>[A-Za-z]+)\*?
    | (?P<display>\\[(\[])
    | (?P<control>\\[^A-Za-z])
    | (?P<math>\$\$?)
    | (?P<blank>\n[ \t]*\n\s*)
    | (?P<shorthand>"(?:---|--[~*]|[`'<>=~|"-]))
    | (?P<marks>``|''|`|'|<<|>>|,,)
    | (?P<dash>---?) | (?P<tie>~) | (?P<open>\{) | (?P<close>\}) | (?P<cell>&)
    """
)
_FLAGS = re.VERBOSE | re.DOTALL
_PLAIN = {
    "``": "“", "''": "”", "`": "‘", "'": "’", "<<": "«", ">>": "»", ",,": "„", "---": "—",
    "--": "–", "~": "\u00a0", "&": " ",
}  # fmt: skip
_SHORTHAND = {
    '"`': "„", "\"'": "“", '"<': "«", '">': "»", '"=': "-", '"~': "-", '"-': "", '"|': "", '""': "",
    '"---': "—", '"--~': "—", '"--*': "—",
}  # fmt: skip
_COMMENT = re.compile(r"%[^\n]*")
_PREAMBLE = 5000
_LANGUAGES = re.compile(r"\\(?:usepackage|documentclass)\s*\[([^\]]*)\]\s*\{([^}]*)\}")
_SHORTHAND_USED = re.compile(r"\"`[^\"]{1,2000}\"'|\"<[^\"<>]{1,2000}\">")
_PREAMBLE_FILE = re.compile(r"^[^%\n]*\\(?:input|include|usepackage)\s*\{([^{}]*)\}", re.MULTILINE)
_HEADING = re.compile(r"^\\(?:part|chapter|(?:sub)*section)\b", re.MULTILINE)
_BARE = re.compile(r"[^\s{}\\%]+")
_DEFINED = re.compile(
    r"\\(?:lstnewenvironment|DefineVerbatimEnvironment|newtcblisting|DeclareTCBListing"
    r"|newmintedenvironment)\*?\s*(?:\[[^\]]*\]\s*)?\{(\w+)\}"
)
_BIBER = re.compile(
    r"\{biblatex(?:-chicago)?\}|\\(?:addbibresource|printbibliography)\b"
    r"|\\(?:auto|paren|text|foot|smart|super|full|footfull)cites?\b"
)
"""Signs of biblatex, to which a capital letter is another letter than the small one."""
_DOTS = re.compile(r"\s*(?:\\(?:[lc]?dots|dots[cbo])\s*(?:\{\})?|\.\s?\.\s?\.)\s*")


def read(writer: Writer) -> None:
    r"""Read a LaTeX text: its body, or all of it where it has no ``\begin{document}``."""
    text, stream = writer.text, writer.stream
    begin = re.search(r"^[^%\n]*\\begin\{document\}", text, re.MULTILINE)
    if begin and _HEADING.search(text, 0, begin.start()):
        begin = None  # an example in a text on LaTeX
    if len(stream.files) == 1:
        names = _PREAMBLE_FILE.findall(text, 0, begin.end() if begin else 0)
        preamble = text + "".join(map(writer.peek, names))
        stream.caseless = not _BIBER.search(preamble)
        stream.shorthands = _shorthands(preamble)
        stream.made = made_marks(preamble)
    stream.caseless = stream.caseless and not _BIBER.search(text)
    end = text.find("\\end{document}", begin.end()) if begin else -1
    reader = _Reader(writer)
    reader.scan(begin.end() if begin else 0, end if end >= 0 else len(text))
    reader.finish()


class _Reader(LatexQuotes):
    """One pass over the text; what a closing brace ends is kept on a stack."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer)
        self._shorthands = writer.stream.shorthands or bool(_SHORTHAND_USED.search(writer.text))
        self._actions: list[Action | None] = []
        self._verbatim = words.VERBATIM | set(_DEFINED.findall(writer.text))
        self._lost: set[str] = set()  # marks that do not occur again
        self._made = writer.stream.made
        self._opened: set[str] = set()  # those of them that are open
        self._token = _token("".join(self._made))

    def scan(self, start: int, end: int) -> None:
        """Read a part of the text."""
        before, self._at = self._at, start
        while match := self._token.search(self._text, self._at, end):
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

    def _on_comment(self, match: re.Match[str]) -> None:
        """Leave a comment out, with the line end that it hides."""

    def _on_verb(self, match: re.Match[str]) -> None:
        self._writer.put(OPAQUE, match.start())

    def _on_chunk(self, match: re.Match[str]) -> None:
        """Leave out what R runs; read what it includes."""
        for name in children(match["options"], match["code"]):
            self._writer.paragraph()
            self._writer.include(name, match.start())

    def _on_display(self, match: re.Match[str]) -> None:
        self._skip_to("\\]" if match[0] == "\\[" else "\\)", match.start())

    def _on_math(self, match: re.Match[str]) -> None:
        close = self._text.find(match[0], self._at, self._at + 20)
        if close >= 0 and _DOTS.fullmatch(self._text, self._at, close):
            self._writer.put("…", match.start())
            self._at = close + len(match[0])
            return
        self._skip_to(match[0], match.start())

    def _on_control(self, match: re.Match[str]) -> None:
        mark = match[0][1]
        if mark in words.ACCENTS:
            self._do_accent(mark, match.start())
        else:
            self._writer.put(words.CONTROL.get(mark, ""), match.start())
            if mark == "\\":
                self._optional()

    def _on_shorthand(self, match: re.Match[str]) -> None:
        """Read a shorthand of babel; elsewhere it is a mark and what follows it."""
        if self._shorthands:
            self._writer.put(_SHORTHAND[match[0]], match.start())
        else:
            self._at = match.start() + 1
            self._writer.copy(match.start(), self._at)

    def _on_made(self, match: re.Match[str]) -> None:
        """Read a character of which the author has made a mark of quotation."""
        mark = match[0]
        toggled = CLOSE if mark in self._opened else OPEN
        if not self._made[mark]:
            self._opened ^= {mark}
        self._writer.put(self._made[mark] or toggled, match.start())

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

    def _do_code(self, name: str, start: int) -> None:
        """Leave out what is printed as it is typed."""
        self._drop(int(name == "mintinline"))
        if self._required():
            self._writer.put(OPAQUE, start)

    def _do_include(self, name: str, start: int) -> None:
        """Read a file that is included, or note that it cannot be read."""
        spans = [self._required() for _ in range(words.INCLUDES[name])]
        named = "/".join(self._text[slice(*span)].strip() for span in spans if span)
        if name == "input" and not named and (bare := _BARE.match(self._text, self._at)):
            named, self._at = bare[0], bare.end()
        if "include" in name:
            self._writer.paragraph()
        if named:
            self._writer.include(named, start)
            self._writer.put(" ", start)  # the end of the last line of a file
        if "include" in name:
            self._writer.paragraph()

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
        elif begins and (name in self._verbatim or name in words.MATHS):
            self._skip_to(f"\\end{{{name}}}", match.start())
            if name in self._verbatim:
                self._writer.paragraph()
        elif name != "document":
            self._writer.paragraph()
            if begins:
                self._drop(words.ARGUMENTS.get(name, 0))

    def _do_note(self, _: str, start: int) -> None:
        self._optional()
        if self._within("{}"):
            self._writer.note(start)
            self._push(self._writer.end_note)

    def _do_list(self, _: str, __: int) -> None:
        if span := self._required():
            for key in self._listed(span):
                self._writer.use(key[0], key.start())

    def _do_cite(self, name: str, start: int) -> None:
        many = name.endswith("s") and not name.endswith("alias")
        volume = "vol" in name
        textual = bool(words.NAMED.match(name))
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
            place = unfold(self._text[slice(*options[-1])]) if options else ""
            self._writer.cite_together(self._listed(span), start, place=place, textual=textual)
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


@cache
def _token(made: str) -> re.Pattern[str]:
    """Return the pattern of what counts, where some characters are made marks of quotation."""
    marks = f"(?P<made>[{re.escape(made)}]) | " if made else ""
    return re.compile(_TOKEN.replace("(?P<shorthand>", f"{marks}(?P<shorthand>"), _FLAGS)


def _shorthands(text: str) -> bool:
    """Return whether babel's shorthands are in use: by the main language, or by what is written."""
    if _SHORTHAND_USED.search(text):
        return True
    for options, name in _LANGUAGES.findall(text[:_PREAMBLE]):
        known = [one.strip() for one in _COMMENT.sub("", options).split(",")]
        main = [one[5:] for one in known if one.startswith("main=")] or known[-1:]
        if words.SHORTHANDS & set(known if name != "babel" else main):
            return True
    return False
