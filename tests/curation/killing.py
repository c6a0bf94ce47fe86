"""Processes that die in the middle of a write, and every command that writes."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from ddr.cli.app import run
from ddr.corpus.load import check
from ddr.curation import journal
from ddr.curation.document import parse

STEPS = frozenset(
    [
        "open",
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.chmod",
        "os.chown",
        "os.listdir",
        "os.scandir",
        "fcntl.flock",
    ]
)
Command = Callable[[Path, int], list[str]]
"""A function that makes a timeline ready for a write, and returns its arguments."""


def child(arguments: list[str], prepare: Callable[[], object] = lambda: None) -> int:
    """Start a command in a process of its own; return the process id."""
    process = os.fork()
    if process:
        return process
    code = 99
    with contextlib.suppress(BaseException):
        sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
        prepare()
        code = run(arguments)
    os._exit(code)


def ended(process: int) -> int | None:
    """Wait for a process; return its exit code, None where it was killed."""
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else None


def kill_at(step: int) -> Callable[[], None]:
    """Return what makes a process kill itself right before its n-th touch of a file."""

    def prepare() -> None:
        count = 0

        def hook(event: str, details: tuple[object, ...]) -> None:
            nonlocal count
            ours = not details or "site-packages" not in str(details[0])
            if event in STEPS and ours and not str(details[0]).endswith((".py", ".pyc")):
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)

    return prepare


def is_sound(timeline: Path) -> None:
    """Hold that a timeline has no fault, and that its journal can be read."""
    assert [p for p in check([timeline]).problems if p.severity == "error"] == []
    journal.entries(timeline)


def add(timeline: Path, number: int) -> list[str]:
    del timeline
    return ["add", "place", "--name", f"Place {number}"]


def edit(timeline: Path, number: int) -> list[str]:
    del timeline
    return ["edit", "e1", "--set", f"note=Note {number}"]


def rename(timeline: Path, number: int) -> list[str]:
    places = [block.id for block in parse(timeline.read_text("utf-8")).blocks]
    return ["rename", next(one for one in places if one.startswith("town")), f"town-{number}"]


def remove(timeline: Path, number: int) -> list[str]:
    _append(timeline, f'[[place]]\nid = "gone{number}"\nname = "Gone {number}"')
    return ["remove", f"gone{number}"]


def take(timeline: Path, number: int) -> list[str]:
    library = timeline.with_name("library.bib")
    entries = [f"@book{{k{number}{a}, title = {{Of {number}{a}}}, year = 1950}}" for a in "abc"]
    library.write_text("\n".join(entries), "utf-8")
    return ["add", "source", "--from", str(library), "--origin", "dprk"]


def hold(timeline: Path, number: int) -> list[str]:
    page = timeline.with_name("page.txt")
    page.write_text(f"Words of {number}.\n", "utf-8")
    return ["add", "source", "--title", f"T {number}", "--origin", "dprk", "--text", str(page)]


def fmt(timeline: Path, number: int) -> list[str]:
    _append(timeline, f'[[place]]\nname = "A{number}"\nid = "a{number}"')
    return ["fmt"]


def fix(timeline: Path, number: int) -> list[str]:
    _append(timeline, f'[[place]]\nid = "blank{number}"\nname = " Blank {number}"')
    return ["check", "--fix", "--yes"]


def undo(timeline: Path, number: int) -> list[str]:
    assert ended(child(edit(timeline, number))) == 0
    return ["undo"]


COMMANDS: tuple[Command, ...] = (add, edit, rename, remove, take, hold, fmt, fix, undo)


def _append(timeline: Path, block: str) -> None:
    timeline.write_text(f"{timeline.read_text('utf-8')}\n{block}\n", "utf-8")
