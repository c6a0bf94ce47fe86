"""The steps of a page of documentation, run in a folder of their own, in this process."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ddr.cli.app import run

_BLOCK = re.compile(r"```(\w+)\n(.*?)```\n", re.DOTALL)
_NAMED = re.compile(r"[Ss]ave (?:this|it) as `([^`]+)`")
_RECORD = "\n[[source]]"


@dataclass(frozen=True, slots=True)
class Done:
    """A command of a page, and what came of it."""

    words: str
    code: int
    out: str
    err: str


@contextlib.contextmanager
def surroundings(folder: Path, variables: dict[str, str]) -> Iterator[None]:
    """Stand in a folder, with these variables and no other of ours."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def typed(words: list[str]) -> Done:
    """Run one command, and keep what it writes."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words)
    return Done(shlex.join(words), int(code or 0), out.getvalue(), err.getvalue())


def steps(page: Path, folder: Path, cache: Path) -> Iterator[Done]:
    """Do what a page says, step by step: save its files, type its commands.

    A block of TOML goes to the end of the head of the timeline in use, as the page says.
    """
    text, past = page.read_text("utf-8"), 0
    variables = {"DDR_CACHE": str(cache), "DDR_CONFIG": str(cache / "none.toml")}
    for block in _BLOCK.finditer(text):
        named = _NAMED.findall(text[past : block.start()])
        past = block.end()
        if block[1] == "toml":
            path = folder / variables["DDR_TIMELINE"] / "timeline.toml"
            head, record, rest = path.read_text("utf-8").partition(_RECORD)
            path.write_text(f"{head}\n{block[2]}{record}{rest}", "utf-8")
        elif block[1] != "console":
            (folder / named[-1]).write_text(block[2], "utf-8")
        else:
            for line in block[2].splitlines():
                words = shlex.split(line.removeprefix("$ "))
                if words[0] == "export":
                    name, _, value = words[1].partition("=")
                    variables[name] = value
                    continue
                with surroundings(folder, variables):
                    yield typed(words[1:])
