"""What a document says: paragraphs of words, citations and notes, wherever they stand on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

_LABELS = {"paragraph": "para.", "page": "p.", "section": "sec.", "chapter": "chap."}
_EN_TITLE = re.compile(r"<(title|url|electronic-resource-num)>(.*?)</\1>", re.DOTALL)
_BOOKMARK = re.compile(r"(ZOTERO_BREF_\w+)_(\d{1,4})")
_TAG = re.compile(r"<[^<>]*>")


class CitedWork(NamedTuple):
    """A work that a field of a reference manager cites.

    names: under which a bibliography may know it: its citation key, its id.
    title, address: of the work, or "".
    locator: with its label: "para. 4", or "".
    """

    names: tuple[str, ...]
    title: str
    address: str
    locator: str


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph.

    kind: "words"; "cite", a field that cites works; "note"; "opaque", a formula or a picture.
    text: the words, or the number of the note.
    at, end: from which byte to which it stands in the XML.
    works: that a field cites.
    run: of Word, that the words stand in.
    exact: the words are written in the XML as they are.
    """

    kind: Literal["words", "cite", "note", "opaque"]
    text: str = ""
    at: int = 0
    end: int = 0
    works: tuple[CitedWork, ...] = ()
    run: Run | None = None
    exact: bool = True


@dataclass(slots=True)
class Run:
    """A run of Word: from which byte to which it stands.

    properties: where its properties begin, and where the tag that ends them does; equal for none.
    """

    at: int
    end: int = 0
    properties: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class OfficeParagraph:
    """A paragraph.

    quoted: it is set off as a quotation.
    row: the number of the row of a table that it stands in; 0 outside of one.
    """

    pieces: list[Piece] = field(default_factory=list)
    quoted: bool = False
    row: int = 0

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(piece.text for piece in self.pieces if piece.kind == "words")


@dataclass(slots=True)
class OfficeDocument:
    """A document.

    paragraphs: of the running text, tables and text boxes where they are anchored.
    notes: the paragraphs of each note, by what the pieces that refer to it are called.
    title: as the properties give it, or "".
    """

    paragraphs: list[OfficeParagraph] = field(default_factory=list)
    notes: dict[str, list[OfficeParagraph]] = field(default_factory=dict)
    title: str = ""


def cited_works(code: str) -> tuple[CitedWork, ...] | None:
    """Return the works that the code of a field cites; None where it is no citation.

    Zotero and Mendeley write CSL-JSON after a word of their own, EndNote XML; Word's own fields
    name a tag.
    """
    code = code.strip()
    word = code.split(None, 1)[0].upper() if code else ""
    if "CSL_CITATION" in code and "{" in code:
        return tuple(_csl(code[code.index("{") :]))
    if code.upper().startswith("ADDIN EN.CITE"):
        found = {tag: _TAG.sub("", text).strip() for tag, text in _EN_TITLE.findall(code)}
        return (CitedWork((), found.get("title", ""), found.get("url", ""), ""),)
    if word == "CITATION":
        return (CitedWork(tuple(code.split()[1:2]), "", "", ""),)
    return None


def bookmarked(properties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the codes that properties of a document keep for bookmarks of Zotero, by their names.

    A code stands in as many properties as it needs, numbered behind the name of the bookmark.
    """
    parts: dict[str, dict[int, str]] = {}
    for name, value in properties:
        if match := _BOOKMARK.fullmatch(name):
            parts.setdefault(match[1], {})[int(match[2])] = value
    return {name: "".join(found[n] for n in sorted(found)) for name, found in parts.items()}


def lists_works(code: str) -> bool:
    """Return whether a field prints a bibliography, a table of contents or an index."""
    code = code.strip().upper()
    listed = ("ZOTERO_BIBL", "CSL_BIBLIOGRAPHY", "EN.REFLIST")
    return code.split(" ")[0] in ("TOC", "INDEX", "BIBLIOGRAPHY") or any(
        name in code for name in listed
    )


def _csl(code: str) -> list[CitedWork]:
    try:
        value, _ = json.JSONDecoder().raw_decode(code)
        items = value["citationItems"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return [CitedWork((), "", "", "")]
    found = [_work(item) for item in items if isinstance(item, dict)] if _listed(items) else []
    return found or [CitedWork((), "", "", "")]


def _listed(items: Any) -> bool:
    return isinstance(items, list)


def _work(item: dict[str, Any]) -> CitedWork:
    data = item.get("itemData")
    data = data if isinstance(data, dict) else {}
    named = (data.get("citation-key"), data.get("id"), item.get("id"))
    names = tuple(dict.fromkeys(str(one) for one in named if one is not None))
    number, label = str(item.get("locator") or ""), str(item.get("label") or "page")
    locator = f"{_LABELS.get(label, label)} {number}" if number else ""
    suffix = str(item.get("suffix") or "").strip(" ,;")
    address = str(data.get("URL") or data.get("DOI") or "")
    return CitedWork(names, str(data.get("title") or ""), address, locator or suffix)
