"""The list at the left: only the lines on the screen are read and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ddr.interface.browse.lines import WIDE, Line
from ddr.views.picture import blocks

if TYPE_CHECKING:
    from textual import events


class PagedList(ScrollView, can_focus=True):
    """A list of records with a cursor; `line` is asked for the lines that are seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--quiet"}

    class Moved(Message):
        """The cursor came to another record."""

    class Picked(Message):
        """The record under the cursor was clicked."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._line: Callable[[int], Line] = lambda _: ("", "", "")
        self._marked: Callable[[int], bool] = lambda _: False
        self.count, self.cursor = 0, 0

    def fill(self, count: int, line: Callable[[int], Line], marked: Callable[[int], bool]) -> None:
        """Show other records, the cursor on the first."""
        self.count, self._line, self._marked = count, line, marked
        self.cursor = 0
        self.virtual_size = Size(1, count)
        self._follow()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        number, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if number >= self.count or width < 1:
            return Strip.blank(width, self.rich_style)
        when, sign, what = self._line(number)
        base = self.rich_style
        if number == self.cursor:
            base += self.get_component_rich_style("list--cursor")
        quiet = base if number == self.cursor else self.get_component_rich_style("list--quiet")
        mark = "+" if self._marked(number) else " "
        left = _fitted(f"{mark}{when}", WIDE + 1) + " "
        room = max(0, width - cell_len(left) - 2)
        cells = [Segment(left, quiet), Segment(_fitted(sign, 2), base)]
        return Strip([*cells, Segment(_fitted(what, room), base)], width)

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self.go(self.cursor + lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self.go(self.cursor + pages * max(1, self.size.height - 1))

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first or the last record."""
        self.go(self.count * end)

    def go(self, number: int) -> None:
        """Move the cursor to a record, or to the nearest that there is."""
        number = max(0, min(number, self.count - 1))
        if number != self.cursor:
            self.cursor = number
            self._follow()
            self.refresh()
            self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse was clicked; a second click chooses."""
        number = event.y + self.scroll_offset.y
        if number < self.count:
            self.go(number)
            if event.chain > 1:
                self.post_message(self.Picked())

    def _follow(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)


def _fitted(text: str, width: int) -> str:
    """Return a text of exactly so many cells; one that is cut ends in an ellipsis."""
    if cell_len(text) > width > 0:
        return f"{set_cell_size(text, width - 1).rstrip()}…".ljust(width)
    return set_cell_size(text, width)


def density(years: Mapping[int, int], width: int, here: int = 0) -> tuple[str, int]:
    """Return a strip of so many cells, each as high as its years have records, and where `here` is.

    years: how many records each has. The place is -1 where that year is not on the strip.
    """
    if not years or width < 1:
        return " " * max(0, width), -1
    first, span = min(years), max(years) - min(years) + 1
    counts = [years.get(first + cell * span // width, 0) for cell in range(width)]
    if span > width:
        counts = [0] * width
        for year, number in years.items():
            counts[(year - first) * width // span] += number
    return blocks(counts), (here - first) * width // span if first <= here < first + span else -1
