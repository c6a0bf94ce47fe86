"""Documents of Word (Office Open XML, ECMA-376), as its readers see them.

What stands in which of their files, and which styles set a quotation off.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from xml.etree import ElementTree as ET

from ddr.errors import DataError
from ddr.office.office_document import OfficeDocument, bookmarked
from ddr.office.package import Attributes, Package, parse
from ddr.office.word_events import WordPart

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PROPERTIES = "docProps/custom.xml"
_QUOTED = frozenset(
    (
        "quote", "intense quote", "block text", "block quote", "block quotation", "blockquote",
        "blocktext", "quotation", "quotations", "zitat", "intensives zitat", "citation intense",
        "цитата", "выделенная цитата",
    )
)  # fmt: skip
"""Names of styles that set a quotation off."""


def main_part(package: Package) -> str:
    """Return the name of the file that holds the running text."""
    if "_rels/.rels" in package:
        for target, kind in relations(package, "_rels/.rels"):
            if kind.endswith("/officeDocument"):
                return target
    return "word/document.xml"


def relations(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Yield target and type of the relations to other files of the document."""
    folder = posixpath.dirname(posixpath.dirname(part))
    for one in tree(package, part):
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, one.get("Target", "")))
            yield target.lstrip("/"), one.get("Type", "")


def tree(package: Package, part: str) -> ET.Element:
    """Return the XML of a small file of the document as a tree."""
    content = package.read(part)
    parse(content, _Nothing(), f"{package.name}: '{part}'", lambda _: None)  # refuses a doctype
    return ET.fromstring(content)  # noqa: S314 (no document type, so no entities)


class _Nothing:
    def start(self, name: str, attributes: Attributes, at: int) -> None: ...
    def end(self, name: str, at: int) -> None: ...
    def words(self, text: str, at: int) -> None: ...


def read_word(package: Package) -> OfficeDocument:
    """Read a document of Word; raise `DataError` where it holds no text that can be read."""
    main = main_part(package)
    folder, file = posixpath.split(main)
    rels = f"{folder}/_rels/{file}.rels"
    parts = (
        {kind.rpartition("/")[2]: target for target, kind in relations(package, rels)}
        if (rels in package)
        else {}
    )
    styles = parts.get("styles", "")
    quoting = _quoting(package, styles) if styles in package else frozenset()
    codes = _codes(package)
    document = OfficeDocument(read_part(package, main, quoting, codes).paragraphs)
    for kind in ("footnote", "endnote"):
        if (part := parts.get(f"{kind}s", "")) in package:
            for number, paragraphs in read_part(package, part, quoting, codes).notes.items():
                document.notes[f"{kind} {number}"] = paragraphs
    with suppress(DataError, ET.ParseError):
        document.title = tree(package, "docProps/core.xml").findtext(_TITLE) or ""
    return document


def _codes(package: Package) -> dict[str, str]:
    """Return the codes of citations that the document's own properties keep, by bookmark."""
    if _PROPERTIES not in package:
        return {}
    with suppress(DataError, ET.ParseError):
        found = tree(package, _PROPERTIES)
        return bookmarked((one.get("name", ""), "".join(one.itertext())) for one in found)
    return {}


def _quoting(package: Package, part: str) -> frozenset[str]:
    """Return the ids of styles that set a quotation off, by their names or what they rest on."""
    named: dict[str, tuple[str, str]] = {}
    for style in tree(package, part):
        values = {one.tag.rpartition("}")[2]: _value(one) for one in style}
        name = next((v for k, v in style.attrib.items() if k.endswith("}styleId")), "")
        named[name] = (values.get("name", "").casefold(), values.get("basedOn", ""))
    found: set[str] = set()
    for first in named:
        name, seen = first, set[str]()
        while name in named and name not in seen:
            seen.add(name)
            if named[name][0] in _QUOTED:
                found.add(first)
            name = named[name][1]
    return frozenset(found)


def _value(element: ET.Element) -> str:
    return next((v for k, v in element.attrib.items() if k.endswith("}val")), "")


def read_part(
    package: Package, part: str, quoting: frozenset[str], codes: Mapping[str, str]
) -> WordPart:
    """Read one file of the document that holds words."""
    content = package.read(part)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16").encode()
        content = re.sub(rb'encoding=["\'][^"\']*["\']', b'encoding="UTF-8"', content, count=1)
    read = WordPart(quoting, codes)
    parse(content, read, f"{package.name}: '{part}'", read.ended)
    return read
