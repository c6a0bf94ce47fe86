"""What ``ddr browse`` costs: its first screen, its memory, and each of its keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from benchmarks.compare import Bar, Line, Ratio, by_turns, lines, tell
from benchmarks.process import Command, python, run
from benchmarks.subject import FLOORS, ROOT, Subject

LEAST = "Textual: one line of text"
_MOST = 1.5
_KEY = 0.4
"""Of the time of the least screen: what a key costs at most."""
_MEMORY = 60.0
"""MiB above those of the least screen."""
_SLOWEST = 8
"""Keys that are told, the slowest."""


def measure(small: Subject, large: Subject, rounds: int) -> list[Line]:
    """Open and leave the screen on a small and on a large timeline; press every key on the large.

    A screen is left by the key that Textual itself presses once it is drawn.
    """
    for subject in (small, large):
        subject.warm()
    least = _on_screen(Command(LEAST, python(str(FLOORS / "screen.py"))))
    first = "ddr browse, drawn and left"
    many = f"{first}, large timeline"
    commands = [
        least,
        _on_screen(small.command(first, ["browse"])),
        _on_screen(large.command(many, ["browse"])),
    ]
    bars = [Bar(name, LEAST, most=_MOST) for name in (first, many)]
    bars += [Bar(name, LEAST, "peak") for name in (first, many)]
    made = lines("Browsing: the first screen", by_turns(commands, rounds), bars)
    return made + list(_keys(large, max(3, rounds // 5), made[0]))


def _on_screen(command: Command) -> Command:
    """Return a command whose input too is the terminal, and that is left once it is drawn."""
    argv = ("/bin/sh", "-c", 'exec "$0" "$@" <&1', *command.argv)
    variables = {**command.variables, "TEXTUAL_PRESS": "ctrl+q"}
    return replace(command, argv=argv, variables=variables, terminal=True)


def _keys(subject: Subject, rounds: int, floor: Line) -> Iterable[Line]:
    """Yield the slowest keys, the median of all, and the memory once all are pressed.

    floor: the least screen, which they are compared with.
    """
    called = subject.command("keys", [])
    site = f"{subject.launcher.with_name('site')}:{ROOT}"
    argv = python("-m", "benchmarks.keys", str(subject.timeline))
    command = replace(called, argv=argv, variables={**called.variables, "PYTHONPATH": site})
    costs: dict[int, list[float]] = {}
    names: dict[int, str] = {}
    peaks = []
    for number in range(rounds):
        tell(f"pressing every key: {number + 1} of {rounds}")
        cost = run(command)
        peaks.append(cost.peak)
        for place, told in enumerate(cost.output.decode().splitlines()):
            spent, _, names[place] = told.partition("\t")
            costs.setdefault(place, []).append(float(spent))
    found = {place: median(some) for place, some in costs.items()}
    slowest = sorted(found, key=lambda place: -found[place])[:_SLOWEST]
    group = "Browsing a large timeline: the slowest keys"
    for place in slowest:
        bar = Bar(names[place], LEAST, most=_KEY)
        yield Line(group, bar.name, found[place], 0.0, 0.0, (Ratio(bar, found[place] / floor.cpu),))
    yield Line(group, "the median of all keys", median(found.values()), 0.0, 0.0, ())
    bar = Bar("all keys, memory above the least screen", f"{_MEMORY:g} MiB", most=1.0)
    above = median(peaks) - floor.peak
    yield Line(group, bar.name, 0.0, 0.0, above, (Ratio(bar, above / _MEMORY),))
