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

_MORE = 1.15
_ASKED = ("cite", "kremlin-2019-4e")
_FIND = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from ddr.cite.pandoc.runner import find; print(find())"
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
    return lines("Citing", costs, BARS)


def _first(subject: Subject) -> Command:
    """Return a call that finds no citation in the cache: those kept before are removed."""
    kept = next(subject.home.rglob("*.stamp")).parent / "citations"
    return replace(subject.command(FIRST, _ASKED), without=kept)


def _alone(folder: Path, subject: Subject) -> Command:
    """Return a run of pandoc with the arguments and the input that ddr gives it."""
    site = str(subject.launcher.with_name("site"))
    pandoc = run(Command("find", python("-c", _FIND, site))).output.decode().strip()
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
