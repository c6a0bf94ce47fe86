"""Run a command once and say what it cost: processor time and memory of the whole process."""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS, LINES = 80, 40
"""The size of the terminal that a table is printed to."""

_PROBE = (sys.executable, "-I", "-S", str(Path(__file__).with_name("probe.py")))
_LEFT_OUT = (
    "PYTHON", "DDR_", "XDG_", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TTY_",
)  # fmt: skip
_UNIT = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss, to MiB


class FailedError(Exception):
    """A command that is to be measured did not do its work."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to measure.

    name: what the report calls it.
    argv: program and arguments; the program is a path.
    variables: set in its environment.
    terminal: standard output is a pseudo-terminal instead of a pipe.
    code: the exit code that it is to end with.
    without: a folder that is removed before each run, which is not measured.
    """

    name: str
    argv: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)
    terminal: bool = False
    code: int = 0
    without: Path | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took.

    cpu: user and system time in milliseconds, of the process and of those it waited for.
    peak: largest resident set in MiB.
    output: what it wrote.
    """

    cpu: float
    peak: float
    output: bytes


def run(command: Command) -> Cost:
    """Run a command to its end; raises `FailedError` for another exit code."""
    if command.without:
        shutil.rmtree(command.without, ignore_errors=True)
    source, sink = pty.openpty() if command.terminal else os.pipe()
    if command.terminal:
        fcntl.ioctl(sink, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    telling, told = os.pipe()
    process = subprocess.Popen(
        [*_PROBE, str(told), *command.argv],
        stdin=subprocess.DEVNULL,
        stdout=sink,
        stderr=subprocess.DEVNULL,
        env=_environment(command.variables),
        pass_fds=(told,),
    )
    os.close(sink)
    os.close(told)
    output = _drain(source)
    seconds, peak, code = _drain(telling).split() or (b"0", b"0", b"127")
    process.wait()
    if int(code) != command.code:
        raise FailedError(f"{' '.join(command.argv)}: exit code {int(code)}")
    return Cost(float(seconds) * 1000, int(peak) / _UNIT, output)


def python(*arguments: str) -> list[str]:
    """Return the arguments that run the interpreter that is running."""
    return [sys.executable, *arguments]


def _drain(source: int) -> bytes:
    """Read until the other end is closed; Linux tells that of a terminal by an error."""
    parts = []
    try:
        while part := os.read(source, 1 << 16):
            parts.append(part)
    except OSError:
        pass
    finally:
        os.close(source)
    return b"".join(parts)


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what changes Python, ddr or the look of a table."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_LEFT_OUT)}
    return kept | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"} | dict(variables)
