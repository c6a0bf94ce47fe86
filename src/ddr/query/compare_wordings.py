"""Two wordings next to each other: of statements, or of paragraphs of held texts."""

from __future__ import annotations

import re
from typing import NamedTuple

from ddr.errors import UsageError
from ddr.index.open import Index
from ddr.query.lookup import lookup
from ddr.query.reading import read
from ddr.query.stored import labels
from ddr.quotations.difference import Stretch, stretches

_PLACE = re.compile(r"(\S+?)\s*[:¶]\s*(\d+(?:[-–]\d+)?)")
_LONGEST = 5000


class Wording(NamedTuple):
    """The words of one side.

    source, locator: where they stand.
    speaker: who speaks, with the office; the title of the source for a paragraph.
    mode: of a statement, else "".
    words: the words themselves.
    id: of a statement, else "".
    """

    source: str
    locator: str
    speaker: str
    mode: str
    words: str
    id: str = ""


class Wordings(NamedTuple):
    """Two wordings and their words in order, parted where they differ."""

    first: Wording
    second: Wording
    stretches: list[Stretch]


def compare(index: Index, first: str, second: str) -> Wordings:
    """Compare two statements, by id, or paragraphs: ``kremlin-2019:4``, or ``4-6``.

    Raises `NotFoundError` for what is not there and `UsageError` for what has no wording.
    """
    ours, theirs = _wording(index, first), _wording(index, second)
    words = ours.words.split(), theirs.words.split()
    if max(map(len, words)) > _LONGEST:
        raise UsageError(f"more than {_LONGEST:,} words are not compared: give fewer paragraphs")
    return Wordings(ours, theirs, stretches(*words))


def _wording(index: Index, name: str) -> Wording:
    if place := _PLACE.fullmatch(name):
        source, paragraphs = read(index, place[1], place[2])
        words = " ".join(one.text for one in paragraphs)
        return Wording(source.id, place[2], source.title, "", words)
    stored = lookup(index, name)
    if stored.table != "statement":
        hint = f"; name a paragraph: '{stored.id}:4'" if stored.table == "source" else ""
        what = f"'{stored.id}' is a record of kind {stored.table}"
        raise UsageError(f"{what}: two statements or paragraphs are compared{hint}")
    said = stored.record
    speaker = labels(index, [said.speaker]).get(said.speaker, said.speaker)
    who = f"{speaker}, {said.role}" if said.role and said.role != speaker else speaker
    words = said.exact or said.says
    return Wording(said.source, said.locator, who, said.mode, words, said.id)
