"""Formatted entries as one text that a program of their markup can read."""

from __future__ import annotations

from collections.abc import Sequence

_RTF = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 \\froman Times New Roman;}}\n"


def joined(texts: Sequence[str], output: str) -> str:
    """Return the entries of a bibliography in a markup: paragraphs, or lines of plain text.

    RTF has no fragments, so there it is a whole document.
    """
    lines = [f"<p>{text}</p>\n" if output == "html" else f"{text}\n" for text in texts]
    if output == "rtf":
        return "".join([_RTF, *lines, "}\n"])
    return ("" if output in ("text", "html") else "\n").join(lines)
