"""The neutral stream that every reader writes: blocks of plain text, with citations in it.

Markup is unfolded into the characters it stands for; what has no character, such as a citation,
becomes a placeholder. Each character knows its place in its file: a manuscript may have several,
which all write into one stream.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ddr.quotations.marks import CITE, NAMED, NOTE, OPAQUE
from ddr.unseen import invisible, visible

DASHES = {"---": "—", "--": "–", "...": "…"}
"""What most kinds of markup write dashes and dots with."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A key that a manuscript cites.

    key: as written, without the marks of the format.
    locator: the place as written, unfolded: "para. 4", or "" for none.
    file: that it stands in, as the user would name it.
    line: of the file, counted from 1.
    column: counted from 1.
    position: offset of the citation in the text of the file, from 0.
    textual: a part of the sentence ("@key says"), not beside it ("[@key]").
    cluster: citations that are written together share this number; 0 for one alone.
    foreign: a field says that the work is another than those of the timeline.
    """

    key: str
    locator: str
    file: str
    line: int
    column: int
    position: int
    textual: bool = False
    cluster: int = 0
    foreign: bool = False


def _labels(citation: Citation, labels: set[str]) -> bool:
    """Return whether a citation refers to a label, or to a form of a term: ``@term:pl``."""
    return citation.key in labels or citation.key.rpartition(":")[0] in labels


_ITEMS = re.compile(f"[{CITE}{NAMED}{NOTE}]")


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
        """Return the offset in the stream of the character at `at`."""
        number = max(bisect_right(self.starts, at) - 1, 0)
        place = self.places[number] if self.places else 0
        return ~place if place < 0 else place + at - self.starts[number]

    def forget(self, labels: set[str]) -> None:
        """Take out the citations of labels."""
        kept = iter(self.items)
        self.items = []

        def left(match: re.Match[str]) -> str:
            item = next(kept)
            if isinstance(item, Citation) and _labels(item, labels):
                return OPAQUE
            self.items.append(item)
            return match[0]

        self.text = _ITEMS.sub(left, self.text)

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


class FilePlace(NamedTuple):
    """A place in a file: line and column counted from 1, position from 0."""

    file: str
    line: int
    column: int
    position: int


class Opener(Protocol):
    """Opens the files that a manuscript includes."""

    def include(self, writer: Writer, name: str, at: int, *, defines: bool, lines: str) -> None:
        """Read the file that is named at a place of a writer's text, or some of its lines."""

    def peek(self, writer: Writer, name: str) -> str:
        """Return the text of a file that is named, or "" where it cannot be read."""


class Stream:
    """What is read of a manuscript.

    flows: blocks that follow one another: the running text first, then that of each note.
    citations: in the order of the text, once `finish` was called.
    everything: the place that lists every key there is.
    caseless: keys are the same in capital and small letters.
    labels: names of places in the manuscript, which are cited like keys.
    files: the writers of its files, in the order in which they were opened.
    shorthands: babel's shorthands for quotation marks are in use, in a manuscript in LaTeX.
    made: characters that the author makes marks of quotation, in a manuscript in LaTeX.
    opener: opens the files that are included.
    titles: where words in marks are known to be the title of a work: file, position.
    found: the citations, each with its order, as they were read.
    """

    def __init__(self, opener: Opener | None = None) -> None:
        self.flows: list[list[TextBlock]] = [[]]
        self.citations: list[Citation] = []
        self.everything: FilePlace | None = None
        self.caseless = False
        self.labels: set[str] = set()
        self.titles: set[tuple[str, int]] = set()
        self.files: list[Writer] = []
        self.shorthands = False
        self.made: dict[str, str] = {}
        self.opener = opener
        self.frames = [_Frame(self.flows[0])]
        self.groups = 0
        self._notes: dict[str, list[TextBlock]] = {}
        self._size = 0
        self.found: list[tuple[tuple[int, ...], Citation]] = []

    def open(self, writer: Writer) -> int:
        """Take in the writer of a file; return where in the stream its text begins."""
        base = self._size
        self.files.append(writer)
        self._size += len(writer.text) + 1
        return base

    def cite(self, citation: Citation, order: tuple[int, ...]) -> None:
        """Take in a citation, in its order."""
        self.found.append((order, citation))

    def place(self, at: int) -> FilePlace:
        """Return the place in its file of an offset in the stream."""
        number = bisect_right(self.files, at, key=lambda writer: writer.base) - 1
        writer = self.files[max(number, 0)]
        return writer.place(at - writer.base)

    def labelled(self, label: str) -> list[TextBlock]:
        """Return the blocks of the note of a label."""
        if label not in self._notes:
            self.flows.append([])
            self._notes[label] = self.flows[-1]
        return self._notes[label]

    def finish(self) -> None:
        """End everything."""
        while len(self.frames) > 1:
            self.frames.pop().close()
        self.frames[-1].close()
        self.found.sort(key=lambda found: found[0])
        self.citations = [citation for _, citation in self.found]

    def forget(self, labels: set[str]) -> None:
        """Take out the citations of labels: they refer within the manuscript."""
        if labels:
            self.citations = [one for one in self.citations if not _labels(one, labels)]
            for block in (block for flow in self.flows for block in flow):
                block.forget(labels)


class Writer:
    """Writes what a reader finds in one file into the stream of its manuscript.

    text: of the file, without its invisible characters.
    name: of the file, as the user would name it.
    order: of the place that includes it.
    base: where in the stream the text begins.
    defines: the text is not printed; what it defines is used elsewhere.
    """

    def __init__(
        self, text: str, name: str = "", stream: Stream | None = None, order: tuple[int, ...] = ()
    ) -> None:
        self.text = visible(text)
        self.name, self.order = name, order
        self.defines = False
        self.stream = stream or Stream()
        self.base = self.stream.open(self)
        self._places = _Places(text)
        self._within: tuple[Writer, list[tuple[int, int]], _Places] | None = None

    def derived(self, text: str, origins: list[tuple[int, int]]) -> Writer:
        """Return a writer for a text that is made of this one.

        origins: by place in the text, where in this one each stretch of it begins.
        """
        made = Writer(text, self.name, self.stream, (*self.order, origins[0][1] if origins else 0))
        made._within = self, origins, _Places(text)
        return made

    def copy(self, start: int, end: int) -> None:
        """Write characters of the file as they are."""
        if end > start:
            self._frame.add(self.text[start:end], self.base + start)

    def put(self, plain: str, at: int) -> None:
        """Write what the markup at `at` stands for."""
        self._frame.add(visible(plain), ~(self.base + at))

    def cite(
        self,
        key: str,
        locator: str,
        at: int,
        *,
        textual: bool = False,
        cluster: int = 0,
        foreign: bool = False,
    ) -> None:
        """Write a citation; ``*`` is every key, and stands at no place."""
        if key == "*":
            self.use(key, at)
            return
        locator = " ".join(locator.split())
        cluster += self.base if cluster else 0
        citation = Citation(key, locator, *self.place(at), textual, cluster, foreign)
        self.stream.cite(citation, (*self.order, at))
        self._frame.block.items.append(citation)
        self.put(NAMED if textual else CITE, at)

    def cite_together(
        self, keys: Sequence[re.Match[str]], start: int, *, place: str = "", textual: bool = False
    ) -> None:
        """Write citations that stand together from `start` on, each a match of a group "key".

        place: of the last one; a group "place" is that of each by itself.
        """
        for number, key in enumerate(keys, 1):
            own = key.groupdict().get("place") or (place if number == len(keys) else "")
            at = key.start("key") if number > 1 else start
            self.cite(key["key"], own.strip(" ,"), at, textual=textual, cluster=start + 1)

    def use(self, key: str, at: int) -> None:
        """Note a key that is listed but cited at no place; ``*`` is every key."""
        if key == "*":
            self.stream.everything = self.stream.everything or self.place(at)
        else:
            self.stream.cite(Citation(key, "", *self.place(at)), (*self.order, at))

    def include(self, name: str, at: int, *, defines: bool = False, lines: str = "") -> None:
        """Read the file that is named, or what it `defines`, or `lines` of it as Org has them."""
        if self.stream.opener:
            depth, group = len(self.stream.frames), self._frame.block.group
            self.stream.opener.include(self, name, at, defines=defines, lines=lines)
            while len(self.stream.frames) > depth:
                self.end_note()
            if self._frame.block.group != group:
                self._frame.close(group)

    def peek(self, name: str) -> str:
        """Return the text of a file that is named, or "" where it cannot be read."""
        return self.stream.opener.peek(self, name) if self.stream.opener else ""

    def paragraph(self) -> None:
        """End a paragraph."""
        self._frame.close()

    def quote(self) -> None:
        """Begin a block quotation."""
        self.stream.groups += 1
        self._frame.close(self.stream.groups)

    def unquote(self) -> None:
        """End a block quotation."""
        self._frame.close(0)

    def note(self, at: int) -> None:
        """Begin a note at the place that refers to it."""
        flow: list[TextBlock] = []
        self.stream.flows.append(flow)
        self._frame.block.items.append(Note(flow))
        self.put(NOTE, at)
        self.stream.frames.append(_Frame(flow))

    def refer(self, label: str, at: int) -> None:
        """Write a reference to a note that stands elsewhere."""
        self._frame.block.items.append(Note(self.stream.labelled(label)))
        self.put(NOTE, at)

    def define(self, label: str) -> None:
        """Begin a note that stands apart from the places that refer to it."""
        self.stream.frames.append(_Frame(self.stream.labelled(label)))

    def end_note(self) -> None:
        """End a note."""
        if len(self.stream.frames) > 1:
            self.stream.frames.pop().close()

    def place(self, at: int) -> FilePlace:
        """Return the place in the file of a character of `text`."""
        if self._within:
            writer, origins, places = self._within
            start, origin = origins[bisect_right(origins, places.origin(at), key=_first) - 1]
            return writer.place(origin + places.origin(at) - start)
        return FilePlace(self.name, *self._places.place(at), self._places.origin(at))

    @property
    def _frame(self) -> _Frame:
        return self.stream.frames[-1]


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


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
