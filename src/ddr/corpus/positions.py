"""Where things stand in a TOML file: `tomllib` keeps no lines, so problems find theirs here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

TOKEN = re.compile(
    r"""
    \"{3}(?:\\.|[^\\])*?\"{3,5} | \'{3}.*?\'{3,5}   # multi-line strings, marks at their ends
    | \"(?:\\.|[^\"\\\n])*\" | \'[^\'\n]*\'       # strings
    | \#[^\n]*                                    # comments
    | [\[\]{},=\n] | [^\s\[\]{},=\"\'\#]+
    """,
    re.DOTALL | re.VERBOSE,
)
_PLAIN = re.compile(r"""([\w-]+) = "(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"\r?\n""")
"""A key and a string on a line of its own, which is most of a timeline."""


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
            if path in self.first:
                return
            self.first[path] = line


def positions(text: str) -> Positions:
    """Return the line of every table, key and array element of a valid TOML document.

    Keys inside an inline table are not listed: it stands on one line by the TOML standard.
    """
    found = Positions()
    counts: dict[str, int] = {}
    prefix = ""
    for statement in _statements(text):
        if isinstance(statement, tuple):
            found[join(prefix, statement[0])] = statement[1]
            continue
        words = [word for word, _ in statement]
        line = statement[0][1]
        if words[0] == "[":
            prefix = header_path(words, counts)
            found.add(prefix, line)
        elif "=" in words:
            equals = words.index("=")
            path = join(prefix, ".".join(names(words[:equals])))
            found.add(path, line)
            _elements(found, path, statement[equals + 1 :])
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


def _statements(text: str) -> Iterator[tuple[str, int] | list[tuple[str, int]]]:
    """Split into headers and key-value pairs, each a list of (mark, line).

    Of a plain pair, as most are, only (key, line) is told.
    """
    at, line = 0, 1
    while at < len(text):
        plain = _PLAIN.match(text, at)
        if plain:
            yield plain[1], line
            at, line = plain.end(), line + 1
            continue
        statement: list[tuple[str, int]] = []
        depth = 0
        for match in TOKEN.finditer(text, at):
            line += text.count("\n", at, match.start())
            at = match.start()
            mark = match[0]
            if mark == "\n":
                if depth == 0:
                    break
            elif not mark.startswith("#"):
                depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
                statement.append((mark, line))
        else:
            at = len(text)
        if statement:
            yield statement
        at, line = at + 1, line + 1


def header_path(words: list[str], counts: dict[str, int]) -> str:
    """Return the path that ``[table]`` or ``[[array.of.tables]]`` opens."""
    *parents, leaf = names(word for word in words if word not in {"[", "]"})
    path = ""
    for parent in parents:
        path = join(path, parent)
        if path in counts:
            path = f"{path}[{counts[path] - 1}]"
    path = join(path, leaf)
    if words[:2] != ["[", "["]:
        return path
    index = counts.get(path, 0)
    counts[path] = index + 1
    return f"{path}[{index}]"


def _elements(found: Positions, path: str, value: list[tuple[str, int]]) -> None:
    """List the elements of an array of strings or inline tables."""
    if not value or value[0][0] != "[":
        return
    depth, index, fresh = 0, 0, True
    for mark, line in value:
        if depth == 1 and mark == ",":
            index, fresh = index + 1, True
        elif depth == 1 and fresh and mark != "]":
            found[f"{path}[{index}]"] = line
            fresh = False
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)


def join(prefix: str, name: str) -> str:
    """Return the path of a name within `prefix`."""
    return f"{prefix}.{name}" if prefix else name


def names(words: Iterable[str]) -> list[str]:
    """Return the parts of a dotted key, without their quotation marks."""
    return [part.strip("\"'") for part in "".join(words).split(".")]
