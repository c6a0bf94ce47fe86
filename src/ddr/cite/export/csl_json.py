"""CSL-JSON (CSL 1.0.2), as ``ddr cite`` itself is formatted from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from ddr.cite.csl import Item
from ddr.cite.export.entry import Entry

KEPT_FROM, KEPT_TO = "\ue005", "\ue006"
"""Stand round words that no style may raise to title case, for which CSL-JSON has a tag."""

ASIDE_FROM, ASIDE_TO = "\ue008", "\ue009"
"""Stand round words that follow a title without its type, for which it has one too."""

_TAGS = {
    ord(KEPT_FROM): '<span class="nocase">',
    ord(ASIDE_FROM): '<span class="nodecor">',
    ord(KEPT_TO): "</span>",
    ord(ASIDE_TO): "</span>",
}
_TAG = re.compile(r"<(?=/?(?:i|b|sc|sub|sup|span)\b)", re.IGNORECASE)


def write(entries: Iterable[Entry]) -> str:
    """Return the entries as a JSON array."""
    items = [_guarded(item(entry)) for entry in entries]
    return f"{json.dumps(items, ensure_ascii=False, indent=2)}\n"


def item(entry: Entry) -> Item:
    """Return the CSL item of a source, with what a reader should know of it as ``annote``."""
    return entry.csl | {"annote": entry.remark} if entry.remark else dict(entry.csl)


def _guarded(csl: Item) -> Item:
    """Part what processors would read as a tag (``<i>``) by a word joiner, which nobody sees."""
    return {
        key: _text(value) if isinstance(value, str) else _names(value) for key, value in csl.items()
    }


def _text(text: str) -> str:
    return _TAG.sub("<\u2060", text).translate(_TAGS)


def _names(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [{part: _text(text) for part, text in name.items()} for name in value]
