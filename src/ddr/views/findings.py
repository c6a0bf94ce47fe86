"""Findings in manuscripts: as lines for a person, as JSON, as annotations for GitHub."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import PurePath
from typing import TextIO

from ddr.manuscript.findings import Finding
from ddr.views.clean import clean

FORMATS = ("text", "json", "jsonl", "github")
_LEVELS = {"error": "error", "info": "notice"}


def write_text(findings: Iterable[Finding], stream: TextIO) -> None:
    """Write a line a finding, as compilers do, and the difference on a line of its own."""
    for finding in findings:
        place = f"{finding.file}:{finding.line}"
        stream.write(clean(f"{place}: {finding.message} [{finding.code}]") + "\n")
        if finding.difference:
            stream.write(clean(f"    {finding.difference}") + "\n")


def write_github(findings: Iterable[Finding], stream: TextIO) -> None:
    """Write workflow commands of GitHub Actions, which annotate the lines of a change."""
    for finding in findings:
        values = {
            "file": PurePath(finding.file).as_posix(),
            "line": str(finding.line),
            "col": str(finding.column),
            "title": f"ddr proof: {finding.code}",
        }
        properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
        message = "\n".join(filter(None, (finding.message, finding.difference)))
        level = _LEVELS[finding.severity]
        stream.write(f"::{level} {properties}::{_escaped(message)}\n")


def bodies(findings: Iterable[Finding]) -> list[dict[str, str | int]]:
    """Return the findings as JSON objects, every field present."""
    return [asdict(finding) for finding in findings]


def _escaped(text: str) -> str:
    """Escape as the runner's own toolkit does; what is left of control characters is blanked."""
    lines = "\n".join(clean(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
