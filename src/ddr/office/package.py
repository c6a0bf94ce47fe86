"""The files of an office document, each read with limits, and their XML event by event.

A document comes from anyone: nothing is unpacked to the disk, nothing is fetched, a file larger
than it may be is refused before it is read, and a document type declaration is refused with the
entities that it could define.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from ddr.errors import DataError

LARGEST = 64 * 2**20
"""The most bytes of one file within a document."""
_TOGETHER = 256 * 2**20
_MOST_FILES = 20_000
_DEEPEST = 2_000
_OLE = b"\xd0\xcf\x11\xe0"

Attributes = dict[str, str]


class Package:
    """The files within a document."""

    def __init__(self, content: bytes, name: str) -> None:
        """Open a document of this name; raise `DataError` where it is none."""
        self.name = name
        if content.startswith(_OLE):
            raise DataError(
                f"{name}: is an old or an encrypted document; save it as .docx without a password"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DataError(f"{name}: is not a document of Word or LibreOffice: {error}") from None
        self.infos = self._zip.infolist()
        size = sum(info.file_size for info in self.infos)
        if len(self.infos) > _MOST_FILES or size > _TOGETHER:
            raise DataError(f"{name}: unpacks to more than {_TOGETHER // 2**20} MiB: refused")
        self._names = {info.filename for info in self.infos}

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def read(self, part: str) -> bytes:
        """Return a file within the document; raise `DataError` where it cannot be read."""
        try:
            with self._zip.open(part) as file:
                content = file.read(LARGEST + 1)
        except KeyError:
            raise DataError(f"{self.name}: holds no '{part}'") from None
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError,
            ValueError,
        ) as error:  # fmt: skip
            raise DataError(f"{self.name}: '{part}' cannot be read: {error}") from None
        if len(content) > LARGEST:
            raise DataError(f"{self.name}: '{part}' is larger than {LARGEST // 2**20} MiB: refused")
        return content


class XmlEvents(Protocol):
    """What takes the events of an XML file; `at` is the byte at which each begins."""

    def start(self, name: str, attributes: Attributes, at: int) -> None:
        """An element begins."""

    def end(self, name: str, at: int) -> None:
        """An element ends."""

    def words(self, text: str, at: int) -> None:
        """Text stands between the tags."""


def parse(content: bytes, events: XmlEvents, name: str, ended: Callable[[int], None]) -> None:
    """Read an XML file; names are "namespace local", attributes too.

    ended: told at every event at which byte the one before ended.
    Raises `DataError` for what is not well-formed, nested too deeply, or declares a type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = False
    depth = 0

    def start(element: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise DataError(f"{name}: is nested too deeply: refused")
        ended(parser.CurrentByteIndex)
        events.start(element, attributes, parser.CurrentByteIndex)

    def end(element: str) -> None:
        nonlocal depth
        depth -= 1
        ended(parser.CurrentByteIndex)
        events.end(element, parser.CurrentByteIndex)

    def words(text: str) -> None:
        ended(parser.CurrentByteIndex)
        events.words(text, parser.CurrentByteIndex)

    def declared(*_: object) -> None:
        raise DataError(f"{name}: declares a document type, which no such document needs: refused")

    def other(_: str) -> None:
        ended(parser.CurrentByteIndex)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = declared
    parser.DefaultHandler = other
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise DataError(f"{name}: is not well-formed XML: {error}") from None
    ended(len(content))
