"""``ddr browse``: every key in Textual's pilot, and the whole of it once on a terminal."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import gc
import json
import os
import pty
import re
import select
import shlex
import signal
import struct
import sys
import termios
import time
from base64 import b64decode
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

import ddr
from ddr.cli.app import run
from ddr.errors import Exit
from ddr.interface.browse.browser import Browser
from ddr.interface.browse.menus import HELP, KEYS, Menu
from ddr.interface.browse.paged_list import PagedList, density

FIVE = Path(__file__).parents[1] / "data" / "five" / "timeline.toml"


class Screen:
    """What a test does with the screen."""

    def __init__(self, app: Browser, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.rest()

    async def rest(self) -> None:
        """Wait until everything that was asked for is shown."""
        await self.pilot.pause()
        while self.app._pending is not None:
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def choose(self, key: str) -> None:
        """Take a choice of the menu by its key."""
        menu = self.app.screen
        assert isinstance(menu, Menu)
        choices = menu.query_one(OptionList)
        choices.highlighted = choices.get_option_index(key)
        await self.press("enter")

    async def copied(self) -> str:
        """Return what is on the clipboard, once what runs beside the screen is done."""
        await self.app.workers.wait_for_complete()
        await self.rest()
        return self.app.clipboard

    def text(self, name: str) -> str:
        return str(self.app.query_one(name, Static).visual)

    @property
    def rows(self) -> list[str]:
        shown = self.app.query_one(PagedList)
        lines = [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]
        return [line for line in lines if line]


def on_screen(
    work: Callable[[Screen], Awaitable[None]],
    size: tuple[int, int] = (100, 30),
    **given: Any,
) -> None:
    async def play() -> None:
        app = Browser(lambda: ddr.open(FIVE), named=[str(FIVE)], **given)
        async with app.run_test(size=size) as pilot:
            screen = Screen(app, pilot)
            await screen.rest()
            await work(screen)

    asyncio.run(play())


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_the_first_screen_shows_the_first_record(size: tuple[int, int]) -> None:
    async def work(screen: Screen) -> None:
        with ddr.open(FIVE) as timeline:
            first = timeline.events()[0]
        assert first.title[:12] in screen.rows[0]
        assert first.id in screen.text("#record")
        assert len(screen.text("#strip")) == size[0] - 2

    on_screen(work, size)


def test_the_keys_move() -> None:
    async def work(screen: Screen) -> None:
        shown = screen.app.query_one(PagedList)
        seen = []
        for key in ("down", "down", "up", "pagedown", "pageup", "end", "down", "home", "up"):
            await screen.press(key)
            seen.append(shown.cursor)
        last = shown.count - 1
        assert seen[:3] == [1, 2, 1]
        assert seen[5:] == [last, last, 0, 0]
        await screen.press("right_square_bracket")
        first, second = screen.app._found[0].date, screen.app._found[shown.cursor].date
        assert first[:4] != second[:4]
        await screen.press("left_square_bracket")
        assert screen.app._found[shown.cursor].date[:4] == first[:4]

    on_screen(work)


def test_a_filter_narrows_as_it_is_typed_and_escape_shows_all() -> None:
    async def work(screen: Screen) -> None:
        shown, every = screen.app.query_one(PagedList), 0
        every = shown.count
        await screen.press("slash", *"treaty")
        assert 0 < shown.count < every
        with ddr.open(FIVE) as timeline:
            assert screen.app._found.ids == timeline.events("treaty").ids
        await screen.press("escape")
        assert screen.app.focused is shown
        assert "treaty" in screen.app.command
        await screen.press("escape")
        assert shown.count == every
        await screen.press("slash", *"zzzzqqq")
        assert shown.count == 0
        assert "nothing found" in screen.text("#record")
        for key in ("c", "q", "m", "o", "enter", "end"):
            await screen.press("escape", key)

    on_screen(work)


def test_a_filter_that_cannot_be_understood_is_told_and_the_list_stays() -> None:
    async def work(screen: Screen) -> None:
        before = screen.app._found.ids
        await screen.press("slash")
        screen.app.query_one(Input).value = "mode:loud"
        await screen.rest()
        assert "loud" in screen.text("#told")
        assert screen.app._found.ids == before

    on_screen(work)


def test_views_follow_and_return() -> None:
    async def work(screen: Screen) -> None:
        await screen.press("s")
        assert screen.app._view == "statements"
        statement = screen.app._found[0]
        assert statement.id in screen.text("#record")
        await screen.press("enter")
        await screen.choose(statement.speaker)
        assert statement.speaker in screen.text("#record")
        assert screen.app.command.startswith(f"ddr show {statement.speaker}")
        await screen.press("enter", "escape", "backspace")
        assert statement.id in screen.text("#record")
        await screen.press("p")
        assert screen.app._view == "people"
        await screen.press("e")
        assert screen.app._view == "events"

    on_screen(work)


def test_what_is_copied_is_what_the_command_line_gives() -> None:
    async def work(screen: Screen) -> None:
        await screen.press("s")
        current = screen.app._current
        with ddr.open(FIVE) as timeline:
            wanted = {
                "c": timeline.cite(current, style="chicago", form="note"),
                "q": timeline.cite(current, style="chicago", quote=True),
                "k": timeline.cite(current, to="pandoc-key"),
            }
            apa = timeline.cite(current, style="apa", form="in-text")
        for key, text in wanted.items():
            await screen.press(key)
            assert await screen.copied() == text
        await screen.press("C")
        await screen.choose("apa in-text")
        await screen.press("c")
        assert await screen.copied() == apa
        assert "apa, in-text" in screen.text("#told") or "copied" in screen.text("#told")

    on_screen(work)


def test_the_basket_becomes_a_bibliography_a_list_or_a_command() -> None:
    async def work(screen: Screen) -> None:
        await screen.press("s", "m", "down", "m", "down", "m", "m")
        ids = screen.app._found.ids[:2]
        assert [row[0] for row in screen.rows[:3]] == ["+", "+", " "]
        await screen.press("b")
        await screen.choose("command")
        assert shlex.split(await screen.copied()) == ["ddr", "bib", *ids]
        await screen.press("b")
        await screen.choose("bibliography")
        with ddr.open(FIVE) as timeline:
            assert await screen.copied() == timeline.bibliography(*ids, style="chicago")
        await screen.press("b")
        await screen.choose("list")
        assert all(f"[{one}]" in (screen.app.clipboard) for one in ids)
        await screen.press("b")
        await screen.choose("empty")
        await screen.press("b")
        assert "empty" in screen.text("#told")

    on_screen(work)


@pytest.mark.parametrize(
    "given",
    [
        {"words": "treaty"},
        {"given": {"events": {"since": "1990", "kind": ["visit", "summit"]}}},
        {"given": {"events": {"reverse": True, "limit": 3}}},
        {"view": "statements", "given": {"statements": {"office": ["President of Russia"]}}},
    ],
)
def test_the_command_that_y_copies_lists_what_is_seen(
    given: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[Any] = []

    async def work(screen: Screen) -> None:
        await screen.press("y")
        seen.extend([await screen.copied(), screen.app._found.ids])

    on_screen(work, **given)
    capsys.readouterr()
    assert run([*shlex.split(seen[0])[1:], "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == seen[1]


def test_the_mouse_and_the_other_keys() -> None:
    async def work(screen: Screen) -> None:
        await screen.pilot.click(PagedList, offset=(5, 3))
        await screen.rest()
        assert screen.app.query_one(PagedList).cursor == 3
        before = screen.app.theme
        await screen.press("d")
        assert screen.app.theme != before
        await screen.press("question_mark")
        assert isinstance(screen.app.screen, Menu)
        await screen.press("escape")
        opened: list[str] = []
        screen.app.open_url = lambda url, **_: opened.append(url)  # type: ignore[method-assign]
        await screen.press("s", "o")
        assert opened[0].startswith("http")

    on_screen(work)


def test_the_help_names_every_key() -> None:
    short = {"slash": "/", "question_mark": "?", "left_square_bracket": "[", "ctrl+q": "Ctrl-Q"}
    for one in KEYS:
        key = one.key  # type: ignore[union-attr]
        if key not in ("escape", "right_square_bracket"):
            assert short.get(key, key).lower() in HELP.lower().split() or key in HELP.lower()


@given(
    st.dictionaries(st.integers(-50, 3000), st.integers(1, 99), max_size=30),
    st.integers(0, 200),
    st.integers(0, 3000),
)
def test_a_strip_is_as_wide_as_it_should_be(years: dict[int, int], width: int, here: int) -> None:
    strip, place = density(years, width, here)
    assert cell_len(strip) == width
    assert -1 <= place < max(width, 1)
    if years and width:
        assert "█" in strip
        assert (place >= 0) is (min(years) <= here <= max(years))


def test_without_a_terminal_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["browse", "--timeline", str(FIVE)]) == 2
    assert "needs a terminal" in capsys.readouterr().err


def test_where_the_filters_choose_nothing_it_says_what_is_near(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    assert run(["browse", "--since", "2030", "--timeline", str(FIVE)]) == 1
    assert "the nearest: 11 October 2024" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "view"),
    [
        (["--topic", "culture", "--since", "1990"], "events"),
        (["--by", "Putin", "--since", "1990"], "statements"),
    ],
)
def test_the_command_hands_its_filters_over(
    typed: list[str], view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def shown(browser: Browser) -> None:
        browser._take(browser._words)
        seen.extend([browser._view, browser.command])

    monkeypatch.setattr(Browser, "run", shown)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    try:
        assert run(["browse", *typed, "--timeline", "builtin"]) == 0
    finally:
        gc.enable()
        gc.unfreeze()
    name = {"events": "events", "statements": "said"}[view]
    assert seen[0] == view
    assert sorted(shlex.split(seen[1])) == sorted(["ddr", name, *typed, "--timeline", "builtin"])


def test_an_input_line_holds_the_filter() -> None:
    async def work(screen: Screen) -> None:
        await screen.press("slash")
        assert screen.app.query_one(Input).value == "treaty"

    on_screen(work, words="treaty")


BYTES = {
    "up": b"\x1b[A", "down": b"\x1b[B", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~",
    "home": b"\x1b[H", "end": b"\x1b[F", "space": b" ", "slash": b"/", "escape": b"\x1b",
    "enter": b"\r", "backspace": b"\x7f", "left_square_bracket": b"[", "right_square_bracket": b"]",
    "question_mark": b"?", "ctrl+q": b"\x11",
}  # fmt: skip
"""What a terminal sends for a key that is no letter."""


class Terminal:
    """``ddr browse`` on a pseudo-terminal, and what a person would see there."""

    def __init__(self, cache: Path) -> None:
        self.raw, self.pressed = bytearray(), set[str]()
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.child, self._end = pty.fork()
        if self.child == 0:  # pragma: no cover - another process
            os.environ |= {"DDR_CACHE": str(cache), "TERM": "xterm-256color", "BROWSER": "true %s"}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            command = [sys.executable, "-m", "ddr", "browse", "--timeline", str(FIVE)]
            os.execv(sys.executable, command)  # noqa: S606

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.add(key)
            os.write(self._end, BYTES.get(key) or key.encode())

    def until(self, seen: Callable[[], bool] | str) -> None:
        """Wait until words stand on the screen, or something else is to be seen there."""
        words, end = seen, time.monotonic() + 20
        there = seen if callable(seen) else lambda: str(words) in self.text
        while not there():
            assert time.monotonic() < end, f"{seen}\n{self.text}"
            if select.select([self._end], [], [], 1)[0]:
                self._take()

    def _take(self) -> bytes:
        part = os.read(self._end, 65536)
        self.raw.extend(part)
        self._stream.feed(part)
        return part

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def background(self) -> str:
        return str(self._screen.buffer[0][0].bg)

    @property
    def marked(self) -> str:
        """The line that the cursor of the list is on."""
        colours = [self._screen.buffer[y][5].bg for y in range(self._screen.lines)]
        once = [y for y in range(1, self._screen.lines - 3) if colours.count(colours[y]) == 1]
        return self._screen.display[once[0]] if len(once) == 1 else ""

    def ended(self) -> int:
        """Wait until the program has ended, and return its exit code."""
        with contextlib.suppress(OSError):  # the end of a terminal, on Linux
            while self._take():
                pass
        os.close(self._end)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])

    def whole(self) -> bool:
        """Return whether the other screen, the cursor and the mouse are as they were before."""
        modes = (b"1049", b"l", b"h"), (b"25", b"h", b"l"), (b"1003", b"l", b"h")
        last = [
            [self.raw.rfind(b"\x1b[?%s%s" % (mode, one)) for one in (used, left)]
            for mode, left, used in modes
        ]
        return all(left > used >= 0 for used, left in last)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_is_left_as_it_was_where_the_program_is_ended(
    tmp_path: Path, end: signal.Signals
) -> None:
    terminal = Terminal(tmp_path)
    terminal.until("1948")
    terminal.press("s")
    terminal.until(" statements")
    terminal.press(*"/peace")  # and out in the midst of it
    terminal.until("peace")
    os.kill(terminal.child, end)
    assert terminal.ended() == Exit.INTERRUPTED
    assert terminal.whole()


def test_every_key_does_on_a_terminal_what_the_help_says(tmp_path: Path) -> None:
    with ddr.open(FIVE) as timeline:
        events = list(timeline.events())
    next_year = next(n for n, one in enumerate(events) if one.date[:4] != events[0].date[:4])
    terminal = Terminal(tmp_path)
    terminal.until("1948")
    dark = terminal.background

    def on(number: int) -> Callable[[], bool]:
        return lambda: events[number].title[:15] in terminal.marked

    def gone(words: str) -> Callable[[], bool]:
        return lambda: words not in terminal.text

    steps: list[tuple[str, Callable[[], bool] | str]] = [
        ("down", on(1)), ("up", on(0)), ("end", on(-1)), ("home", on(0)),
        ("pagedown", on(19)), ("pageup", on(0)), ("space", on(19)), ("home", on(0)),
        ("right_square_bracket", on(next_year)), ("left_square_bracket", on(next_year - 1)),
        ("home", on(0)), ("m", "basket: 1"), ("b", "Copy a reading list"),
        ("escape", gone("Copy a reading list")), ("y", "command copied: ddr events"),
        ("o", "opened http"), ("d", lambda: terminal.background != dark),
        ("d", lambda: terminal.background == dark), ("question_mark", "dark or light"),
        ("escape", gone("dark or light")), ("enter", "Follow"), ("enter", gone("Follow")),
        ("y", "command copied: ddr show"), ("backspace", on(0)),
        ("y", "command copied: ddr events"), ("C", "Citations"), ("escape", gone("Citations")),
        ("s", " statements ·"), ("c", "citation copied: "), ("q", "quotation copied: “"),
        ("k", "key copied: [@"), ("p", " names ·"), ("e", " events ·"),
    ]  # fmt: skip
    for key, seen in steps:
        terminal.press(key)
        terminal.until(seen)
    terminal.press("slash", *"treaty")
    terminal.until(" · treaty")
    terminal.press("escape")
    terminal.press("escape")
    terminal.until(gone(" · treaty"))
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert terminal.whole()
    copied = re.findall(rb"\x1b\]52;c;([\w+/=]+)", terminal.raw)
    assert b64decode(copied[0]).decode() == f"ddr events --timeline {FIVE}"
    own = {key for one in (*KEYS, *PagedList.BINDINGS) for key in one.key.split(",")}  # type: ignore[union-attr]
    assert own <= terminal.pressed
