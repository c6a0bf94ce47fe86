"""Run a command as a person would: on a pseudo-terminal of a given width."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence


def run(
    command: Sequence[str], *, width: int = 80, height: int = 50, env: Mapping[str, str]
) -> tuple[int, str]:
    """Run a command whose output goes to a terminal; return its exit code and all it wrote.

    Standard output and standard error are the terminal, in the order of writing, as on a screen.
    """
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=child, stderr=child, env=dict(env)
    )
    os.close(child)
    written = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:  # Linux reports a closed terminal so
            break
        if not part:
            break
        written += part
    os.close(parent)
    return process.wait(), written.decode().replace("\r\n", "\n")
