"""What a citation costs: asked again, and for the first time, beside pandoc's own run for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.compare import Bar, Line, by_turns, lines
from benchmarks.process import Command, Cost, FailedError, python, run
from benchmarks.startup import HELLO
from benchmarks.subject import FLOORS, Subject

AGAIN = "ddr cite, asked again"
FIRST = "ddr cite, for the first time"
PANDOC = "pandoc alone, the same work"
ALLOWED = "asked again, and pandoc with 15 % more"
BARS = (Bar(AGAIN, HELLO, most=1.4), Bar(FIRST, ALLOWED, most=1.0), Bar(FIRST, PANDOC))

ALL = "ddr bib --all"
ITEMS = "pandoc --citeproc, the same items"
ALL_BARS = (Bar(ALL, ITEMS, most=1.5),)

_MORE = 1.15
_ASKED = ("cite", "kremlin-2019-4e")
FIND = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from ddr.cite.pandoc.runner import find; print(find())"
)
_STYLE = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from ddr.cite.style.finder import find; print(find('chicago').path)"
)
_RECORD = """\
#!/bin/sh
cat > '{folder}/input'
printf '%s\\n' "$@" > '{folder}/arguments'
exec '{pandoc}' "$@" < '{folder}/input'
"""


def measure(folder: Path, subject: Subject, rounds: int) -> list[Line]:
    """Measure by turns; the first time is to cost what both others do, and 15 %."""
    subject.warm()
    again = subject.command(AGAIN, _ASKED)
    hello = Command(HELLO, python(str(FLOORS / "hello.py")))
    costs = by_turns([hello, _alone(folder, subject), _first(subject), again], rounds)
    costs[ALLOWED] = [
        Cost(one.cpu + _MORE * other.cpu, max(one.peak, other.peak), b"")
        for one, other in zip(costs[AGAIN], costs[PANDOC], strict=True)
    ]
    return lines("Citing", costs, BARS) + _bibliography(folder, subject, rounds)


def _bibliography(folder: Path, subject: Subject, rounds: int) -> list[Line]:
    """Measure the list of all sources, beside pandoc's own on the items that ddr exports."""
    items = folder / "items.json"
    items.write_bytes(run(subject.command("items", ("bib", "--all", "--to", "csl-json"))).output)
    given = ["-f", "csljson", "--citeproc", f"--csl={found(_STYLE, subject)}", "-t", "plain"]
    alone = Command(ITEMS, [found(FIND, subject), *given, str(items)])
    costs = by_turns([subject.command(ALL, ("bib", "--all")), alone], max(5, rounds // 3))
    return lines("A list of all sources", costs, ALL_BARS)


def found(script: str, subject: Subject) -> str:
    """Return what a script prints that is given the place of the package."""
    site = str(subject.launcher.with_name("site"))
    return run(Command("find", python("-c", script, site))).output.decode().strip()


def _first(subject: Subject) -> Command:
    """Return a call that finds no citation in the cache: those kept before are removed."""
    kept = next(subject.home.rglob("*.stamp")).parent / "citations"
    return replace(subject.command(FIRST, _ASKED), without=kept)


def _alone(folder: Path, subject: Subject) -> Command:
    """Return a run of pandoc with the arguments and the input that ddr gives it."""
    pandoc = found(FIND, subject)
    recorder = folder / "pandoc"
    recorder.write_text(_RECORD.format(folder=folder, pandoc=pandoc), "utf-8")
    recorder.chmod(0o755)
    variables = {"HOME": str(subject.home), "DDR_PANDOC": str(recorder)}
    run(replace(_first(subject), variables=variables))
    given = folder / "arguments"
    if not given.exists():
        raise FailedError("ddr cite ran no pandoc")
    script = f'exec "$0" "$@" < \'{folder}/input\''
    return Command(PANDOC, ["/bin/sh", "-c", script, pandoc, *given.read_text().splitlines()])
