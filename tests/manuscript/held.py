"""The held texts, read without the code that is tested."""

from __future__ import annotations

import re

from tests import shared

from .timeline import ODD

FIVE = shared.FIVE / "timeline.toml"

TEXTS: dict[str, list[str]] = {
    path.stem: [part.strip() for part in re.split(r"\n\s*\n", path.read_text("utf-8").strip())]
    for path in sorted((shared.FIVE / "sources").glob("*.txt"))
}
PARAGRAPHS = [(name, n, text) for name, texts in TEXTS.items() for n, text in enumerate(texts, 1)]
"""Source, number and words of every paragraph of the five."""
EVERY = PARAGRAPHS + [("odd-2001", n, text) for n, text in enumerate(ODD, 1)]
DIRECT = [one for one in PARAGRAPHS if one[0] != "kcna-2024"]
REPORTED = [one for one in PARAGRAPHS if one[0] == "kcna-2024" and one[1] in (5, 6, 7, 9, 10, 11)]


def sentences(text: str) -> list[str]:
    """Split a paragraph into its sentences."""
    parts = re.split(r"(?<=[a-z]{2}[.!?])\s+(?=[A-Z])", text)
    return [part for part in parts if len(part.split()) > 5]


def middle(text: str, size: int, shift: int = 0) -> str:
    """Return some words from within a text."""
    words = text.split()
    start = min(shift, max(len(words) - size, 0))
    return " ".join(words[start : start + size]).strip(",;")


def unique(words: str) -> bool:
    """Return whether words stand in one paragraph of the five only."""
    return sum(words in text for _, _, text in PARAGRAPHS) == 1
