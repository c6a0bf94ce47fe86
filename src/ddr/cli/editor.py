"""A record in the user's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import typer

from ddr.cli.session import Session
from ddr.errors import DdrError, ToolError, UsageError

T = TypeVar("T")


def edit_until_valid(text: str, save: Callable[[str], T], *, fresh: bool = False) -> T:
    """Let the user change a text until it can be saved, or until they give up.

    A text left as it was ends without a write, unless it is `fresh`, a form to fill in. Raises
    `DdrError` where it cannot be saved, and says where what was typed is kept.
    """
    handle, name = tempfile.mkstemp(prefix="ddr-", suffix=".toml")
    path = Path(name)
    with open(handle, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
        file.write(text)
    while True:
        _open(path)
        changed = path.read_text("utf-8", "replace")
        if changed == text and not fresh:
            path.unlink()
            raise UsageError("nothing was changed")
        try:
            saved = save(changed)
        except DdrError as error:
            Session.notify(str(error))
            if sys.stdin.isatty() and typer.confirm("Edit it again?", default=True, err=True):
                continue
            what = f"nothing was written; what you typed is kept in {path}"
            raise DdrError(what, error.code) from None
        path.unlink()
        return saved


def _open(path: Path) -> None:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(named), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise ToolError(f"the editor '{named}' cannot be run: {error}; set EDITOR") from None
    if code:
        raise ToolError(f"the editor '{named}' ended with {code}; what you typed is kept in {path}")
