"""Citations of several sources, and of sources cited before, on records that never change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ddr.cite.citations import Cited
from ddr.cite.pandoc.request import Form, Request
from ddr.cite.render import asked
from ddr.cite.style import finder
from ddr.frozen import replace

from ..desk import FIVE, Desk

TIMELINE = Path(__file__).parents[2] / "data" / "five" / "timeline.toml"
KEPT = Path(__file__).with_name("clusters.json")
STYLES = (
    "chicago", "chicago-author-date", "apa", "mla", "harvard", "mhra", "ieee", "vancouver",
    "oscola", "chicago-notes-bibliography-17th-edition",
)  # fmt: skip
SPEECH, REPRINT, AGENCY, UNDATED, TRANSCRIPT = FIVE
TWIN = "matsegora-2022-twin"
Places = list[list[tuple[str, str]]]

CASES: dict[str, Places] = {
    "several sources in one citation": [
        [(TRANSCRIPT, "4"), (SPEECH, "9"), (AGENCY, "2")],
        [(UNDATED, ""), (REPRINT, "2-3")],
    ],
    "two works of one author and year": [
        [(SPEECH, "4"), (TWIN, "5")], [(TWIN, "")], [(SPEECH, "")],
    ],
    "two works of one author": [[(SPEECH, "4"), (UNDATED, "5")], [(UNDATED, "2")]],
    "one work at two places": [[(TRANSCRIPT, "4"), (TRANSCRIPT, "9")]],
    "the same work again and again": [
        [(TRANSCRIPT, "4")], [(TRANSCRIPT, "4")], [(TRANSCRIPT, "9")],
        [(SPEECH, "1"), (TRANSCRIPT, "4")], [(TRANSCRIPT, "4")],
    ],
}  # fmt: skip


class Case(NamedTuple):
    """One request and its name."""

    name: str
    request: Request


def cases(named: Iterable[str] = STYLES) -> Iterator[Case]:
    """Yield every case in these styles, in every form."""
    desk = Desk(TIMELINE)
    sources = {name: desk.source(name) for name in FIVE}
    sources[TWIN] = replace(
        sources[SPEECH], id=TWIN, title="Toast at the reception", title_short="Toast"
    )
    for style in named:
        found = finder.find(style)
        for form in _forms(note=found.note, positions=found.positions):
            for name, places in CASES.items():
                citations = [[Cited(sources[i], place) for i, place in part] for part in places]
                request = asked(citations, found, form, lookup=desk.lookup)[0]
                yield Case(f"{style}, {form}: {name}", request)


def expected() -> dict[str, list[str]]:
    """Return what citeproc-js printed for each case."""
    kept: dict[str, list[str]] = json.loads(KEPT.read_text("utf-8"))
    return kept


def _forms(*, note: bool, positions: bool) -> tuple[Form, ...]:
    first: Form = "note" if note else "in-text"
    return (first, *(("short",) if positions else ()), "bibliography")
