"""Where the index and other disposable files are kept."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "DDR_CACHE"


def cache_folder() -> Path:
    """Return the cache folder: ``DDR_CACHE`` if set, else the user's own; it need not exist."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("ddr", appauthor=False))
