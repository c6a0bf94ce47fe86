"""What there is to know beside an answer, as a warning at the line of the script that asked."""

from __future__ import annotations

import sys
import warnings


class Notice(UserWarning):
    """Something to know about an answer, such as how a name was understood."""


def notify(message: str) -> None:
    """Warn where the library was called."""
    outside = 1
    while sys._getframe(outside).f_globals.get("__name__", "").startswith("ddr."):  # noqa: SLF001
        outside += 1
    warnings.warn(message, Notice, stacklevel=outside + 1)
