"""Start one command and tell, on a file descriptor, what it cost: ``probe.py FD PROGRAM …``.

A child begins with the peak memory of the process that starts it, so this one imports nothing.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Write processor seconds, the peak of the resident set as the system counts it, exit code."""
    told = int(sys.argv[1])
    program = sys.argv[2:]
    close = [(os.POSIX_SPAWN_CLOSE, told)]
    child = os.posix_spawn(program[0], program, os.environ, file_actions=close)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    os.write(told, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss} {code}".encode())


if __name__ == "__main__":
    main()
