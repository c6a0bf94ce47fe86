"""The picture of a timeline as SVG: for slides and pages, its colours and fonts set by CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from ddr import edtf
from ddr.display import worded
from ddr.errors import ToolError
from ddr.views.picture import ORDER, SAID, Axis, Mark, Span, density
from ddr.views.picture_text import wrapped

WIDTH = 960
_LEFT, _RIGHT, _TOP, _LINE, _GAP = 300, 24, 74, 14, 8
_OPEN = 40  # beyond the known end of an interval that is open
_LETTER = 6.6  # how wide a letter is, or nearly
_LETTERS = 46  # of a label on one line
_STRIP = 34
_SIZE = 5.5

STYLE = """
.ddr { --text: #1a1a1a; --paper: none; --quiet: #666; --grid: #ddd; --family-text: #00698f;
  --family-meeting: #8a2f8a; --family-conflict: #b3372f; --family-aid: #3f7a1f;
  --family-other: #5f5f5f; font-family: system-ui, "Segoe UI",
  "Helvetica Neue", "Noto Sans", "DejaVu Sans", Arial, sans-serif; font-size: 12px;
  background: var(--paper); }
@media (prefers-color-scheme: dark) { .ddr { --text: #eee; --quiet: #aaa; --grid: #444;
  --family-text: #5cc3ea; --family-meeting: #d98bd9; --family-conflict: #f08a80;
  --family-aid: #93cf6f; --family-other: #c0c0c0; } }
.ddr text { fill: var(--text); } .ddr .quiet { fill: var(--quiet); }
.ddr .grid { stroke: var(--grid); } .ddr .strip { fill: var(--quiet); }
.ddr .joined { stroke: var(--quiet); stroke-dasharray: 2 2; }
"""
STYLE += "".join(
    f".ddr .{name} {{ stroke: var(--family-{name}); fill: var(--family-{name}); }}\n"
    for name in ORDER
)
STYLE += ".ddr .hollow { fill: none; stroke-width: 1.6; }\n.ddr .soft { stroke-dasharray: 3 3; }\n"


def svg(
    rows: Sequence[tuple[str, Sequence[Mark]]], drawn: Axis, title: str, *, style: str = STYLE
) -> str:
    """Return a picture with a row for each event or lane.

    rows: the label of each, and its marks.
    style: the CSS in it.
    """
    every = list({one.id: one for _, marks in rows for one in marks}.values())
    labels = [wrapped(label, _LETTERS, "  ") for label, _ in rows]
    longest = max(len(line) for label in labels for line in label)
    left = min(_LEFT, round(longest * _LETTER) + 24)
    height = _TOP + sum(len(label) * _LINE + _GAP for label in labels) + 50
    box = f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ddr" {box}>',
        f"<title>{escape(title, quote=False)}</title>",
        f"<style>{style}</style>",
        *_axis(every, drawn, height, left),
    ]
    y = _TOP
    for label, (_, marks) in zip(labels, rows, strict=True):
        for number, line in enumerate(label):
            x, below = (8 if number == 0 else 16), y + 4 + number * _LINE
            lines.append(f'<text x="{x}" y="{below}">{escape(line.strip(), quote=False)}</text>')
        for one in sorted(marks, key=lambda mark: not mark.span.bar):
            lines += _mark(one, drawn, y, left)
        y += len(label) * _LINE + _GAP
    lines += [*_legend(every, height), "</svg>", ""]
    return "\n".join(lines)


def png(picture: str) -> bytes:
    """Return a picture as PNG, in the light colours on white; raises `ToolError` without resvg.

    What draws it knows neither colours with names nor themes.
    """
    try:
        from resvg_py import svg_to_bytes
    except ModuleNotFoundError:
        raise ToolError("a PNG needs resvg: pip install 'ddr-timeline[png]'") from None
    light, _, rest = STYLE.partition("@media")
    colours = dict(re.findall(r"--([\w-]+): ([^;]+);", light))
    rules = re.sub(r"--[\w-]+: [^;]+;", "", light) + rest.partition("} }\n")[2]
    plain = re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], rules)
    return svg_to_bytes(svg_string=picture.replace(STYLE, plain), zoom=2, background="white")


def rows_of(marks: Sequence[Mark]) -> list[tuple[str, Sequence[Mark]]]:
    """Return a row for each event, called by its date and title."""
    return [(f"{edtf.short(one.date)}  {one.title}", [one]) for one in marks]


def _x(drawn: Axis, day: float, left: int) -> float:
    return round(left + drawn.at(day) * (WIDTH - left - _RIGHT), 1)


def _axis(marks: Sequence[Mark], drawn: Axis, height: int, left: int) -> Iterator[str]:
    columns = 80
    found = density(marks, drawn, columns)
    most = max(found) or 1
    wide = (WIDTH - left - _RIGHT) / columns
    for number, count in enumerate(found):
        if count:
            tall = _STRIP * count / most
            yield (
                f'<rect class="strip" x="{left + number * wide:.1f}" y="{40 - tall:.1f}" '
                f'width="{wide:.1f}" height="{tall:.1f}"/>'
            )
    for year, day in drawn.ticks(10):
        x = _x(drawn, day, left)
        yield f'<line class="grid" x1="{x}" y1="42" x2="{x}" y2="{height - 44}"/>'
        yield f'<text class="quiet" x="{x}" y="56">{year}</text>'


def _mark(one: Mark, drawn: Axis, y: float, left: int) -> Iterator[str]:
    told = escape(f"{edtf.words(one.date)}: {one.title}", quote=False)
    style = f' style="stroke: {one.colour}; fill: {one.colour}"' if one.colour else ""
    yield f'<g class="{one.family}"{style}><title>{told}</title>'
    span = one.span
    first, last = _x(drawn, span.first, left), _x(drawn, span.last + 1, left)
    at = _x(drawn, span.place, left)
    for other in one.others:
        there = _x(drawn, other.place, left)
        yield f'<line class="joined" x1="{at}" y1="{y}" x2="{there}" y2="{y}"/>'
        yield f'<circle class="hollow" cx="{there}" cy="{y}" r="3"/>'
    if span.bar:
        yield from _bar(span, first, last, y)
    elif span.hollow and last - first > 2 * _SIZE:
        yield _line(first, last, y, soft=True)
    known = span.end if span.start == "open" else span.start
    solid = known == "sharp" if span.bar else not span.hollow
    yield _shape(one.family, at, y, solid=solid)
    if span.bar and span.end == "sharp" and span.start != "open":
        yield _shape(one.family, _x(drawn, span.last, left), y, solid=True)
    if span.doubt:
        sign = span.doubt.replace("%", "~?")
        yield f'<text x="{at + 7}" y="{y - 3}" stroke="none">{sign}</text>'
    yield "</g>"


def _bar(span: Span, first: float, last: float, y: float) -> Iterator[str]:
    """Yield an interval: whole in the middle, broken towards an end that is not sure.

    How far one goes whose end is open is not known, so it goes nowhere.
    """
    if span.start == "open":
        yield _line(max(first, last - _OPEN), last, y, soft=True)
        return
    if span.end == "open":
        yield _line(first, min(last, first + _OPEN), y, soft=True)
        return
    third = (last - first) / 3
    start = first + (third if span.start != "sharp" else 0)
    end = last - (third if span.end != "sharp" else 0)
    if span.start != "sharp":
        yield _line(first, start, y, soft=True)
    yield _line(start, end, y, soft=False)
    if span.end != "sharp":
        yield _line(end, last, y, soft=True)


def _line(first: float, last: float, y: float, *, soft: bool) -> str:
    look = ' class="soft"' if soft else ' stroke-width="3"'
    return f'<line{look} x1="{first:.1f}" y1="{y}" x2="{last:.1f}" y2="{y}"/>'


def _shape(family: str, x: float, y: float, *, solid: bool) -> str:
    look = "" if solid else ' class="hollow"'
    s = _SIZE
    points = {
        "text": f"{x},{y - s} {x + s},{y} {x},{y + s} {x - s},{y}",
        "conflict": f"{x - 4},{y - 4} {x + 4},{y - 4} {x + 4},{y + 4} {x - 4},{y + 4}",
        "aid": f"{x},{y - s} {x + s},{y + 4} {x - s},{y + 4}",
        "other": f"{x},{y - s} {x + 2},{y - 2} {x + s},{y} {x + 2},{y + 2} {x},{y + s} "
        f"{x - 2},{y + 2} {x - s},{y} {x - 2},{y - 2}",
    }
    if family == "meeting":
        return f'<circle{look} cx="{x}" cy="{y}" r="4.5"/>'
    return f'<polygon{look} points="{points[family]}"/>'


def _legend(marks: Sequence[Mark], height: int) -> Iterator[str]:
    families = [name for name in ORDER if name in {one.family for one in marks}]
    for number, name in enumerate(families):
        x = 16 + number * 180
        yield f'<g class="{name}">{_shape(name, x, height - 24, solid=True)}</g>'
        yield f'<text class="quiet" x="{x + 12}" y="{height - 20}">{worded(SAID[name])}</text>'
    says = "hollow: no day is known; broken: an end is open or not sure"
    yield f'<text class="quiet" x="8" y="{height - 6}">{says}</text>'
