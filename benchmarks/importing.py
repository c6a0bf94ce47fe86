"""What an import costs: ten times as many entries, or rows, for ten times the time or less."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.compare import Bar, Line, by_turns, lines
from benchmarks.process import Command
from benchmarks.subject import Subject

SIZES = (1_000, 10_000)
TIMES = 10.0
_ENTRY = (
    "@article{{key{0}, title={{A study of railways, {0}}}, author={{Roe, Ann and Lee, Bo {0}}}, "
    "journal={{Journal {1}}}, year={2}, volume={1}, doi={{10.1000/{0}}}, pages={{{0}--{3}}}}}\n"
)
_HEAD = "date,title,who,kind,source,says\n"
_ROW = "{2}-10-12,Event {0} of the row,Ann Roe,talks,s1,What it says of {0}\n"
_TIMELINE = """\
schema = 1

[[source]]
id = "s1"
type = "book"
title = "A book"
origin = "third-party"

[[person]]
id = "ann-roe"
name = "Ann Roe"
"""


def measure(folder: Path, launcher: Path, rounds: int) -> list[Line]:
    """Take in bibliographies and tables of each size, all but the writing of the file."""
    own = folder / "import"
    own.mkdir(exist_ok=True)
    (own / "timeline.toml").write_text(_TIMELINE, "utf-8")
    subject = Subject(launcher, own, folder / "home-import")
    commands: list[Command] = []
    bars = []
    for suffix, form, head in (("bib", _ENTRY, ""), ("csv", _ROW, _HEAD)):
        names = [f"{size:,} {'entries' if suffix == 'bib' else 'rows'}" for size in SIZES]
        for size, name in zip(SIZES, names, strict=True):
            path = own / f"{size}.{suffix}"
            path.write_text(head + "".join(_lines(form, size)), "utf-8")
            commands.append(subject.command(name, _arguments(path, suffix)))
        bars.append(Bar(names[1], names[0], most=TIMES))
    return lines("Importing", by_turns(commands, rounds), bars)


def _lines(form: str, size: int) -> list[str]:
    return [form.format(n, n % 50, 1900 + n % 100, n + 9) for n in range(size)]


def _arguments(path: Path, suffix: str) -> Sequence[str]:
    kind = "source" if suffix == "bib" else "event"
    origin = ["--origin", "third-party"] if suffix == "bib" else []
    return ["add", kind, "--from", str(path), *origin, "--dry-run"]
