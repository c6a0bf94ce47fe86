"""Writing where several timelines are used at once: one of them is written, all are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.errors import Exit

from .conftest import SMALL, Ddr

MORE = """\
schema = 1
version = "2020.01.01"
title = "More"

[[event]]
id = "e3"
date = "1952"
title = "Three"
kind = "visit"
place = "town"
evidence = [{ source = "s1", says = "It was so once more." }]
confidence = "high"
"""
BOTH = ("--timeline", "timeline.toml", "--timeline", "more.toml")


@pytest.fixture
def more(timeline: Path) -> Path:
    """Return a second timeline, which names records of the first."""
    path = timeline.with_name("more.toml")
    path.write_text(MORE, "utf-8")
    return path


@pytest.mark.parametrize("order", [BOTH, BOTH[2:] + BOTH[:2]])
def test_a_record_that_another_timeline_names_is_renamed_in_two_steps(
    ddr: Ddr, timeline: Path, more: Path, order: tuple[str, ...]
) -> None:
    told = ddr("rename", "town", "city", *order, code=Exit.NOTHING)
    assert told.err == (
        "ddr: 'town' is named by e3 (place, more.toml:5) too, and one file is written at a time; "
        "nothing was written: rename it with --timeline timeline.toml alone, then "
        "'ddr check --fix' over all\n"
    )
    assert (timeline.read_text("utf-8"), more.read_text("utf-8")) == (SMALL, MORE)
    assert "in 1 other record too" in ddr("rename", "town", "city", *BOTH[:2]).err
    ddr("check", "--fix", "--yes", *order)
    assert more.read_text("utf-8").count('place = "city"') == 1
    ddr("check", *order)


def test_a_record_that_another_timeline_names_is_not_removed(
    ddr: Ddr, timeline: Path, more: Path
) -> None:
    told = ddr("remove", "town", *BOTH, code=Exit.NOTHING)
    assert told.err == "ddr: 'town' is named by e3 (place, more.toml:5): change them first\n"
    assert (timeline.read_text("utf-8"), more.read_text("utf-8")) == (SMALL, MORE)
