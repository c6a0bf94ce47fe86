"""The screen: a list at the left, a record at the right, keys that narrow, follow and take away."""

from __future__ import annotations

import asyncio
import gc
import shlex
import signal
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from ddr import edtf
from ddr.errors import DdrError, Exit, counted
from ddr.interface.browse.answers import VIEWS, Answers
from ddr.interface.browse.lines import Line, laid_out, line, typed
from ddr.interface.browse.menus import CSS, FOOT, HELP, KEYS, Menu
from ddr.interface.browse.paged_list import PagedList, density
from ddr.interface.notices import Notice
from ddr.interface.python import Timeline
from ddr.interface.record_list import Records
from ddr.records import Event, Source, Statement
from ddr.views.profile import page

_FORMS = ("note", "short", "bibliography", "in-text")
_PAUSE = 0.06
"""Seconds without a key before a record is laid out or a filter is asked for."""
_BELONGING = 30
"""Events, and statements, that are shown of what belongs to a record."""

_SELDOM = 20_000
"""Objects made and kept before memory is cleared: the pauses of a key a hundred would be felt."""


class Browser(App[None]):
    """Browse timelines.

    opened: opens the timelines; a second time for what runs beside the screen.
    view: one of `VIEWS`. words: the filter to begin with. given: further filters of each view, by
    their names.
    """

    CSS = CSS
    BINDINGS: ClassVar = KEYS
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        opened: Callable[[], Timeline],
        view: str = "events",
        words: str = "",
        given: Mapping[str, Mapping[str, Any]] | None = None,
        named: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._opened, self._timeline = opened, opened()
        self._view, self._named = view, list(named)
        self._typed = {view == "people": words}
        self._given = given or {}
        self._answers = Answers(self._timeline, self._given)
        self._found: Records[Any]
        self._years: dict[int, int] = {}
        self._followed: list[str] = []
        self._labels: dict[str, str] = {}
        self._basket: dict[str, None] = {}
        self._style, self._form = "chicago", "note"
        self._pending: Any = None
        self._heard = ExitStack()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="strip")
        with Horizontal():
            yield PagedList(id="list")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="record")
        yield Input(id="filter", placeholder="/ filters: words, by:NAME, year:1961-1965, …")
        yield Static(id="told")
        yield Static(FOOT, id="keys")

    def on_mount(self) -> None:
        """Show the first list."""
        loop = asyncio.get_running_loop()  # a shut-down leaves the terminal as it was
        for number in (signal.SIGTERM, signal.SIGHUP) if sys.platform != "win32" else ():
            loop.add_signal_handler(number, self.exit, None, Exit.INTERRUPTED)
        self._heard.enter_context(warnings.catch_warnings())
        warnings.simplefilter("always", Notice)
        warnings.showwarning = lambda message, *_, **__: self._tell(str(message))
        self._take(self._words)
        self._show()
        self.query_one(PagedList).focus()
        self.call_after_refresh(_clear_seldom, self._heard)

    def on_unmount(self) -> None:
        """Let go of the index."""
        self._heard.close()
        self._timeline.close()

    @property
    def _words(self) -> str:
        """The filter: people have one of their own, of names."""
        return self._typed.get(self._view == "people", "")

    def _take(self, words: str) -> None:
        """Ask for what a filter finds; raises `DdrError` and changes nothing."""
        self._found, self._years = self._answers.ask(self._view, words)
        self._typed[self._view == "people"] = words

    def _show(self) -> None:
        self._followed.clear()
        found = self._found
        self.query_one(PagedList).fill(
            len(found), self._line, lambda number: found.ids[number] in self._basket
        )
        self._record()
        self._tell()

    def _line(self, number: int) -> Line:
        return line(self._found[number], self._label)

    def _label(self, record: str) -> str:
        if record not in self._labels:
            self._labels[record] = self._timeline.labels([record]).get(record, record)
        return self._labels[record]

    @property
    def _current(self) -> str:
        """The id of the record at the right, or ""."""
        if self._followed:
            return self._followed[-1]
        at = self.query_one(PagedList).cursor
        return self._found.ids[at] if len(self._found) else ""

    def on_paged_list_moved(self) -> None:
        """Show another record, once the keys rest."""
        self._followed.clear()
        self._later(self._record)

    def _later(self, what: Callable[[], None]) -> None:
        def now() -> None:
            self._pending = None
            what()

        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(_PAUSE, now)

    def _record(self) -> None:
        text = Text("nothing found: another word, or Escape to see all")
        if self._current:
            profile = self._timeline.profile(self._current, limit=_BELONGING)
            text = laid_out(page(profile))
            if _BELONGING in (len(profile.events), len(profile.statements)):
                text.append(f"of either the first {_BELONGING} alone; 'ddr show' has all", "dim")
        self.query_one("#record", Static).update(text)
        self.query_one("#side").scroll_home(animate=False)
        self._strip()

    def _strip(self) -> None:
        year = 0
        at = self.query_one(PagedList).cursor
        if self._years and len(self._found):
            days = edtf.parse(self._found[at].date)
            year = edtf.year_of(days.earliest or days.latest)
        strip, here = density(self._years, self.size.width - 2, year)
        text = Text(strip)
        if here >= 0:
            text.stylize("reverse", here, here + 1)
        self.query_one("#strip", Static).update(text, layout=False)

    def on_resize(self) -> None:
        """Draw the strip as wide as the screen."""
        self._strip()

    def _tell(self, what: str = "") -> None:
        if not what:
            basket = f" · basket: {len(self._basket)}" if self._basket else ""
            where = f" · {self._words}" if self._words else ""
            number = counted(len(self._found), VIEWS[self._view])
            what = f"{number}{where}{basket} · {self._style}, {self._form}"
        told = Text(what, overflow="ellipsis", no_wrap=True)
        self.query_one("#told", Static).update(told, layout=False)

    def action_filter(self) -> None:
        """Open the line in which a filter is typed."""
        if isinstance(self.screen, Menu):
            return
        entry = self.query_one("#filter", Input)
        if entry.has_focus:
            entry.insert_text_at_cursor("/")
            return
        entry.value = self._words
        # Its key comes before those of widgets, so that what is typed next goes into the line.
        self.screen.set_focus(entry)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list as the filter is typed."""
        if event.value != self._words:
            self._later(lambda: self._narrow(event.value))

    def action_leave(self) -> None:
        """Leave the filter: an open one as it is, a closed one empty."""
        if self.query_one("#filter").has_focus:
            self._leave_filter()
        elif self._words:
            self._narrow("")

    @on(Input.Submitted)
    def _leave_filter(self) -> None:
        self.screen.set_focus(self.query_one(PagedList))

    def _narrow(self, words: str) -> None:
        try:
            self._take(words)
        except DdrError as error:
            self._tell(str(error))
        else:
            self._show()

    def action_view(self, view: str) -> None:
        """Show events, statements or people, with the filter as it is."""
        before, self._view = self._view, view
        try:
            self._take(self._words)
        except DdrError:
            self._take("")
        if before != view:
            self._show()

    def action_year(self, step: int) -> None:
        """Go to the first record of the next year, or to the last of the year before."""
        shown = self.query_one(PagedList)
        if self._view == "people" or not len(self._found):
            return
        year, at = self._found[shown.cursor].date[:4], shown.cursor
        while 0 <= at < len(self._found) and self._found[at].date[:4] == year:
            at += step
        shown.go(at)

    @on(PagedList.Picked)
    def action_follow(self) -> None:
        """Choose among what the record names and what names it."""
        if not self._current:
            return
        profile = self._timeline.profile(self._current, limit=_BELONGING)
        related: list[Any] = [*profile.events, *profile.statements]
        ids = dict.fromkeys([*profile.labels, *(one.id for one in related)])
        ids.pop(self._current, None)
        labels = self._timeline.labels(ids)
        choices = [(one, f"{labels[one]}  {one}") for one in ids if one in labels]
        if choices:
            self.push_screen(Menu("Follow", choices), self._go)
        else:
            self._tell("this record names no other")

    def _go(self, record: str | None) -> None:
        if record:
            self._followed.append(record)
            self._record()

    def action_return(self) -> None:
        """Go back to the record from which a reference was followed."""
        if self._followed:
            self._followed.pop()
            self._record()

    def action_cite(self) -> None:
        """Copy the citation of the record."""
        self._cite("citation", style=self._style, form=self._form)

    def action_quote(self) -> None:
        """Copy the words of a statement with their citation."""
        self._cite("quotation", style=self._style, quote=True)

    def action_key(self) -> None:
        """Copy the key of the record, as pandoc and Quarto take it."""
        self._cite("key", to="pandoc-key")

    def _cite(self, what: str, **options: Any) -> None:
        current = self._current
        self._copy(what, lambda timeline: timeline.cite(current, **options))

    @work(thread=True)
    def _copy(self, what: str, text: Callable[[Timeline], str]) -> None:
        """Copy a text that takes a while to make; beside the screen, which stays quick."""
        try:
            with self._opened() as timeline:
                made = text(timeline)
        except DdrError as error:
            self.call_from_thread(self._tell, str(error))
        else:
            self.call_from_thread(self._copied, what, made)

    def _copied(self, what: str, text: str) -> None:
        self.copy_to_clipboard(text)
        self._tell(f"{what} copied: {text.splitlines()[0] if text else ''}")

    def action_style(self) -> None:
        """Choose the style and the form of citations."""
        from ddr.cite.style.finder import NAMED

        choices = [(f"{style} {form}", f"{style}, {form}") for style in NAMED for form in _FORMS]

        def chosen(choice: str | None) -> None:
            if choice:
                self._style, self._form = choice.split()
                self._tell()

        self.push_screen(Menu("Citations", choices), chosen)

    def action_open(self) -> None:
        """Open the source of the record in a browser."""
        record = self._timeline[self._current] if self._current else None
        if isinstance(record, Event) and record.evidence:
            record = self._timeline[record.evidence[0].source]
        elif isinstance(record, Statement):
            record = self._timeline[record.source]
        url = record.URL if isinstance(record, Source) else ""
        if url:
            self.open_url(url)
        self._tell(f"opened {url}" if url else "no address is known for this record")

    def action_mark(self) -> None:
        """Put the record into the basket, or take it out."""
        current = self._current
        if current and self._basket.pop(current, 0) == 0:
            self._basket[current] = None
        self.query_one(PagedList).refresh()
        self._tell()

    def action_basket(self) -> None:
        """Choose what becomes of the records in the basket."""
        choices = [
            ("bibliography", f"Copy the bibliography ({self._style})"),
            ("list", "Copy a reading list"),
            ("command", f"Copy the command: ddr bib {' '.join(self._basket)}"),
            ("empty", "Empty the basket"),
        ]
        if not self._basket:
            self._tell("the basket is empty: m puts a record into it")
            return
        self.push_screen(Menu("Basket", choices), self._basket_to)

    def _basket_to(self, choice: str | None) -> None:
        if choice == "bibliography":
            ids, style = tuple(self._basket), self._style
            self._copy(choice, lambda timeline: timeline.bibliography(*ids, style=style))
        elif choice == "list":
            labels = self._timeline.labels(self._basket)
            self._copied("list", "\n".join(f"{labels[one]} [{one}]" for one in self._basket))
        elif choice == "command":
            self._copied("command", shlex.join(["ddr", "bib", *self._basket]))
        elif choice == "empty":
            self._basket.clear()
            self.query_one(PagedList).refresh()
            self._tell()

    def action_command(self) -> None:
        """Copy the command that shows this view."""
        self._copied("command", self.command)

    @property
    def command(self) -> str:
        """The command of the command line that lists what the screen lists."""
        if self._followed:
            return typed(["show", self._current], {}, self._named)
        given = self._given.get(self._view, {})
        view = "said" if self._view == "statements" else self._view
        return typed([view, *filter(None, [self._words])], given, self._named)

    def action_light(self) -> None:
        """Change between dark and light."""
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    def action_keys(self) -> None:
        """Show the keys."""
        self.push_screen(Menu("Keys", [(str(n), line) for n, line in enumerate(HELP.split("\n"))]))


def _clear_seldom(until: ExitStack) -> None:
    """Leave what is there now out of the clearing of memory, and clear the rest seldom."""
    until.callback(gc.unfreeze)
    until.callback(gc.set_threshold, *gc.get_threshold())
    gc.freeze()
    gc.set_threshold(_SELDOM)
    gc.enable()
