"""Small programs that put a command into trouble: `python -c WRAPPER command argument…`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .running import DDR

WITHOUT_PRIVILEGES = """
import ctypes, os, sys
if hasattr(os, "geteuid") and os.geteuid() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    for privilege in (1, 2):  # to override, and to search and read, whatever the permissions
        libc.prctl(24, privilege, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Obeys permissions, even where the tests run as root."""

FULL_DISK = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
os.execv(sys.argv[1], sys.argv[1:])
"""
"""No file can grow beyond 8 KiB, as on a disk that is full."""

FULL_OUTPUT = """
import os, sys
os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
os.execv(sys.argv[1], sys.argv[1:])
"""

CLOSED_OUTPUT = """
import os, sys
os.close(1)
os.execv(sys.argv[1], sys.argv[1:])
"""

CLOSED_PIPE = """
import os, sys
reading, writing = os.pipe()
os.close(reading)
os.dup2(writing, 1)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Nobody reads the pipe any more."""

INTERRUPTED_AT = """
import runpy, signal, sys
module = sys.argv[1]
del sys.argv[1:5]
sys.argv[0] = "ddr"

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            sys.meta_path.remove(self)
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupt())
runpy.run_module("ddr", run_name="__main__", alter_sys=True)
"""
"""Interrupts the command (Ctrl-C) when it imports the module that stands before it."""


def wrapped(program: str, *arguments: str) -> Sequence[str]:
    """Return the command line of `ddr` inside a wrapper; its own arguments follow."""
    return (sys.executable, "-c", program, *arguments, *DDR)
