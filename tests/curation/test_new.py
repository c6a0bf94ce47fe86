"""`ddr new`: what it makes, and what of it outlives a clone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.corpus.load import check
from ddr.errors import Exit


def git(*arguments: str, within: Path) -> None:
    who = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    subprocess.run(["git", *who, *arguments], cwd=within, check=True, capture_output=True)


def cloned(folder: Path, target: Path) -> Path:
    """Clone what a folder holds as git does on Windows; return the timeline of the clone."""
    git("init", "-q", within=folder)
    git("add", "-A", within=folder)
    git("commit", "-qm", "x", within=folder)
    git("-c", "core.autocrlf=true", "clone", "-q", str(folder), str(target), within=folder)
    return target / "timeline.toml"


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.parametrize("ruled", [False, True], ids=["new", "with rules of its own"])
def test_a_clone_with_other_line_ends_holds_its_texts(tmp_path: Path, ruled: bool) -> None:
    own = tmp_path / "own"
    own.mkdir()
    rules = own / ".gitattributes"
    if ruled:
        rules.write_text("* text=auto\n", "utf-8")
    assert run(["new", str(own)]) == Exit.OK
    assert rules.read_text("utf-8").endswith("* text=auto\n" if ruled else "sources/** -text\n")
    path = cloned(own, tmp_path / "clone")
    assert b"\r\n" in path.read_bytes()
    assert check([path]).problems == []


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_a_clone_without_the_rule_is_told_what_happened(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "own")]) == Exit.OK
    (tmp_path / "own" / ".gitattributes").unlink()
    (fault,) = check([cloned(tmp_path / "own", tmp_path / "clone")]).problems
    assert fault.code == "text-hash"
    assert "other line ends, as git gives them with core.autocrlf" in fault.message


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("name", ["suez.toml", "suez"])
def test_the_name_of_a_file_makes_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, there: bool
) -> None:
    path = tmp_path / name
    if there:
        path.write_text("", "utf-8")
    made = not there and name == "suez"
    assert run(["new", str(path)]) == (Exit.OK if made else Exit.USAGE)
    told = f"ddr: {path}: is the name of a file; name the folder that is to be made\n"
    assert capsys.readouterr().err == ("" if made else told)
    assert path.exists() == (made or there)
