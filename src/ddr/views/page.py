"""A page: what `show`, `info` and the like print, made of sections of labelled lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TextIO

from ddr.views.clean import clean


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line.

    label: what it is; "" continues the line before.
    text: the value, of any length.
    detail: where it comes from, or what belongs to it.
    url: an address that the text leads to, on terminals that can.
    """

    label: str
    text: str
    detail: str = ""
    url: str = ""


@dataclass(slots=True)
class Section:
    """Lines below a heading; the first section of a page is its head."""

    heading: str
    lines: list[Line] = field(default_factory=list)

    def add(self, label: str, text: str, detail: str = "", url: str = "") -> None:
        """Add a line, unless there is nothing to say."""
        if text:
            self.lines.append(Line(label, text, detail, url))


def write_plain(sections: Sequence[Section], stream: TextIO) -> None:
    """Write a page as plain text, complete and unwrapped: for pipes and files."""
    first = True
    for section in sections:
        if not section.lines:
            continue
        if not first:
            stream.write("\n")
        if section.heading:
            stream.write(f"{clean(section.heading)}\n")
        first = False
        for line in section.lines:
            label = f"{line.label}: " if line.label else ""
            detail = f"  [{clean(line.detail)}]" if line.detail else ""
            indent = "  " if section.heading else ""
            stream.write(f"{indent}{label}{clean(line.text)}{detail}\n")
