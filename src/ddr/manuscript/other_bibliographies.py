"""Keys of other bibliographies, which a manuscript cites beside the timeline."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ddr.errors import UsageError

_BIB = re.compile(
    r"^\s*@\s*(?!comment|string|preamble)\w+\s*[{(]\s*([^\s,{}()]+)\s*,",
    re.IGNORECASE | re.MULTILINE,
)
_CSL_YAML = re.compile(r"^[\s-]*id:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_HAYAGRIVA = re.compile(r"^([^\s:#\"'-][^\s:]*):\s*(?:#.*)?$", re.MULTILINE)
_SUFFIXES = (".bib", ".json", ".yaml", ".yml")


def keys(path: Path) -> set[str]:
    """Return the keys of a bibliography: BibTeX or BibLaTeX, CSL-JSON, CSL-YAML or Hayagriva.

    Raises `UsageError` for a file of another kind, or one that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageError(f"--also {path}: the suffix must be one of {', '.join(_SUFFIXES)}")
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise UsageError(f"--also {path}: cannot be read: {why}") from None
    if suffix == ".bib":
        return set(_BIB.findall(text))
    if suffix == ".json":
        return _csl(path, text)
    return set(_CSL_YAML.findall(text)) | set(_HAYAGRIVA.findall(text))


def _csl(path: Path, text: str) -> set[str]:
    try:
        items: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--also {path}: is not valid JSON: {error}") from None
    if isinstance(items, dict):
        items = items.get("items", [])
    named = [item.get("id") for item in items if isinstance(item, dict)]
    return {str(name) for name in named if name is not None}
