"""How the screen looks, its keys, and the menus that lie over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

HELP = """\
↑ ↓ PgUp PgDn Home End   move          /   filter: words, fields, years
e s p   events, statements, people     Enter, Backspace   follow, back
[ ]   the year before, the next        o   open the source
c   copy the citation                  C   choose style and form
q   copy the quotation with citation   k   copy the key for a paper
m   into the basket, or out            b   what to do with the basket
y   copy the command of this view      d   dark or light
?   these keys                         Ctrl-Q   leave"""


CSS = """
#strip { height: 1; padding: 0 1; color: $accent; }
#list { width: 6fr; }
#list, #side { overflow: hidden scroll; scrollbar-size-vertical: 1; }
#side { width: 5fr; padding: 0 1; border-left: solid $surface-lighten-2; }
#filter, #filter:focus { height: 1; border: none; padding: 0 1; }
#keys { height: 1; padding: 0 1; background: $panel; link-style: none; link-color: $text-muted;
    link-color-hover: $text; }
#told { height: 1; padding: 0 1; color: $text-muted; }
PagedList > .list--cursor { background: $primary; color: $text; }
PagedList > .list--quiet { color: $text-muted; }
Menu OptionList:focus { border: round $primary; }
Menu { align: center middle; background: $background; }
Menu OptionList { width: 78; max-width: 100%; height: auto; max-height: 80%; border: round $primary;
    padding: 0 1; scrollbar-size-vertical: 1; }
"""

KEYS: list[BindingType] = [
    Binding("slash", "filter", "Filter", key_display="/", priority=True),
    Binding("e", "view('events')", "Events"),
    Binding("s", "view('statements')", "Said"),
    Binding("p", "view('people')", "People"),
    Binding("escape", "leave", "All", show=False),
    Binding("enter", "follow", "Follow", key_display="⏎"),
    Binding("backspace", "return", "Back", show=False),
    Binding("c", "cite", "Cite"),
    Binding("C", "style", "Style", show=False),
    Binding("q", "quote", "Quote", show=False),
    Binding("k", "key", "Key", show=False),
    Binding("o", "open", "Open", show=False),
    Binding("m", "mark", "Basket"),
    Binding("b", "basket", "Basket…", show=False),
    Binding("y", "command", "Command"),
    Binding("left_square_bracket", "year(-1)", "Year before", show=False),
    Binding("right_square_bracket", "year(1)", "Next year", show=False),
    Binding("d", "light", "Light", show=False),
    Binding("question_mark", "keys", "Keys", key_display="?"),
    Binding("ctrl+q", "quit", "Leave", key_display="^q"),
]

FOOT = " ".join(
    f"[@click=app.{one.action}][bold $accent]{one.key_display or one.key}[/] {one.description}[/]"
    for one in KEYS
    if isinstance(one, Binding) and one.show
)
"""The keys to begin with, each of which can be clicked: a line costs a tenth of a `Footer`."""


class Menu(ModalScreen[str]):
    """A list to choose from; Escape chooses nothing."""

    BINDINGS: ClassVar = [Binding("escape,backspace,q", "dismiss('')", "Back")]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._choices = title, choices

    def compose(self) -> ComposeResult:
        """Lay the choices out."""
        choices = OptionList(*(Option(Text(label), id=key) for key, label in self._choices))
        choices.border_title = self._title
        yield choices

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a choice."""
        self.dismiss(event.option.id or "")
