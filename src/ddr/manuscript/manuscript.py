"""Read a manuscript: the one door for everything that asks what it cites and quotes."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from shlex import quote

from ddr.errors import DdrError, UsageError, choose
from ddr.manuscript.included import DOCUMENTS, FORMATS, Parts, book_of, form_of, normal, text_of
from ddr.manuscript.quoted_passages import Quotation, plain, quotations
from ddr.manuscript.readers.stream import Citation, FilePlace, Stream, Writer

_ABOVE = 3
"""Folders in which the work is sought that a file in Typst is a part of: its own, and above."""
_MOST = 50  # files of a folder that are looked into
_CONVERTED = {
    ".rtf": "rtf", ".html": "html", ".htm": "html",
    ".epub": "epub", ".adoc": "asciidoc", ".asciidoc": "asciidoc", ".textile": "textile",
    ".wiki": "mediawiki", ".muse": "muse", ".fb2": "fb2", ".dbk": "docbook", ".opml": "opml",
}  # fmt: skip
"""Suffixes of what pandoc makes Markdown of, and its name for the format."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript.

    path: as the user named it.
    form: a word of `FORMATS`.
    citations: every citation, in the order of the text.
    quotations: every quotation, with the citations that it stands next to.
    everything: the place that lists every key there is.
    caseless: keys are the same in capital and small letters, as they are to BibTeX.
    files: that it was read from, in the order of the text.
    missing: a line on each part that could not be read.
    """

    path: str
    form: str
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]
    everything: FilePlace | None = None
    caseless: bool = False
    files: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def keys(self) -> list[tuple[str, int]]:
        """The keys that are cited, each once, with the line where it is cited first."""
        lines: dict[str, int] = {}
        for citation in self.citations:
            lines.setdefault(citation.key, citation.line)
        return list(lines.items())


def read(path: str | Path, form: str = "", known: Container[str] = ()) -> Manuscript:
    """Read a manuscript with all its parts; nothing is written.

    form: a word of `FORMATS`; by default the suffix tells.
    known: ids that exist; plain text has no other sign of what is a key.

    Raises `UsageError` for a file that is not there or whose format is not known, `DataError`
    for one that holds no text in UTF-8.
    """
    return read_all([path], form, known)[0]


def read_all(
    paths: Iterable[str | Path], form: str = "", known: Container[str] = ()
) -> list[Manuscript]:
    """Read manuscripts that belong together, as `read` does; what is a part of another is not read.

    A place that one of them labels may be referred to in another.
    """
    read: list[_Reading] = []
    for path in (Path(one) if form else book_of(Path(one)) for one in paths):
        if not any(one.has(path) for one in read):
            one = _Reading(path, _form(path, form), known)
            read = [other for other in read if not one.has(other.path)] + [one]
    labels = set().union(*(one.stream.labels for one in read))
    for one in read:
        labels |= _labels_around(one.path, known) if one.form == "typst" else set()
    return [one.made(labels) for one in read]


def _labels_around(path: Path, known: Container[str]) -> set[str]:
    """Return the labels of a work in Typst of which a file is a part, which may refer to them.

    The work is sought beside the file and in the folders above it.
    """
    includes = re.compile(rf"""\binclude\s+"(?:[^"\n]*/)?{re.escape(path.name)}\"""")
    for folder in [*path.resolve().parents][:_ABOVE]:
        for other in sorted(folder.glob("*.typ"))[:_MOST]:
            with contextlib.suppress(DdrError, OSError):
                if other.name != path.name and includes.search(text_of(other)):
                    whole = _Reading(other, "typst", known)
                    if whole.has(path):
                        return whole.stream.labels
    return set()


def words_of(path: Path) -> list[str]:
    """Return the paragraphs of a manuscript without their markup: the running text, then notes.

    Raises what `read` does.
    """
    stream = _Reading(path, _form(path, ""), ()).stream
    stream.finish()
    return [plain(block.text) for flow in stream.flows for block in flow]


def parse(text: str, form: str, path: str = "", known: Container[str] = ()) -> Manuscript:
    """Read the text of a manuscript; what it includes is not read."""
    stream = Stream()
    _read(known, Writer(normal(text), path, stream), form)
    return _made(stream, form, path, stream.labels)


class _Reading:
    """A manuscript that is read from its files."""

    def __init__(self, path: Path, form: str, known: Container[str]) -> None:
        self.path, self.form = path, form
        reader = partial(_read, known)
        self._parts = Parts(path, form, reader)
        self.stream = Stream(self._parts)
        if form in DOCUMENTS:
            _read_document(path, self.stream, known)
        else:
            reader(Writer(text_of(path), str(path), self.stream), form)

    def has(self, path: Path) -> bool:
        """Return whether a file was read as a part of the manuscript."""
        return self._parts.has(path)

    def made(self, labels: set[str]) -> Manuscript:
        """Return the manuscript; labels are no keys."""
        return _made(self.stream, self.form, str(self.path), labels, self._parts.missing)


def _read(known: Container[str], writer: Writer, form: str) -> None:
    """Read a text; the readers are loaded only where they are needed."""
    reader = import_module(f"ddr.manuscript.readers.{form}")
    reader.read(writer, *([known] if form == "plain" else []))


def _read_document(path: Path, stream: Stream, known: Container[str]) -> None:
    from ddr.manuscript.readers import office_text

    works = known if isinstance(known, office_text.KnownWorks) else office_text.Keys(known)
    office_text.read_document(office_text.document_of(path), str(path), stream, works)


def _made(
    stream: Stream, form: str, path: str, labels: set[str], missing: Iterable[str] = ()
) -> Manuscript:
    stream.finish()
    stream.forget(labels)
    return Manuscript(
        path,
        form,
        tuple(stream.citations),
        tuple(quotations(stream)),
        stream.everything,
        stream.caseless,
        tuple(dict.fromkeys(writer.name for writer in stream.files)),
        tuple(missing),
    )


def _form(path: Path, form: str) -> str:
    if form:
        choose("--format-in", form, FORMATS)
    if found := form_of(path, form):
        return found
    if path.is_dir():
        raise UsageError(f"{path}: is a folder, and no book; give the main file of the paper")
    suffix = path.suffix.lower()
    what = f"the suffix '{suffix}' tells no format" if suffix else "no suffix tells its format"
    remedy = f"give --format-in, one of {', '.join(FORMATS)}"
    if suffix in _CONVERTED:
        files = f"{quote(str(path))} --output {quote(str(path.with_suffix('.md')))}"
        what = f"the suffix '{suffix}' tells no format that is read"
        remedy = f"convert it: pandoc --from {_CONVERTED[suffix]} --to markdown {files}"
    raise UsageError(f"{path}: {what}: {remedy}")
