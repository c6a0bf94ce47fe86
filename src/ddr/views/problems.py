"""What is wrong with a timeline: for a person, for GitHub, and as SARIF for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from ddr import __version__
from ddr.corpus.problems import Problem
from ddr.corpus.rules.registry import Rule
from ddr.views.annotations import annotation
from ddr.views.clean import clean

FORMATS = ("text", "json", "jsonl", "github", "sarif")
SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write_text(problems: Iterable[Problem], stream: TextIO) -> None:
    """Write a line a problem, as compilers do."""
    stream.writelines(f"{clean(str(problem))}\n" for problem in problems)


def write_github(problems: Iterable[Problem], stream: TextIO) -> None:
    """Write workflow commands of GitHub Actions."""
    for problem in problems:
        values = {"line": str(problem.line)} if problem.line else {}
        values["title"] = f"ddr check: {problem.code}"
        record = f"{problem.record}: " if problem.record else ""
        told = annotation(problem.severity, problem.file, values, f"{record}{problem.message}")
        stream.write(told)


def write_sarif(problems: Iterable[Problem], rules: Sequence[Rule], stream: TextIO) -> None:
    """Write the log of one run in SARIF 2.1.0, with every rule that was looked at."""
    index = {rule.code: number for number, rule in enumerate(rules)}
    driver = {
        "name": "ddr",
        "version": __version__,
        "rules": [
            {
                "id": rule.code,
                "name": rule.code.title().replace("-", ""),
                "shortDescription": {"text": rule.explanation},
                "defaultConfiguration": {"level": rule.severity},
            }
            for rule in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "results": [_result(problem, index[problem.code]) for problem in problems],
    }
    log = {"$schema": SARIF, "version": "2.1.0", "runs": [run]}
    stream.write(json.dumps(log, indent=2) + "\n")


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


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.file)}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if problem.record:
        location["logicalLocations"] = [{"name": problem.record}]
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [location],
    }


def _uri(file: str) -> str:
    """Return a file as a URI: a relative one where the path is."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
