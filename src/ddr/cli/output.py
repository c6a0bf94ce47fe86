"""Where an answer goes: to standard output, into a file, onto the clipboard."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TextIO

from ddr.errors import ToolError, UsageError
from ddr.files import home

BINARY = "docx"

_SUFFIXES = {
    ".bib": ("biblatex", "bibtex"), ".docx": ("docx",), ".htm": ("html",), ".html": ("html",),
    ".json": ("csl-json",), ".md": ("markdown", "pandoc-key"), ".org": ("org",), ".ris": ("ris",),
    ".rtf": ("rtf",), ".tex": ("latex", "latex-key"), ".txt": ("text", "wikipedia"),
    ".typ": ("typst", "typst-key"), ".yaml": ("csl-yaml", "hayagriva"),
    ".yml": ("csl-yaml", "hayagriva"),
}  # fmt: skip
"""What files of a suffix hold: the first, unless another of them is asked for."""

DOCUMENTS = {
    ".docx": ("docx",), ".htm": ("html",), ".html": ("html",), ".md": ("markdown",),
    ".odt": ("odt",), ".pdf": ("pdf",), ".tex": ("latex",), ".txt": ("text",), ".typ": ("typst",),
}  # fmt: skip
"""The same of whole documents."""

LONGEST = 74_994
"""Bytes that the least generous terminals take in one sequence (hterm, xterm as built)."""

_DUMB = ("", "dumb", "linux")
_SSH = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


def refuse_terminal(to: str, output: str, binary: Container[str] = (BINARY,)) -> None:
    """Raise `UsageError` if bytes that are not text would go to a terminal.

    binary: the formats that are not text.
    """
    if to in binary and not output and sys.stdout.isatty():
        raise UsageError(f"--format {to} is not text: name a file with --output, or redirect")


def of_suffix(to: str, output: str, suffixes: Mapping[str, Sequence[str]] = _SUFFIXES) -> str:
    """Return the markup or format of an answer: what is asked for, else what its file's name says.

    to: the value of --format, or "".
    suffixes: what files of each suffix hold.

    Raises `UsageError` where the two contradict each other.
    """
    _, suffix = os.path.splitext(output)  # noqa: PTH122  # costs less
    held = suffixes.get(suffix.lower(), ())
    if to and held and to not in held:
        raise UsageError(
            f"--format {to} does not go into a {suffix} file, which holds {' or '.join(held)}: "
            "leave out --format, or give the file another suffix"
        )
    return to or (held[0] if held else "")


def unwritable(output: str, error: Exception) -> ToolError:
    """Return what is told where the file or folder of --output cannot be written."""
    reason = getattr(error, "strerror", None) or error
    return ToolError(f"--output '{output}' cannot be written: {reason}")


def write(content: str | bytes, output: str) -> None:
    """Write an answer to the file `output`, or, where that is "", to standard output.

    Raises `ToolError` for a file that cannot be written.
    """
    if output:
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        try:
            home(output).write_bytes(data)
        except (OSError, ValueError) as error:
            raise unwritable(output, error) from None
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        # RIS has its own line breaks, which no system may double.
        if "\r\n" in content and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")
        sys.stdout.write(content)


def to_clipboard(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Put a text on the clipboard; return in words what was done, or why nothing was."""
    remote = any(environment.get(name) for name in _SSH) and not environment.get("DISPLAY")
    if not remote and _by_the_system(text):
        return "copied to the clipboard"
    sequence = terminal_sequence(text)
    if len(sequence) > LONGEST:
        return "not copied: this is more than a terminal takes to its clipboard"
    if environment.get("TERM", "") in _DUMB or not _to_terminal(sequence):
        return "not copied: there is no clipboard here, and no terminal that could reach one"
    return "handed to the terminal for its clipboard"


def terminal_sequence(text: str) -> str:
    """Return the sequence by which a terminal copies a text (OSC 52, as xterm documents it).

    tmux heeds it where its ``set-clipboard`` is on.
    """
    from base64 import b64encode

    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def _by_the_system(text: str) -> bool:
    from pyperclip import PyperclipException, copy

    with _redirected() as complaints:
        try:
            copy(text)
        except (PyperclipException, OSError, UnicodeError):
            return False
        return not os.fstat(complaints).st_size


def _to_terminal(sequence: str) -> bool:
    """Write to the terminal, even where the answer goes elsewhere; return whether there is one."""
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
def _redirected() -> Iterator[int]:
    """Redirect stdout and stderr while a clipboard helper runs; yield where errors are written.

    The helper outlives us and would hold our output open, and reports errors only there.
    """
    from tempfile import TemporaryFile

    sys.stdout.flush()
    originals = []
    with TemporaryFile() as output, TemporaryFile() as complaints:
        try:
            for number, file in ((1, output), (2, complaints)):
                with contextlib.suppress(OSError):  # it is closed
                    originals.append((number, os.dup(number)))
                    os.dup2(file.fileno(), number)
            yield complaints.fileno()
        finally:
            for number, copied in originals:
                os.dup2(copied, number)
                os.close(copied)
