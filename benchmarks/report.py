"""The report: a table in plain text, or JSON."""

from __future__ import annotations

import json
import platform
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from benchmarks.compare import Line, Ratio


def text(lines: Sequence[Line]) -> Iterable[str]:
    """Yield the lines of the table; what a ratio is of stands beside it."""
    width = max(len(line.name) for line in lines) + 2
    yield " · ".join(f"{name} {value}" for name, value in machine().items())
    yield f"{'':<{width}}   CPU ms      ±   peak MiB   ratio of medians"
    for group, members in groupby(lines, key=lambda line: line.group):
        yield ""
        yield group
        for line in members:
            cost = f"{line.cpu:>7.1f} {line.spread:>6.0%} {line.peak:>10.1f}"
            ratios = "; ".join(map(_told, line.ratios))
            yield f"  {line.name:<{width}}{cost}   {ratios}".rstrip()
    yield ""
    missed = sum(ratio.missed for line in lines for ratio in line.ratios)
    kept = sum(ratio.bar.most > 0 for line in lines for ratio in line.ratios) - missed
    yield f"bars kept: {kept}, missed: {missed}"


def as_json(lines: Sequence[Line]) -> str:
    """Return the report as one JSON object."""
    values = []
    for line in lines:
        value: dict[str, Any] = asdict(line)
        for ratio, told in zip(line.ratios, value["ratios"], strict=True):
            told["missed"] = ratio.missed
        values.append(value)
    return json.dumps({"machine": machine(), "lines": values}, indent=2, ensure_ascii=False)


def machine() -> dict[str, str]:
    """Return what the numbers depend on, as far as it can be told."""
    return {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "system": f"{sys.platform} {platform.machine()}",
    }


def _told(ratio: Ratio) -> str:
    bar = ratio.bar
    what = f" of {bar.against}" if bar.what == "cpu" else " in memory"
    promise = f", bar {bar.most:g}" if bar.most else ""
    return f"{ratio.value:.2f}{what}{promise}{' MISSED' if ratio.missed else ''}"
