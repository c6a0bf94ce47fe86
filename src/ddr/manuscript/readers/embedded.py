r"""What stands within several markups: brackets, chunks of knitr, roles and commands.

Roles of Sphinx stand in MyST and reStructuredText: ``{cite:p}`key```. Commands of LaTeX stand in
Markdown and Org: ``\cite[p. 4]{key}``, ``\index{…}``, ``\ldots``.
"""

from __future__ import annotations

import re
from functools import cache

from ddr.manuscript.readers import latex_words as words
from ddr.manuscript.readers.stream import Writer
from ddr.quotations.marks import OPAQUE


def pairs(
    text: str, brackets: str, start: int = 0, end: int | None = None, skip: str = ""
) -> dict[int, int]:
    r"""Return, by the place of each opening bracket that is closed, the place that closes it.

    brackets: an opening and its closing bracket, such as ``"{}"``.
    skip: a pattern of what may hold brackets that do not count; ``\\.`` never counts.
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _pattern(brackets, skip).finditer(text, start, len(text) if end is None else end):
        mark = match[0]
        if mark == brackets[0]:
            opened.append(match.start())
        elif mark == brackets[1] and opened:
            found[opened.pop()] = match.start()
    return found


@cache
def _pattern(brackets: str, skip: str) -> re.Pattern[str]:
    others = f"|{skip}" if skip else ""
    return re.compile(rf"\\.|[{re.escape(brackets)}]{others}", re.DOTALL)


CHUNK = (
    r"(?:(?<=\n)|\A)<<(?P<options>[^\n]*)>>=[ \t]*\n(?P<code>(?:(?!@|<<)[^\n]*+\n)*+)(?:@[^\n]*)?"
)
"""A chunk within LaTeX."""
_CHILD = re.compile(
    r"\bchild\s*=\s*(c\([^()]*\)|\"[^\"]*\"|'[^']*')|\bknit_child\(\s*(\"[^\"]*\"|'[^']*')"
    r"|^#\|\s*child:[ \t]*(.*(?:\n#\|\s+-.*)*)",
    re.MULTILINE,
)
"""How a child is named: as an option, by code, or as an option in a comment."""
_QUOTED = re.compile(r"\"([^\"\n]+)\"|'([^'\n]+)'")
_LISTED = re.compile(r"(?:\n#\|\s+-|[\s\[\],\"'])+")


def children(options: str, code: str = "") -> list[str]:
    """Return the files that a chunk includes."""
    names: list[str] = []
    for match in (*_CHILD.finditer(options), *_CHILD.finditer(code)):
        if match[3] is None:
            names += [one[0] or one[1] for one in _QUOTED.findall(match[1] or match[2])]
        else:
            names += _LISTED.split(match[3])
    return [name for name in names if name]


_CITES = re.compile(r"(?:foot)?cite(?::[a-z]+)?")
_ROLE_NAMED = re.compile(r"(?:foot)?cite:(?:t|ts|ct|cts|author\w*|year\w*|title\w*)")
_ROLE_KEY = re.compile(r"(?:\{[^{}]*\}\s*)?(?P<key>[^\s,;{}]+)\s*(?:\{(?P<place>[^{}]*)\})?")


def read_role(writer: Writer, name: str, start: int, span: tuple[int, int]) -> None:
    """Read a role of Sphinx.

    name: without its marks: ``cite:p``.
    start: where the role begins.
    span: where its text stands.
    """
    if not _CITES.fullmatch(name):
        writer.put(OPAQUE, start)
        return
    keys = list(_ROLE_KEY.finditer(writer.text, *span))
    writer.cite_together(keys, start, textual=bool(_ROLE_NAMED.fullmatch(name)))


_ARGUMENT = r"\[[^\[\]\n]*+\]|\{(?:[^{}\\\n]|\\.|\{[^{}\n]*+\})*+\}"
COMMAND = rf"\\(?P<command>[a-zA-Z]+)\*?(?P<arguments>(?:{_ARGUMENT})*+)"
"""A command with its arguments, which stand in one line."""
_ARGUMENTS = re.compile(_ARGUMENT)
_KEY = re.compile(r"(?P<key>[^\s,]+)")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*(?:\n[ \t]*)?")
_WORDS = frozenset(("emph", "textbf", "textit", "textrm", "textsc", "textsf", "textsl", "textup"))


def read_command(writer: Writer, match: re.Match[str]) -> bool:
    """Read what `COMMAND` matched; return whether it is a command of LaTeX."""
    name, start = match["command"], match.start()
    kind = words.kind(name)
    if kind == "symbol" and match["arguments"] in ("", "{}"):
        writer.put(words.SYMBOLS[name], start)
    elif not match["arguments"]:
        return False
    elif kind in ("cite", "list"):
        _cite(writer, match, listed=kind == "list")
    elif name in _WORDS and match["arguments"][0] == "{":
        writer.copy(match.start("arguments") + 1, match.end() - 1)
    else:
        writer.put(OPAQUE, start)
    return True


def _cite(writer: Writer, match: re.Match[str], *, listed: bool) -> None:
    textual = bool(words.NAMED.match(match["command"]))
    place = ""
    for argument in _ARGUMENTS.finditer(match.string, match.start("arguments"), match.end()):
        inside = argument[0][1:-1]
        if argument[0][0] == "[":
            place = unfold(inside)
            continue
        keys = list(_KEY.finditer(match.string, argument.start() + 1, argument.end() - 1))
        for key in keys if listed else ():
            writer.use(key[0], key.start())
        if not listed:
            writer.cite_together(keys, match.start(), place=place, textual=textual)
        place = ""


def unfold(text: str) -> str:
    """Return a locator without its marks and comments."""
    plain = re.sub(r"\\[,;: ]|~", " ", _COMMENT.sub("", text)).replace("--", "–")
    plain = plain.replace("\\P", "¶").replace("\\S", "§")
    return re.sub(r"\\[A-Za-z]+\s*|[{}\\]", "", plain).strip()
