"""Every command of the pages for users is executed, block by block, on a copy of the timeline."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ddr.cite.pandoc.runner import find

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = ("tutorial", "query-language", "how-to")
_SECONDS = 300
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STUBS = {
    "fzf": "sed -n 2p",
    "duckdb": "cat > /dev/null < /dev/null",
    "pandoc": f'exec "{find()}" "$@"',
}
"""What stands for a program that is not there: fzf chooses the first; pandoc is that of ddr."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a reader with a timeline of their own and an empty home."""
    folder = tmp_path_factory.mktemp("desk")
    timeline = folder / "timeline"
    shutil.copytree(ROOT / "data", timeline, ignore=shutil.ignore_patterns(".ddr"))
    programs = folder / "bin"
    programs.mkdir()
    calls = STUBS | {"ddr": f'exec "{sys.executable}" -m ddr "$@"'}
    for name, call in calls.items():
        if name == "ddr" or shutil.which(name) is None:
            (programs / name).write_text(f"#!/bin/sh\n{call}\n", "utf-8")
            (programs / name).chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DDR_")}
    return kept | {
        "PATH": os.pathsep.join([str(programs), kept.get("PATH", "")]),
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(folder),
        "DDR_CACHE": str(folder / "cache"),
        "DDR_CONFIG": str(folder / "config"),
        "DDR_TIMELINE": str(timeline),
        "LC_ALL": "C.UTF-8",
    }


def run(script: str, environment: dict[str, str], folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        env=environment, cwd=folder, capture_output=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL, timeout=_SECONDS,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_runs(page: str, desk: dict[str, str], tmp_path: Path) -> None:
    blocks = _BLOCK.findall((DOCS / f"{page}.md").read_text("utf-8"))
    assert blocks
    for block in blocks:
        code, told = run(block, desk, tmp_path)
        assert code == 0, f"{block}\n{told[-1500:]}"
        assert "Traceback" not in told


def test_the_tutorial_has_ten_steps_and_its_paper_is_right(
    desk: dict[str, str], tmp_path: Path
) -> None:
    text = (DOCS / "tutorial.md").read_text("utf-8")
    assert re.findall(r"^\*\*(\d+)\.", text, re.MULTILINE) == [str(n) for n in range(1, 11)]
    paper = next(block for block in _BLOCK.findall(text) if "END" in block)
    code, told = run(paper, desk, tmp_path)
    assert code == 0
    assert "no findings" in told
    wrong = paper.replace("peaceful", "violent")
    assert wrong != paper
    assert run(wrong, desk, tmp_path)[0] == 1


_ROW = re.compile(r"\| `((?:ACCESSIBLE=1 )?ddr [^`]+)` \|")
_ASKS = ("ddr browse", "ddr new", "ddr config", "ddr proof")
"""Commands of the index that need a screen or a file, or that write."""


def test_every_command_of_the_index_runs(desk: dict[str, str], tmp_path: Path) -> None:
    commands = _ROW.findall((DOCS / "README.md").read_text("utf-8"))
    assert len(commands) > 20
    for line in commands:
        if not line.startswith(_ASKS):
            code, told = run(line, desk, tmp_path)
            assert code == 0, f"{line}\n{told[-800:]}"


def test_the_index_leads_to_every_page() -> None:
    text = (DOCS / "README.md").read_text("utf-8")
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", text))
    assert linked == {path.name for path in DOCS.glob("*.md")} - {"README.md"}
