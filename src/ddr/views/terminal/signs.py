"""The signs of kinds and of sides: a shape and a colour each, so that neither has to do alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rich.text import Text

from ddr.display import worded
from ddr.views.colours import readable
from ddr.views.statements import MODES
from ddr.views.terminal.console import BAD, GOOD, KEY, QUIET, WARNING, text
from ddr.vocabulary import QUOTED

_MEETING = "color(133)"
_KINDS = {
    "treaty": ("◆", KEY), "declaration": ("◆", KEY), "agreement": ("◇", KEY),
    "recognition": ("◆", GOOD), "aid": ("▲", GOOD), "culture": ("▲", GOOD),
    "summit": ("●", _MEETING), "visit": ("○", _MEETING), "talks": ("○", _MEETING),
    "reception": ("○", _MEETING),
    "war": ("■", BAD), "sanctions": ("■", WARNING), "rupture": ("■", WARNING),
    "appointment": ("□", QUIET), "death": ("□", QUIET),
}  # fmt: skip
"""Texts are diamonds, meetings circles, conflicts squares."""
_NO_KIND = ("·", QUIET)

_SIDES = (("●", KEY), ("▲", BAD), ("○", QUIET), ("■", _MEETING), ("□", WARNING), ("△", GOOD))
"""The signs of sides, in the order in which a timeline names them."""
_NO_SIDE = ("·", QUIET)


def of_kind(kind: str, labels: Mapping[str, str] = MappingProxyType({})) -> Text:
    """Return the sign of a kind of event: the one that the timeline declares, or its own."""
    sign, style = _KINDS.get(kind, _NO_KIND)
    return text(labels.get(f"mark:{kind}", sign), style)


def kind_name(kind: str, labels: Mapping[str, str]) -> Text:
    """Return what a kind of event is called, in its colour."""
    return text(labels.get(f"kind:{kind}", kind), _KINDS.get(kind, _NO_KIND)[1])


def of_side(side: str, labels: Mapping[str, str]) -> Text:
    """Return the sign of a side, among those of which there are labels, in its own colour."""
    known = _sides(labels)
    at = known.index(side) if side in known else -1
    sign, style = _SIDES[at % len(_SIDES)] if at >= 0 else _NO_SIDE
    colour = labels.get(f"colour:{side}")
    return text(sign, readable(colour) if colour else style)


def of_mode(mode: str, otherwise: str = "") -> Text:
    """Return how words reached us, in words; those that may not be quoted warn."""
    quotable = mode in QUOTED or not mode
    return text(worded(MODES.get(mode, otherwise)), GOOD if quotable else WARNING)


def _sides(labels: Mapping[str, str]) -> list[str]:
    return [key.removeprefix("side:") for key in labels if key.startswith("side:")]


def legend(sides: Iterable[str], labels: Mapping[str, str]) -> Text:
    """Return what the signs of these sides mean, on one line; "" where there is but one side."""
    seen = set(sides)
    named = [
        of_side(side, labels).append_text(text(f" {labels[f'side:{side}']}", QUIET))
        for side in _sides(labels)
        if side in seen
    ]
    return Text("   ").join(named) if len(named) > 1 else Text()
