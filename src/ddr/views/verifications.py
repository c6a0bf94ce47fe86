"""What is found of words that somebody attributes, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields

from ddr.manuscript.verify import Verification

HEADER = tuple(field.name for field in fields(Verification))


def rows(found: Iterable[Verification]) -> Iterator[list[str]]:
    """Yield a row a place."""
    for one in found:
        yield list(asdict(one).values())


def bodies(found: Iterable[Verification]) -> Iterator[str]:
    """Yield each place as JSON."""
    for one in found:
        yield json.dumps(asdict(one), ensure_ascii=False)
