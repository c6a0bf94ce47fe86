"""Documents of Word and LibreOffice: a paragraph is a line, and keys are words, as in plain text.

What a field of a reference manager cites, and what a note prints the title or the address of, is
cited as by its key.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from ddr.files import read_bytes
from ddr.manuscript.readers import plain
from ddr.manuscript.readers.stream import Stream, Writer
from ddr.office.office_document import CitedWork, OfficeDocument, OfficeParagraph, Piece
from ddr.office.package import Package
from ddr.quotations import marks
from ddr.quotations.marks import OPAQUE
from ddr.unseen import invisible

_LARGEST = 128 * 2**20
_PRIVATE = re.compile("[\ue000-\ue017\n\r]")
_SAME = re.compile(r"\W*(?:ibid|ibidem|там же|ebd|ebenda)\b[.,:]?", re.IGNORECASE)
NOTES = "#notes"
"""Ends the name under which the notes of a document are told."""


class _Printed(Protocol):
    key: str
    locator: str
    start: int
    end: int


@runtime_checkable
class KnownWorks(Protocol):
    """What a reader asks of the works that are known."""

    def __contains__(self, key: object) -> bool:
        """Return whether a key is known."""

    def of_address(self, address: str) -> str:
        """Return the key of the work at an address, or ""."""

    def of_title(self, title: str) -> str:
        """Return the key of the work of a title, or ""."""

    def printed(self, text: str) -> list[_Printed]:
        """Return the works that a note prints."""


class Keys:
    """Keys alone, of works whose titles and addresses are not known."""

    def __init__(self, keys: Container[str]) -> None:
        self._keys = keys

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def of_address(self, _: str) -> str:
        """Return "": no address is known."""
        return ""

    def of_title(self, _: str) -> str:
        """Return "": no title is known."""
        return ""

    def printed(self, _: str) -> list[_Printed]:
        """Return nothing."""
        return []


class PiecePlace(NamedTuple):
    """Where a piece of a document stands in its text: from, to, and the note it stands in."""

    start: int
    end: int
    piece: Piece
    note: str = ""


@dataclass(slots=True)
class OfficeText:
    """The text of a document: a line for each paragraph, and one for each note.

    body, notes: the lines.
    places, note_places: of the pieces, in the order of the lines.
    """

    body: str = ""
    notes: str = ""
    places: list[PiecePlace] = field(default_factory=list)
    note_places: list[PiecePlace] = field(default_factory=list)


def document_of(path: Path) -> OfficeDocument:
    """Read the document of a file; raise what `read_bytes` does, and `DataError` for another."""
    package = Package(read_bytes(path, _LARGEST), str(path))
    if "content.xml" in package:
        from ddr.office.opendocument import read_opendocument

        return read_opendocument(package)
    from ddr.office.word import read_word

    return read_word(package)


def text_of_document(document: OfficeDocument) -> OfficeText:
    """Return the text of a document, and where each piece stands in it."""
    made = OfficeText()
    made.body = _lines(made.places, [("", [one]) for one in document.paragraphs])
    made.notes = _lines(made.note_places, list(document.notes.items()))
    return made


def _lines(places: list[PiecePlace], parts: list[tuple[str, list[OfficeParagraph]]]) -> str:
    """Return a line for each part: its paragraphs, a blank between."""
    lines: list[str] = []
    at = 0
    for note, paragraphs in parts:
        line: list[str] = []
        for number, paragraph in enumerate(paragraphs):
            line += [" "] if number else []
            at += bool(number)
            for piece in paragraph.pieces:
                text = _PRIVATE.sub(" ", piece.text) if piece.kind == "words" else ""
                places.append(PiecePlace(at, at + len(text), piece, note))
                line.append(text)
                at += len(text)
        lines.append("".join(line))
        at += 1
    return "\n".join(lines)


def read_document(document: OfficeDocument, name: str, stream: Stream, known: KnownWorks) -> None:
    """Write a document of this name into a stream."""
    text = text_of_document(document)
    body = _Lines(Writer(text.body, name, stream), text.body)
    notes = _Lines(Writer(text.notes, f"{name}{NOTES}", stream), text.notes)
    _Reader(body, notes, document, known).read()


class _Lines:
    """A writer, and the places of its text before its invisible characters were left out."""

    def __init__(self, writer: Writer, text: str) -> None:
        self.writer = writer
        self._ends, self._sizes = [], [0]
        for start, end in invisible(text):
            self._ends.append(start)
            self._sizes.append(self._sizes[-1] + end - start)
        self.at = 0

    def step(self, size: int) -> tuple[int, int]:
        """Go on by characters; return where they begin and end in the writer's text."""
        start, self.at = self.at, self.at + size
        return self._visible(start), self._visible(self.at)

    def _visible(self, at: int) -> int:
        number = bisect_right(self._ends, at - 1)
        return max(at - self._sizes[number], 0)


class _Reader:
    """Reads a document into the writers of its text and its notes."""

    def __init__(
        self, body: _Lines, notes: _Lines, document: OfficeDocument, known: KnownWorks
    ) -> None:
        self._body, self._notes = body, notes
        self._document, self._known = document, known
        self._starts: dict[str, int] = {}
        at = 0
        for name, paragraphs in document.notes.items():
            self._starts[name] = at
            sizes = (len(one.text) for one in paragraphs)
            at += sum(sizes) + max(len(paragraphs) - 1, 0) + 1
        self._last: list[tuple[str, str]] = []
        self._clusters = 0

    def read(self) -> None:
        """Read the running text, and each note where it is referred to."""
        writer = self._body.writer
        quoted, row = False, 0
        for paragraph in self._document.paragraphs:
            if not paragraph.row or paragraph.row != row:
                writer.paragraph()
            row = paragraph.row
            if paragraph.text.strip() and paragraph.quoted != quoted:
                quoted = paragraph.quoted
                (writer.quote if quoted else writer.unquote)()
            self._paragraph(self._body, paragraph)
            writer.put(" ", self._body.step(1)[0])
        writer.unquote()

    def _paragraph(self, lines: _Lines, paragraph: OfficeParagraph, *, typed: bool = True) -> None:
        """Write a paragraph; what stands between two things without words is read at once."""
        size = 0
        for piece in paragraph.pieces:
            if piece.kind == "words":
                size += len(piece.text)
                continue
            self._words(lines, size, typed=typed)
            size = 0
            at, _ = lines.step(0)
            if piece.kind == "note":
                self._note(lines, piece.text, at)
            elif piece.kind == "cite":
                self._cite(lines.writer, piece.works, at)
            else:
                lines.writer.put(OPAQUE, at)
        self._words(lines, size, typed=typed)

    def _words(self, lines: _Lines, size: int, *, typed: bool) -> None:
        start, end = lines.step(size)
        if typed:
            plain.words(lines.writer, start, end, self._known)
        else:
            lines.writer.copy(start, end)

    def _note(self, lines: _Lines, name: str, at: int) -> None:
        paragraphs = self._document.notes.get(name)
        if paragraphs is None or lines is not self._body:
            return
        writer, notes = self._notes.writer, self._notes
        lines.writer.note(at)
        writer.order = (*lines.writer.order, at)
        notes.at = self._starts[name]
        for number, paragraph in enumerate(paragraphs):
            if number:
                writer.paragraph()
                notes.step(1)
            self._noted(paragraph)
        writer.end_note()

    def _noted(self, paragraph: OfficeParagraph) -> None:
        """Write a paragraph of a note, with the works whose titles or addresses it prints."""
        notes, writer = self._notes, self._notes.writer
        before = len(writer.stream.found)
        text = paragraph.text
        whole = all(piece.kind == "words" for piece in paragraph.pieces)
        printed = self._known.printed(text) if whole else []
        if not printed and whole and self._last and (same := _SAME.match(text)):
            written = [(key, _after(text[same.end() :]) or place) for key, place in self._last]
            ends = [same.end()] * len(written)
        else:
            self._name_titles(text, printed)
            written = [(one.key, one.locator) for one in printed]
            ends = [one.end for one in printed]
        if not written:
            self._paragraph(notes, paragraph)
        else:
            at = 0
            for (key, locator), end in zip(written, ends, strict=True):
                writer.copy(*notes.step(end - at))
                writer.cite(key, locator, notes.step(0)[0])
                at = end
            writer.copy(*notes.step(len(text) - at))
        if cited := writer.stream.found[before:]:
            self._last = [(one.key, one.locator) for _, one in cited]

    def _name_titles(self, text: str, printed: list[_Printed]) -> None:
        """Note the words in marks that are the title of what a note prints: the last before it."""
        pairs, _ = marks.find(text)
        for one in printed:
            before = [pair.start for pair in pairs if pair.start < one.start]
            if before:
                place = self._notes.writer.name, self._notes.at + before[-1]
                self._notes.writer.stream.titles.add(place)

    def _cite(self, writer: Writer, works: tuple[CitedWork, ...], at: int) -> None:
        """Write what a field cites; a work that is not known is one of another bibliography."""
        self._clusters += 1
        for work in works:
            key = next((name for name in work.names if name in self._known), "")
            key = key or self._known.of_address(work.address) or self._known.of_title(work.title)
            name = key or work.title or "".join(work.names[:1]) or "a work without a title"
            writer.cite(name, work.locator, at, cluster=self._clusters + at, foreign=not key)


def _after(text: str) -> str:
    match = re.search(r"(?:para|абз|Abs|¶|paras)\.?\s*\d+(?:[-–]\d+)?", text)
    return match[0] if match else ""
