"""Where an answer in a markup or an export goes: to standard output, or into a file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from ddr.errors import ToolError, UsageError

BINARY = "docx"


def refuse_terminal(to: str, output: str) -> None:
    """Raise `UsageError` if bytes that are no text would go to a terminal."""
    if to == BINARY and not output and sys.stdout.isatty():
        raise UsageError(f"--to {to} is no text: name a file with --output, or redirect to one")


def write(content: str | bytes, output: str) -> None:
    """Write an answer to the file `output`, or, where that is "", to standard output.

    Raises `ToolError` for a file that cannot be written.
    """
    if output:
        data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        try:
            Path(output).expanduser().write_bytes(data)
        except (OSError, ValueError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ToolError(f"--output '{output}' cannot be written: {reason}") from None
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        # RIS has its own line breaks, which no system may double.
        if "\r\n" in content and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")
        sys.stdout.write(content)
