"""What each command costs on a small timeline with a fresh index, beside the least possible."""

from __future__ import annotations

from pathlib import Path

from benchmarks.compare import Bar, Line, by_turns, lines
from benchmarks.process import Command, FailedError, python, run
from benchmarks.subject import FLOORS, OLDER, Subject

BARE, HELLO, TABLE = "python -c pass", "Typer: hello", "Typer and Rich: the same table"

_JSON, _TSV = ("--format", "json"), ("--format", "tsv")
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("events", *_JSON),
    ("events", *_TSV),
    ("said", *_JSON),
    ("said", *_TSV),
    ("show", "1948-10-12-relations"),
    ("show", "1948-10-12-relations", *_JSON),
    ("search", "friendship", *_JSON),
    ("search", "friendship", *_TSV),
    ("people", *_JSON),
    ("places", *_JSON),
    ("sources", *_JSON),
    ("read", "kremlin-2019", *_JSON),
    ("cite", "kremlin-2019"),
    ("info",),
    ("--help",),
)
_TABLES: tuple[tuple[str, ...], ...] = (
    ("events",),
    ("said",),
    ("show", "1948-10-12-relations"),
    ("search", "friendship"),
    ("people",),
    ("read", "kremlin-2019"),
)
_VERSION = "ddr --version"
_IMPORT = "import ddr"
_OLD = f"{_VERSION}, launcher of an older pip"
BARS = (
    Bar(_VERSION, BARE, most=1.8),
    Bar(_OLD, BARE, most=1.8),
    Bar(_IMPORT, BARE, most=1.3),
    Bar("ddr events --format json", HELLO, most=1.35),
    Bar("ddr events, as a table", TABLE, most=1.35),
)


def measure(folder: Path, subject: Subject, rounds: int) -> list[Line]:
    """Measure each promise by turns with what it is compared with, and then all commands."""
    subject.warm()
    rows = str(_rows(folder, subject))
    piped = [subject.command(f"ddr {' '.join(given)}", given) for given in _COMMANDS]
    tables = [
        subject.command(f"ddr {' '.join(given)}, as a table", given, terminal=True)
        for given in _TABLES
    ]
    hello = Command(HELLO, python(str(FLOORS / "hello.py")))
    table = Command(TABLE, python(str(FLOORS / "table.py"), rows), terminal=True)
    made = []
    for commands, times in (
        (_versions(subject), 6),
        ([hello, piped[0]], 3),
        ([table, tables[0]], 2),
    ):
        made += lines("Start-up: what is promised", by_turns(commands, times * rounds), BARS)
    others = [*filter(_works, piped), *tables]
    told = [Bar(command.name, HELLO) for command in piped]
    made += lines("Start-up: every command", by_turns([hello, *others], rounds), told)
    return made


def _versions(subject: Subject) -> list[Command]:
    found = [Command(BARE, python("-c", "pass")), subject.command(_VERSION, ["--version"])]
    site = subject.launcher.with_name("site")
    if site.exists():
        found.append(Command(_IMPORT, python("-c", "import ddr"), {"PYTHONPATH": str(site)}))
    older = subject.launcher.with_name(OLDER)
    if older.exists():
        found.append(Command(_OLD, [str(older), "--version"]))
    return found


def _rows(folder: Path, subject: Subject) -> Path:
    """Write what the table of events shows on a narrow terminal: date, title and id."""
    output = run(subject.command("rows", ["events", *_TSV])).output.decode()
    cells = [line.split("\t") for line in output.splitlines()]
    path = folder / "rows.tsv"
    path.write_text("".join(f"{c[0]}\t{c[1]}\t{c[-1]}\n" for c in cells), "utf-8")
    return path


def _works(command: Command) -> bool:
    """Leave out a command that this version of ddr does not have, or whose tools are missing."""
    try:
        run(command)
    except FailedError:
        return False
    return True
