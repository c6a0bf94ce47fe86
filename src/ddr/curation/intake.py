"""Taking a text in: from a file of plain text or HTML to paragraphs that can be quoted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ddr.corpus.texts import LARGEST, TextError, text_path
from ddr.curation import disk, web_page
from ddr.errors import DataError, UsageError, counted
from ddr.files import decode, home, read_bytes
from ddr.quotations.exact import tidied
from ddr.unseen import TWINS, invisible, visible

_SPACES = re.compile(r"\s+")
_PAGES = {".html", ".htm", ".xhtml", ".shtml"}


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
    """Read a text, or a page, which its name or its first tag tells. Raise `DataError` for neither.

    White space is folded, control characters and invisible ones are dropped, ligatures and
    unbreakable hyphens written plainly; of a page, menus, headers, footers, controls and scripts
    are left out. Nothing else is changed.
    """
    content = read_bytes(path, LARGEST)
    if path.suffix.lower() in _PAGES or web_page.is_page(content):
        text, told = web_page.decoded(content, str(path))
        page = web_page.Page(_lines(text))
        taken = Taken(page.paragraphs, title=tidied(page.title), language=page.language)
        taken.cleaning += [told] if told else []
        if page.left_out:
            names = ", ".join(f"{count} <{tag}>" for tag, count in sorted(page.left_out.items()))
            taken.cleaning.append(f"left out: {names}")
    else:
        taken = Taken(web_page.BLANK_LINE.split(_lines(decode(content, str(path)))))
    done = list(taken.cleaning)
    _clean(taken)
    if not taken.paragraphs:
        raise DataError("; ".join([f"{path}: holds no text", *done]))
    return taken


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _clean(taken: Taken) -> None:
    kept, folded = [], 0
    controls: list[str] = []
    unseen: list[str] = []
    twins: list[str] = []
    for paragraph in taken.paragraphs:
        controls += filter(_control, paragraph)
        plain = "".join(c for c in paragraph if not _control(c))
        unseen += (c for start, end in invisible(plain) for c in plain[start:end])
        plain = visible(plain)
        twins += (c for c in plain if ord(c) in TWINS)
        plain = plain.translate(TWINS).strip()
        text = _SPACES.sub(" ", plain)
        folded += text != plain
        if text:
            kept.append(text)
    taken.paragraphs = kept
    if folded:
        taken.cleaning.append(f"white space folded in {counted(folded, 'paragraph')}")
    if controls:
        taken.cleaning.append(f"{counted(len(controls), 'control character')} dropped")
    if unseen:
        names = ", ".join(sorted({unicodedata.name(c, "unnamed").lower() for c in unseen}))
        what = counted(len(unseen), "invisible character")
        taken.cleaning.append(f"{what} dropped: {names}")
    if twins:
        what = counted(len(twins), "ligature or hyphen", "ligatures or hyphens")
        taken.cleaning.append(f"{what} written plainly: {' '.join(sorted(set(twins)))}")


def cleaned(paragraph: str) -> str:
    """Return a paragraph as it is held: white space folded, nothing invisible, no ligatures."""
    plain = "".join(c for c in paragraph if not _control(c))
    return _SPACES.sub(" ", visible(plain).translate(TWINS)).strip()


def _control(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) in {"Cc", "Cs", "Co"}


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
        name = f"{disk.TEXTS}/{values['id']}.txt"
        try:
            self._path = text_path(timeline, name)
        except TextError as error:
            raise DataError(str(error)) from None
        if disk.is_other(self._path, self._taken.content):
            raise UsageError(f"{self._path} already exists; choose another --id")
        return dict(values) | {"text": name}

    @property
    def files(self) -> dict[Path, bytes]:
        """What is to be written: the text, by its whole path, once it has been `named`."""
        return {self._path: self._taken.content} if self._path else {}
