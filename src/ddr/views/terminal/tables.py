"""The tables of events, people, places, sources, search hits, held texts and styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from ddr import edtf
from ddr.index.schema import END, START
from ddr.views.rows import authors, cite_command, comes_with, latest_office, other_names
from ddr.views.statements import MODES
from ddr.views.terminal.console import NARROW, WIDE, console, stacked, table, text

if TYPE_CHECKING:
    from ddr.cite.style.catalogue import StyleEntry as Style
    from ddr.query.authority import Entry
    from ddr.query.reading import Paragraph
    from ddr.query.stored import Stored
    from ddr.query.text.search import Hit
    from ddr.records import Event, Source

_DATE = 14
_TYPES = {"paragraph": "held text"}


def events(events: Sequence[Stored[Event]], labels: Mapping[str, str]) -> None:
    """Print a table that fits the terminal: on a wide one ids and kinds have their own columns."""
    screen = console()
    wide = screen.width >= WIDE
    grid = table(*(("Date", "Event", "Kind", "id") if wide else ("Date", "Event")))
    grid.columns[0].min_width = 11
    grid.columns[0].max_width = _DATE
    for stored in events:
        event = stored.record
        date = text(edtf.short(edtf.parse(event.date)))
        title = _title(event, labels)
        if wide:
            grid.add_row(date, title, text(event.kind), text(event.id, style="dim"))
        else:
            grid.add_row(date, stacked(title, text(event.id, style="dim")))
    screen.print(grid)


def _title(event: Event, labels: Mapping[str, str]) -> Text:
    """Return the title, with the place and the doubt that it does not tell itself."""
    title = text(event.title)
    place = labels.get(event.place, "")
    if place and place not in event.title:
        title.append_text(text(f", {place}", style="dim"))
    if event.confidence == "low":
        title.append_text(text(" (low confidence)", style="yellow"))
    return title


def people(entries: Sequence[Entry]) -> None:
    """Print people and organizations with their offices and how often they occur."""
    screen = console()
    if screen.width >= WIDE:
        grid = table("Name", "Also", "Office", "Events", "Said", "id")
    else:
        grid = table("Name", *(() if screen.width < NARROW else ("Office", "Events", "Said")))
    for entry in entries:
        record = entry.stored.record
        name, also = text(record.name, style="bold"), text(other_names(record), style="dim")
        office, own_id = text(latest_office(record)), text(record.id, style="dim")
        counts = text(_count(entry.events)), text(_count(entry.statements))
        if screen.width >= WIDE:
            grid.add_row(name, also, office, *counts, own_id)
        elif screen.width < NARROW:
            grid.add_row(stacked(name, office, own_id))
        else:
            grid.add_row(stacked(name, own_id), office, *counts)
    screen.print(grid)


def places(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Print places and what they lie in."""
    screen = console()
    if screen.width >= WIDE:
        grid = table("Place", "Also", "Within", "Events", "id")
    else:
        grid = table("Place", *(() if screen.width < NARROW else ("Within", "Events")))
    for entry in entries:
        place = entry.stored.record
        name, also = text(place.name, style="bold"), text(other_names(place), style="dim")
        within, own_id = text(labels.get(place.within, "")), text(place.id, style="dim")
        events = text(_count(entry.events))
        if screen.width >= WIDE:
            grid.add_row(name, also, within, events, own_id)
        elif screen.width < NARROW:
            grid.add_row(stacked(name, also, within, own_id))
        else:
            grid.add_row(stacked(name, also, own_id), within, events)
    screen.print(grid)


def sources(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Print sources; a title leads to its address on terminals that can."""
    screen = console()
    narrow = screen.width < NARROW
    grid = table("Issued", "Source", *(() if narrow else ("Used",)))
    grid.columns[0].min_width = 11
    grid.columns[0].max_width = _DATE
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
        grid.add_row(text(issued), block, *(() if narrow else (used,)))
    screen.print(grid)


def _count(number: int) -> str:
    return str(number) if number else "–"


def hits(found: Sequence[Hit], labels: Mapping[str, str]) -> None:
    """Print each hit with its kind, its place, its context and the command that cites it."""
    screen = console()
    for number, hit in enumerate(found):
        if number:
            screen.print()
        names = _emphasized(hit.names)
        named = text("named: ", style="dim").append_text(names) if names else Text()
        lines = (_head(hit), _who(hit, labels), _emphasized(hit.title, "bold"))
        mode = text(MODES.get(hit.mode, ""), style="yellow")
        screen.print(stacked(*lines, mode, _emphasized(hit.context), named, _cited(hit)))


def _head(hit: Hit) -> Text:
    """Return kind, date and id: ``statement  25 Apr 2019  kremlin-2019-4e``."""
    head = text(_TYPES.get(hit.type, hit.type), style="dim")
    if hit.date:
        head.append_text(text(f"  {edtf.short(edtf.parse(hit.date))}", style="not dim"))
    where = _place(hit) if hit.type == "paragraph" else hit.id
    head.append_text(text(f"  {where}", style="not dim cyan"))
    return head


def _place(hit: Hit) -> str:
    """Return the source and the paragraph: ``kremlin-2019 ¶ 4``."""
    mark = " ¶ " if hit.locator[:1].isdigit() else " "
    return f"{hit.source}{mark}{hit.locator}".rstrip()


def _who(hit: Hit, labels: Mapping[str, str]) -> Text:
    """Return who speaks, or the title of the text."""
    if hit.type == "paragraph":
        return text(labels.get(hit.source, ""), style="bold")
    return text(labels.get(hit.speaker, hit.speaker), style="bold")


def _cited(hit: Hit) -> Text:
    """Return where the words of a statement stand, and the command that cites the hit."""
    stands = f"in {_place(hit)}; " if hit.type == "statement" else ""
    return text(f"{stands}cite: {cite_command(hit)}", style="dim")


def _emphasized(context: str, style: str = "") -> Text:
    emphasized = Text(style=style)
    for number, part in enumerate(context.split(START)):
        found, end, rest = part.partition(END)
        if number and end:
            emphasized.append_text(text(found, style="bold yellow"))
            emphasized.append_text(text(rest))
        else:
            emphasized.append_text(text(part))
    return emphasized


def paragraphs(source: Source, numbered: Sequence[Paragraph]) -> None:
    """Print the text with the numbers by which it is cited."""
    screen = console()
    screen.print(text(source.title, style="bold", url=source.URL))
    screen.print()
    grid = table("¶", "", padding=(0, 2, 1, 0))
    grid.show_header = False
    grid.columns[0].justify = "right"
    grid.columns[0].style = "cyan"
    for paragraph in numbered:
        taken = "→ " + ", ".join(paragraph.statements) if paragraph.statements else ""
        body = stacked(text(paragraph.text), text(taken, style="dim"))
        grid.add_row(str(paragraph.number), body)
    screen.print(grid)


def styles(entries: Sequence[Style]) -> None:
    """Print each style's name, which `--style` takes, above its title."""
    screen = console()
    narrow = screen.width < NARROW
    grid = table("Style", *(() if narrow else ("Cites by", "Comes with")))
    for entry in entries:
        parent = f"the rules of {entry.parent}" if entry.parent else ""
        name = stacked(text(entry.name, style="cyan"), text(entry.title), text(parent, style="dim"))
        if narrow:
            grid.add_row(name)
        else:
            grid.add_row(name, text(entry.format), text(comes_with(entry), style="dim"))
    screen.print(grid)
