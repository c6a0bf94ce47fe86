"""Text from data, made safe to print: no control character reaches a terminal or splits a row."""

from __future__ import annotations

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F])
_CONTROL = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")
_TABLE: dict[int, str | None] = {**_CONTROL, **_BIDI}


def clean(text: str) -> str:
    """Replace control characters by blanks and drop marks that turn the writing direction."""
    return text.translate(_TABLE)
