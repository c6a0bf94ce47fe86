"""Run commands by turns and put their medians side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Literal

from benchmarks.process import Command, Cost, run

What = Literal["cpu", "peak"]
Costs = dict[str, list[Cost]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A comparison, and the promise that goes with it.

    name: the command.
    against: the name of the command that it is compared with.
    what: the cost that is compared.
    most: the largest ratio that keeps the promise; 0 where none is made.
    """

    name: str
    against: str
    what: What = "cpu"
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """How a comparison came out."""

    bar: Bar
    value: float

    @property
    def missed(self) -> bool:
        """Return whether a promise is broken."""
        return 0 < self.bar.most < self.value


@dataclass(frozen=True, slots=True)
class Line:
    """What one command costs, as medians.

    cpu: milliseconds.
    spread: half the distance between the quartiles of `cpu`, as a part of the median.
    peak: MiB.
    """

    group: str
    name: str
    cpu: float
    spread: float
    peak: float
    ratios: tuple[Ratio, ...]


def by_turns(commands: Sequence[Command], rounds: int) -> Costs:
    """Run every command once a round, so that a busy moment of the machine meets them all."""
    costs: Costs = {command.name: [] for command in commands}
    for number in range(-1, rounds):
        for command in commands:
            cost = run(command)
            if number >= 0:  # the first round warms the caches of the system
                costs[command.name].append(cost)
        tell(f"{number + 1} of {rounds} rounds")
    return costs


def lines(group: str, costs: Mapping[str, Sequence[Cost]], bars: Iterable[Bar] = ()) -> list[Line]:
    """Return a line for each command."""
    compared = [Ratio(bar, _ratio(costs, bar)) for bar in bars if bar.name in costs]
    return [
        Line(
            group,
            name,
            cpu=_median(found, "cpu"),
            spread=_spread([cost.cpu for cost in found]),
            peak=_median(found, "peak"),
            ratios=tuple(ratio for ratio in compared if ratio.bar.name == name),
        )
        for name, found in costs.items()
    ]


def tell(progress: str) -> None:
    """Say on a terminal how far the work has come."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{progress}")
        sys.stderr.flush()


def _ratio(costs: Mapping[str, Sequence[Cost]], bar: Bar) -> float:
    return _median(costs[bar.name], bar.what) / _median(costs[bar.against], bar.what)


def _median(costs: Sequence[Cost], what: What) -> float:
    return median(cost.cpu if what == "cpu" else cost.peak for cost in costs)


def _spread(values: Sequence[float]) -> float:
    if len(values) < 2:  # noqa: PLR2004
        return 0.0
    first, middle, third = quantiles(values, n=4)
    return (third - first) / 2 / middle
