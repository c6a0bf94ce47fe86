"""Comments of a TOML text, and the key or array element to which each belongs."""

from __future__ import annotations

from dataclasses import dataclass, field

from ddr.corpus.positions import TOKEN

_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}


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
    """Find the comments of a valid TOML text: of one record's block, or of a file's head."""
    scanner = _Scanner()
    line, last = 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        scanner.take(match[0], line)
    scanner.settle("<end>")
    return scanner.found


class _Scanner:
    """Reads marks one by one, and knows which key or element it stands at."""

    def __init__(self) -> None:
        self.found = Comments()
        self.pending: list[tuple[int, str]] = []  # comments that wait for what they stand above
        self.blank = True  # nothing stands on this line yet
        self.table = ""  # a table inside the block's own, such as "<evidence>."
        self.words: list[str] = []  # of this header or key, until its path is known
        self.path = ""  # what a comment at the end of this line belongs to
        self.key = ""
        self.value = False
        self.depth = self.element = 0
        self.fresh = False  # the next mark starts an element

    def take(self, mark: str, line: int) -> None:
        """Take the next mark."""
        if mark == "\n":
            if self.blank and self.pending and self.pending[-1][1]:
                self.pending.append((line, ""))
            self.blank = True
            if self.depth == 0:
                self._end_statement()
        elif mark.startswith("#"):
            if self.blank:
                self.pending.append((line, mark.rstrip()))
                self.blank = False
            else:
                if self.depth == 0:
                    self._end_statement()
                self.found.put_beside(self.path, line, mark.rstrip())
        else:
            self.blank = False
            self._word(mark)

    def settle(self, path: str) -> None:
        """Give the waiting comments to what they stand above."""
        if self.pending:
            self.found.put_above(path, self.pending)
            self.pending = []

    def _word(self, mark: str) -> None:
        if self.value:
            self._in_value(mark)
        elif mark == "=" and self.depth == 0:
            self.key = self.path = self.table + "".join(self.words).strip("\"'")
            self.settle(self.path)
            self.words, self.value, self.element, self.fresh = [], True, -1, False
        else:
            self.words.append(mark)
            self.depth += _DEPTH.get(mark, 0)

    def _in_value(self, mark: str) -> None:
        if self.depth == 1 and mark == ",":
            self.fresh = True
        elif self.depth == 1 and mark == "]":
            self.settle(f"{self.key}[<end>]")
            self.path = self.key
        elif self.depth == 1 and self.fresh:
            self.element += 1
            self.fresh = False
            self.path = f"{self.key}[{self.element}]"
            self.settle(self.path)
        elif self.depth == 0 and mark == "[":
            self.fresh = True
            self.path = f"{self.key}[<start>]"
        self.depth += _DEPTH.get(mark, 0)

    def _end_statement(self) -> None:
        """Close a header or a key with its value, if one was open."""
        if self.words:  # a header
            names = "".join(self.words).strip("[]").split(".")
            self.table = f"<{'.'.join(names[1:])}>." if len(names) > 1 else ""
            self.path = self.table
            self.settle(self.path)
        self.words, self.value = [], False
