"""Documents of LibreOffice (OpenDocument, ISO/IEC 26300), as their readers see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from ddr.office.office_document import (
    CitedWork,
    OfficeDocument,
    OfficeParagraph,
    Piece,
    bookmarked,
    cited_works,
    lists_works,
)
from ddr.office.package import Attributes, Package, parse

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_FORMAT = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_OWN = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_META = "http://purl.org/dc/elements/1.1/"
_QUOTED = frozenset(("Quotations", "Quote", "Intense_20_Quote", "Block_20_Text", "Block_20_Quote"))
_SKIPPED = frozenset(
    [
        *(f"{_OFFICE} {name}" for name in ("annotation", "annotation-end", "forms", "scripts")),
        *(
            f"{_TEXT} {name}"
            for name in (
                "tracked-changes", "table-of-content", "bibliography", "illustration-index",
                "table-index", "object-index", "user-index", "alphabetical-index", "ruby-text",
                "note-citation",
            )
        ),
    ]
)  # fmt: skip
_ROW = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 table-row"
_CITING = ("reference-mark-start", "bookmark-start")
_PARAGRAPHS = (f"{_TEXT} p", f"{_TEXT} h")
_INDENTED = 0.35
"""Centimetres on both sides by which a paragraph is set off."""
_LENGTH = re.compile(r"(-?[0-9.]+)(cm|mm|in|pt|pc|px)?")
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 0.0353, "pc": 0.423, "px": 0.0265}


def read_opendocument(package: Package) -> OfficeDocument:
    """Read a document of LibreOffice; raise `DataError` where it holds no text to be read."""
    meta = _Meta()
    if "meta.xml" in package:
        with suppress(ValueError):
            parse(package.read("meta.xml"), meta, package.name, _nothing)
    read = _Content(bookmarked(meta.properties))
    if "styles.xml" in package:
        parse(package.read("styles.xml"), _Styles(read), package.name, _nothing)
    parse(package.read("content.xml"), read, package.name, _nothing)
    return OfficeDocument(read.paragraphs, read.notes, meta.title)


def _nothing(_: int) -> None: ...


class _Meta:
    """Takes the title and the properties that a program or the user gave."""

    def __init__(self) -> None:
        self.title = ""
        self.properties: list[tuple[str, str]] = []
        self._open = self._name = self._value = ""

    def start(self, name: str, attributes: Attributes, _: int) -> None:
        self._open, self._value = name, ""
        self._name = attributes.get(f"{_OWN} name", "")

    def end(self, _: str, __: int) -> None:
        if self._open == f"{_OWN} user-defined":
            self.properties.append((self._name, self._value))
        elif self._open == f"{_META} title":
            self.title = self._value
        self._open = ""

    def words(self, text: str, _: int) -> None:
        self._value += text


class _Styles:
    """Takes the styles of paragraphs: on which they rest, and how far they are set off."""

    def __init__(self, content: _Content) -> None:
        self._styles = content.styles
        self._name = ""

    def start(self, name: str, attributes: Attributes, _: int) -> None:
        if name == f"{_STYLE} style":
            self._name = attributes.get(f"{_STYLE} name", "")
            parent = attributes.get(f"{_STYLE} parent-style-name", "")
            self._styles[self._name] = _Style(parent)
        elif name == f"{_STYLE} paragraph-properties" and self._name in self._styles:
            sides = (attributes.get(f"{_FORMAT} margin-{side}", "") for side in ("left", "right"))
            self._styles[self._name].indented = min(map(_centimetres, sides)) >= _INDENTED

    def end(self, name: str, _: int) -> None:
        if name == f"{_STYLE} style":
            self._name = ""

    def words(self, _: str, __: int) -> None: ...


@dataclass(slots=True)
class _Style:
    parent: str
    indented: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read, and the ones of frames that are anchored in it."""

    paragraph: OfficeParagraph
    boxes: list[OfficeParagraph] = field(default_factory=list)
    cited: str = ""  # the mark within which a citation is printed
    note: str = ""


class _Content:
    """Takes the events of the text.

    paragraphs: outside of notes.
    notes: the paragraphs of each note, by its number.
    styles: of paragraphs, by name.
    """

    def __init__(self, codes: Mapping[str, str]) -> None:
        """Take codes of citations by the name of a bookmark."""
        self._codes = codes
        self.paragraphs: list[OfficeParagraph] = []
        self.notes: dict[str, list[OfficeParagraph]] = {}
        self.styles: dict[str, _Style] = {}
        self._own = _Styles(self)
        self._open: list[_Open] = []
        self._skip = 0
        self._notes: list[str] = []
        self._rows: list[int] = []
        self._counted = 0

    def start(self, name: str, attributes: Attributes, at: int) -> None:
        """Take in the beginning of an element."""
        self._own.start(name, attributes, at)
        if self._skip or name in _SKIPPED:
            self._skip += 1
        elif name in _PARAGRAPHS:
            quoted = self._quoting(attributes.get(f"{_TEXT} style-name", ""))
            row = self._rows[-1] if self._rows else 0
            self._open.append(_Open(OfficeParagraph(quoted=quoted, row=row), note=self._note))
        elif name == _ROW:
            self._counted += 1
            self._rows.append(self._counted)
        elif name == f"{_TEXT} note":
            self._notes.append(f"note {len(self.notes) + 1}")
            self.notes[self._notes[-1]] = []
            self._add(Piece("note", self._notes[-1]))
        elif name.startswith(f"{_TEXT} "):
            self._started(name.rpartition(" ")[2], attributes)

    def _started(self, local: str, attributes: Attributes) -> None:
        named = attributes.get(f"{_TEXT} name", "")
        if local == "s":
            count = attributes.get(f"{_TEXT} c", "1")
            self._words(" " * min(int(count), 100) if count.isdecimal() else " ")
        elif local in ("tab", "line-break"):
            self._words(" ")
        elif local in _CITING and self._open and not self._open[-1].cited:
            code = self._codes.get(named) or re.sub(r" RND\w+$", "", named)
            if lists_works(code):
                self._open[-1].cited = named
            elif (works := cited_works(code)) is not None:
                self._add(Piece("cite", works=works))
                self._open[-1].cited = named
        elif (
            local in ("reference-mark-end", "bookmark-end")
            and self._open
            and self._open[-1].cited == named
        ):
            self._open[-1].cited = ""
        elif local == "bibliography-mark":
            key = attributes.get(f"{_TEXT} identifier", "")
            title, url = (attributes.get(f"{_TEXT} {one}", "") for one in ("title", "url"))
            self._add(Piece("cite", works=(CitedWork((key,) if key else (), title, url, ""),)))
            self._skip += 1

    def end(self, name: str, at: int) -> None:
        """Take in the end of an element."""
        self._own.end(name, at)
        if self._skip:
            self._skip -= 1
        elif name == f"{_TEXT} note" and self._notes:
            self._notes.pop()
        elif name == _ROW and self._rows:
            self._rows.pop()
        elif name in _PARAGRAPHS and self._open:
            self._end_paragraph()

    def words(self, text: str, _: int) -> None:
        """Take in words; white space is one blank, as the format has it."""
        if not self._skip and self._open:
            self._words(re.sub(r"[ \t\r\n]+", " ", text))

    @property
    def _note(self) -> str:
        return self._notes[-1] if self._notes else ""

    def _words(self, text: str) -> None:
        self._add(Piece("words", text))

    def _add(self, piece: Piece) -> None:
        if self._open and not self._open[-1].cited:
            self._open[-1].paragraph.pieces.append(piece)

    def _end_paragraph(self) -> None:
        here = self._open.pop()
        done = [here.paragraph, *here.boxes]
        if here.note:
            self.notes[here.note] += done
        elif self._open:
            self._open[-1].boxes += done
        else:
            self.paragraphs += done

    def _quoting(self, style: str) -> bool:
        seen = set()
        while style and style not in seen:
            if style in _QUOTED or (style in self.styles and self.styles[style].indented):
                return True
            seen.add(style)
            style = self.styles[style].parent if style in self.styles else ""
        return False


def _centimetres(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    try:
        return float(match[1]) * _UNITS.get(match[2] or "cm", 1.0) if match else 0.0
    except ValueError:
        return 0.0
