"""Comments of a TOML text, and the key or array element to which each belongs."""

from __future__ import annotations

from dataclasses import dataclass, field

from ddr.corpus.toml_scanner import marks


@dataclass(slots=True)
class Comments:
    """The comments of one block, taken out one by one as they are written again.

    Paths are ``""`` for the header of the block, ``tags`` for a key and ``tags[2]`` for an
    element of its array; a comment that stands elsewhere has a path that no writer asks for.
    Lines are counted from 1, from the start of the text that was scanned.
    """

    _above: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _beside: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def put_above(self, path: str, comments: list[tuple[int, str]]) -> None:
        """Keep (line, comment) for a path; an empty comment is a blank line."""
        self._above.setdefault(path, []).extend(comments)

    def put_beside(self, path: str, line: int, comment: str) -> None:
        """Keep a comment at the end of a line."""
        self._beside.setdefault(path, []).append((line, comment))

    def above(self, path: str) -> list[str]:
        """Take the comments that stand on lines of their own before `path`."""
        return [text for _, text in self._above.pop(path, ())]

    def beside(self, path: str) -> str:
        """Take the comment at the end of the line of `path`, with two blanks before it, or ``""``.

        Where there are several, they stay.
        """
        if len(self._beside.get(path, ())) == 1:
            return f"  {self._beside.pop(path)[0][1]}"
        return ""

    def inside(self, key: str) -> bool:
        """Return whether a comment belongs to an element of the array of `key`."""
        paths = (*self._above, *self._beside)
        return any(path.startswith(f"{key}[") for path in paths)

    @property
    def left(self) -> list[int]:
        """The lines of the comments that nobody took."""
        places = (*self._above.values(), *self._beside.values())
        return sorted(line for place in places for line, text in place if text)


def scan(text: str) -> Comments:
    """Find the comments of a valid TOML text: of one record's block, or of a file's head.

    Between two marks there is nothing but blanks, commas and comments: those on the line of the
    first stand beside it, the others above the second.
    """
    found = Comments()
    block = path = ""
    end = line = 0
    for mark in marks(text):
        sign = text[mark.start : mark.end]
        if not end and sign.startswith("["):
            block = mark.path
        here = mark.path.removeprefix(block).removeprefix(".")
        inner = f"{here}[<end>]" if sign == "]" else here
        line = _take(found, text[end : mark.start], line, path, inner, first=not end)
        line += sign.count("\n")
        path, end = f"{here}[<start>]" if sign == "[" else here, mark.end
    _take(found, f"{text[end:]}\n", line, path, "<end>", first=not end)
    return found


def _take(found: Comments, gap: str, line: int, path: str, after: str, *, first: bool) -> int:
    """Keep the comments between two marks, the first on a line; return the line of the second."""
    beside, *lines = f"\n{gap}".split("\n") if first else gap.split("\n")
    if "#" in beside:
        found.put_beside(path, line, beside[beside.index("#") :].rstrip())
    above: list[tuple[int, str]] = []
    for number, one in enumerate(lines[:-1], line + 1):
        if "#" in one:
            above.append((number, one[one.index("#") :].rstrip()))
        elif above and above[-1][1]:
            above.append((number, ""))
    if above:
        found.put_above(after, above)
    return line + len(lines)
