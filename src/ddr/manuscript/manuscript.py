"""Read a manuscript: the one door for everything that asks what it cites and quotes."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from ddr.errors import DataError, UsageError, did_you_mean
from ddr.files import decode, read_bytes
from ddr.manuscript.quoted_passages import Quotation, quotations
from ddr.manuscript.readers.stream import Citation, Writer

FORMATS = {
    "markdown": (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"),
    "latex": (".tex", ".ltx", ".latex"),
    "typst": (".typ", ".typst"),
    "org": (".org",),
    "plain": (".txt", ".text"),
}
"""The formats that are read, and the suffixes that tell them."""

LARGEST = 32 * 1024 * 1024
_PRIVATE = re.compile("[\ue000-\ue017]")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript.

    path: as the user named it.
    form: a word of `FORMATS`.
    citations: every citation, in the order of the file.
    quotations: every quotation, with the citations that it stands next to.
    everything: the line that lists every key there is; 0 for none.
    caseless: keys are the same in capital and small letters, as they are to BibTeX.
    """

    path: str
    form: str
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]
    everything: int = 0
    caseless: bool = False

    @property
    def keys(self) -> list[tuple[str, int]]:
        """The keys that are cited, each once, with the line where it is cited first."""
        lines: dict[str, int] = {}
        for citation in self.citations:
            lines.setdefault(citation.key, citation.line)
        return list(lines.items())


def read(path: str | Path, form: str = "", known: Container[str] = ()) -> Manuscript:
    """Read a manuscript; nothing is written.

    form: a word of `FORMATS`; by default the suffix tells.
    known: ids that exist; plain text has no other sign of what is a key.

    Raises `UsageError` for a file that is not there or whose format is not known, `DataError`
    for one that holds no text in UTF-8.
    """
    form = _form(Path(path), form)
    return parse(_text(Path(path)), form, str(path), known)


def parse(text: str, form: str, path: str = "", known: Container[str] = ()) -> Manuscript:
    """Read the text of a manuscript."""
    writer = Writer(_normal(text))
    if form == "plain":
        from ddr.manuscript.readers import plain

        plain.read(writer, known)
    elif form == "markdown":
        from ddr.manuscript.readers import markdown

        markdown.read(writer)
    elif form == "latex":
        from ddr.manuscript.readers import latex

        latex.read(writer)
    elif form == "typst":
        from ddr.manuscript.readers import typst

        typst.read(writer)
    else:
        from ddr.manuscript.readers import org

        org.read(writer)
    writer.finish()
    return Manuscript(
        path,
        form,
        tuple(writer.citations),
        tuple(quotations(writer)),
        writer.place(writer.everything - 1)[0] if writer.everything else 0,
        writer.caseless,
    )


def _form(path: Path, form: str) -> str:
    if form in FORMATS:
        return form
    if form:
        hint = did_you_mean(form, FORMATS) or f": one of {', '.join(FORMATS)}"
        raise UsageError(f"--format-in '{form}' is not known{hint}")
    suffix = path.suffix.lower()
    for name, suffixes in FORMATS.items():
        if suffix in suffixes:
            return name
    what = f"the suffix '{suffix}' tells no format" if suffix else "no suffix tells its format"
    raise UsageError(f"{path}: {what}: give --format-in, one of {', '.join(FORMATS)}")


def _text(path: Path) -> str:
    content = read_bytes(path, LARGEST)
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{path}: is a binary file; save the manuscript as text")
    return decode(content, str(path))


def _normal(text: str) -> str:
    """Make every line end one character, and leave the private characters to the readers."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return _PRIVATE.sub("\ufffd", text)
