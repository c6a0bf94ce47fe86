"""The coverage of a timeline as a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ddr.query.coverage import Coverage
from ddr.views.page import Section

_BAR = 24


def page(found: Coverage) -> list[Section]:
    """Return one section a question; a bar shows each number against the largest."""
    sections = [
        _section("Events by decade", found.decades, found.events),
        _section("Events by kind", found.kinds, found.events),
        _section(
            "Events by number of sources",
            {f"{number} source{'s' * (number > 1)}": n for number, n in found.sources.items()},
            found.events,
        ),
        _section("Events by whose sources attest them", found.voices, found.events),
        _section("Events by confidence", found.confidence, found.events),
        _section("Statements by mode", found.modes, sum(found.modes.values())),
    ]
    gaps = Section("Gaps of more than two years between events")
    for before, after in found.gaps:
        gaps.add(f"{before}–{after}", f"{after - before - 1} years without an event")
    if not found.gaps:
        gaps.add("none", "an event stands in every span of that length")
    return [*sections, gaps]


def _section(heading: str, numbers: Mapping[str, int], total: int) -> Section:
    section = Section(heading)
    most = max(numbers.values(), default=1)
    for label, number in numbers.items():
        bar = "▇" * max(1, round(_BAR * number / most))
        section.add(label, f"{number:>4}  {bar}", f"{100 * number / total:.0f} %")
    return section


def to_json(found: Coverage) -> dict[str, Any]:
    """Return the numbers for a program."""
    return {name: getattr(found, name) for name in found.__slots__}
