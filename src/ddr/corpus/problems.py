"""What is wrong with a timeline: one `Problem` a finding, all of them collected in one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ddr.errors import DataError

_LONGEST = 600
"""Characters of a message, whatever it repeats from the file."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding.

    file: as the user named it, or the held text that it concerns.
    line: counted from 1; 0 where the whole file is meant.
    record: the id, or the table and number of a record that has none.
    code: a stable word for this kind of problem.
    severity: an error makes the timeline unusable, a warning does not.
    message: what is wrong and what to do.
    """

    file: str
    line: int
    record: str
    code: str
    severity: Severity
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        record = f" {self.record}:" if self.record else ""
        return f"{place}:{record} {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A safe way to mend a problem: another text in one place.

    path: the place, such as ``event[2].evidence[0].locator``.
    code: of the problem that it mends.
    right: the text that should stand there.
    """

    path: str
    code: str
    right: str


class InvalidTimelineError(DataError):
    """A timeline has errors; `problems` lists every one, the message only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problem for problem in problems if problem.severity == "error")
        more = len(self.problems) - 1
        tail = f" (and {more} more: run 'ddr check')" if more else ""
        super().__init__(f"{self.problems[0]}{tail}")


def cut(text: str) -> str:
    """Return a text short enough for one line: of a very long one, beginning and end."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 100]} … {text[-90:]}"


def shown(path: Path) -> str:
    """Return a path as a person would write it: relative where it lies below this folder."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
