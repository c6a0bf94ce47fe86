"""Writes the expected texts again: ``python -m tests.cite.oracle.regenerate [--all] [STYLE …]``.

Needs Node and citeproc-js: ``npm install --prefix FOLDER citeproc@2.4.63``, then
``NODE_PATH=FOLDER/node_modules``. Only shelves of which a record changed are printed again,
unless --all is given; the cases of several sources only with all styles.
"""

from __future__ import annotations

import argparse
import json
import sys

from .. import test_gost_oracle
from ..desk import Desk
from . import clusters, kept, node, page
from .corpus import STYLES, Cell, Corpus, cells, named, ours
from .kept import Line
from .kinds import UNKNOWN, kinds_of


def lines(corpus: Corpus, wanted: list[Cell]) -> dict[Cell, dict[str, Line]]:
    """Return the renderings of cells, ours and those of citeproc-js."""
    requests = [corpus.request(cell) for cell in wanted]
    found = {}
    for cell, request, answer in zip(wanted, requests, node.answers(requests), strict=True):
        theirs, own = named(request, answer), named(request, ours(request))
        sums = kept.checksums(request)
        found[cell] = {
            name: Line(sums[name], theirs.get(name, ""), text, kinds_of(text, theirs.get(name, "")))
            for name, text in sorted(own.items(), key=lambda pair: _place(pair[0], theirs))
        }
    return found


def again(corpus: Corpus, cell: Cell, old: dict[str, Line]) -> dict[str, Line]:
    """Return the renderings of a cell with ours made anew and theirs as they are kept."""
    request = corpus.request(cell)
    own = named(request, ours(request))
    return {
        name: line._replace(ours=own[name], kinds=kinds_of(own[name], line.theirs))
        for name, line in old.items()
    }


def _renamed(some: dict[str, Line]) -> dict[str, Line]:
    return {
        name: line._replace(kinds=kinds_of(line.ours, line.theirs)) for name, line in some.items()
    }


def of_clusters() -> None:
    """Write what citeproc-js prints for the cases of several sources."""
    some = list(clusters.cases())
    printed = node.answers([case.request for case in some])
    kept_ = {case.name: list(answer.texts) for case, answer in zip(some, printed, strict=True)}
    clusters.KEPT.write_text(json.dumps(kept_, ensure_ascii=False, indent=1) + "\n", "utf-8")


def of_gost() -> None:
    """Write what citeproc-js prints for the items that hold the style of GOST to it."""
    printed = node.answers([test_gost_oracle.asked(form) for form in test_gost_oracle.FORMS])
    texts = map(test_gost_oracle.named, printed)
    kept_ = {
        **test_gost_oracle.ORACLE,
        "expected": dict(zip(test_gost_oracle.FORMS, texts, strict=True)),
    }
    test_gost_oracle.KEPT.write_text(
        json.dumps(kept_, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


def _place(name: str, theirs: dict[str, str]) -> int:
    return list(theirs).index(name) if name in theirs else len(theirs)


def main() -> None:
    """Write the expected texts of the styles that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="print every shelf again")
    parser.add_argument("--ours", action="store_true", help="print our side alone again: no Node")
    parser.add_argument("--kinds", action="store_true", help="name the kinds again: no Node")
    parser.add_argument("styles", nargs="*", default=STYLES)
    asked = parser.parse_args()
    if not (asked.ours or asked.kinds) and (reason := node.missing()):
        sys.exit(reason)
    if not (asked.ours or asked.kinds) and set(asked.styles) == set(STYLES):
        of_gost()
        of_clusters()  # which takes as long as a style
    corpus = Corpus(Desk())
    for style in asked.styles:
        old = kept.read(style)
        every = cells([style])
        stale = [c for c in every if asked.all or kept.changed(old.get(c, {}), corpus.request(c))]
        new = {cell: old[cell] for cell in every if cell not in stale}
        if asked.kinds:
            new = {cell: _renamed(some) for cell, some in old.items()}
            stale = []
        elif asked.ours:
            new |= {cell: again(corpus, cell, new[cell]) for cell in new}
            stale = []
        if stale:
            new |= lines(corpus, stale)
        kept.write(style, new)
        every_line = [line for some in new.values() for line in some.values()]
        strange = sum(UNKNOWN in line.kinds for line in every_line)
        print(f"{style}: {len(stale)} cells, {len(every_line)} renderings, {strange} unexplained")  # noqa: T201
    page.PATH.write_text(page.text(), "utf-8")


if __name__ == "__main__":
    main()
