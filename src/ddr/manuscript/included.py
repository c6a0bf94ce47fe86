"""The files of a manuscript: each is opened where another one includes it, and read once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ddr.errors import DataError, DdrError
from ddr.files import decode, home, read_bytes
from ddr.manuscript.readers.stream import Writer

FORMATS = {
    "markdown": (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"),
    "latex": (".tex", ".ltx", ".latex", ".rnw", ".snw"),
    "typst": (".typ", ".typst"),
    "org": (".org",),
    "rst": (".rst", ".rest"),
    "notebook": (".ipynb",),
    "plain": (".txt", ".text"),
    "docx": (".docx", ".docm", ".dotx"),
    "odt": (".odt", ".ott"),
}
"""The formats that are read, and the suffixes that tell them."""
BOOKS = ("_quarto.yml", "_quarto.yaml", "_bookdown.yml", "_bookdown.yaml")
"""Names of files that name the chapters of a book."""
DOCUMENTS = ("docx", "odt")
"""The formats of documents that are no text."""

LARGEST = 32 * 1024 * 1024
_DEEPEST = 30
_LONGEST = 60
_ABOVE = 3
"""How many folders above the manuscript a path from the root of a project may begin in."""
_PRIVATE = re.compile("[\ue000-\ue017]")
_WORDLESS = (".pgf", ".tikz", ".pdf_tex", ".eps_tex", ".pdf_t", ".bbl", ".sty", ".cfg", ".def")
"""Suffixes of files that LaTeX inputs and that hold no words."""


class Parts:
    """Opens the files that a manuscript includes.

    missing: a line on each part that could not be read.
    """

    def __init__(self, root: Path, form: str, read: Callable[[Writer, str], None]) -> None:
        self._folder, self._read = root.parent, read
        self._forms = [form]
        self._seen = {_identity(root)}
        self._cut: set[tuple[Path, str]] = set()
        self.missing: list[str] = []

    def include(
        self, writer: Writer, name: str, at: int, *, defines: bool, lines: str = ""
    ) -> None:
        """Read the file that is named at a place of a writer's text, or some of its lines."""
        name = name.strip().strip("\"'").strip()
        form = self._forms[-1]
        if not name or name.lower().endswith(_WORDLESS):
            return
        told = ""
        if re.search(r"[\\#{}$]", name):
            told = f"the name '{name}' cannot be followed"
        elif len(self._forms) > _DEEPEST:
            told = f"'{name}' is included too deep"
        else:
            try:
                path = self._find(writer, name, form)
                if path is None:
                    told = f"there is no file '{name}'"
                elif not self.has(path) or (lines and (path, lines) not in self._cut):
                    text = _cut(text_of(path), lines)
                    self._seen.add(_identity(path))
                    self._cut.add((path, lines))
                    part = Writer(text, str(path), writer.stream, (*writer.order, at))
                    part.defines = defines
                    self._forms.append(_form_of(path, form))
                    self._read(part, self._forms[-1])
                    self._forms.pop()
            except DdrError as error:
                told = str(error)
            except (OSError, ValueError):  # a name that no file can have
                told = f"there is no file '{name[:_LONGEST]}…'"
        if told:
            place = writer.place(at)
            self.missing.append(f"{place.file}:{place.line}: {told}: that part is not read")

    def peek(self, writer: Writer, name: str) -> str:
        """Return the text of a file that is named, or "" where there is none."""
        try:
            path = self._find(writer, name, self._forms[-1])
            return text_of(path) if path else ""
        except (DdrError, OSError, ValueError):
            return ""

    def has(self, path: Path) -> bool:
        """Return whether a file was opened."""
        return _identity(path) in self._seen

    def _find(self, writer: Writer, name: str, form: str) -> Path | None:
        return next((path for path in self._candidates(writer, name, form) if path.is_file()), None)

    def _candidates(self, writer: Writer, name: str, form: str) -> Iterator[Path]:
        """Yield where a file may be: LaTeX looks beside the main file, others beside their own."""
        names = [name]
        if form == "latex":
            names = [name, f"{name}.tex"] if name.endswith(".tex") else [f"{name}.tex", name]
        own = Path(writer.name).parent
        folders = [self._folder, own] if form == "latex" else [own, self._folder]
        for one in names:
            if one.startswith("/"):
                for above in range(_ABOVE + 1):
                    inside = Path(self._folder, *[".."] * above, one.lstrip("/"))
                    yield Path(os.path.normpath(inside))
            for folder in folders:
                yield Path(os.path.normpath(folder / home(one)))


def book_of(path: Path) -> Path:
    """Return the file that names the chapters of a book, for its folder or its first chapter.

    Any other path is returned as it is.
    """
    first = path.stem == "index" and path.suffix.lower() in (".qmd", ".rmd")
    if not (first or path.is_dir()):
        return path
    folder = path.parent if first else path
    for book in filter(Path.is_file, (folder / name for name in BOOKS)):
        text = text_of(book) if first else ""
        listed = "rmd_files:" if "bookdown" in book.name else "chapters:"
        every = "bookdown" in book.name and listed not in text
        if not first or every or (listed in text and path.name in text):
            return book
    return path


def form_of(path: Path, form: str = "") -> str:
    """Return the format of a file: the one that is given, else the one that its name tells."""
    if not form and path.name in BOOKS:
        return "book"
    return form or next(
        (name for name, found in FORMATS.items() if path.suffix.lower() in found), ""
    )


def _form_of(path: Path, form: str) -> str:
    own = form_of(path)
    return form if own in ("", "plain") else own


def text_of(path: Path) -> str:
    """Return the text of a file as the readers take it.

    Raises `UsageError` for one that is not there, `DataError` for one that holds no text.
    """
    content = read_bytes(path, LARGEST)
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{path}: is a binary file; save the manuscript as text")
    return normal(decode(content, str(path)))


def normal(text: str) -> str:
    """Make every line end one character, and leave the private characters to the readers."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return _PRIVATE.sub("\ufffd", text)


def _cut(text: str, lines: str) -> str:
    """Return a text of which only some lines are left, each where it stands."""
    first, dash, last = lines.partition("-")
    if not dash:
        return text
    begin, end = int(first or 1), int(last or len(text))
    kept = (
        line if begin <= number < end else "" for number, line in enumerate(text.split("\n"), 1)
    )
    return "\n".join(kept)


def _identity(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:  # a null character in the path
        return str(path)
