"""A source is known by the citation key that its author gave it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Ddr


@pytest.fixture
def keyed(timeline: Path) -> str:
    text = timeline.read_text("utf-8").replace('id = "s1"', 'id = "s1"\ncitation-key = "김:Book_1"')
    timeline.write_text(text, "utf-8")
    return "김:Book_1"


@pytest.mark.parametrize(
    "command",
    [("show",), ("cite",), ("bib", "--to", "biblatex"), ("cite", "--to", "pandoc-key")],
)
def test_commands_know_a_source_by_it(ddr: Ddr, keyed: str, command: tuple[str, ...]) -> None:
    assert ddr(*command, keyed).out == ddr(*command, "s1").out
    if "--to" in command:
        assert keyed in ddr(*command, "s1").out


def test_a_manuscript_may_cite_it(ddr: Ddr, keyed: str, timeline: Path) -> None:
    (timeline.parent / "paper.md").write_text(f"See [@{keyed}] and [@s1].\n", "utf-8")
    ddr("proof", "paper.md")
    assert f"{{{keyed},\n  ids = {{s1}}" in ddr("bib", "--from", "paper.md", "--to", "biblatex").out


def test_it_names_one_record(ddr: Ddr, timeline: Path) -> None:
    text = timeline.read_text("utf-8").replace('id = "s1"', 'id = "s1"\ncitation-key = "ann"')
    timeline.write_text(text, "utf-8")
    assert "the citation key 'ann' names 'ann' already" in ddr("check", code=1).out
