"""What a filter finds, and in which years; the last answers are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ddr.interface.python import Timeline
from ddr.interface.record_list import Records

VIEWS = {"events": "event", "statements": "statement", "people": "name"}
"""What can be listed, with the word for one of it."""
_ALL_YEARS = 5_000
"""Of more records than this the strip shows all years, not those of the filter."""

Answer = tuple[Records[Any], dict[int, int]]
"""The records, and how many there are in which years."""


class Answers:
    """Asks a timeline, and keeps of each view what is there without a filter and with the last.

    given: further filters of each view, by their names.
    """

    def __init__(self, timeline: Timeline, given: Mapping[str, Mapping[str, Any]]) -> None:
        self._timeline, self._given = timeline, given
        self._kept: dict[tuple[str, bool], tuple[str, Answer]] = {}
        self._every: dict[str, dict[int, int]] = {}

    def ask(self, view: str, words: str) -> Answer:
        """Return what the words find in a view; raises `DdrError`."""
        place = view, bool(words)
        before, kept = self._kept.get(place, (None, None))
        if kept is None or before != words:
            kept = self._asked(view, words)
            self._kept[place] = words, kept
        return kept

    def _asked(self, view: str, words: str) -> Answer:
        given = self._given.get(view, {})
        found = getattr(self._timeline, view)(words, **given)
        if view == "people":
            return found, {}
        if len(found) <= _ALL_YEARS and (words or given):
            return found, self._timeline.years(found, VIEWS[view])
        if view not in self._every:
            self._every[view] = self._timeline.years(None, VIEWS[view])
        return found, self._every[view]
