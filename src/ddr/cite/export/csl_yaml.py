"""CSL as YAML: pandoc's own form of a bibliography, whose strings are read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ddr.cite.export import yaml
from ddr.cite.export.csl_json import item
from ddr.cite.export.entry import Entry

COMMENT = "# {}"
_RAW = ("id", "type", "language")
_SPECIAL = r"\`*_[]{}<>$^~@#|&"
_MARKUP = re.compile(
    r"""
    [\\`*<$^~{}|] | \]\s?[({:\[] | \[[\^@-] | @[\w{*] | :::
    | (?<![^\W_])_ | _(?![^\W_])              # at the edge of a word
    | &(?:\w+|\#\w+);                         # an entity
    | --+ | \.\.\.                            # dashes and points that would become others
    | ^[#>+:%=-]                              # what begins a block, or an item of a list
    | ^\(?(?:[0-9#]+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,})[.)](?:\s|$)
    | ^\(?[A-Z]\)(?:\s|$)
    """,
    re.VERBOSE,
)
_AT_START = re.compile(r"^(\(?[0-9A-Za-z#]*)([.)>+:%=-])")


def write(entries: Iterable[Entry]) -> str:
    """Return the entries as a YAML file for pandoc's ``--bibliography``."""
    references = [
        {k: v if k in _RAW else _marked(v) for k, v in item(entry).items()} for entry in entries
    ]
    return yaml.dump({"references": references})


def markdown(text: str) -> str:
    """Return a text that pandoc's Markdown prints as it stands; most texts stay as they are."""
    if not _MARKUP.search(text):
        return text
    escaped = "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)
    escaped = escaped.replace("--", r"\-\-").replace("...", r"\.\.\.")
    return _AT_START.sub(r"\1\\\2", escaped)


def _marked(value: Any) -> Any:
    match value:
        case str():
            return markdown(value)
        case [dict(), *_]:
            return [{part: markdown(text) for part, text in name.items()} for name in value]
    return value
