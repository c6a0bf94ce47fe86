"""The folders that a system keeps for a user's programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from ddr.files import home

FILE = "config.toml"
FOLDER = "DDR_CONFIG"
"""The environment variable that names another folder for the file of preferences."""
CACHE = "DDR_CACHE"
"""The environment variable that names another folder for the index and other disposable files."""

DATA = "DDR_DATA"
"""The environment variable that names another folder for what a user keeps: copies of texts."""

Kind = Literal["cache", "config", "data"]

_XDG_HERE = sys.platform == "linux"
_XDG = {
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "data": ("XDG_DATA_HOME", "~/.local/share"),
}


def user_folder(kind: Kind, environment: Mapping[str, str] = os.environ) -> Path:
    """Return ddr's own folder of a kind; it need not exist.

    On Linux by the XDG Base Directory Specification, which ignores relative paths; elsewhere by
    platformdirs, whose import would weigh on every query.
    """
    if _XDG_HERE:
        variable, default = _XDG[kind]
        base = environment.get(variable, "")
        return Path(base if os.path.isabs(base) else os.path.expanduser(default)) / "ddr"  # noqa: PTH111, PTH117
    import platformdirs

    named = {
        "cache": platformdirs.user_cache_dir,
        "config": platformdirs.user_config_dir,
        "data": platformdirs.user_data_dir,
    }
    return Path(named[kind]("ddr", appauthor=False))


def cache_folder() -> Path:
    """Return the cache folder: ``DDR_CACHE`` if set, else the user's own; it need not exist."""
    named = os.environ.get(CACHE)
    return home(named).absolute() if named else user_folder("cache")


def copies_path() -> Path:
    """Return the list of the user's own copies of texts, which lie beside it; it need not exist."""
    named = os.environ.get(DATA)
    folder = home(named).absolute() if named else user_folder("data")
    return folder / "texts" / "copies.json"


def config_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the file of preferences is, or would be."""
    named = environment.get(FOLDER)
    if named:
        return home(named).absolute() / FILE
    return user_folder("config", environment) / FILE
