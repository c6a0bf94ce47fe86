"""``ddr cite``: every form at once, quotations, files, and what does not go together."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from ddr.cite.pandoc import runner
from ddr.cite.style import finder

from .running import DDR, Ddr

FORMS = ["note", "short", "bibliography", "in-text"]
STATEMENT = "kremlin-2019-4e"


def read_back(content: bytes) -> str:
    """Return the text of a Word file, as pandoc reads it."""
    done = subprocess.run(
        [runner.find(), "-f", "docx", "-t", "plain", "--wrap=none"],
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@pytest.mark.parametrize("style", ["chicago", "apa", "ieee", "gost"])
def test_all_forms_are_those_asked_for_one_by_one(ddr: Ddr, style: str) -> None:
    answer = ddr("cite", STATEMENT, "mfa-2021", "--form", "all", "--style", style)
    assert answer.code == 0
    rows = [line.split("\t") for line in answer.lines]
    assert rows[0] == ["id", "form", "text"]
    assert [row[:2] for row in rows[1:]] == [
        [name, form] for name in (STATEMENT, "mfa-2021") for form in FORMS
    ]
    for form in ("note", "short", "in-text"):
        alone = ddr("cite", STATEMENT, "--form", form, "--style", style).out.strip()
        if style != "ieee":  # which numbers what it cites
            assert [row[2] for row in rows if row[:2] == [STATEMENT, form]] == [alone]


def test_all_forms_on_a_terminal_are_labelled_and_come_once(ddr: Ddr) -> None:
    shown = ddr.show("cite", STATEMENT, "--form", "all", "--style", "apa", width=200)
    labels = [line for line in shown.lines if line.endswith(":")]
    assert labels == ["note, short, in-text:", "bibliography:"]
    chicago = ddr.show("cite", STATEMENT, "--form", "all", width=400)
    assert [line for line in chicago.lines if line.endswith(":")] == [
        "note, in-text:", "short:", "bibliography:",
    ]  # fmt: skip


def test_all_forms_cost_one_run_of_pandoc(ddr: Ddr, tmp_path: Path) -> None:
    counted = tmp_path / "pandoc"
    counted.write_text(f'#!/bin/sh\necho run >> "{tmp_path}/runs"\nexec "{runner.find()}" "$@"\n')
    counted.chmod(0o755)
    env = {"DDR_PANDOC": str(counted), "DDR_CACHE": str(tmp_path / "cache")}
    for _ in range(2):
        assert ddr.run(DDR, "cite", "mfa-2021", "--form", "all", env=env).code == 0
    assert (tmp_path / "runs").read_text().count("run") == 1
    assert ddr("cite", "mfa-2021", "--quote", env=env).code == 2
    assert ddr("cite", STATEMENT, "--quote", env=env).code == 0
    assert (tmp_path / "runs").read_text().count("run") == 2


def test_a_style_beside_is_never_taken_for_one_of_its_name_elsewhere(
    ddr: Ddr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"DDR_CACHE": str(tmp_path / "cache")}
    answers = []
    for name in ("apa", "ieee"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "my.csl").write_bytes(finder.find(name).path.read_bytes())
        monkeypatch.chdir(tmp_path / name)
        call = ("cite", "mfa-2021", "--style", "my.csl", "--form", "bibliography")
        answers.append(ddr.run(DDR, *call, env=env).out)
    assert answers[0] != answers[1]


def test_the_words_go_before_their_citation(ddr: Ddr) -> None:
    words = ddr("said", "--source", "kremlin-2019", "-f", "jsonl").out
    answer = ddr("cite", STATEMENT, "--quote", "--style", "apa")
    assert answer.code == 0
    quoted = answer.out[1 : answer.out.index("”")]
    assert quoted in words
    assert answer.out.endswith("” (Putin & Kim, 2019, para. 4, Vladimir Putin speaking).\n")


@pytest.mark.parametrize("command", [("cite", STATEMENT), ("bib", "kremlin-2019")])
def test_word_files_are_read_back(ddr: Ddr, tmp_path: Path, command: tuple[str, ...]) -> None:
    plain = ddr(*command).out
    path = tmp_path / "out.docx"
    answer = ddr(*command, "--to", "docx", "--output", str(path))
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    content = path.read_bytes()
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert read_back(content).split() == plain.split()


def test_a_quotation_in_word_has_a_real_footnote(ddr: Ddr, tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    assert ddr("cite", STATEMENT, "--quote", "--to", "docx", "-o", str(path)).code == 0
    with zipfile.ZipFile(path) as file:
        assert b"Speeches at the Official" in file.read("word/footnotes.xml")
        assert b"We welcome DPRK" in file.read("word/document.xml")


def test_a_terminal_is_spared_what_is_no_text(ddr: Ddr) -> None:
    for command in (("cite", STATEMENT), ("bib", "kremlin-2019")):
        shown = ddr.show(*command, "--to", "docx", width=200)
        assert shown.code == 2
        assert "--output" in shown.text
        assert "PK" not in shown.text


def test_any_markup_goes_into_a_file(ddr: Ddr, tmp_path: Path) -> None:
    path = tmp_path / "é.html"
    answer = ddr("cite", STATEMENT, "--to", "html", "--output", str(path))
    assert (answer.code, answer.out) == (0, "")
    assert path.read_text("utf-8") == ddr("cite", STATEMENT, "--to", "html").out
    nowhere = ddr("cite", STATEMENT, "--output", str(tmp_path / "none" / "x"))
    assert nowhere.code == 4
    assert nowhere.err.count("\n") == 1


@pytest.mark.parametrize(
    "call",
    [
        (), ("kremlin-2019", "--quote"), ("1948-10-12-relations", "--quote"),
        ("vladimir-putin", "--quote"), ("kremlin-2019", "--dataset"), ("--dataset", "--quote"),
        (STATEMENT, "--quote", "--form", "bibliography"), (STATEMENT, "--quote", "-l", "4"),
        (STATEMENT, "--quote", "--form", "all"), (STATEMENT, "--quote", "--to", "ris"),
        (STATEMENT, "--form", "all", "--to", "docx"), (STATEMENT, "--copy", "--to", "docx"),
    ],
)  # fmt: skip
def test_what_does_not_go_together(ddr: Ddr, call: tuple[str, ...]) -> None:
    answer = ddr("cite", *call)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


def test_the_timeline_itself(ddr: Ddr) -> None:
    answer = ddr("cite", "--dataset", "--form", "bibliography")
    assert (answer.code, answer.err) == (0, "")
    assert "ersion 20" in answer.out
    assert "http" not in answer.out


def test_a_changed_timeline_is_cited_as_it_is_now(ddr: Ddr, tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    head = 'schema = 1\ntitle = "Mine"\nversion = "2026.01.0{}"\n'
    env = {"DDR_TIMELINE": str(path), "DDR_CACHE": str(tmp_path / "cache")}
    for day in (1, 1, 2):
        path.write_text(head.format(day))
        answer = ddr.run(DDR, "cite", "--dataset", env=env)
        assert f"version 2026.01.0{day}" in answer.out


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.bib", "% "), ("a.HTML", "<p>"), ("a.ris", "TY  -"), ("a.json", "["), ("a.docx", "PK")],
)
def test_a_file_holds_what_its_suffix_says(
    ddr: Ddr, tmp_path: Path, name: str, begins: str
) -> None:
    path = tmp_path / name
    assert ddr("bib", "kremlin-2019", "--output", str(path)).code == 0
    assert path.read_bytes().startswith(begins.encode())


def test_a_suffix_that_contradicts_the_format_is_refused(ddr: Ddr, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    answer = ddr("cite", STATEMENT, "--to", "html", "--output", str(path))
    assert answer.code == 2
    assert "--format html does not go into a .docx file" in answer.err
    assert not path.exists()
    path = tmp_path / "a.bib"
    assert ddr("bib", "kremlin-2019", "--to", "bibtex", "--output", str(path)).code == 0
