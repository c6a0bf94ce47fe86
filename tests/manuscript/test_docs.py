"""The page on proofreading is true: its codes and its example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.manuscript.findings import CODES
from tests.shared import FIVE

TEXT = (Path(__file__).parents[2] / "docs" / "proof.md").read_text("utf-8")


def block(language: str) -> str:
    return TEXT.partition(f"```{language}\n")[2].partition("```")[0]


def test_every_code_is_told_and_no_other() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.MULTILINE) == [*CODES]


def test_the_example_is_what_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paper.md").write_text(block("markdown"), "utf-8")
    assert run(["proof", "paper.md", "--timeline", str(FIVE)]) == 1
    assert capsys.readouterr().out == block("text")
