"""Bibliographies of other people's making, and what becomes of them, field by field.

They come with the packages of Debian and PyPI that document them, and are not kept here. Run as
``python -m tests.curation.imports.shelf [FOLDER]``: prints the table of docs/importing.md, and
every fault. FOLDER, by default ``build/shelf``, holds what is not installed:

    apt-get source --download-only jabref
    pip download --no-deps --no-binary :all: pybtex==0.26.1
"""

from __future__ import annotations

import re
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ddr.curation.known import Known
from tests.curation.imports.comparison import Verdict, judged
from tests.shared import ROOT

FOLDER = ROOT / "build" / "shelf"
_BIB = Path("/usr/share/texlive/texmf-dist/bibtex/bib")
_DOC = Path("/usr/share/doc/texlive-doc/bibtex")
_KOMA = Path("/usr/share/texlive/texmf-dist/source/latex/koma-script/doc")
_EXTRA = "texlive-bibtex-extra"
_ARCHAEOLOGY = _BIB / "archaeologie"
_PYBTEX = "pybtex-0.26.1.tar.gz"
_JABREF = "jabref_3.8.2+ds.orig.tar.xz"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A bibliography: its name, the package that has it, and its files there.

    The files of a package that is not installed, but an archive in the folder, are a pattern.
    `digest` is the beginning of the SHA-256 of them all; another edition has other figures.
    """

    name: str
    package: str
    files: Path | str
    digest: str

    @property
    def form(self) -> str:
        """The format, as an import knows it."""
        return "ris" if "ris$" in str(self.files) else "bibtex"

    def texts(self, folder: Path = FOLDER) -> list[str]:
        """Return the text of each file, none where the package is not there."""
        if isinstance(self.files, Path):
            found = [path.read_bytes() for path in sorted(_matching(self.files))]
        else:
            found = list(_members(folder / self.package, self.files))
        return [_decoded(content) for content in found]

    def is_this(self, folder: Path = FOLDER) -> bool:
        """Tell whether the package is there, in the edition that the figures are of."""
        whole = "".join(self.texts(folder)).encode()
        return sha256(whole).hexdigest().startswith(self.digest)

    def judge(self, folder: Path = FOLDER) -> Verdict:
        """Import each file into a new timeline, in thought, and compare it with the oracle's."""
        with tempfile.TemporaryDirectory() as own:
            path = Path(own) / "timeline.toml"
            path.write_text("schema = 1\n", "utf-8")
            return judged(self.texts(folder), self.form, lambda: Known([path]))


SHELVES = (
    Shelf("biblatex", _EXTRA, _BIB / "biblatex/biblatex/biblatex-examples.bib", "e7b05fc8d5bc"),
    Shelf("BibTeX", "texlive-base", _BIB / "base/xampl.bib", "2101d16085db"),
    Shelf("IEEEtran", "texlive-publishers", _BIB / "ieeetran/IEEEexample.bib", "fa34a8b72d4e"),
    Shelf("gost", _EXTRA, _DOC / "gost/examples/utf8/bib/*.bib", "eb6e9e7b0a9f"),
    Shelf("jurabib", _EXTRA, _BIB / "jurabib/jbtest.bib", "de8842e69240"),
    Shelf("archaeologie", _EXTRA, _ARCHAEOLOGY / "archaeologie-examples.bib", "bb2537139666"),
    Shelf("the ancients", _EXTRA, _ARCHAEOLOGY / "archaeologie-bibancient.bib", "e9c09c6ae64c"),
    Shelf("Beebe, printing", _EXTRA, _BIB / "beebe/printing-history.bib", "f909fee48d86"),
    Shelf("cnltx", "texlive-latex-extra", _BIB / "cnltx/cnltx.bib", "22dc2ffd24c6"),
    Shelf("KOMA-Script", "texlive-latex-recommended", _KOMA / "scrguide.bib", "cfe129cdf5e8"),
    Shelf("pybtex", _PYBTEX, r"/tests/data/(cyrillic|extrafields)\.bib$", "eaa078e9b1c9"),
    Shelf("JabRef", _JABREF, r"/testbib/(complex|testjabref)\.bib$", "946ce034ef62"),
    Shelf("JabRef, RIS", _JABREF, r"/fileformat/RisImporterTest[^/]*\.ris$", "9cd7bcb663df"),
)  # fmt: skip


def _matching(files: Path) -> list[Path]:
    return list(files.parent.glob(files.name)) if files.parent.is_dir() else []


def _members(archive: Path, pattern: str) -> Iterator[bytes]:
    if archive.is_file():
        with tarfile.open(archive) as held:
            for name in sorted(one for one in held.getnames() if re.search(pattern, one)):
                if found := held.extractfile(name):
                    yield found.read()


def _decoded(content: bytes) -> str:
    """Return a text in UTF-8; an older file has to be saved as such before it is imported."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def main(folder: Path = FOLDER) -> None:
    """Print what becomes of each bibliography, and every fault."""
    for shelf in SHELVES:
        if not shelf.texts(folder):
            sys.stdout.write(f"| {shelf.name} | not here: {shelf.package} |\n")
            continue
        verdict = shelf.judge(folder)
        sys.stdout.write(f"| {shelf.name} | {' | '.join(map(str, verdict.figures))} |\n")
        for fault in verdict.faults:
            sys.stderr.write(f"    {fault[:300]}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
