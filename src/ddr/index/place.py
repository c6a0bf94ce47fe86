"""Where the index and other disposable files are kept."""

from __future__ import annotations

import os
from pathlib import Path

from ddr.folders import user_folder

VARIABLE = "DDR_CACHE"


def cache_folder() -> Path:
    """Return the cache folder: ``DDR_CACHE`` if set, else the user's own; it need not exist."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return user_folder("cache")
