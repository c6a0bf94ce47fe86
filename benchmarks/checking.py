"""What a check costs, beside the least possible: reading the same file with `tomllib` alone."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import subject
from benchmarks.compare import Bar, Line, by_turns, lines
from benchmarks.process import Command, FailedError, python, run

EVENTS = 6_000
RECORDS = 10_000
"""Events asked for, and the records that a timeline of so many has at least."""

READ, CHECK, FAULTY = "tomllib: the same file", "ddr check", "ddr check, a fault in every event"
BARS = (Bar(CHECK, READ, most=2.0), Bar(FAULTY, READ, most=3.0))

_READ = "import sys, tomllib; tomllib.load(open(sys.argv[1], 'rb'))"
_CHECK = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]) not in (0, 1))"


def measure(folder: Path, launcher: Path, rounds: int) -> list[Line]:
    """Check 10,000 records without a fault, and with thousands, by turns with tomllib."""
    good = subject.corpus(folder, launcher, EVENTS)
    if good.timeline is None:
        raise FailedError("there is no timeline to check")
    file = good.timeline / "timeline.toml"
    text = file.read_text("utf-8")
    faulty = file.with_name("faulty.toml")
    faulty.write_text(text.replace("\nsummary = ", "\nsumary = "), "utf-8")
    if text.count("\n[[") < RECORDS:
        raise FailedError(f"{file} has fewer than {RECORDS:,} records")
    commands = [
        Command(READ, python("-c", _READ, str(file))),
        good.command(CHECK, ["check"]),
        _checked(launcher, faulty),
    ]
    found = json.loads(run(_checked(launcher, faulty, "--format", "json")).output)
    if len(found) < EVENTS:
        raise FailedError(f"only {len(found):,} faults were found")
    return lines(f"Checking {RECORDS:,} records", by_turns(commands, rounds), BARS)


def _checked(launcher: Path, file: Path, *options: str) -> Command:
    """Return a call that may find faults; its exit code is then no failure."""
    asked = [str(launcher), "check", "--timeline", str(file), *options]
    return Command(FAULTY, python("-c", _CHECK, *asked))
