"""The neutral stream that every reader writes: blocks of plain text, with citations in it.

Markup is unfolded into the characters it stands for; what has no character, such as a citation,
becomes a placeholder. Each character knows its place in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ddr.quotations.marks import CITE, NAMED, NOTE
from ddr.unseen import invisible, visible


@dataclass(frozen=True, slots=True)
class Citation:
    """A key that a manuscript cites.

    key: as written, without the marks of the format.
    locator: the place as written, unfolded: "para. 4", or "" for none.
    line: of the file, counted from 1.
    column: counted from 1.
    position: offset of the citation in the text of the file, from 0.
    textual: a part of the sentence ("@key says"), not beside it ("[@key]").
    cluster: citations that are written together share this number; 0 for one alone.
    """

    key: str
    locator: str
    line: int
    column: int
    position: int
    textual: bool = False
    cluster: int = 0


@dataclass(slots=True)
class Note:
    """A footnote or endnote, at the place that refers to it."""

    blocks: list[TextBlock]


@dataclass(slots=True)
class TextBlock:
    """A paragraph.

    group: the number of the block quotation it belongs to; 0 outside of one.
    text: unfolded, with placeholders.
    items: what CITE, NAMED and NOTE stand for, in their order.
    """

    group: int = 0
    text: str = ""
    items: list[Citation | Note] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def position(self, at: int) -> int:
        """Return the offset in the writer's text of the character at `at`."""
        number = max(bisect_right(self.starts, at) - 1, 0)
        place = self.places[number] if self.places else 0
        return ~place if place < 0 else place + at - self.starts[number]

    def citations(self) -> Iterator[Citation]:
        """Yield the citations that stand in the block itself."""
        yield from (item for item in self.items if isinstance(item, Citation))


class _Places:
    """Where the lines of a text begin, and what is left out of it when it is read."""

    def __init__(self, text: str) -> None:
        self._left_out: list[int] = []  # where it stood, in what is left
        self._sizes = [0]  # how much is left out before
        for start, end in invisible(text):
            self._left_out.append(start - self._sizes[-1])
            self._sizes.append(self._sizes[-1] + end - start)
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def origin(self, at: int) -> int:
        """Return where in the text a character of what is left stands."""
        return at + self._sizes[bisect_right(self._left_out, at)]

    def place(self, at: int) -> tuple[int, int]:
        """Return the line and column of it, both counted from 1."""
        position = self.origin(at)
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1


class Writer:
    """Collects what a reader finds.

    text: of the file, without its invisible characters.
    flows: blocks that follow one another: the running text first, then that of each note.
    citations: in the order of the file, once `finish` was called.
    everything: the place, counted from 1, that lists every key there is; 0 for none.
    caseless: keys are the same in capital and small letters.
    """

    def __init__(self, text: str) -> None:
        self.text = visible(text)
        self.flows: list[list[TextBlock]] = [[]]
        self.citations: list[Citation] = []
        self.everything = 0
        self.caseless = False
        self._places = _Places(text)
        self._notes: dict[str, list[TextBlock]] = {}
        self._frames = [_Frame(self.flows[0])]
        self._groups = 0

    def copy(self, start: int, end: int) -> None:
        """Write characters of the file as they are."""
        if end > start:
            self._frames[-1].add(self.text[start:end], start)

    def put(self, plain: str, at: int) -> None:
        """Write what the markup at `at` stands for."""
        self._frames[-1].add(visible(plain), ~at)

    def cite(
        self, key: str, locator: str, at: int, *, textual: bool = False, cluster: int = 0
    ) -> None:
        """Write a citation; ``*`` is every key, and stands at no place."""
        if key == "*":
            self.use(key, at)
            return
        locator = " ".join(locator.split())
        place = *self.place(at), self.origin(at)
        citation = Citation(key, locator, *place, textual, cluster)
        self.citations.append(citation)
        self._frames[-1].block.items.append(citation)
        self.put(NAMED if textual else CITE, at)

    def use(self, key: str, at: int) -> None:
        """Note a key that is listed but cited at no place; ``*`` is every key."""
        if key == "*":
            self.everything = min(self.everything or at + 1, at + 1)
            return
        self.citations.append(Citation(key, "", *self.place(at), self.origin(at)))

    def paragraph(self) -> None:
        """End a paragraph."""
        self._frames[-1].close()

    def quote(self) -> None:
        """Begin a block quotation."""
        self._groups += 1
        self._frames[-1].close(self._groups)

    def unquote(self) -> None:
        """End a block quotation."""
        self._frames[-1].close(0)

    def note(self, at: int) -> None:
        """Begin a note at the place that refers to it."""
        self.flows.append([])
        self._frames[-1].block.items.append(Note(self.flows[-1]))
        self.put(NOTE, at)
        self._frames.append(_Frame(self.flows[-1]))

    def refer(self, label: str, at: int) -> None:
        """Write a reference to a note that stands elsewhere."""
        self._frames[-1].block.items.append(Note(self._labelled(label)))
        self.put(NOTE, at)

    def define(self, label: str) -> None:
        """Begin a note that stands apart from the places that refer to it."""
        self._frames.append(_Frame(self._labelled(label)))

    def end_note(self) -> None:
        """End a note."""
        if len(self._frames) > 1:
            self._frames.pop().close()

    def finish(self) -> None:
        """End everything."""
        while len(self._frames) > 1:
            self.end_note()
        self.paragraph()
        self.citations.sort(key=lambda citation: citation.position)

    def origin(self, at: int) -> int:
        """Return the offset in the file of a character of `text`."""
        return self._places.origin(at)

    def place(self, at: int) -> tuple[int, int]:
        """Return the line and column in the file of a character of `text`."""
        return self._places.place(at)

    def _labelled(self, label: str) -> list[TextBlock]:
        if label not in self._notes:
            self.flows.append([])
            self._notes[label] = self.flows[-1]
        return self._notes[label]


class _Frame:
    """The running text, or a note within it: the block being written."""

    def __init__(self, flow: list[TextBlock]) -> None:
        self._flow = flow
        self._pieces: list[str] = []
        self._size = 0
        self.block = TextBlock()

    def add(self, text: str, place: int) -> None:
        self.block.starts.append(self._size)
        self.block.places.append(place)
        self._pieces.append(text)
        self._size += len(text)

    def close(self, group: int | None = None) -> None:
        """End the block; the next one belongs to the same block quotation, or to `group`."""
        block = self.block
        block.text = "".join(self._pieces)
        self._pieces, self._size = [], 0
        if block.text.strip():
            self._flow.append(block)
        self.block = TextBlock(block.group if group is None else group)


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
