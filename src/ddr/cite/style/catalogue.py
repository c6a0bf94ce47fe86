"""The list of citation styles at hand: short names, and every style of the CSL repository.

Reading ten thousand files takes a second or two, so what was read is kept in the cache folder
until the installed package changes.
"""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import unescape
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from ddr.cite.style.finder import NAMED, locate, parent_id, styles_package
from ddr.errors import ToolError, did_you_mean

_HEAD = 8_000
_SHORT_I = "\ue000"
_LONGEST = 40  # letters of a word that is worth a suggestion
_TAGS = {
    "title": re.compile(r"<title>([^<]*)</title>"),
    "short": re.compile(r"<title-short>([^<]*)</title-short>"),
    "format": re.compile(r'citation-format="([^"]*)"'),
    "license": re.compile(r'<rights\b[^>]*\blicense="([^"]*)"'),
    "updated": re.compile(r"<updated>([^<T]*)"),
}
_FIELD = re.compile(r'<category\b[^>]*\bfield="([^"]*)"')


class StyleEntry(NamedTuple):
    """One citation style.

    name: the short name, or the CSL id of a style that has none.
    id: the CSL id.
    title: what the style calls itself, edition included.
    short: its other names and abbreviations.
    format: note, author-date, numeric, author or label.
    fields: the fields of study it is made for.
    updated: the day its file was last changed.
    license: the address of its licence.
    parent: the id of the style whose rules it uses under another title; "" if its own.
    extra: it comes with the extra ``styles``, not with every installation.
    """

    name: str
    id: str
    title: str
    short: str
    format: str
    fields: tuple[str, ...]
    updated: str
    license: str
    parent: str
    extra: bool


def catalogue(folder: Path | None = None, *, extra: bool = True) -> list[StyleEntry]:
    """Return every style: those with a short name first, then the others by id.

    folder: the cache folder; None for no cache.
    extra: list those too that have no short name.
    """
    own = []
    for name in NAMED:
        with contextlib.suppress(ToolError):
            path, style_id = locate(name)
            own.append(_entry(path, style_id, name=name))
    if not extra:
        return own
    ids = {entry.id for entry in own}
    return own + [entry for entry in _extra(folder) if entry.id not in ids]


def find(entries: Iterable[StyleEntry], words: Sequence[str]) -> list[StyleEntry]:
    """Return the styles in whose name, id, title or fields every word occurs.

    Ignores case and diacritics.
    """
    wanted = [_folded(word) for word in words]
    return [entry for entry in entries if all(word in _searched(entry) for word in wanted)]


def _searched(entry: StyleEntry) -> str:
    parts = (entry.name, entry.id, entry.title, entry.short, entry.format, *entry.fields)
    return _folded(" ".join(parts))


def suggestion(entries: Iterable[StyleEntry], words: Sequence[str]) -> str:
    """Return "; did you mean …?" for the first word that is in no style, or ""."""
    texts = [_searched(entry) for entry in entries]
    for word in map(_folded, words):
        if not any(word in text for text in texts):
            known = sorted({part for text in texts for part in re.findall(r"[^\W_]{3,}", text)})
            return did_you_mean(word[:_LONGEST], known)
    return ""


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    kept = unicodedata.normalize("NFC", text.casefold()).replace(
        "й", _SHORT_I
    )  # a letter of its own
    bare = (c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c))
    return "".join(bare).replace(_SHORT_I, "й")


def _extra(folder: Path | None) -> list[StyleEntry]:
    package = styles_package()
    if package is None:
        return []
    kept = folder / f"styles-{package.stat().st_mtime_ns}.json" if folder else None
    if kept is not None:
        with contextlib.suppress(OSError, ValueError, TypeError):
            values = json.loads(kept.read_text("utf-8"))
            return [StyleEntry(*value)._replace(fields=tuple(value[5])) for value in values]
    entries = [
        _entry(path, path.stem) for path in sorted(package.rglob("*.csl"), key=attrgetter("stem"))
    ]
    if kept is not None:
        with contextlib.suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(".part")
            part.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
            part.replace(kept)
            for other in kept.parent.glob("styles-*.json"):  # of packages that were here before
                if other != kept:
                    other.unlink(missing_ok=True)
    return entries


def _entry(path: Path, style_id: str, name: str = "") -> StyleEntry:
    with path.open(encoding="utf-8", errors="replace") as file:
        head = file.read(_HEAD)
    found = {key: _first(pattern, head) for key, pattern in _TAGS.items()}
    return StyleEntry(
        name=name or style_id,
        id=style_id,
        fields=tuple(field.replace("_", " ") for field in _FIELD.findall(head)),
        parent=parent_id(head),
        extra=not name,
        **found,
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return " ".join(unescape(match[1]).split()) if match else ""
