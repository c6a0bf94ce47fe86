"""The keys of bibliographies that a manuscript uses besides the timeline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ddr.errors import UsageError
from ddr.files import read_text
from ddr.manuscript.readers.embedded import pairs

LARGEST = 32 * 1024 * 1024
_SUFFIXES = (".bib", ".json", ".yaml", ".yml")
_ENTRY = re.compile(r"@\s*(?P<type>\w+)\s*(?P<open>[{(])(?:\s*(?P<key>[^\s,{}()]+)\s*[,})])?")
_NO_ENTRIES = frozenset(("comment", "string", "preamble"))
_IDS = re.compile(r"[,\s]ids\s*=\s*(?:\{([^{}]*)\}|\"([^\"{}]*)\")", re.IGNORECASE)
_VALUE = r"(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"'#,{}\[\]][^\s#,{}\[\]]*))"
_ID = re.compile(rf"(?:^[ \t-]*+|[{{,]\s*)[\"']?id[\"']?\s*:\s*{_VALUE}", re.MULTILINE)
_NAMED = re.compile(
    r"(?:^|^[ \t]*\{\s*+|\}\s*,\s*+)"
    r"(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\s:#\"'{},\[\]-][^\s{},\[\]]*))\s*:\s*(?:#.*|\{|$)",
    re.MULTILINE,
)
"""An entry of Hayagriva: a key, before lines that are indented or before braces."""


def bibliography_keys(path: Path) -> set[str]:
    """Return the keys of a bibliography: BibTeX or BibLaTeX, CSL-JSON, CSL-YAML or Hayagriva.

    Raises `UsageError` for a file of another kind, or one that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageError(f"--also {path}: the suffix must be one of {', '.join(_SUFFIXES)}")
    text = read_text(path, LARGEST)
    if suffix == ".bib":
        return set(_bibtex(text))
    if suffix == ".json":
        return _csl(path, text)
    found = [*_ID.findall(text), *_NAMED.findall(text)]
    return {key for match in found for key in match if key}


def _bibtex(text: str) -> Iterator[str]:
    """Yield the keys and the aliases of entries; what stands within an entry is none."""
    closed = pairs(text, "{}") | pairs(text, "()")
    end = 0
    for match in _ENTRY.finditer(text):
        if match.start() < end:
            continue
        if match["type"].lower() in _NO_ENTRIES:
            end = closed.get(match.start("open"), end)
            continue
        line = text.rfind("\n", 0, match.start()) + 1
        if not match["key"] or text[max(line, end) : match.start()].strip(" \t})"):
            continue
        end = closed.get(match.start("open"), match.end())
        yield match["key"]
        for ids in _IDS.finditer(text, match.end("key"), end):
            yield from re.split(r"\s*,\s*", (ids[1] or ids[2] or "").strip())


def _csl(path: Path, text: str) -> set[str]:
    try:
        items: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--also {path}: is not valid JSON: {error}") from None
    if isinstance(items, dict):
        items = items.get("items", [])
    if not isinstance(items, list):
        raise UsageError(f"--also {path}: is not a list of CSL-JSON items")
    named = [item.get("id") for item in items if isinstance(item, dict)]
    return {str(name) for name in named if name is not None}
