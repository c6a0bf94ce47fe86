"""The tables of people, places and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ddr import edtf
from ddr.query.authority import Entry
from ddr.views.authority import authors, latest_office, other_names
from ddr.views.terminal.console import NARROW, WIDE, console, stacked, table, text

_ISSUED = 14


def people(entries: Sequence[Entry]) -> None:
    """Print people and bodies with their offices and how often they occur."""
    screen = console()
    if screen.width >= WIDE:
        made = table("Name", "Also", "Office", "Events", "Said", "id")
    else:
        made = table("Name", *(() if screen.width < NARROW else ("Office", "Events", "Said")))
    for entry in entries:
        record = entry.stored.record
        name, also = text(record.name, style="bold"), text(other_names(record), style="dim")
        office, own_id = text(latest_office(record)), text(record.id, style="dim")
        counts = text(_count(entry.events)), text(_count(entry.statements))
        if screen.width >= WIDE:
            made.add_row(name, also, office, *counts, own_id)
        elif screen.width < NARROW:
            made.add_row(stacked(name, office, own_id))
        else:
            made.add_row(stacked(name, own_id), office, *counts)
    screen.print(made)


def places(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Print places and what they lie in."""
    screen = console()
    if screen.width >= WIDE:
        made = table("Place", "Also", "Within", "Events", "id")
    else:
        made = table("Place", *(() if screen.width < NARROW else ("Within", "Events")))
    for entry in entries:
        place = entry.stored.record
        name, also = text(place.name, style="bold"), text(other_names(place), style="dim")
        within, own_id = text(labels.get(place.within, "")), text(place.id, style="dim")
        events = text(_count(entry.events))
        if screen.width >= WIDE:
            made.add_row(name, also, within, events, own_id)
        elif screen.width < NARROW:
            made.add_row(stacked(name, also, within, own_id))
        else:
            made.add_row(stacked(name, also, own_id), within, events)
    screen.print(made)


def sources(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Print sources; a title leads to its address on terminals that can."""
    screen = console()
    narrow = screen.width < NARROW
    made = table("Issued", "Source", *(() if narrow else ("Used",)))
    made.columns[0].min_width = 11
    made.columns[0].max_width = _ISSUED
    for entry in entries:
        source = entry.stored.record
        byline = ", ".join(
            filter(None, (authors(source.author, labels), source.publisher, source.container_title))
        )
        block = stacked(
            text(source.title, url=source.URL),
            text(byline, style="dim"),
            text("text held" if source.text else "", style="green"),
            text(source.id, style="cyan"),
        )
        issued = edtf.short(edtf.parse(source.issued)) if source.issued else "no date"
        if "issued" in source.inferred:
            issued += " (inferred)"
        used = text(_count(entry.events + entry.statements))
        made.add_row(text(issued), block, *(() if narrow else (used,)))
    screen.print(made)


def _count(number: int) -> str:
    return str(number) if number else "–"
