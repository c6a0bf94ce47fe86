"""Facets: words of the full-text index that name a field of a record, and that no text can hold.

``by:vladimir-putin`` becomes one token, which begins with a private-use character and is joined by
it; the tokenizer keeps that character, and nothing that is typed or indexed as text has it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ddr import names

if TYPE_CHECKING:
    from ddr.edtf import Date

JOINT = "\ue000"
START, END = "\x02", "\x03"
"""Stand around each word found in a text that the index hands out."""

ACCENTS = frozenset(map(chr, range(0x300, 0x332)))
"""Combining marks that the tokenizer drops."""

_TAKEN = {ord(mark): " " for mark in (JOINT, START, END)} | {ord("ʼ"): "’"}
"""What is not indexed as it is; the apostrophe that Unicode counts as a letter would join words."""
_MOST_YEARS = 300


def normal(text: str) -> str:
    """Return a text as it is indexed: composed (NFC), without the characters that have a task."""
    return unicodedata.normalize("NFC", text).translate(_TAKEN)


def facet(field: str, value: str) -> str:
    """Return the token of a value of a field; ids and phrases become one word."""
    return JOINT.join(["", field, *names.words(value)])


def year(number: int) -> str:
    """Return the token of a year."""
    return facet("year", f"{number:04d}")


def years(date: Date) -> Iterator[str]:
    """Yield the tokens of the years that a date may lie in; of an open interval, of its one end."""
    from datetime import date as day

    from ddr.edtf import OPEN_END, OPEN_START

    first = date.latest if date.earliest == OPEN_START else date.earliest
    last = date.earliest if date.latest == OPEN_END else date.latest
    start = day.fromordinal(first).year
    end = min(day.fromordinal(last).year, start + _MOST_YEARS)
    yield from map(year, range(start, end + 1))
