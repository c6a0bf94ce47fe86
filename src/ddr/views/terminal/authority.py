"""The tables of people, places and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ddr import edtf
from ddr.query.authority import Entry
from ddr.views.authority import authors, latest_office, other_names
from ddr.views.terminal.console import NARROW, WIDE, console, stacked, table, text


def people(entries: Sequence[Entry]) -> None:
    """Print people and bodies with their offices and how often they occur."""
    screen = console()
    narrow, wide = screen.width < NARROW, screen.width >= WIDE
    headers = ["Name", "Also", "Office"] if wide else ["Name", "Office"]
    made = table(*headers, *(["id"] if narrow else ["Events", "Said", "id"]))
    for entry in entries:
        record = entry.stored.record
        cells = [text(record.name, style="bold")]
        if wide:
            cells.append(text(other_names(record), style="dim"))
        cells.append(text(latest_office(record)))
        if not narrow:
            cells += [text(_count(entry.events)), text(_count(entry.statements))]
        made.add_row(*cells, text(record.id, style="dim"))
    screen.print(made)


def places(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Print places and what they lie in."""
    screen = console()
    made = table("Place", "Also", "Within", "Events", "id")
    for entry in entries:
        place = entry.stored.record
        made.add_row(
            text(place.name, style="bold"),
            text(other_names(place), style="dim"),
            text(labels.get(place.within, "")),
            text(_count(entry.events)),
            text(place.id, style="dim"),
        )
    screen.print(made)


def sources(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Print sources; a title leads to its address on terminals that can."""
    screen = console()
    narrow = screen.width < NARROW
    made = table("Source", "Title") if narrow else table("Source", "Issued", "Title", "Used")
    for entry in entries:
        source = entry.stored.record
        title = text(source.title, url=source.URL)
        byline = ", ".join(
            filter(None, (authors(source.author, labels), source.publisher, source.container_title))
        )
        held = "text held" if source.text else ""
        title = stacked(title, text(byline, style="dim"), text(held, style="green"))
        if narrow:
            made.add_row(text(source.id, style="cyan"), title)
            continue
        issued = edtf.short(edtf.parse(source.issued)) if source.issued else "no date"
        if "issued" in source.inferred:
            issued += " (inferred)"
        used = text(_count(entry.events + entry.statements))
        made.add_row(text(source.id, style="cyan"), text(issued), title, used)
    screen.print(made)


def _count(number: int) -> str:
    return str(number) if number else "–"
