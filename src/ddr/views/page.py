"""A page: what `show`, `info` and the like print, made of sections of labelled lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from ddr.display import counted, worded
from ddr.views.lists import clean, draw, say

if TYPE_CHECKING:
    from ddr.query.coverage import Coverage

_BAR = 24


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

    def __post_init__(self) -> None:
        """Say the heading in the language of the answer."""
        self.heading = worded(self.heading)

    def add(self, label: str, text: str, detail: str = "", url: str = "") -> None:
        """Add a line, unless there is nothing to say."""
        if text:
            self.lines.append(Line(worded(label), text, detail, url))


def write(sections: Sequence[Section], stream: TextIO, *, laid_out: bool) -> None:
    """Write a page: laid out for the terminal, as sentences where these are preferred, or plain."""
    from ddr.settings import accessible

    if not laid_out:
        write_plain(sections, stream)
    elif accessible():
        say("page", sections, stream)
    else:
        stream.flush()
        draw("console.show_page", sections)


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


def coverage(numbers: Coverage) -> list[Section]:
    """Return one section a question; a bar shows each number against the largest."""
    sections = [
        _section("Events by decade", numbers.decades, numbers.events),
        _section("Events by kind", numbers.kinds, numbers.events),
        _section(
            "Events by number of sources",
            {counted(number, "source"): n for number, n in numbers.sources.items()},
            numbers.events,
        ),
        _section("Events by whose sources attest them", numbers.voices, numbers.events),
        _section("Events by confidence", numbers.confidence, numbers.events),
        _section("Statements by mode", numbers.modes, sum(numbers.modes.values())),
    ]
    gaps = Section("Gaps of more than two years between events")
    for before, after in numbers.gaps:
        gaps.add(f"{before}–{after}", f"{after - before - 1} years without an event")
    if not numbers.gaps:
        gaps.add("none", "an event stands in every span of that length")
    return [*sections, gaps]


def _section(heading: str, numbers: Mapping[str, int], total: int) -> Section:
    section = Section(heading)
    most = max(numbers.values(), default=1)
    for label, number in numbers.items():
        bar = "▇" * max(1, round(_BAR * number / most))
        section.add(label, f"{number:>4}  {bar}", f"{100 * number / total:.0f} %")
    return section
