"""People, places, sources, hits, texts and styles as tables; anniversaries; changes of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.styled import Styled
from rich.table import Table
from rich.text import Text

from ddr import edtf
from ddr.display import counted, shown_as, worded
from ddr.index.schema import END, START
from ddr.views.rows import authors, cite_command, comes_with, latest_office, other_names
from ddr.views.statements import at
from ddr.views.terminal.console import (
    BAD,
    GOOD,
    KEY,
    NARROW,
    QUIET,
    WARNING,
    WIDE,
    closing,
    console,
    stacked,
    table,
    text,
)  # fmt: skip
from ddr.views.terminal.signs import legend, of_kind, of_mode, of_side

if TYPE_CHECKING:
    from ddr.cite.style.catalogue import StyleEntry as Style
    from ddr.query.anniversaries import Anniversary
    from ddr.query.authority import AuthorityEntry
    from ddr.query.edition_changes import Change
    from ddr.query.reading import Paragraph
    from ddr.query.text.search import Hit
    from ddr.records import Source

_DATE = 14
_TYPES = {"paragraph": "held text"}


def people(entries: Sequence[AuthorityEntry]) -> None:
    """Print people and organizations with their offices and how often they occur."""
    screen = console()
    wide, narrow = screen.width >= WIDE, screen.width < NARROW
    grid = _listing("Name", "Office", "Events", "Said", wide=wide, narrow=narrow)
    for entry in entries:
        record = entry.stored.record
        name, own_id = (
            text(shown_as(record.name, record.names), style="bold"),
            text(record.id, style=QUIET),
        )
        office, also = text(latest_office(record)), text(other_names(record), style=QUIET)
        counts = text(_count(entry.events)), text(_count(entry.statements))
        if narrow:
            grid.add_row(stacked(name, office, own_id))
        elif wide:
            grid.add_row(name, stacked(office, also), *counts, own_id)
        else:
            grid.add_row(stacked(name, own_id), office, *counts)
    screen.print(grid)
    screen.print()
    closing(screen, counted(len(entries), "name"), "ddr show NAME", "ddr said --by NAME")


def places(entries: Sequence[AuthorityEntry], labels: Mapping[str, str]) -> None:
    """Print places and what they lie in."""
    screen = console()
    wide, narrow = screen.width >= WIDE, screen.width < NARROW
    grid = _listing("Place", "Within", "Events", wide=wide, narrow=narrow)
    for entry in entries:
        place = entry.stored.record
        name, own_id = (
            text(shown_as(place.name, place.names), style="bold"),
            text(place.id, style=QUIET),
        )
        within, also = text(labels.get(place.within, "")), text(other_names(place), style=QUIET)
        events = text(_count(entry.events))
        if narrow:
            grid.add_row(stacked(name, also, within, own_id))
        elif wide:
            grid.add_row(stacked(name, also), within, events, own_id)
        else:
            grid.add_row(stacked(name, also, own_id), within, events)
    screen.print(grid)
    screen.print()
    closing(screen, counted(len(entries), "place"), "ddr show NAME", "ddr events --place NAME")


def _listing(first: str, *others: str, wide: bool, narrow: bool) -> Table:
    """Return a table with its columns: the first alone on a narrow terminal, ids on a wide one."""
    return table(
        first, *(() if narrow else others), *(("id",) if wide else ()), padding=(0, 2, 0, 0)
    )


def sources(entries: Sequence[AuthorityEntry], labels: Mapping[str, str]) -> None:
    """Print sources; a title leads to its address on terminals that can."""
    screen = console()
    narrow = screen.width < NARROW
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=None if narrow else _DATE, overflow="fold")
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for entry in entries:
        source = entry.stored.record
        issued = edtf.short(edtf.parse(source.issued)) if source.issued else "no date"
        if "issued" in source.inferred:
            issued += " (inferred)"
        date = text(issued, "" if source.issued else QUIET)
        sign = of_side(source.origin, labels)
        block = stacked(text(source.title, url=source.URL), *_about(entry, labels))
        if narrow:
            screen.print(stacked(sign.append_text(text("  ")).append_text(date), block))
        else:
            grid.add_row(date, sign, block)
    if not narrow:
        screen.print(grid)
    screen.print()
    if signs := legend({entry.stored.record.origin for entry in entries}, labels):
        screen.print(signs)
    closing(screen, counted(len(entries), "source"), "ddr show ID", "ddr read ID", "ddr cite ID")


def _about(entry: AuthorityEntry, labels: Mapping[str, str]) -> list[Text]:
    """Return who made a source, its id, whether its text is held, and how often it is used."""
    source: Source = entry.stored.record
    makers = (authors(source.author, labels), source.publisher, source.container_title)
    line = text(source.id, KEY)
    if source.text:
        line.append_text(text(" · ", QUIET)).append_text(text("text held", GOOD))
    if used := entry.events + entry.statements:
        line.append_text(text(f" · used {counted(used, 'time')}", QUIET))
    return [text(", ".join(filter(None, makers)), QUIET), line]


def _count(number: int) -> str:
    return str(number) if number else "–"


def hits(found: Sequence[Hit], labels: Mapping[str, str]) -> None:
    """Print each hit: what it is called, its context, and quietly its place and how to cite it."""
    screen = console()
    for hit in found:
        names = _emphasized(hit.names)
        named = text("named: ", style=QUIET).append_text(names) if names else Text()
        lines = (_who(hit, labels), _emphasized(hit.title, "bold"))
        mode = of_mode(hit.mode)
        told = stacked(*lines, mode, _emphasized(hit.context), named, _cited(hit))
        screen.print(Styled(told, ""))  # a text by itself is broken as Rich breaks it
        screen.print()
    closing(screen, counted(len(found), "hit"), "ddr show ID")


def _who(hit: Hit, labels: Mapping[str, str]) -> Text:
    """Return who speaks, or the title of the text."""
    if hit.type == "paragraph":
        return text(labels.get(hit.source, ""), style="bold")
    return text(labels.get(hit.speaker, hit.speaker), style="bold")


def _cited(hit: Hit) -> Text:
    """Return kind, date, place and the command that cites the hit."""
    date = edtf.short(edtf.parse(hit.date)) if hit.date else ""
    where = at(hit.source, hit.locator)
    told = (_TYPES.get(hit.type, hit.type), hit.copy, date, where, cite_command(hit))
    return text(" · ".join(filter(None, told)), QUIET)


def _emphasized(context: str, style: str = "") -> Text:
    emphasized = Text(style=style)
    for number, part in enumerate(context.split(START)):
        found, end, rest = part.partition(END)
        if number and end:
            emphasized.append_text(text(found, style=f"bold {WARNING}"))
            emphasized.append_text(text(rest))
        else:
            emphasized.append_text(text(part))
    return emphasized


def paragraphs(source: Source, numbered: Sequence[Paragraph]) -> None:
    """Print the text with the numbers by which it is cited."""
    screen = console()
    screen.print(text(source.title, style="bold", url=source.URL))
    if copy := next((one.copy for one in numbered), ""):
        screen.print(text(copy, style=QUIET))
    screen.print()
    grid = table("¶", "", padding=(0, 2, 1, 0))
    grid.show_header = False
    grid.columns[0].justify = "right"
    grid.columns[0].style = KEY
    for paragraph in numbered:
        taken = "→ " + ", ".join(paragraph.statements) if paragraph.statements else ""
        body = stacked(text(paragraph.text), text(taken, style=QUIET))
        grid.add_row(str(paragraph.number), body)
    screen.print(grid)


def styles(entries: Sequence[Style]) -> None:
    """Print each style's name, which `--style` takes, above its title."""
    screen = console()
    narrow = screen.width < NARROW
    grid = table("Style", *(() if narrow else ("Cites by", "Comes with")))
    for entry in entries:
        parent = f"the rules of {entry.parent}" if entry.parent else ""
        name = stacked(text(entry.name, style=KEY), text(entry.title), text(parent, style=QUIET))
        if narrow:
            grid.add_row(name)
        else:
            grid.add_row(name, text(entry.format), text(comes_with(entry), style=QUIET))
    screen.print(grid)


def anniversaries(found: Sequence[Anniversary], day: date, labels: Mapping[str, str]) -> None:
    """Print the anniversaries of a day, and below them the next ones; round ones stand out."""
    from ddr.query.anniversaries import ROUND

    screen = console()
    before = None
    for heading, some in (
        (worded("On {}").format(_day(day)), [one for one in found if one.on == day]),
        (worded("To come"), [one for one in found if one.on != day]),
    ):
        if not some:
            continue
        if before is not None:
            screen.print()
        screen.print(text(heading, "bold"))
        before = heading
        grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        grid.add_column(no_wrap=True)
        if screen.width >= NARROW:
            grid.add_column(width=1)
            grid.add_column(overflow="fold")
        for one in some:
            event = one.stored.record
            ago = worded("{} ago").format(counted(one.years, "year"))
            years = ago if one.years else worded("this year")
            when = edtf.words(edtf.parse(event.date))
            style = f"bold {GOOD}" if one.years and one.years % ROUND == 0 else ""
            left = [text(years, style)]
            if one.on != day:
                left.insert(0, text(_day(one.on)))
            told = [text(event.title, "bold"), text(f"{when} · {event.id}", QUIET)]
            if screen.width >= NARROW:
                grid.add_row(stacked(*left), of_kind(event.kind, labels), stacked(*told))
            else:
                screen.print(stacked(*left, *told))
        if screen.width >= NARROW:
            screen.print(grid)
    screen.print()
    closing(screen, counted(len(found), "anniversary", "anniversaries"), "ddr show ID")


def _day(one: date) -> str:
    return edtf.day_of_year(one.month, one.day)


_STYLES = {"corrected": WARNING, "renamed": KEY, "removed": BAD, "added": GOOD, "changed": QUIET}


def edition_changes(found: Sequence[Change], version: str) -> None:
    """Print what became of the records since a version."""
    from ddr.query.edition_changes import CHANGES

    screen = console()
    screen.print(text(f"Since version {version} of the data", "bold"))
    for change in CHANGES:
        some = [one for one in found if one.change == change]
        if not some:
            continue
        screen.print()
        screen.print(text(f"{change}  {len(some)}", f"bold {_STYLES[change]}"))
        for one in some:
            moved = f"{one.before} → {one.id}" if one.before else one.id
            name = text(moved).append_text(text(f"  {one.kind}", QUIET))
            label = one.label if one.label != one.id else ""
            screen.print(Padding(stacked(name, text(label, QUIET), text(one.says)), (0, 0, 0, 2)))
    screen.print()
    closing(screen, counted(len(found), "record"), "ddr show ID", "ddr log ID")


def editions(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the editions."""
    screen = console()
    grid = table(*(name.capitalize() for name in header))
    for row in rows:
        grid.add_row(*map(text, row))
    screen.print(grid)
    closing(screen, counted(len(rows), "edition"), "ddr changes --since VERSION")
