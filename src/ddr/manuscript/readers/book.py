"""A book of several chapters: ``_quarto.yml`` of Quarto, ``_bookdown.yml`` of bookdown."""

from __future__ import annotations

import re
from pathlib import Path

from ddr.manuscript.readers.stream import Writer

_CHAPTER = re.compile(
    r"""(?<![\w./-])(?P<not>!?)(?P<name>[^\s"'\[\],:#!-][^\n"'\[\],:#]*?\.(?:qmd|[Rr]md|md|ipynb))"""
    r"(?![\w./-])"
)
_COMMENT = re.compile(r"(?:^|\s)#.*", re.MULTILINE)
_FIRST = "index"


def read(writer: Writer) -> None:
    """Read the chapters that a book names, in their order.

    bookdown takes all its files in R Markdown, ``index.Rmd`` first, where none is named.
    """
    text = _COMMENT.sub(lambda found: " " * len(found[0]), writer.text)
    chapters = [match for match in _CHAPTER.finditer(text) if not match["not"]]
    for match in chapters:
        writer.include(match["name"].strip(), match.start("name"))
        writer.paragraph()
    if chapters or "bookdown" not in Path(writer.name).name:
        return
    for name in sorted(_beside(Path(writer.name)), key=_place):
        writer.include(name, 0)
        writer.paragraph()


def _beside(book: Path) -> list[str]:
    """Return the names of the files in R Markdown in the folder of a book but those left out."""
    found = (path.name for path in book.parent.iterdir() if path.suffix.lower() == ".rmd")
    return [name for name in found if not name.startswith("_")]


def _place(name: str) -> tuple[bool, str]:
    return Path(name).stem != _FIRST, name
