"""Runs pandoc: finds its binary, gives it input, and says in one line what went wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ddr.errors import ToolError, cut

LOWEST = (3, 8)
"""The oldest version that was seen to print all named styles right; 3.6 still prints, under
Vancouver, names that are not inverted, and under MLA months that are not its own."""

SECONDS = 120.0
VERSION_SECONDS = 10.0
_ADVICE = "install pypandoc-binary 1.16.2 or later, or set DDR_PANDOC to a pandoc 3.8 or later"
_SHOWN = 160


def find() -> Path:
    """Return the pandoc to run: ``DDR_PANDOC``, else that of pypandoc, else that on the PATH.

    Raises `ToolError` where there is none.
    """
    from shutil import which

    if named := os.environ.get("DDR_PANDOC"):
        if found := which(named):
            return Path(found)
        raise ToolError(
            f"DDR_PANDOC is '{named}', which is not a program that can be run; {_ADVICE}"
        )
    if (packaged := _packaged()) is not None:
        return packaged
    if found := which("pandoc"):
        return Path(found)
    raise ToolError(f"citations need pandoc, which was not found; {_ADVICE}")


def run(binary: Path, arguments: Sequence[str], text: str, seconds: float = SECONDS) -> str:
    """Run pandoc on a text and return its output, as `produced` does.

    Raises `ToolError` also where it prints anything but UTF-8.
    """
    try:
        return produced(binary, arguments, text, seconds).decode()
    except UnicodeDecodeError:
        raise failure(binary, "it printed something that is not text") from None


def produced(
    binary: Path,
    arguments: Sequence[str],
    text: str,
    seconds: float = SECONDS,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Run pandoc on a text and return its output, which may be a document.

    environment: variables beside those that are set.

    Raises `ToolError` if it cannot be started, fails, is killed, takes longer than `seconds`, or,
    where it failed, is older than `LOWEST`.
    """
    import subprocess  # 5 ms that a cached citation does not pay

    try:
        done = subprocess.run(
            [binary, *arguments],
            input=text.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=None if environment is None else os.environ | environment,
        )
    except subprocess.TimeoutExpired:
        raise ToolError(
            f"pandoc ({binary}) gave no answer in {seconds:g} s and was stopped; "
            "cite fewer records at once"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ToolError(f"pandoc ({binary}) cannot be run: {reason}; {_ADVICE}") from None
    if done.returncode < 0:
        raise ToolError(f"pandoc ({binary}) was killed by signal {-done.returncode}; try again")
    if done.returncode:
        raise failure(binary, _one_line(done.stderr) or f"exit code {done.returncode}")
    return done.stdout


def failure(binary: Path, reason: str) -> ToolError:
    """Return the error for a run that failed; a pandoc that is too old is named as that."""
    found = version(binary)
    if found is None:
        return ToolError(f"{binary} does not behave like pandoc: {reason}; {_ADVICE}")
    if found < LOWEST:
        number = ".".join(map(str, found))
        return ToolError(f"pandoc {number} ({binary}) is too old for citations; {_ADVICE}")
    return ToolError(f"pandoc ({binary}) failed: {reason}")


def version(binary: Path) -> tuple[int, ...] | None:
    """Return the version that a binary prints, or None if it prints none."""
    import subprocess

    try:
        done = subprocess.run(
            [binary, "--version"], capture_output=True, timeout=VERSION_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.match(rb"pandoc(?:\.exe)? ([0-9]+(?:\.[0-9]+)*)", done.stdout)
    return tuple(map(int, match[1].split(b"."))) if match else None


def _packaged() -> Path | None:
    """Return the binary inside the installed pypandoc, whose import would cost more than a run."""
    from importlib.util import find_spec

    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        return None
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    binary = Path(spec.origin).parent / "files" / name
    return binary if binary.is_file() else None


def _one_line(message: bytes) -> str:
    """Return the beginning of a message, as one line without control characters."""
    words = " ".join(message.decode(errors="replace").split())
    shown = "".join(character for character in words if character.isprintable())
    return cut(shown, _SHOWN)
