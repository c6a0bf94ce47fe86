"""BibTeX and BibLaTeX: pandoc reads them; here is told which fields it left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ddr.curation.imports.bibliography import Entry

_ENTRY = re.compile(r"@\s*(\w+)\s*[{(]\s*([^\s,{}()=]+)\s*,")
_STRING = re.compile(r"@string\s*[{(]\s*([^\s={}]+)", re.IGNORECASE)
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:+-]*)\s*=\s*")
_NOT_ENTRIES = frozenset({"comment", "string", "preamble"})
_NAMES = frozenset({"author", "editor", "translator", "editora", "editorb", "editorc"})
_FOLLOWED = frozenset({"crossref", "xref", "xdata", "options", "langid", "hyphenation", "type"})
_WORD = re.compile(r"[^\W_]+")
_TEX = re.compile(r"\\[A-Za-z]+\s*|\\.|[{}~]")
_MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)


def raw_fields(text: str) -> dict[str, dict[str, str]]:
    """Return the fields of every entry as they are written, by key."""
    found: dict[str, dict[str, str]] = {}
    for start in _ENTRY.finditer(text):
        if start[1].lower() not in _NOT_ENTRIES:
            found[start[2]] = dict(_fields(text, start.end()))
    return found


def tell_losses(entries: Sequence[Entry], text: str) -> list[str]:
    """List in each entry the fields whose words did not arrive; return the keys that did not."""
    raw = raw_fields(text)
    strings = set(_STRING.findall(text))
    for entry in entries:
        bare = {one.lower() for one in entry.lost if "'" not in one}
        entry.lost = [one for one in entry.lost if "'" in one or not _named(one, raw, entry.key)]
        said = " ".join(map(str, entry.values.values())) + " ".join(entry.lost)
        words = {word.casefold() for word in _WORD.findall(said)}
        lost = {name.partition(" ")[0].lower() for name in entry.lost}
        for name, value in raw.get(entry.key, {}).items():
            if name in lost or name in _FOLLOWED or value in strings:
                continue
            if {name, name.removesuffix("s")} & bare or not _arrived(name, value, words):
                entry.lost.append(f"{name} '{' '.join(value.split())[:60]}'")
    keys = {entry.key for entry in entries}
    return [key for key in raw if key not in keys]


def _named(variable: str, raw: dict[str, dict[str, str]], key: str) -> bool:
    """Tell whether a CSL variable is written under its own name, which is then listed instead."""
    return not {variable.lower(), f"{variable.lower()}s"}.isdisjoint(raw.get(key, {}))


def _arrived(name: str, value: str, words: set[str]) -> bool:
    """Tell whether the words of a field are among those that were kept.

    A word with an accent in TeX may have changed its spelling: those are not looked for.
    """
    if "\\" in value and not name.startswith(("file", "url")):
        value = re.sub(r"\S*\\\S*", " ", value)
    plain = [word.casefold() for word in _WORD.findall(_TEX.sub("", value))]
    wanted = [word for word in plain if not (name in _NAMES and word in {"and", "others"})]
    if name in {"month", "date", "year", "urldate", "eventdate"}:
        wanted = [word for word in wanted if word[:3] not in _MONTHS]
        return all(_number(word) in map(_number, words) for word in wanted)
    return all(word in words for word in wanted)


def _number(word: str) -> str:
    return word.lstrip("0") or word


def _fields(text: str, at: int) -> Iterator[tuple[str, str]]:
    while name := _FIELD.match(text, at):
        value, at = _value(text, name.end())
        yield name[1].lower(), value


def _value(text: str, at: int) -> tuple[str, int]:
    """Return a value and where it ends: in braces, in quotation marks, or bare."""
    parts = []
    while True:
        end = _piece(text, at)
        parts.append(text[at:end].strip('{}" \n'))
        joined = re.compile(r"\s*#\s*").match(text, end)
        if joined is None:
            return " ".join(parts), end
        at = joined.end()


def _piece(text: str, at: int) -> int:
    if text[at : at + 1] not in {"{", '"'}:
        bare = re.compile(r"[^\s,#{}]*").match(text, at)
        return bare.end() if bare else at
    quoted, depth = text[at] == '"', 0
    for end in range(at, len(text)):
        mark = text[end]
        if mark == "\\":
            continue
        depth += (mark == "{") - (mark == "}")
        if (not quoted and depth == 0) or (quoted and mark == '"' and depth == 0 and end > at):
            return end + 1
    return len(text)
