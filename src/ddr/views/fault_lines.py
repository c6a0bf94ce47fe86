"""What is wrong with a timeline or a manuscript: for a person, for a program, and for GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING, TextIO

from ddr.settings import accessible
from ddr.views.lists import clean, draw

if TYPE_CHECKING:
    from ddr.corpus.problems import Problem
    from ddr.corpus.rules.registry import Rule
    from ddr.manuscript.findings import ProofFinding

FORMATS = ("text", "json", "jsonl", "github")
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def write_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Write a line a problem, as compilers do."""
    if stream.isatty() and not accessible():
        draw("faults.problems", problems)
        return
    stream.writelines(f"{clean(str(problem))}\n" for problem in problems)


def annotate_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Write workflow commands of GitHub Actions."""
    for problem in problems:
        values = {"line": str(problem.line)} if problem.line else {}
        values["title"] = f"ddr check: {problem.code}"
        record = f"{problem.record}: " if problem.record else ""
        message = f"{record}{problem.message}"
        stream.write(_annotation(problem.severity, problem.file, values, message))


def rule_values(rule: Rule) -> dict[str, str | bool]:
    """Return what there is to say of a rule, under the names that JSON has for it."""
    return {
        "code": rule.code,
        "severity": rule.severity,
        "explanation": rule.explanation,
        "fix": rule.mends,
        "allowable": rule.allowable,
    }


def problem_values(problem: Problem) -> dict[str, str | int]:
    """Return a problem under the names that JSON has for its parts."""
    return asdict(problem)


def write_rules(rules: Iterable[Rule], width: int, stream: TextIO) -> None:
    """Write what each rule demands, wrapped to a width."""
    from textwrap import fill

    for number, rule in enumerate(rules):
        head = f"{rule.code}  ({rule.severity})"
        said = [rule.explanation]
        if rule.mends:
            said.append(f"--fix {rule.mends}.")
        if rule.allowable:
            said.append(f'A record may allow it: allow = [{{ code = "{rule.code}", why = "…" }}]')
        told = "\n".join(
            fill(line, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
            for line in said
        )
        stream.write(("\n" if number else "") + f"{head}\n{told}\n")


def write_findings(findings: Iterable[ProofFinding], stream: TextIO) -> None:
    """Write a line a finding, as compilers do, and the difference on a line of its own."""
    if stream.isatty() and not accessible():
        draw("faults.findings", findings)
        return
    for finding in findings:
        place = f"{finding.file}:{finding.line}"
        stream.write(clean(f"{place}: {finding.message} {finding.sign}") + "\n")
        if finding.difference:
            stream.write(clean(f"    {finding.difference}") + "\n")


def annotate_findings(findings: Iterable[ProofFinding], stream: TextIO) -> None:
    """Write workflow commands of GitHub Actions, which annotate the lines of a change."""
    for finding in findings:
        values = {
            "line": str(finding.line),
            "col": str(finding.column),
            "title": f"ddr proof: {finding.code}",
        }
        said = (finding.message, finding.copy, finding.difference)
        message = "\n".join(filter(None, said))
        stream.write(_annotation(_LEVELS[finding.severity], finding.file, values, message))


def finding_values(findings: Iterable[ProofFinding]) -> list[dict[str, str | int]]:
    """Return the findings as JSON objects, every field present."""
    return [asdict(finding) for finding in findings]


def _annotation(level: str, file: str, properties: Mapping[str, str], message: str) -> str:
    """Return the line that annotates a place in a file: level error, warning or notice."""
    values = {"file": PurePath(file).as_posix(), **properties}
    attributes = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{level} {attributes}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    """Escape as the runner's own toolkit does; what is left of control characters is blanked."""
    lines = "\n".join(clean(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
