"""Runs `ddr` as a person or a script would, and reads what it wrote."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyte

from tests.shared import FIVE, ROOT, load

DDR = (sys.executable, "-m", "ddr")

_OURS = re.compile(r"COLUMNS|LINES|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|LANG|LC_.*|PYTHON\w+|DDR_.*")
_KEPT = {"PYTHONPATH", "PYTHONHOME"}
_SECONDS = 60.0
_STYLING = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*\x1b\\")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run gave: its exit code and what it wrote."""

    code: int
    out: str
    err: str = ""

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def ids(self) -> list[str]:
        """The last column of tab-separated values: the ids."""
        return [line.split("\t")[-1] for line in self.lines[1:]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood on a terminal.

    raw: all that was written to it, the terminal's own line ends folded.
    rows: the cells of each line, as a terminal emulator twice as wide shows them.
    """

    code: int
    raw: str
    width: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> list[str]:
        return ["".join(row).rstrip() for row in self.rows]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def beyond(self) -> list[str]:
        """The lines that are longer than the terminal is wide."""
        return ["".join(row) for row in self.rows if "".join(row[self.width :]).strip()]

    @property
    def controls(self) -> set[str]:
        """Control characters other than line ends and what styles text or links it."""
        rest = _STYLING.sub("", self.raw)
        return {c for c in rest if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f")}

    @property
    def links(self) -> list[str]:
        """The targets of the hyperlinks (OSC 8), in order, each once."""
        found = re.findall(r"\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]+)\x1b\\", self.raw)
        return list(dict.fromkeys(found))

    def columns(self) -> list[str]:
        """Return the text of each column of a list, without the lines that close it.

        Two blanks or more that run down all its lines part two columns.
        """
        filled = [bool("".join(row).strip()) for row in self.rows]
        end = len(filled) - 1 - filled[::-1].index(False) if False in filled else len(filled)
        rows = self.rows[:end]
        blank = [
            all(not cell or cell == " " for cell in cells) for cells in zip(*rows, strict=True)
        ]
        gaps = "".join(" " if one else "x" for one in blank)
        starts = [match.start() for match in re.finditer(r"(?:(?<=  )|^ ?)x", gaps)]
        return [
            "\n".join("".join(row[start:end]).rstrip() for row in rows)
            for start, end in zip(starts, [*starts[1:], len(gaps)], strict=True)
        ]


class Ddr:
    """Runs the command; equal calls are run once."""

    def __init__(self, folder: Path, timeline: Path = FIVE) -> None:
        self.timeline = timeline
        kept = {k: v for k, v in os.environ.items() if k in _KEPT or not _OURS.fullmatch(k)}
        self.env = kept | {
            "DDR_CACHE": str(folder),
            "DDR_CONFIG": str(folder / "no-config"),
            "DDR_TIMELINE": str(timeline),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        self._answers: dict[Any, Answer] = {}
        self._shown: dict[Any, Shown] = {}

    def __call__(
        self,
        *arguments: str | bytes,
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = DDR,
    ) -> Answer:
        """Run into pipes; `program` is what runs the command, if it is not run as ever."""
        key = (*program, *arguments, *(env or {}).items())
        if key not in self._answers:
            self._answers[key] = self.run(program, *arguments, env=env)
        return self._answers[key]

    def run(
        self,
        program: Sequence[str | bytes],
        *arguments: str | bytes,
        env: Mapping[str, str] | None = None,
    ) -> Answer:
        """Run a program, such as a wrapper of the command, into pipes; always anew."""
        done = subprocess.run(
            [*program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=self.env | dict(env or {}),
            timeout=_SECONDS,
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def prepare(
        self,
        pipes: Iterable[Sequence[str]] = (),
        screens: Iterable[tuple[Sequence[str], int]] = (),
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = DDR,
    ) -> None:
        """Run commands, two at a time, whose answers are asked for later."""
        with ThreadPoolExecutor(2) as pool:
            done: list[Future[Answer] | Future[Shown]] = []
            done += [pool.submit(self, *call, env=env, program=program) for call in pipes]
            done += [pool.submit(self.show, *c, width=w, env=env) for c, w in screens]
        for one in done:
            one.result()

    def show(self, *arguments: str, width: int = 80, env: Mapping[str, str] | None = None) -> Shown:
        """Run on a pseudo-terminal, and show what it wrote on a terminal twice as wide."""
        key = (arguments, width, tuple((env or {}).items()))
        if key not in self._shown:
            code, raw = terminal().run(
                [*DDR, *arguments],
                width=width,
                env=self.env | dict(env or {}),
            )
            self._shown[key] = Shown(code, raw, width, _cells(raw, width))
        return self._shown[key]


@cache
def terminal() -> Any:
    """Return the module that runs commands on a pseudo-terminal."""
    return load(ROOT / "docs" / "terminal.py")


def records(kind: str, folder: Path = FIVE) -> list[dict[str, Any]]:
    """Return the records of a timeline as they stand in its TOML, read without ddr."""
    found: list[dict[str, Any]] = _toml(folder).get(kind, [])
    return found


@cache
def _toml(folder: Path) -> dict[str, Any]:
    with (folder / "timeline.toml").open("rb") as file:
        return tomllib.load(file)


def squeezed(text: str) -> str:
    """Return a text without any white space, for comparisons across line breaks."""
    return "".join(text.split())


def words(text: str) -> list[str]:
    """Return the words of a text, in any script, without marks."""
    return re.findall(r"[^\W_]+", text)


def _cells(raw: str, width: int) -> tuple[tuple[str, ...], ...]:
    screen = pyte.Screen(2 * width, max(50, raw.count("\n") + 2))
    pyte.Stream(screen).feed(raw.replace("\n", "\r\n"))
    rows = []
    for y in range(screen.lines):
        line = screen.buffer[y]
        rows.append(tuple(line[x].data if x in line else " " for x in range(2 * width)))
    while rows and not "".join(rows[-1]).strip():
        rows.pop()
    return tuple(rows)
