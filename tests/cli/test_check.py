"""``ddr check``: its formats, its explanations, and what it mends."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from ddr.cli.app import run
from ddr.corpus.load import check
from ddr.corpus.rules import RULES

RIGHT, WRONG = 'locator = "7", exact = "In July 2000', 'locator = "8", exact = "In July 2000'
HOSTILE = "\\u001b[2J\\u009b31m::error::x%0A,|\\u202e"


@pytest.fixture
def faulty(corpus_copy: Path) -> Path:
    """A timeline with an error, a warning that can be mended, and an error without a line."""
    text = corpus_copy.read_text("utf-8")
    text = text.replace(RIGHT, WRONG, 1).replace('name = "NATO"', f'name = "NATO {HOSTILE}"')
    corpus_copy.write_text(text.replace('name = "Japan"', 'name = "Japan "'), "utf-8")
    (corpus_copy.parent / "sources" / "kcna-2024.txt").unlink()
    return corpus_copy


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["check", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_every_format_tells_the_same(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problems = check([faulty]).problems
    assert len(problems) == 4, problems
    wanted = [(p.code, p.line) for p in problems]
    answers = {
        form: called(capsys, "--timeline", str(faulty), "-f", form)
        for form in ("text", "json", "jsonl", "github")
    }
    for code, out, err in answers.values():
        assert code == 1
        assert err.startswith("ddr: 3 errors, 1 warning in ")
        assert "--fix can mend 2 of them" in err
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out + err)
    told = answers["json"][1]
    assert [(one["code"], one["line"]) for one in json.loads(told)] == wanted
    lines = answers["jsonl"][1].splitlines()
    assert [json.loads(line) for line in lines] == json.loads(told)
    assert [line.rpartition("[")[2][:-1] for line in answers["text"][1].splitlines()] == [
        code for code, _ in wanted
    ]
    marked = answers["github"][1].splitlines()
    assert [line.split(" ")[0] for line in marked] == [f"::{p.severity}" for p in problems]
    for line, problem in zip(marked, problems, strict=True):
        place = f",line={problem.line}," if problem.line else ","
        assert line.partition(" ")[2].startswith(f"file={problem.file}{place}title=ddr check%3A ")
        assert "%25" in line or "%" not in line.replace("%3A", "")


def test_a_timeline_without_fault(corpus_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "--timeline", str(corpus_copy), "-f", "github")
    assert (code, out) == (0, "")
    assert err.startswith("ddr: no fault found")


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "--explain", "quotation-not-verbatim")
    assert code == 0
    assert out.startswith("quotation-not-verbatim  (error)\n  A quotation stands")
    assert "--fix puts the right paragraph" in " ".join(out.split())
    assert "allow" not in out
    _, out, _ = called(capsys, "--explain", "office")
    assert 'allow = [{ code = "office", why = "…" }]' in " ".join(out.split())


def test_every_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "--explain", "all", "-f", "json")
    told = json.loads(out)
    assert [one["code"] for one in told] == sorted(rule.code for rule in RULES)
    schema = Path(__file__).parents[2] / "docs" / "json-schema.json"
    definitions = json.loads(schema.read_text("utf-8"))["$defs"]
    for one in told:
        Draft4Validator(definitions["rule"]).validate(one)
    _, out, _ = called(capsys, "--explain", "all")
    for one in told:
        assert f"{one['code']}  ({one['severity']})" in out


def test_a_mistyped_code_suggests(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "--explain", "quotation-not-verbatm")
    assert (code, out) == (1, "")
    assert err.startswith("ddr: there is no rule 'quotation-not-verbatm'; did you mean")


def test_a_fix_is_shown_and_not_made_without_a_word(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = faulty.read_bytes()
    code, out, err = called(capsys, "--timeline", str(faulty), "--fix")
    assert code == 1
    assert faulty.read_bytes() == before
    assert f'-  {{ source = "mfa-2021", {WRONG}' in out
    assert f'+  {{ source = "mfa-2021", {RIGHT}' in out
    assert "nothing is written: add --yes to write it" in err


def test_a_fix_is_made_when_told(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "--timeline", str(faulty), "--fix", "--yes", "-f", "json")
    assert code == 1
    assert {one["code"] for one in json.loads(out)} == {"control-character", "text-missing"}
    assert f'+  {{ source = "mfa-2021", {RIGHT}' in err
    assert "'ddr undo' takes it back" in err
    assert WRONG not in faulty.read_text("utf-8")
    code, _, err = called(capsys, "--timeline", str(faulty), "--fix", "--yes")
    assert "nothing can be fixed automatically" in err


@pytest.mark.parametrize(("answer", "made"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_fix_is_asked_for_on_a_terminal(
    answer: str,
    made: bool,
    faulty: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ddr.cli.check._asked", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    _, out, err = called(capsys, "--timeline", str(faulty), "--fix")
    assert "Write this?" in out + err
    assert (WRONG in faulty.read_text("utf-8")) is not made
    assert ("nothing is written" in err) is not made
