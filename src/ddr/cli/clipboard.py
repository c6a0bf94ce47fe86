"""The clipboard: through the system's own, or else through the terminal (OSC 52).

The terminal's way reaches the machine that a person sits at, so over SSH it is the first choice,
unless the display is forwarded.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TextIO

LONGEST = 74_994
"""Bytes that the least generous terminals take in one sequence (hterm, xterm as built)."""

_DUMB = ("", "dumb", "linux")
_SSH = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


def copy(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Put a text on the clipboard; return in words what was done, or why nothing was."""
    remote = any(environment.get(name) for name in _SSH) and not environment.get("DISPLAY")
    if not remote and _by_the_system(text):
        return "copied to the clipboard"
    sequence = terminal_sequence(text, environment)
    if len(sequence) > LONGEST:
        return "not copied: this is more than a terminal takes to its clipboard"
    if environment.get("TERM", "") in _DUMB or not _to_terminal(sequence):
        return "not copied: there is no clipboard here, and no terminal that could reach one"
    return "handed to the terminal for its clipboard"


def terminal_sequence(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the sequence by which a terminal copies a text (OSC 52, as xterm documents it).

    In tmux it comes twice: for tmux itself, which heeds it where ``set-clipboard`` is on, and
    wrapped to be passed through to the terminal outside, where ``allow-passthrough`` is on.
    """
    from base64 import b64encode

    sequence = f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    if not environment.get("TMUX"):
        return sequence
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"{sequence}\x1bPtmux;{doubled}\x1b\\"


def _by_the_system(text: str) -> bool:
    from pyperclip import PyperclipException, copy

    with _told_apart() as complaints:
        try:
            copy(text)
        except (PyperclipException, OSError, UnicodeError):
            return False
        return not os.fstat(complaints).st_size


def _to_terminal(sequence: str) -> bool:
    """Write to the terminal, even where the answer goes elsewhere; tell whether there is one."""
    with contextlib.suppress(OSError), open("/dev/tty", "w", encoding="ascii") as terminal:  # noqa: PTH123
        terminal.write(sequence)
        return True
    return any(_written(stream, sequence) for stream in (sys.stdout, sys.stderr))


def _written(stream: TextIO, sequence: str) -> bool:
    if not stream.isatty():
        return False
    stream.write(sequence)
    stream.flush()
    return True


@contextlib.contextmanager
def _told_apart() -> Iterator[int]:
    """Give the programs that own the clipboard an output and an error output of their own.

    They live on, and would hold ours open; and that one has failed is told there alone.
    """
    from tempfile import TemporaryFile

    sys.stdout.flush()
    kept = []
    with TemporaryFile() as output, TemporaryFile() as complaints:
        try:
            for number, file in ((1, output), (2, complaints)):
                with contextlib.suppress(OSError):  # it is closed
                    kept.append((number, os.dup(number)))
                    os.dup2(file.fileno(), number)
            yield complaints.fileno()
        finally:
            for number, copied in kept:
                os.dup2(copied, number)
                os.close(copied)
