"""The one scanner of TOML: where headers, keys, values and elements stand in a text.

What a text says is read by `tomllib` alone, which keeps no places. Any text can be scanned; of one
that is no TOML, lines are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = r"""\"(?:\\.|[^\"\\\n])*+\"|'[^'\n]*+'"""
_STRING = rf"""\"{{3}}(?:\\.|[^\\])*?\"{{3,5}}|'{{3}}.*?'{{3,5}}|{_QUOTED}"""
_REST = r"\#[^\n]*+"
_TOKEN = re.compile(rf"{_STRING}|{_REST}|[\[\]{{}},=]|[^\s\[\]{{}},=\"'\#]+", re.DOTALL)
_TABLE = rf"""\{{(?:[^\[\]{{}}\"'\#]|{_STRING}|{_REST})*+\}}"""
_ARRAY = rf"""\[(?:[^\[\]{{}}\"'\#]|{_STRING}|{_REST}|{_TABLE})*+\]"""
_KEY = rf"""(?:[\w-]++|{_QUOTED})(?:[ \t]*+\.[ \t]*+(?:[\w-]++|{_QUOTED}))*+"""
_GAP = re.compile(rf"(?:[\s\ufeff]|{_REST})*+")
_STATEMENT = re.compile(
    rf"""(\[\[?)[ \t]*+({_KEY})[ \t]*+\]\]?"""
    rf"""|({_KEY})[ \t]*+=[ \t]*+"""
    rf"""({_STRING}|{_ARRAY}|{_TABLE}|[\[{{]|[^\s\[\]{{}},=\"'\#](?:[^\n\#]*[^\s\#])?)""",
    re.DOTALL,
)
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}

Span = tuple[int, int]


class TomlStatement(NamedTuple):
    """A header, a key with its value, or a line that is neither.

    sign: ``[``, ``[[``, ``=``, or "" for what is neither.
    key: its name, the parts of a dotted one without quotation marks.
    start, end: of the whole, without the comment behind it.
    value: where the value starts.
    """

    sign: str
    key: str
    start: int
    end: int
    value: int = 0


class TomlMark(NamedTuple):
    """A header, a key, a bracket, a brace or a value, in the order of the text.

    path: such as ``event[2]``, ``event[2].title``, ``event[2].evidence[0].exact``; a bracket has
        that of what it opens or closes, and so has each of the words of a value.
    depth: how many brackets and braces are open around a value; -1 for a header or a key.
    """

    path: str
    start: int
    end: int
    depth: int


class Positions(dict[str, int]):
    """Line numbers, counted from 1, by path: ``event[2]``, ``event[2].evidence[0]``, ``title``.

    first: the first line of what has no line of its own, such as an array of tables.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, int] = {}

    def add(self, path: str, line: int) -> None:
        """Note the line of a path, and of what stands around it if nothing else tells that."""
        self[path] = line
        while (cut := max(path.rfind("."), path.rfind("["))) > 0:
            path = path[:cut]
            if path in self or path in self.first:
                return
            self.first[path] = line


def statements(text: str) -> Iterator[TomlStatement]:
    """Yield the headers and the pairs of a text, one after the other."""
    at = 0
    while True:
        gap = _GAP.match(text, at)
        start = gap.end() if gap else at
        if start == len(text):
            return
        found = _STATEMENT.match(text, start)
        if found is None:
            line_end = text.find("\n", start)
            one = TomlStatement("", "", start, line_end if line_end >= 0 else len(text))
        elif found[1]:
            one = TomlStatement(found[1], _name(found[2]), start, found.end())
        else:
            value, end = found.span(4)
            if found[4] in _DEPTH:
                end = _closed(text, value)
            one = TomlStatement("=", _name(found[3]), start, end, value)
        yield one
        at = one.end


def marks(text: str) -> Iterator[TomlMark]:
    """Yield whatever has a place in a valid document, down to the keys of inline tables."""
    prefix = ""
    counts: dict[str, int] = {}
    for one in statements(text):
        if one.sign == "=":
            path = f"{prefix}.{one.key}" if prefix else one.key
            yield TomlMark(path, one.start, one.value, -1)
            if text[one.value] in _DEPTH:
                yield from _inside(text, path, one.value, one.end)
            else:
                yield TomlMark(path, one.value, one.end, 0)
        elif one.sign:
            prefix = _opened(one, counts)
            yield TomlMark(prefix, one.start, one.end, -1)


def positions(text: str) -> Positions:
    """Return the line of every table, key and array element of a valid TOML document.

    Keys inside an inline table are not listed: it stands on one line by the TOML standard.
    """
    found = Positions()
    line, last = 1, 0
    for mark in marks(text):
        line += text.count("\n", last, mark.start)
        last = mark.start
        if mark.depth < 0:
            found.add(mark.path, line)
        elif mark.depth == 1 and mark.path[-1] == "]" and mark.path not in found:
            found[mark.path] = line
    return found


def line_of(found: Positions, path: str) -> int:
    """Return the line of `path`, or of the nearest thing around it that has one; 0 if none.

    Where only parts of it have lines, as in an array of tables, the first of them stands for it.
    """
    if path in found.first and path not in found:
        return found.first[path]
    while path and path not in found:
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
    return found.get(path, 0)


def spans(text: str) -> dict[str, Span]:
    """Return where each value stands in a valid TOML document, from its first character to its end.

    Paths are those of `positions`, and go on into inline tables: ``event[2].evidence[0].exact``.
    """
    found: dict[str, Span] = {}
    for path, start, end, depth in marks(text):
        if depth >= 0:
            found[path] = found.get(path, (start, end))[0], end
    return found


def _closed(text: str, start: int) -> int:
    """Return where a value in brackets ends: at the end of the text where nothing closes them."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        depth += _DEPTH.get(token[0], 0)
        if not depth:
            return token.end()
    return len(text)


def _name(key: str) -> str:
    """Return a key without blanks and quotation marks."""
    if key.isidentifier():
        return key
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def _opened(header: TomlStatement, counts: dict[str, int]) -> str:
    """Return the path that ``[table]`` or ``[[array.of.tables]]`` opens."""
    *parents, leaf = header.key.split(".")
    path = ""
    for parent in parents:
        path += parent
        path += f"[{counts[path] - 1}]." if path in counts else "."
    path += leaf
    if header.sign == "[":
        return path
    index = counts.get(path, 0)
    counts[path] = index + 1
    return f"{path}[{index}]"


def _inside(text: str, path: str, start: int, end: int) -> Iterator[TomlMark]:
    """Yield the marks of an array or an inline table."""
    here = path
    around: list[tuple[str, int]] = []  # the path of each that is open; its elements, -1: a table
    key = ""
    for token in _TOKEN.finditer(text, start, end):
        mark = token[0]
        if mark[0] == "#":
            continue
        if mark in "]}" and around:
            here, _ = around.pop()
            yield TomlMark(here, *token.span(), len(around))
        elif mark == "," and around:
            owner, count = around[-1]
            around[-1] = owner, count + (count >= 0)
            here = f"{owner}[{count + 1}]" if count >= 0 else ""
        elif not here and mark != "=":
            key += mark
        elif not here:
            here, key = f"{around[-1][0]}.{_name(key)}", ""
        else:
            yield TomlMark(here, *token.span(), len(around))
            if mark == "[":
                around.append((here, 0))
                here += "[0]"
            elif mark == "{":
                around.append((here, -1))
                here = ""
