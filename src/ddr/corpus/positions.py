"""Where things stand in a TOML file: `tomllib` keeps no lines, so problems find theirs here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(
    r"""
    \"{3}(?:\\.|[^\\])*?\"{3} | \'{3}.*?\'{3}   # multi-line strings
    | \"(?:\\.|[^\"\\\n])*\" | \'[^\'\n]*\'       # strings
    | \#[^\n]*                                    # comments
    | [\[\]{},=\n] | [^\s\[\]{},=\"\'\#]+
    """,
    re.DOTALL | re.VERBOSE,
)

Positions = dict[str, int]
"""Line numbers, counted from 1, by path: ``event[2]``, ``event[2].evidence[0]``, ``title``."""


def positions(text: str) -> Positions:
    """Return the line of every table, key and array element of a valid TOML document.

    Keys inside an inline table are not listed: it stands on one line by the TOML standard.
    """
    found: Positions = {}
    counts: dict[str, int] = {}
    prefix = ""
    for statement in _statements(text):
        words = [word for word, _ in statement]
        line = statement[0][1]
        if words[0] == "[":
            prefix = _header(words, counts)
            found[prefix] = line
        elif "=" in words:
            equals = words.index("=")
            path = _join(prefix, ".".join(_names(words[:equals])))
            found[path] = line
            _elements(found, path, statement[equals + 1 :])
    return found


def line_of(found: Positions, path: str) -> int:
    """Return the line of `path`, or of the nearest thing around it that has one; 0 if none.

    Where only parts of it have lines, as in an array of tables, the first of them stands for it.
    """
    if path not in found:
        inside = (f"{path}.", f"{path}[")
        path = next((other for other in found if other.startswith(inside)), path)
    while path and path not in found:
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
    return found.get(path, 0)


def _statements(text: str) -> Iterator[list[tuple[str, int]]]:
    """Split into headers and key-value pairs, each a list of (mark, line)."""
    statement: list[tuple[str, int]] = []
    depth, line, last = 0, 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        mark = match[0]
        if mark == "\n":
            if depth == 0 and statement:
                yield statement
                statement = []
        elif not mark.startswith("#"):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
            statement.append((mark, line))
    if statement:
        yield statement


def _header(words: list[str], counts: dict[str, int]) -> str:
    """Return the path that ``[table]`` or ``[[array.of.tables]]`` opens."""
    *parents, leaf = _names(word for word in words if word not in {"[", "]"})
    path = ""
    for parent in parents:
        path = _join(path, parent)
        if path in counts:
            path = f"{path}[{counts[path] - 1}]"
    path = _join(path, leaf)
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


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def _names(words: Iterable[str]) -> list[str]:
    """Return the parts of a dotted key, without their quotation marks."""
    return [part.strip("\"'") for part in "".join(words).split(".")]
