"""``python -m benchmarks``: measure, print, and fail where a bar is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    browsing,
    checking,
    citing,
    importing,
    manuscripts,
    report,
    showing,
    sizes,
    startup,
    subject,
    verifying,
)
from benchmarks.compare import Line, tell
from benchmarks.process import FailedError

SIZES = (100, 1_000, 10_000, 100_000)
QUICK = 1_000
PARTS = (
    "startup",
    "cite",
    "check",
    "build",
    "questions",
    "lists",
    "proof",
    "import",
    "browse",
    "show",
    "verify",
)


def main() -> int:
    """Return 0 where every bar is kept, 1 where one is missed, 2 where something failed."""
    given = _arguments()
    try:
        lines = _measure(given)
    except FailedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    tell("")
    print(report.as_json(lines) if given.json else "\n".join(report.text(lines)))
    return int(any(ratio.missed for line in lines for ratio in line.ratios))


def _measure(given: argparse.Namespace) -> list[Line]:
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    launcher = given.ddr.resolve() if given.ddr else subject.install(folder)
    lines: list[Line] = []
    small = subject.builtin(folder, launcher)
    for name, part in {"startup": startup, "cite": citing, "proof": manuscripts}.items():
        if name in given.part:
            lines += part.measure(folder, small, given.rounds)
    for name, other in {"check": checking, "verify": verifying, "import": importing}.items():
        if name in given.part:
            lines += other.measure(folder, launcher, given.rounds)
    if "browse" in given.part:
        large = subject.corpus(folder, launcher, QUICK if given.quick else SIZES[-1])
        lines += browsing.measure(small, large, given.rounds)
    if "show" in given.part:
        many = subject.corpus(folder, launcher, QUICK if given.quick else SIZES[2])
        lines += showing.measure(folder, small, many, given.rounds)
    return lines + _of_sizes(folder, launcher, given)


def _of_sizes(folder: Path, launcher: Path, given: argparse.Namespace) -> list[Line]:
    """Measure what is asked of timelines of every size."""
    lines: list[Line] = []
    if {"build", "lists", "questions"}.intersection(given.part):
        wanted = [size for size in SIZES if size <= (QUICK if given.quick else SIZES[-1])]
        subjects = {size: subject.corpus(folder, launcher, size) for size in wanted}
        if "questions" in given.part:
            lines += sizes.measure_questions(subjects, given.rounds)
        if "lists" in given.part:
            lines += sizes.measure_lists(subjects, given.rounds)
        if "build" in given.part:
            lines += sizes.measure_building(subjects, given.rounds)
    return lines


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    temporary = Path(tempfile.gettempdir()) / "ddr-benchmarks"
    parser.add_argument("part", nargs="*", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--folder", type=Path, default=temporary, help=f"default: {temporary}")
    parser.add_argument("--ddr", type=Path, help="a launcher to measure instead of this checkout")
    parser.add_argument("--rounds", type=int, default=15, help="default: %(default)s")
    parser.add_argument("--quick", action="store_true", help=f"no more than {QUICK:,} events")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    given = parser.parse_args()
    if unknown := set(given.part) - set(PARTS):
        parser.error(f"there is no part '{unknown.pop()}': choose from {', '.join(PARTS)}")
    given.part = given.part or list(PARTS)
    return given


if __name__ == "__main__":
    sys.exit(main())
