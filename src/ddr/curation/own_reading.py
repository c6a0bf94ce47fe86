"""The text of a file that a reader has: plain text, a saved page, an electronic book, a PDF.

Nothing is fetched and nothing in the file is run. Of a page the article is read where it marks one,
and what consists of links alone is a menu.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ddr.corpus.texts import LARGEST
from ddr.curation import web_page
from ddr.curation.intake import cleaned
from ddr.errors import DataError, ToolError, counted
from ddr.files import decode, read_bytes
from ddr.office.package import Package

PAGES = (".html", ".htm", ".xhtml", ".shtml")
LARGEST_FILE = 256 * 2**20
_MOST_PAGES = 20_000
_ADDRESS = re.compile(
    r"<link\b[^>]*\brel\s*=\s*[\"']?canonical[\"']?[^>]*\bhref\s*=\s*[\"']([^\"']+)"
    r"|<meta\b[^>]*\bproperty\s*=\s*[\"']og:url[\"'][^>]*\bcontent\s*=\s*[\"']([^\"']+)"
    r"|<!--\s*saved from url=\(\d+\)(\S+)",
    re.IGNORECASE,
)
_MAIN = re.compile(r"<(article|main)\b[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_LINKED, _SHORT = 0.8, 300
"""The share of letters that stand in links, and the length, by which a paragraph is a menu."""
_FILLED = 0.75
"""The share of a line's usual length below which a sentence that ends it ends a paragraph."""
_ENDED = re.compile(r"[.!?…:;]['\"”’»)\]]*$")
_REPEATED = 3
"""Pages on which a first or last line is the same, by which it is the head or foot of a page."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text read from a file.

    paragraphs: in order, white space folded.
    origin: the name of the file; original: its SHA-256.
    pages: the page of each paragraph, for a PDF.
    title, address: as the file states them, or "".
    told: what a reader should know of it, in lines.
    """

    paragraphs: tuple[str, ...]
    origin: str
    original: str
    pages: tuple[int, ...] = ()
    title: str = ""
    address: str = ""
    told: tuple[str, ...] = ()

    @property
    def content(self) -> bytes:
        """The file to hold: a paragraph a block, a blank line between."""
        return ("\n\n".join(self.paragraphs) + "\n").encode()


def read_own(path: Path, content: bytes | None = None) -> OwnText:
    """Read a file of plain text, HTML, EPUB or PDF, which its first bytes or its name tell.

    content: what it holds, where that is read already.
    Raises `DataError` for a file without a text, `ToolError` where the extra for PDF is missing.
    """
    content = read_bytes(path, LARGEST_FILE) if content is None else content
    if content.startswith(b"%PDF-"):
        return _pdf(path, content)
    if content.startswith(b"PK\x03\x04"):
        return _book(path, content)
    if len(content) > LARGEST:
        raise DataError(f"{path}: is larger than {LARGEST // 2**20} MiB")
    if path.suffix.lower() in PAGES or web_page.is_page(content):
        text, told = web_page.decoded(content, str(path))
        page = _page(text)
        match = _ADDRESS.search(text[: 2**18])
        found = next(filter(None, match.groups()), "") if match else ""
        return own_text(path, content, page.paragraphs, title=page.title, address=found, told=told)
    text = decode(content, str(path)).replace("\r\n", "\n").replace("\r", "\n")
    return own_text(path, content, web_page.BLANK_LINE.split(text))


def own_text(
    path: Path,
    content: bytes,
    paragraphs: list[str],
    *,
    pages: list[int] | None = None,
    title: str = "",
    address: str = "",
    told: str = "",
) -> OwnText:
    """Return the text of paragraphs; raise `DataError` where they hold no words."""
    pairs = [(cleaned(one), number) for number, one in enumerate(paragraphs)]
    kept = [(text, number) for text, number in pairs if text]
    if not kept:
        raise DataError(f"{path}: holds no text")
    return OwnText(
        tuple(text for text, _ in kept),
        path.name,
        hashlib.sha256(content).hexdigest(),
        tuple(pages[number] for _, number in kept) if pages else (),
        " ".join(title.split()),
        address,
        (told,) if told else (),
    )


class _Article(web_page.Page):
    """A page without the paragraphs that are menus: short ones of links alone."""

    def __init__(self, text: str) -> None:
        self._links = 0
        self._linked = 0
        super().__init__(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self._links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "a":
            self._links = max(self._links - 1, 0)

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._links:
            self._linked += len("".join(data.split()))

    def _end_paragraph(self) -> None:
        before = len(self.paragraphs)
        super()._end_paragraph()
        if len(self.paragraphs) > before:
            letters = len("".join(self.paragraphs[-1].split()))
            if letters < _SHORT and self._linked >= _LINKED * letters:
                self.paragraphs.pop()
        self._linked = 0


def _page(text: str) -> web_page.Page:
    """Return the paragraphs of a page: of its article or main part, where it has one."""
    whole = _Article(text.replace("\r\n", "\n").replace("\r", "\n"))
    inner = [match[2] for match in _MAIN.finditer(text)]
    if len(inner) == 1:
        part = _Article(inner[0])
        if sum(map(len, part.paragraphs)) * 2 > sum(map(len, whole.paragraphs)):
            whole.paragraphs = part.paragraphs
    return whole


def _book(path: Path, content: bytes) -> OwnText:
    """Read an electronic book (EPUB): its chapters, in the order of its spine."""
    from ddr.office.word import tree

    package = Package(content, str(path))
    if "META-INF/container.xml" not in package:
        raise DataError(f"{path}: is an archive, and no text that can be held")
    root = next(
        (e.get("full-path", "") for e in tree(package, "META-INF/container.xml").iter()
         if e.tag.endswith("}rootfile")),
        "",
    )  # fmt: skip
    book = tree(package, root)
    items = {e.get("id", ""): e.get("href", "") for e in book.iter() if e.tag.endswith("}item")}
    title = next((e.text or "" for e in book.iter() if e.tag.endswith("}title")), "")
    spine = [e.get("idref", "") for e in book.iter() if e.tag.endswith("}itemref")]
    paragraphs: list[str] = []
    for name in spine:
        part = posixpath.normpath(posixpath.join(posixpath.dirname(root), items.get(name, "")))
        if part in package:
            text, _ = web_page.decoded(package.read(part), f"{path}: '{part}'")
            paragraphs += web_page.Page(text).paragraphs
    return own_text(path, content, paragraphs, title=title)


def _pdf(path: Path, content: bytes) -> OwnText:
    """Read a PDF, page by page; a page without words is told."""
    try:
        import pypdfium2
    except ImportError:
        raise ToolError(
            f"{path}: reading PDF needs the extra 'pdf': pip install 'ddr-timeline[pdf]'"
        ) from None
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise DataError(f"{path}: cannot be read as PDF: {error}") from None
    try:
        if len(document) > _MOST_PAGES:
            raise DataError(f"{path}: has more than {_MOST_PAGES} pages")
        lines = [_lines(document, number) for number in range(len(document))]
        title = str(document.get_metadata_dict().get("Title", ""))
    finally:
        document.close()
    _drop_heads(lines)
    empty = [str(number) for number, page in enumerate(lines, 1) if not any(page)]
    paragraphs: list[str] = []
    pages: list[int] = []
    for number, page in enumerate(lines, 1):
        found = _paragraphs(page)
        paragraphs += found
        pages += [number] * len(found)
    told = ""
    if empty:
        few = ", ".join(empty[:10]) + (" …" if len(empty) > 10 else "")  # noqa: PLR2004
        told = f"{counted(len(empty), 'page')} without a text, perhaps pictures: {few}"
    if not paragraphs:
        raise DataError(
            f"{path}: no page has a text; it may consist of pictures: recognize it first"
        )
    return own_text(path, content, paragraphs, pages=pages, title=title, told=told)


def _lines(document: Any, number: int) -> list[str]:
    """Return the lines of a page, without the hyphens that part words at their ends."""
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            text = str(text_page.get_text_bounded())
        finally:
            text_page.close()
    finally:
        page.close()
    text = re.sub("[\ufffe\u0002\u00ad]\r?\n?", "", text)  # how PDFium writes such a hyphen
    return [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _drop_heads(pages: list[list[str]]) -> None:
    """Take the running heads and the numbers of pages away."""
    for end in (0, -1):
        edges = [re.sub(r"\d+", "0", page[end]) for page in pages if page]
        often = {edge for edge, count in Counter(edges).items() if count >= _REPEATED and edge}
        for page in pages:
            if page and (page[end].isdecimal() or re.sub(r"\d+", "0", page[end]) in often):
                page.pop(end)


def _paragraphs(lines: list[str]) -> list[str]:
    """Join the lines of a page; a blank one, or a short one that ends a sentence, parts them."""
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    found: list[str] = []
    open_ = ""
    for line in [*lines, ""]:
        if not line:
            found.append(open_)
            open_ = ""
            continue
        if re.search(r"[^\W\d_]-$", open_) and line[:1].islower():
            open_ = open_[:-1] + line
        else:
            open_ = f"{open_} {line}".strip()
        if len(line) < usual * _FILLED and _ENDED.search(line):
            found.append(open_)
            open_ = ""
    return [one for one in found if one]
