"""Anniversaries as a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ddr.views.lists import Listing, draw
from ddr.views.rows import Labels

if TYPE_CHECKING:
    from ddr.query.anniversaries import Anniversary

HEADER = ("on", "years", "date", "title", "place", "id")


class Anniversaries(Listing):
    """Anniversaries, those of the day first."""

    header = HEADER

    def __init__(self, found: Sequence[Anniversary], day: date, labels: Labels) -> None:
        super().__init__(found)
        self.found, self.day, self._labels = found, day, labels

    def bodies(self) -> Iterator[str]:  # noqa: D102
        for row in self.rows():
            values = dict(zip(HEADER, row, strict=True))
            yield json.dumps(values | {"years": int(row[1])}, ensure_ascii=False)

    def rows(self) -> Iterator[list[str]]:  # noqa: D102
        labels = self._labels({one.stored.record.place for one in self.found} - {""})
        for one in self.found:
            event = one.stored.record
            place = labels.get(event.place, "")
            yield [one.on.isoformat(), str(one.years), event.date, event.title, place, event.id]

    def table(self) -> None:  # noqa: D102
        draw("anniversaries.show", self.found, self.day, self._labels(["kind:"]))
