"""What ``ddr proof`` and ``ddr hold`` share: texts of the reader's own, and what proof answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ddr.errors import DdrError, UsageError
from ddr.files import home

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ddr.cli.session import Session
    from ddr.curation.own_reading import OwnText
    from ddr.index.open import Index
    from ddr.manuscript.manuscript import Manuscript
    from ddr.manuscript.proofread import Proof


@dataclass(frozen=True)
class Proofread:
    """What was read and found: the index asked, the manuscripts, keys of others, the findings."""

    index: Index
    manuscripts: list[Manuscript]
    others: AbstractSet[str]
    found: Proof


def text_of(path: Path, content: bytes | None = None) -> OwnText:
    """Read the text of a file; raise `DataError` for one that has none."""
    from ddr.curation.own_reading import LARGEST_FILE, PAGES, own_text, read_own
    from ddr.files import read_bytes
    from ddr.manuscript.included import FORMATS

    suffix = path.suffix.lower()
    markups = {one for form, found in FORMATS.items() if form != "plain" for one in found}
    if content is None and suffix in markups - set(PAGES):
        from ddr.manuscript.manuscript import words_of

        return own_text(path, read_bytes(path, LARGEST_FILE), words_of(path))
    return read_own(path, content)


def index_of(session: Session, name: str) -> Index:
    """Return an index of the texts in a folder, by the names of their files without the suffix.

    A file that holds no text, and the second of two of the same name, are told and left out.
    Raises `UsageError` for a folder that is not there or holds none.
    """
    from ddr.index.loose_texts import LooseIndex, LooseText

    folder = home(name)
    if not folder.is_dir():
        raise UsageError(f"--texts {name}: there is no such folder")
    texts: dict[str, LooseText] = {}
    for path in sorted(one for one in folder.iterdir() if one.is_file()):
        if path.name.startswith(".") or path.suffix.lower() in (".bib", ".json", ".yaml", ".yml"):
            continue
        try:
            text = text_of(path)
            if path.stem in texts:
                raise UsageError(f"{path}: there is another text of '{path.stem}'")
        except DdrError as error:
            session.notify(f"{error}: left out")
            continue
        for line in text.told:
            session.notify(f"{path.name}: {line}")
        texts[path.stem] = LooseText(path, text.paragraphs, text.pages, text.title)
    if not texts:
        raise UsageError(f"--texts {name}: the folder holds no texts")
    return LooseIndex(texts, session.notify)
