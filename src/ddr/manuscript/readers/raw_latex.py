r"""Commands of LaTeX within Markdown and Org: ``\cite[p. 4]{key}``, ``\index{…}``, ``\ldots``."""

from __future__ import annotations

import re

from ddr.manuscript.readers import latex_words as words
from ddr.manuscript.readers.latex_cursor import unfold
from ddr.manuscript.readers.stream import Writer
from ddr.quotations.marks import OPAQUE

_ARGUMENT = r"\[[^\[\]\n]*+\]|\{(?:[^{}\\\n]|\\.|\{[^{}\n]*+\})*+\}"
COMMAND = rf"\\(?P<command>[a-zA-Z]+)\*?(?P<arguments>(?:{_ARGUMENT})*+)"
"""A command with its arguments, which stand in one line."""
_ARGUMENTS = re.compile(_ARGUMENT)
_KEY = re.compile(r"(?P<key>[^\s,]+)")
_WORDS = frozenset(("emph", "textbf", "textit", "textrm", "textsc", "textsf", "textsl", "textup"))


def read(writer: Writer, match: re.Match[str]) -> bool:
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
