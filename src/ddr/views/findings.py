"""Findings in manuscripts: as lines for a person, as JSON, as annotations for GitHub."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TextIO

from ddr.manuscript.findings import ProofFinding
from ddr.views.annotations import annotation
from ddr.views.clean import clean

FORMATS = ("text", "json", "jsonl", "github")
_LEVELS = {"error": "error", "info": "notice"}


def write_text(findings: Iterable[ProofFinding], stream: TextIO) -> None:
    """Write a line a finding, as compilers do, and the difference on a line of its own."""
    for finding in findings:
        place = f"{finding.file}:{finding.line}"
        stream.write(clean(f"{place}: {finding.message} [{finding.code}]") + "\n")
        if finding.difference:
            stream.write(clean(f"    {finding.difference}") + "\n")


def write_github(findings: Iterable[ProofFinding], stream: TextIO) -> None:
    """Write workflow commands of GitHub Actions, which annotate the lines of a change."""
    for finding in findings:
        values = {
            "line": str(finding.line),
            "col": str(finding.column),
            "title": f"ddr proof: {finding.code}",
        }
        message = "\n".join(filter(None, (finding.message, finding.difference)))
        stream.write(annotation(_LEVELS[finding.severity], finding.file, values, message))


def bodies(findings: Iterable[ProofFinding]) -> list[dict[str, str | int]]:
    """Return the findings as JSON objects, every field present."""
    return [asdict(finding) for finding in findings]
