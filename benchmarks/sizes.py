"""What a question costs on timelines of growing size: it should cost what its answer does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from benchmarks.compare import Bar, Costs, Line, by_turns, lines, tell
from benchmarks.process import Command, FailedError, run
from benchmarks.subject import Subject

PRINTED = 20
MOST = 1.5
TSV_MOST = 2.0
FORMS = ("json", "jsonl", "tsv", "csv", "markdown")
_PAGE = ("--limit", str(PRINTED))

PROMISED: tuple[tuple[str, ...], ...] = (
    ("events", *_PAGE),
    ("events", "--reverse", *_PAGE),
    ("events", "--person", "Ada Common", *_PAGE),
    ("events", "--person", "Vera Needle", *_PAGE),
    ("events", "--kind", "visit", "--since", "1960", "--until", "2010", *_PAGE),
    ("events", "--since", "1985", "--reverse", *_PAGE),
    ("events", "--place", "Northland", *_PAGE),
    ("events", "friendship", *_PAGE),
    ("events", "lighthouse", *_PAGE),
    ("events", "friendship", "--person", "Vera Needle", *_PAGE),
    ("events", "friendship", "--person", "Ada Common", "--kind", "visit", "--limit", "5"),
    ("said", "--by", "Ada Common", *_PAGE),
    ("search", "lighthouse", *_PAGE),
    ("search", "friendship", *_PAGE),
    ("search", "friendship cooperation", *_PAGE),
    ("show", "event-7"),
)
"""Questions whose answer has the same length on every timeline."""

TOLD: tuple[tuple[str, ...], ...] = (
    ("people", "Vera Needle"),
    ("events", "--person", "Basil Even", "--person", "Olga Odd", *_PAGE),
)
"""Questions that must look at more than they print."""


def measure_questions(subjects: Mapping[int, Subject], rounds: int) -> list[Line]:
    """Ask every question on every timeline, all timelines by turns."""
    for subject in subjects.values():
        subject.warm()
    made = []
    for question in (*PROMISED, *TOLD):
        most = MOST if question in PROMISED else 0.0
        group = "ddr " + " ".join(f"'{word}'" if " " in word else word for word in question)
        asked = [*question, "--format", "json"]
        commands = [subject.command(_name(n), asked) for n, subject in subjects.items()]
        _check(question, commands)
        tell(group)
        made += lines(group, by_turns(commands, rounds), _bars(list(subjects), most))
    return made


def measure_building(subjects: Mapping[int, Subject], rounds: int) -> list[Line]:
    """Build every index anew; the large ones less often."""
    costs: Costs = {}
    for number, subject in subjects.items():
        tell(f"building the index of {number:,} events")
        times = max(1, min(rounds, 3_000 // number))
        costs[_name(number)] = [run(subject.cold()) for _ in range(times)]
    return lines("Building the index", costs, _bars(list(subjects), 0.0))


def measure_lists(subjects: Mapping[int, Subject], rounds: int) -> list[Line]:
    """Print every event of the largest timeline in each form."""
    subject = subjects[max(subjects)]
    subject.warm()
    group = f"ddr events, {_name(max(subjects))}"
    tell(group)
    commands = [subject.command(f"--format {form}", ("events", "--format", form)) for form in FORMS]
    bars = [Bar("--format tsv", "--format json", most=TSV_MOST)]
    return lines(group, by_turns(commands, max(3, rounds // 5)), bars)


def _bars(sizes: Sequence[int], most: float) -> list[Bar]:
    return [
        Bar(_name(size), _name(sizes[0]), what, most)
        for size in sizes[1:]
        for what in ("cpu", "peak")
    ]


def _name(events: int) -> str:
    return f"{events:,} events"


def _check(question: Sequence[str], commands: Sequence[Command]) -> None:
    """See that all answers are equally long: ratios of different answers would mean nothing."""
    found = {command.name: len(json.loads(run(command).output)) for command in commands}
    if len(set(found.values())) != 1 or not min(found.values()):
        raise FailedError(f"{' '.join(question)}: the answers differ in length: {found}")
