"""The reader's own copies of texts: private, beside every timeline and in none.

A list in JSON names them by source; each text lies beside it under its SHA-256, paragraphs of UTF-8
with a blank line between.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from ddr.errors import DataError
from ddr.files import read_bytes

MOST = 64 * 2**20


class OwnCopy(NamedTuple):
    """A copy that a reader holds.

    sha256: of the text; its file is named so.
    day: on which it was taken in, ISO 8601.
    origin: the name of the file that it was taken from.
    original: the SHA-256 of that file.
    pages: the page of each paragraph, for a text that has pages.
    """

    sha256: str
    day: str
    origin: str
    original: str = ""
    pages: tuple[int, ...] = ()


def text_file(listed: Path, copy: OwnCopy) -> Path:
    """Return the file of a copy in the list `listed`."""
    return listed.parent / f"{copy.sha256}.txt"


def read_copies(listed: Path) -> dict[str, OwnCopy]:
    """Return the copies of a list by the ids of their sources; none where there is no list.

    Raises `DataError` for a list that cannot be read.
    """
    if not listed.is_file():
        return {}
    return parse_copies(read_bytes(listed, MOST), listed)


def parse_copies(content: bytes, listed: Path) -> dict[str, OwnCopy]:
    """Return the copies that the content of a list names; raise `DataError` where it is none."""
    try:
        values = json.loads(content)
        return {str(name): _copy(one) for name, one in values["copies"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"{listed}: is no list of your copies ({error})"
        raise DataError(f"{what}; move it away and hold the texts again") from None


def _copy(value: dict[str, object]) -> OwnCopy:
    sha256, day, origin, original = (
        str(value[name]) for name in ("sha256", "day", "origin", "original")
    )
    pages = value["pages"]
    if not isinstance(pages, list) or not all(isinstance(page, int) for page in pages):
        raise TypeError("pages")
    return OwnCopy(sha256, day, origin, original, tuple(pages))
