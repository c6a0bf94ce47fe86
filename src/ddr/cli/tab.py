"""Completion by the tabulator key while a question is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def completing(words: Sequence[str]) -> Iterator[None]:
    """Complete words while a line is read from a terminal, where Python has a readline."""
    try:
        import readline
    except ImportError:
        yield
        return

    def offer(typed: str, number: int) -> str | None:
        found = [word for word in words if word.startswith(typed)]
        return found[number] if number < len(found) else None

    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer_delims("")
    readline.set_completer(offer)
    edited = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if edited else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
