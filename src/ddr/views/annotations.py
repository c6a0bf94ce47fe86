"""Workflow commands of GitHub Actions: they annotate the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from ddr.views.clean import clean


def annotation(level: str, file: str, properties: Mapping[str, str], message: str) -> str:
    """Return the line that annotates a place in a file: level error, warning or notice."""
    values = {"file": PurePath(file).as_posix(), **properties}
    told = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{level} {told}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    """Escape as the runner's own toolkit does; what is left of control characters is blanked."""
    lines = "\n".join(clean(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
