"""``docs/citation-differences.md``: what is kept beside citeproc-js, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from . import kept
from .corpus import STYLES, Cell
from .kept import Line
from .kinds import KINDS
from .node import PACKAGE

PATH = Path(__file__).parents[3] / "docs" / "citation-differences.md"
CAPITALS = {"case", "note start"}
"""Kinds that leave every letter in its place."""
_HEAD = f"""# How ddr's citations differ from citeproc-js

citeproc-js ({PACKAGE.replace("@", " ")}) is the reference implementation of CSL. Every source of
the timeline is cited by both, in each style below, as a note or in the text, in its short form
where the style has one, and in a bibliography: the same items, the same style files, the same
locale files. Sources are cited at the place where a record first cites them, eighty at a time,
so that authors and years must be told apart. The texts are kept in `tests/cite/oracle/corpus/`,
those of ddr after `!=` where they differ; the tests hold them, and this page, to what is printed.

`python -m tests.cite.oracle.regenerate` prints anew what records have changed; it needs Node and
`npm install --prefix FOLDER {PACKAGE}`, with `NODE_PATH=FOLDER/node_modules`. With `--ours` it
prints only ddr's side again, without Node.

No difference loses or distorts what is known of a source.
"""
_AFTER = """## Order

Both list works as the style says; they part in what CSL leaves open. citeproc-js counts (“7 June”
before “25 June”), pandoc goes letter by letter (“25” before “7”). Works that the style prints by a
description instead of a title come first with pandoc and last with citeproc-js, which is what
CSL 1.0.2 (sorting) says. Letters after years and dashes for repeated authors follow.

## What ddr does beyond CSL

Both engines are given these, so they count as no difference:

- the day of access beside a year in doubt, where the style would drop it (“accessed November 21,
  2026,”): Chicago 18 (13.15) and APA 7;
- in APA, a date that the document does not print stands in brackets where at least its month is
  known (“([2024, October 12])”, in the text “[2024]”); “ca.” is for a year in doubt. In a citation
  of several works this is so if it is so of each;
- our translation of a title stands after its quotation marks or italics (Chicago 18, 13.101; APA
  7), but within the marks in MLA;
- names written family first are sent whole to styles that print them in full;
- items fitted to a style where the printed manual asks for more than the style prints, see
  `ddr.cite.style.adapt`: the day of a report, a number, the order of an archive, kinds said once,
  the capitals of “About” (Chicago 18, 8.160) and “With” (APA 7, 6.17).

These change what pandoc prints, towards citeproc-js:

- commas and full stops go inside nested quotation marks (‘friendship year,’” in American styles);
- the comma after a title in ?, ! or … stays;
- MLA, MHRA and Chicago 17 print all prepositions in titles small.

## Our CSL-JSON in other processors

`ddr bib --all --format csl-json --style chicago` writes the items as they are fitted to a
style. Given that file and the style's own, and nothing else, citeproc-js and pandoc print more
than nine in ten entries of APA letter by letter as `ddr bib` does, and more than eight in ten of
Chicago; there the first and the third of the points above are what parts them, which CSL has no
variable for: the translation of a title stands within its quotation marks. But for these, it is
more than nine in ten in Chicago too, and every other difference is of the kinds on this page.
`python -m tests.cite.oracle.fitted` counts it.

For APA, a date that the document does not print goes out as words, since from a date in doubt
these processors make “(ca. 2024, October 12)”. So the list has it right, “([2024, October 12])”;
in the text they print all of it, where ddr has “[2024]”, and put the work after those of its
author that have dates of their own.
"""


def lines() -> Iterator[tuple[Cell, str, Line]]:
    """Yield every rendering that is kept."""
    for style in STYLES:
        for cell, some in kept.read(style).items():
            for name, line in some.items():
                yield cell, name, line


def text() -> str:
    """Return the page."""
    everything = list(lines())
    parts = [_HEAD, _by_style(everything)]
    for kind in KINDS:
        found = [(c, n, line) for c, n, line in everything if kind.name in line.kinds]
        if found:
            parts.append(f"## {kind.name.capitalize()} ({len(found)})\n")
            parts.append(f"{kind.what[:1].upper()}{kind.what[1:]}. {kind.reason}\n")
            parts.append(_example(min(found, key=lambda f: (len(f[2].kinds), len(f[2].theirs)))))
    return "\n".join([*parts, _AFTER])


def _by_style(everything: list[tuple[Cell, str, Line]]) -> str:
    total = Counter(cell.style for cell, _, _ in everything)
    differ = Counter(cell.style for cell, _, line in everything if line.kinds)
    text_ = Counter(cell.style for cell, _, line in everything if set(line.kinds) - CAPITALS)
    rows = [
        "| style | renderings | not the same | differing in more than capitals | share |",
        "|---|---:|---:|---:|---:|",
    ]
    for style in (*STYLES, "all"):
        counts = [sum(c.values()) if style == "all" else c[style] for c in (total, differ, text_)]
        share = 100 * counts[2] / max(counts[0], 1)
        rows.append(f"| {style} | {counts[0]} | {counts[1]} | {counts[2]} | {share:.1f} % |")
    return "\n".join(rows) + "\n"


def _example(found: tuple[Cell, str, Line]) -> str:
    cell, name, line = found
    return (
        f"`{name}`, {cell.style}, {cell.form}:\n\n"
        f"- ddr: {_plain(line.ours)}\n- citeproc-js: {_plain(line.theirs)}\n"
    )


def _plain(words: str) -> str:
    """Return words that Markdown reads as they stand."""
    return f"`{words}`"
