"""Which timelines a command reads: the built-in one, or those the user names."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ddr.errors import DataError, UsageError
from ddr.files import config_path, home

BUILTIN = "builtin"
VARIABLE = "DDR_TIMELINE"
FILE = "timeline.toml"


def builtin() -> Path:
    """Return the built-in timeline: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "data" / FILE
    return installed if installed.exists() else package.parents[1] / "data" / FILE


def timelines(named: Sequence[str], environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the timeline files to read, absolute, each once.

    `named` are the values of ``--timeline``; without any, those of ``DDR_TIMELINE`` (separated
    as in ``PATH``); without any, those of the user's ``config.toml``, relative to its folder;
    without any, the built-in timeline. ``builtin`` names the built-in one, and a folder stands for
    the ``timeline.toml`` in it. Raises `DataError` for a path that is not there, `UsageError` for
    a file of preferences that cannot be used.
    """
    names = list(named) or _parts(environment.get(VARIABLE, "")) or _preferred(environment)
    paths = dict.fromkeys(map(_find, names or [BUILTIN]))
    return list(paths)


def _parts(text: str) -> list[str]:
    return [name for name in text.split(os.pathsep) if name]


def _preferred(environment: Mapping[str, str]) -> list[str]:
    path = config_path(environment)
    try:
        if b"timeline" not in path.read_bytes():  # spares the reader of TOML
            return []
    except OSError:
        return []
    from ddr.settings import settings

    names = _parts(settings(environment=environment)["timeline"].value)
    return [
        name if name == BUILTIN or name.startswith("~") else str(path.parent / name)
        for name in names
    ]


def _find(name: str) -> Path:
    if name == BUILTIN:
        return builtin()
    try:
        path = home(name)
        if not path.exists():
            raise DataError(f"{name}: there is no such timeline")
        if path.is_dir():
            if not (path / FILE).is_file():
                raise DataError(f"{name}: this folder holds no {FILE}")
            path /= FILE
        return path.absolute()
    except UsageError as error:
        raise DataError(str(error)) from None
    except (ValueError, OSError) as error:
        raise DataError(f"{name!r}: not a usable path: {error}") from None
