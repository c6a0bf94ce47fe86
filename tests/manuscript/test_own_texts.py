"""``proof`` without a timeline, as a page, watched, and where papers are written."""

from __future__ import annotations

import html.parser
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from ddr.cli.app import run
from ddr.manuscript.included import FORMATS
from tests.shared import ROOT

from .held import FIVE

TEXT = (
    "He gave no answer. “We shall see,” he said to the men of the harbour on that day.\n\nThe end."
)
PAPER = r"""\documentclass{article}
\begin{document}
He spoke to ``the women of the harbour on that day'' \autocite[para.~1]{smith1970}.
``He gave no answer.'' Others differ, ``by a good deal of it'' \autocite{jones1980}.
\end{document}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DDR_TIMELINE", str(tmp_path / "there is none.toml"))
    Path("texts").mkdir()
    Path("texts/smith1970.txt").write_text(TEXT, "utf-8")
    Path("a.tex").write_text(PAPER, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_folder_of_texts_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["proof", "a.tex", "--texts", "texts"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("a.tex:3: ")
    assert "[-women-] {+men+}" in out
    assert out.count("[not-verbatim]") == 1
    assert "no key" not in out
    assert "3 quotations: " in err
    assert "2 of texts not held" in err


@pytest.mark.usefixtures("folder")
def test_with_a_bibliography_other_keys_are_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("refs.bib").write_text("@book{smith1970, title = {X}}\n", "utf-8")
    assert run(["proof", "a.tex", "--texts", "texts", "--also", "refs.bib"]) == 1
    assert "there is no key 'jones1980'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "told"), [("none", "there is no such folder"), ("empty", "the folder holds no texts")]
)
def test_a_folder_without_texts_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, told: str
) -> None:
    (folder / "empty").mkdir()
    assert run(["proof", "a.tex", "--texts", name]) == 2
    assert told in capsys.readouterr().err


class _Sound(html.parser.HTMLParser):
    """Notes the elements, and those that are open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, _: object) -> None:
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.usefixtures("folder")
def test_the_page_has_a_row_for_each_quotation(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(
        "“there is alternative to a peaceful resolution” [@kremlin-2019, para. 4]. "
        "<b>“of <script>alert(1)</script> R&D and more of it”</b> [@nobody].\n",
        "utf-8",
    )
    assert run(["proof", "a.md", "--format", "html", "--timeline", str(FIVE)]) == 1
    page = capsys.readouterr().out
    read = _Sound(page)
    assert read.open == []
    assert read.seen.count("tr") == 1 + 2
    assert "<ins>no</ins>" in page
    assert "<script>" not in page
    assert not re.search(r"(?:src|href)=", page)


def test_a_watched_paper_is_checked_again(folder: Path) -> None:
    command = [sys.executable, "-m", "ddr", "proof", "a.tex", "--texts", "texts", "--watch"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        assert "[not-verbatim]" in process.stdout.readline()
        process.stdout.readline()
        time.sleep(1.2)
        wrong = PAPER.replace("women", "mice").replace("harbour", "harbor")
        (folder / "a.tex").write_text(wrong, "utf-8")
        assert "the mice of the harbor" in process.stdout.readline()
        process.kill()


def test_the_hook_takes_every_format() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    taken = re.compile(hook["files"])
    wanted = {one for form, found in FORMATS.items() if form != "plain" for one in found}
    assert {one for one in wanted if not taken.search(f"a{one}")} <= {".docm", ".dotx", ".ott"}
    assert not taken.search("a.txt")
    assert hook["entry"].split()[0] == "ddr"


def test_the_action_runs_the_command_and_passes_words_as_words(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    assert "${{" not in step["run"]
    shim = folder / "ddr"
    shim.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "import json,sys;print(json.dumps(sys.argv[1:]))" "$@"\n'
    )
    shim.chmod(0o755)
    values = {"DDR_PAPERS": "a b.md\n$(id).md\n", "DDR_OPTIONS": "--uncited\n"}
    path = {"PATH": f"{folder}:/usr/bin:/bin"}
    subprocess.run(["bash", "-e", "-c", step["run"]], env=values | path, check=True)
    told = json.loads(capfd.readouterr().out)
    assert told == ["proof", "--format", "github", "--uncited", "--", "a b.md", "$(id).md"]
