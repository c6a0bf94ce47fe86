"""A pager for answers that are longer than the terminal is high, as git has it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ddr.cli.progress import spoken

if TYPE_CHECKING:
    import subprocess

SWITCH = "--no-pager"
_PAGED = (
    "events", "said", "show", "people", "places", "sources", "read", "compare", "search",
    "styles", "proof", "check", "log", "info", "help", "today", "timeline",
)  # fmt: skip
"""The commands whose answers are read; the others write, ask, or print what is copied."""
_HELP = ("--help", "-h")
_DUMB = ("", "dumb")


@contextlib.contextmanager
def paged(arguments: Sequence[str]) -> Iterator[list[str]]:
    """Let the answer to these arguments go through a pager where it is long; yield the others.

    A pager is called only where a person sits at the terminal, and only for what does not fit.
    `SWITCH`, which may stand anywhere before ``--``, leaves it out.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [*(word for word in arguments[:end] if word != SWITCH), *arguments[end:]]
    if len(rest) < len(arguments) or not _wanted(rest):
        yield rest
        return
    answer, notices = sys.stdout, sys.stderr
    screen = _Screen(answer)
    sys.stdout = screen
    sys.stderr = _Notices(notices, screen) if notices.isatty() else notices
    told = sys.stderr
    try:
        yield rest
        screen.close()
    finally:
        sys.stdout, sys.stderr = answer, notices
        screen.wait()
        if isinstance(told, _Notices):
            told.release()


def _wanted(arguments: Sequence[str]) -> bool:
    named = next((word for word in arguments if not word.startswith("-")), "")
    return (
        (named in _PAGED or any(word in _HELP for word in arguments))
        and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
        and sys.stderr is not None
        and "_DDR_COMPLETE" not in os.environ
        and os.environ.get("TERM", "") not in _DUMB
        and not spoken()
    )


def program(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the words of the pager: DDR_PAGER or the preference, else PAGER, else less.

    An empty DDR_PAGER or PAGER, like ``cat``, asks for none.
    """
    if "DDR_PAGER" in environment:
        named = environment["DDR_PAGER"]
    else:
        from ddr.settings import settings

        named = settings(environment=environment)["pager"].value
        named = named or environment.get("PAGER", "less")
    import shlex

    words = shlex.split(named)
    return [] if words[:1] == ["cat"] else words


class _Screen:
    """Standard output that is held back until it is known whether it fits the terminal."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._held, self._lines = stream, [""], 0
        self._room: int | None = os.get_terminal_size(stream.fileno()).lines - 1
        self._process: subprocess.Popen[str] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def begun(self) -> bool:
        """Whether there is an answer to which what is told now belongs."""
        return len(self._held) > 1 or self._room is None

    def write(self, text: str) -> int:
        """Hold a text back, or pass it on; raises TypeError for bytes, by which click knows."""
        if not isinstance(text, str):
            raise TypeError(text)
        if self._room is None:
            self._to.write(text)
        else:
            self._held.append(text)
            self._lines += text.count("\n")
            if self._lines > self._room:
                self._start()
        return len(text)

    def writelines(self, lines: Sequence[str]) -> None:
        """Write each."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Pass on what is not held back."""
        if self._room is None:
            self._to.flush()

    def close(self) -> None:
        """Print what fits; tell the pager that this is all."""
        if self._room is not None:
            self._pass_on()
        self._to.flush()

    def wait(self) -> None:
        """Wait until the reader leaves the pager."""
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            self._to.close()
        while self._process.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):  # is the pager's
                self._process.wait()

    @property
    def _to(self) -> Any:
        return self._process.stdin if self._process else self._stream

    def _start(self) -> None:
        import subprocess

        words = program()
        environment = {"LESS": "FRX", "LV": "-c", **os.environ}
        with contextlib.suppress(OSError):  # without a pager the answer is printed
            if words:
                self._process = subprocess.Popen(
                    words, stdin=subprocess.PIPE, env=environment, encoding="utf-8"
                )
        self._pass_on()

    def _pass_on(self) -> None:
        self._room = None
        self._to.writelines(self._held)
        self._held = [""]


class _Notices:
    """Standard error that keeps what is told of an answer until the answer is read."""

    def __init__(self, stream: Any, screen: _Screen) -> None:
        self._stream, self._screen = stream, screen
        self._kept: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Tell at once what comes before the answer; raises TypeError for bytes."""
        if not isinstance(text, str):
            raise TypeError(text)
        if self._screen.begun:
            self._kept.append(text)
        else:
            self._stream.write(text)
        return len(text)

    def writelines(self, lines: Sequence[str]) -> None:
        """Write each."""
        for line in lines:
            self.write(line)

    def release(self) -> None:
        """Tell what was kept."""
        self._stream.writelines(self._kept)
        self._stream.flush()
