"""Imports of many entries: what ten times as many cost."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ..conftest import Ddr

NEW, KEYLESS = "@article{{key{0}, doi={{10.1000/{0}}}, ", "@article{{, "
FIELDS = "title={{A {1} of railways}}, author={{Roe, Ann and Lee, Ann{0}}}, year=1950}}\n"


def entries(form: str, count: int) -> str:
    titles = ("study", "history", "view")
    return "".join((form + FIELDS).format(n, f"{titles[n % 3]} {n}") for n in range(count))


def calls(ddr: Ddr, *words: str) -> int:
    """Run a command; return how many functions it called, those of Python and of C."""
    count = 0

    def seen(_frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        ddr(*words, code=None)
    finally:
        sys.setprofile(None)
    return count


def rows(count: int) -> str:
    line = "{},The meeting {} of {},Ann Lee,talks,s1,What it says\n"
    head = "date,title,who,kind,source,says\n"
    return head + "".join(line.format(1900 + n % 120, n, n % 7) for n in range(count))


@pytest.mark.parametrize("form", [NEW, KEYLESS])
def test_an_import_costs_the_same_for_each_entry_of_many(
    ddr: Ddr, timeline: Path, form: str
) -> None:
    cost = {}
    for count in (1, 100, 500, 900):  # the first loads what is needed
        (timeline.parent / "x.bib").write_text(entries(form, count), "utf-8")
        add = ("add", "source", "--from", "x.bib", "--origin", "dprk")
        cost[count] = calls(ddr, *add), calls(ddr, *add)  # new ones, and the same again
        ddr("undo")
    for few, some, many in zip(cost[100], cost[500], cost[900], strict=True):
        assert many - some < 1.04 * (some - few)


def test_a_table_costs_the_same_for_each_row_of_many(ddr: Ddr, timeline: Path) -> None:
    cost = {}
    for count in (1, 100, 500, 900):  # the first loads what is needed
        (timeline.parent / "x.csv").write_text(rows(count), "utf-8")
        cost[count] = calls(ddr, "add", "event", "--from", "x.csv")
        ddr("undo")
    assert cost[900] - cost[500] < 1.04 * (cost[500] - cost[100])
