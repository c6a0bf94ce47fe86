"""``ddr proof``: what it prints, in which format, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.manuscript.findings import CODES, ProofFinding
from ddr.views.fault_lines import annotate_findings

from .held import FIVE

WRONG = (
    "He said that “there is alternative to a peaceful resolution” [@kremlin-2019, para. 4].\n\n"
    "And [@kremlin-2018]; “words” of “a text that is not held” [@frus-1948-v06-d894].\n"
)
RIGHT = "He said that “there is no alternative” [@kremlin-2019, para. 4].\n"
FIELDS = list(ProofFinding.__slots__)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.md").write_text(WRONG, "utf-8")
    (tmp_path / "right.md").write_text(RIGHT, "utf-8")
    return tmp_path


def proof(*arguments: str) -> int:
    return run(["proof", *arguments, "--timeline", str(FIVE)])


@pytest.mark.usefixtures("folder")
def test_a_clean_manuscript_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof("right.md") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "ddr: no findings in 1 citation\nddr: 1 quotation: 1 verbatim\n"


@pytest.mark.usefixtures("folder")
def test_findings_are_lines_with_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof("right.md", "wrong.md") == 1
    out, err = capsys.readouterr()
    first, difference, second, *rest = out.splitlines()
    assert re.fullmatch(r"wrong\.md:1: “there is alternative .*” ?.*: .* \[omission\]", first)
    assert difference == "    there is {+no+} alternative to a peaceful resolution"
    assert second.startswith(
        "wrong.md:3: there is no key 'kremlin-2018'; did you mean 'kremlin-2019'"
    )
    assert len(rest) == 1
    assert err.startswith("ddr: 3 findings in 4 citations")


def test_what_cannot_be_checked_is_told_when_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "odd.md").write_text("“Some words of it” [@nobody].\n", "utf-8")
    (folder / "other.bib").write_text("@book{nobody,\n}\n", "utf-8")
    assert proof("odd.md", "--also", "other.bib") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 quotation: 1 of texts not held; --verbose tells which" in err
    assert proof("odd.md", "--also", "other.bib", "-v") == 0
    assert "[not-held]" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_json_holds_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof("wrong.md", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [list(one) for one in found] == [FIELDS] * 3
    assert {one["code"] for one in found} <= set(CODES)
    assert found[0]["nearest"] == "there is no alternative to a peaceful resolution"
    assert proof("right.md", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert proof("wrong.md", "--format", "jsonl") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == found


@pytest.mark.usefixtures("folder")
def test_annotations_for_github(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof("wrong.md", "--format", "github") == 1
    first = capsys.readouterr().out.splitlines()[0]
    begin = "::error file=wrong.md,line=1,col=14,title=ddr proof%3A omission::“there is alternative"
    assert first.startswith(begin)
    assert first.endswith("%0Athere is {+no+} alternative to a peaceful resolution")


def test_annotations_are_escaped_as_the_runner_reads_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    import sys

    message = "50%, x::y\n::error::z"
    one = ProofFinding("a,b:c%.md", 1, 2, "not-held", "info", message, difference="d\re\x1b[m")
    annotate_findings([one], sys.stdout)
    (line,) = capsys.readouterr().out.splitlines()
    properties, told = line.removeprefix("::notice ").split("::", 1)
    named = dict(part.split("=") for part in properties.split(","))
    assert unescaped(named["file"]) == "a,b:c%.md"
    assert unescaped(told) == f"{message}\nd e [m"


def unescaped(text: str) -> str:
    """Read a value as the runner does."""
    for code, mark in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, mark)
    return text


def test_a_manuscript_is_never_altered(folder: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    proof("wrong.md", "right.md", "--verbose")
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["none.md"], 2, "none.md: there is no such file"),
        (["paper.rtf"], 2, "convert it: pandoc --from rtf --to markdown paper.rtf"),
        (["paper.docx"], 3, "paper.docx: is not a document of Word or LibreOffice"),
        (["binary.md"], 3, "is a binary file; save the manuscript as text"),
        (["right.md", "--format", "xml"], 2, "--format 'xml' is not known here"),
        (["right.md", "--format-in", "latx"], 2, "did you mean 'latex'"),
        (["right.md", "--also", "none.bib"], 2, "none.bib: there is no such file"),
        ([], 2, "PAPER"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    (folder / "paper.docx").write_bytes(b"PK")
    (folder / "binary.md").write_bytes(b"\0\1")
    assert proof(*arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1


def test_control_characters_reach_no_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "evil.md").write_text("“\x1b[31m never said \u202e” [@kremlin-2019].", "utf-8")
    for form in ("text", "github", "json"):
        assert proof("evil.md", "-f", form) == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", capsys.readouterr().out)
