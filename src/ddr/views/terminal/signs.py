"""The signs of kinds and of sides: a shape and a colour each, so that neither has to do alone."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from ddr.views.compare import SIDES
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


def of_kind(kind: str, said: str = "") -> Text:
    """Return the sign of a kind of event, or a text in its colour."""
    sign, style = _KINDS.get(kind, _NO_KIND)
    return text(said or sign, style)


def of_side(side: str) -> Text:
    """Return the sign of a side."""
    known = [name for name in SIDES if name]
    at = known.index(side) if side in known else -1
    sign, style = _SIDES[at % len(_SIDES)] if at >= 0 else _NO_SIDE
    return text(sign, style)


def of_mode(mode: str, otherwise: str = "") -> Text:
    """Return how words reached us, in words; those that may not be quoted warn."""
    quotable = mode in QUOTED or not mode
    return text(MODES.get(mode, otherwise), GOOD if quotable else WARNING)


def legend(sides: Iterable[str]) -> Text:
    """Return what the signs of these sides mean, on one line; "" where there is but one side."""
    seen = set(sides)
    named = [
        of_side(side).append_text(text(f" {SIDES[side]}", QUIET)) for side in SIDES if side in seen
    ]
    return Text("   ").join(named) if len(named) > 1 else Text()
