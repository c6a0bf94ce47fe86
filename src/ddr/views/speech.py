"""Lists and pages as a screen reader says them: sentences, the title first, the id last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from ddr.display import worded
from ddr.errors import counted
from ddr.views.lists import clean
from ddr.vocabulary import quoted

if TYPE_CHECKING:
    from ddr.views.lists import Listing
    from ddr.views.page import Section

_TITLES = ("message", "title", "name", "speaker", "words", "text", "style", "group", "context")
"""The field that a sentence begins with: the first of these that a record has."""
_LEFT_OUT = {"confidence": "high", "participants": None, "sources": None, "cite": None}
"""Fields that are not said at all, or not where they have this value."""
_BARE = ("role", "date", "issued", "words", "context")
"""Fields whose value says what it is."""
_GIVEN = re.compile(r"\[-(.*?)-\]")
_STANDS = re.compile(r"\{\+(.*?)\+\}")
_SPOKEN = {"¶": "paragraph", "·": ",", "→": "leads to", "▇": ""}
_SPAN = re.compile(r"(?<=\d)–(?=\d)")


def write_list(listing: Listing, stream: TextIO) -> None:
    """Write how many there are, then a paragraph for each."""
    number = len(listing.entries)
    stream.write(f"{counted(number, 'record')}.\n")
    for row in listing.rows():
        values = dict(zip(listing.header, row, strict=True))
        stream.write(f"\n{sentences(values)}\n")


def sentences(values: Mapping[str, str]) -> str:
    """Return a record as sentences.

    values: its fields by name, those of a row of tab-separated values.
    """
    lead = next((name for name in _TITLES if values.get(name)), "")
    parts = [_plain(values.get(lead, ""))]
    for name, value in values.items():
        if not value or name in (lead, "id") or _LEFT_OUT.get(name, "") in (value, None):
            continue
        words = quoted(values.get("mode", ""), value) if name == "words" else value
        parts.append(words if words != value else _field(name, value))
    if own := values.get("id", ""):
        parts.append(f"Id: {own}")
    return " ".join(f"{part.rstrip('. ')}." for part in parts if part)


def _field(name: str, value: str) -> str:
    from ddr.views.statements import MODES, words_of

    if name == "mode":
        return worded(MODES.get(value, value)).capitalize()
    told = _plain(words_of(name, value))
    if name == "locator" and value[:1].isdigit():
        return f"Paragraph {told}"
    return told if name in _BARE else f"{name[0].upper()}{name[1:]}: {told}"


def write_page(sections: Sequence[Section], stream: TextIO) -> None:
    """Write a page line by line, each label with its value, and nothing in columns."""
    for number, section in enumerate(one for one in sections if one.lines):
        if number:
            stream.write("\n")
        if section.heading:
            stream.write(f"{_plain(section.heading)}.\n")
        stream.writelines(_lines(section))


def _lines(section: Section) -> Iterator[str]:
    for line in section.lines:
        told = [f"{line.label}: {line.text}" if line.label else line.text, line.detail]
        yield " ".join(f"{_plain(part).rstrip('. ')}." for part in told if part) + "\n"


def _plain(text: str) -> str:
    """Return a text without signs that are read aloud, or not at all."""
    spoken = _SPAN.sub(" to ", clean(text))
    spoken = _STANDS.sub(r"(in the text: \1)", _GIVEN.sub(r"(given: \1)", spoken))
    for sign, word in _SPOKEN.items():
        if sign in spoken:
            spoken = spoken.replace(sign, f" {word} " if word[:1].isalpha() else word)
    return " ".join(spoken.split()).replace(" ,", ",")
