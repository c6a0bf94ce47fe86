"""The colours that a timeline declares, made such that they can be read on dark and on light."""

from __future__ import annotations

_LEAST, _MOST = 0.145, 0.233
"""Relative luminance (WCAG 2.2): its contrast is 3 to dark grey, and more to black and to white."""


def readable(colour: str) -> str:
    """Return a colour such as "#b03030" with as much white or black in it as it needs."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    end = 255 if _luminance(parts) < _LEAST else 0
    shades = ([round(one + (end - one) * share / 100) for one in parts] for share in range(101))
    red, green, blue = next(one for one in shades if _LEAST <= _luminance(one) <= _MOST)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _luminance(parts: list[int]) -> float:
    shares = [one / 255 for one in parts]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for one in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
