"""Formatted citations, kept by what they were made from, so that a repeated one needs no pandoc.

An entry holds the whole request beside its answer, so that an answer is served for exactly what
was asked.
"""

from __future__ import annotations

import json
from pathlib import Path

from ddr import __version__
from ddr.cite import kept
from ddr.cite.pandoc.request import Answer, Request
from ddr.frozen import replace

VERSION = 2


def fingerprint(request: Request, pandoc: str) -> str:
    """Return, as text, all that decides the answer to a request.

    The style counts by the path, size and time of change of its file; `pandoc` is the same of
    the binary, see `ddr.cite.pandoc.runner.identity`.
    """
    try:
        status = request.style.stat()
        style = [str(request.style), status.st_size, status.st_mtime_ns]
    except OSError:
        style = [str(request.style)]
    parts = [VERSION, __version__, pandoc, style, vars(replace(request, style=Path()))]
    return json.dumps(parts, default=str)


def read(folder: Path, asked: str) -> Answer | None:
    """Return the answer kept in the cache folder for a fingerprint, or None."""
    body = kept.read(folder, asked)
    if body is None:
        return None
    try:
        name, texts, ids = json.loads(body)
    except ValueError:
        return None
    return Answer(tuple(texts), tuple(ids)) if name == asked else None


def write(folder: Path, asked: str, answer: Answer) -> None:
    """Keep an answer."""
    kept.write(folder, asked, json.dumps([asked, *answer]))
