"""Roles of Sphinx that cite, as MyST and reStructuredText write them: ``{cite:p}`key```."""

from __future__ import annotations

import re

from ddr.manuscript.readers.stream import Writer
from ddr.quotations.marks import OPAQUE

_CITES = re.compile(r"(?:foot)?cite(?::[a-z]+)?")
_NAMED = re.compile(r"(?:foot)?cite:(?:t|ts|ct|cts|author\w*|year\w*|title\w*)")
_KEY = re.compile(r"(?:\{[^{}]*\}\s*)?(?P<key>[^\s,;{}]+)\s*(?:\{(?P<place>[^{}]*)\})?")


def read(writer: Writer, name: str, start: int, span: tuple[int, int]) -> None:
    """Read a role.

    name: without its marks: ``cite:p``.
    start: where the role begins.
    span: where its text stands.
    """
    if not _CITES.fullmatch(name):
        writer.put(OPAQUE, start)
        return
    keys = list(_KEY.finditer(writer.text, *span))
    writer.cite_together(keys, start, textual=bool(_NAMED.fullmatch(name)))
