"""Taking a text in: from a file of plain text or HTML to paragraphs that can be quoted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ddr.corpus.texts import LARGEST, TextError, text_path
from ddr.curation import disk
from ddr.errors import DataError, UsageError, counted
from ddr.files import home, read_text

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "iframe",
        "head",
    ]
)
_SPACES = re.compile(r"\s+")
_DEEPEST = 10_000


@dataclass(slots=True)
class Taken:
    """A text taken in.

    paragraphs: in order, white space folded.
    cleaning: what was changed or left out, in words.
    title, language: as an HTML page states them; "" where it does not.
    """

    paragraphs: list[str]
    cleaning: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""

    @property
    def content(self) -> bytes:
        """The file to hold: a paragraph a block, a blank line between."""
        return ("\n\n".join(self.paragraphs) + "\n").encode()

    @property
    def sha256(self) -> str:
        """The digest of that file."""
        return hashlib.sha256(self.content).hexdigest()


def take_in(path: Path) -> Taken:
    """Read a text; one named ``.html`` or ``.htm`` as a page. Raise `DataError` for what is none.

    White space is folded, control characters are dropped; of a page, menus, headers, footers,
    forms and scripts are left out. Nothing else is changed.
    """
    text = read_text(path, LARGEST)
    if path.suffix.lower() in {".html", ".htm", ".xhtml"}:
        page = _Page()
        page.feed(text)
        page.close()
        taken = Taken(page.paragraphs, title=page.title, language=page.language)
        if page.left_out:
            names = ", ".join(f"{count} <{tag}>" for tag, count in sorted(page.left_out.items()))
            taken.cleaning.append(f"left out: {names}")
    else:
        taken = Taken(re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n")))
    _clean(taken)
    if not taken.paragraphs:
        raise DataError(f"{path}: holds no text")
    return taken


def _clean(taken: Taken) -> None:
    controls = folded = 0
    kept = []
    for paragraph in taken.paragraphs:
        plain = "".join(c for c in paragraph if c.isspace() or not _control(c))
        controls += len(paragraph) - len(plain)
        text = _SPACES.sub(" ", plain).strip()
        folded += text != plain.strip()
        if text:
            kept.append(text)
    taken.paragraphs = kept
    if folded:
        taken.cleaning.append(f"white space folded in {counted(folded, 'paragraph')}")
    if controls:
        taken.cleaning.append(f"{counted(controls, 'control character')} dropped")


def _control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Co"}


class _Page(HTMLParser):
    """The paragraphs of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.left_out: dict[str, int] = {}
        self.title = ""
        self.language = ""
        self._words: list[str] = []
        self._outside: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        self._in_title = tag == "title" and not self.title
        if tag in _LEFT_OUT and len(self._outside) < _DEEPEST:
            self._outside.append(tag)
            if tag != "head":
                self.left_out[tag] = self.left_out.get(tag, 0) + 1
        if tag in _BLOCKS:
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        """End an element; one left open inside is ended with it."""
        if tag == "title":
            self._in_title = False
        if tag in self._outside:
            while self._outside.pop() != tag:
                pass
        if tag in _BLOCKS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._in_title:
            self.title += data
        elif not self._outside:
            self._words.append(data)

    def close(self) -> None:
        """End the page."""
        super().close()
        self._end_paragraph()
        self.title = " ".join(self.title.split())

    def _end_paragraph(self) -> None:
        text = "".join(self._words)
        self._words = []
        if text.strip():
            self.paragraphs.append(text)


class HeldText:
    """A text taken in, and the file it is going to be."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._path: Path | None = None

    @classmethod
    def read(cls, path: Path) -> HeldText:
        """Take a file in; raises what `take_in` raises."""
        return cls(take_in(home(path)))

    @property
    def cleaning(self) -> list[str]:
        """What was changed or left out, and how much is left."""
        count = len(self._taken.paragraphs)
        return [*self._taken.cleaning, f"{counted(count, 'paragraph')} taken in"]

    def fill(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give a source the title and language of its page, where it has none, and the hash."""
        found = dict(values)
        if self._taken.title:
            found.setdefault("title", self._taken.title)
        if self._taken.language:
            found.setdefault("language", self._taken.language)
        found.setdefault("rights", "not stated")
        return found | {"sha256": self._taken.sha256}

    def named(self, timeline: Path, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give a source the name of the file that holds its text.

        Raises `DataError` where that would leave the timeline's folder or is there already.
        """
        name = f"sources/{values['id']}.txt"
        try:
            self._path = text_path(timeline, name)
        except TextError as error:
            raise DataError(str(error)) from None
        if disk.is_other(self._path, self._taken.content):
            raise UsageError(f"{self._path}: is there already; choose another --id")
        return dict(values) | {"text": name}

    @property
    def files(self) -> dict[Path, bytes]:
        """What is to be written: the text, by its whole path, once it has been `named`."""
        return {self._path: self._taken.content} if self._path else {}
