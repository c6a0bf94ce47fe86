"""Persons and bodies under their Russian names."""

from __future__ import annotations

from ddr.frozen import replace
from ddr.records import Organization, Person

_FULL = 2  # words that a name with a surname has at least


def is_russian(language: str) -> bool:
    """Tell whether a language tag, of a text or a style, is Russian."""
    return language.partition("-")[0] == "ru"


def in_russian(record: Person | Organization) -> Person | Organization:
    """Return a record under its Russian name, or as it is where it has none.

    Of several names of a person the one with the most words is taken, so that no patronymic is
    lost, and of several as long the first. A name written family first begins with the surname,
    every other one ends with it; a single word stays whole.
    """
    names = [name.text for name in record.names if is_russian(name.lang)]
    if not names:
        return record
    if not isinstance(record, Person):
        return replace(record, name=names[0])
    text = max(names, key=lambda name: len(name.split()))
    words = text.split()
    if len(words) < _FULL:
        return replace(record, name=text, family="", given="")
    at = 0 if record.order == "family-first" else -1
    return replace(record, name=text, family=words.pop(at), given=" ".join(words))
