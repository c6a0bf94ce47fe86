"""The registry of rules: whole, and switched off only where it may and must be."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ddr
from ddr.corpus.load import check
from ddr.corpus.rules import BY_CODE, RULES
from ddr.corpus.shapes import FORMS

from .test_planted_faults import FAULTS, plant

FILE_LEVEL = {
    "declared-otherwise",
    "declared-twice",
    "empty",
    "file-size",
    "quotation-own-copy",
    "schema",
    "text-size",
    "toml",
    "topic",
    "unreadable",
    "utf-8",
}
"""Found in heads, in files that are no timeline, too large, or beside a reader's own copies: see
test_declarations, test_broken_files, test_hostile and tests/curation/test_own_texts."""

NOTE = '\nid = "1945-liberation"\n'
STATEMENT = """
[[statement]]
id = "too-early"
speaker = "vladimir-putin"
mode = "paraphrase"
says = "Something."
date = "1999-01-01"
source = "tass-2025-12-08-matsegora"
"""


def found(timeline: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in check([timeline]).problems]


def add(timeline: Path, text: str) -> None:
    timeline.write_text(timeline.read_text("utf-8") + text, "utf-8")


def test_every_code_is_one_rule() -> None:
    assert len(BY_CODE) == len(RULES)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in BY_CODE)


def test_every_rule_has_a_planted_fault() -> None:
    planted = {one.code: one.severity for fault in FAULTS for one in fault.found}
    assert planted == {
        code: rule.severity for code, rule in BY_CODE.items() if code not in FILE_LEVEL
    }


def test_every_code_in_the_program_is_a_rule() -> None:
    """A code that is reported but not in the registry would have no explanation."""
    places = {"report": 2, "_whole": 2, "TextError": 0}
    reported = {f"bad-{form.partition('-')[0]}" for form in FORMS}
    for path in (Path(ddr.__file__).parent / "corpus").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in places:
                    code = node.args[places[name]]
                    reported |= {str(code.value)} if isinstance(code, ast.Constant) else set()
    assert {"toml", "text-hash", "duplicate-id"} <= reported
    assert reported <= {*BY_CODE}


def test_a_warning_is_switched_off_with_a_reason(corpus_copy: Path) -> None:
    add(corpus_copy, STATEMENT)
    assert found(corpus_copy) == [("office", "warning"), ("order", "warning")]
    add(
        corpus_copy,
        'allow = [{ code = "office", why = "Not recorded." }, { code = "order", why = "Try." }]\n',
    )
    assert found(corpus_copy) == []


def test_an_allowance_is_for_one_record_and_one_rule(corpus_copy: Path) -> None:
    add(corpus_copy, STATEMENT + 'allow = [{ code = "office", why = "Not recorded." }]\n')
    add(corpus_copy, STATEMENT.replace("too-early", "too-early-too"))
    assert found(corpus_copy) == [
        ("order", "warning"), ("office", "warning"), ("order", "warning"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("allow", "code", "severity", "says"),
    [
        ('{ code = "orphan", why = "Kept." }', "unneeded-allowance", "warning", "suppresses"),
        ('{ code = "orfan", why = "Kept." }', "allowance", "error", "did you mean 'orphan'"),
        ('{ code = "mode", why = "Kept." }', "allowance", "error", "an error"),
        ('{ code = "orphan", why = "" }', "missing-field", "error", "'why' is empty"),
        ('{ code = "orphan" }', "missing-field", "error", "'why' is missing"),
    ],
)
def test_an_allowance_that_is_none(
    allow: str, code: str, severity: str, says: str, corpus_copy: Path
) -> None:
    text = corpus_copy.read_text("utf-8")
    assert text.count(NOTE) == 1
    corpus_copy.write_text(text.replace(NOTE, f"{NOTE}allow = [{allow}]\n"), "utf-8")
    (problem,) = check([corpus_copy]).problems
    assert (problem.code, problem.severity, problem.record) == (code, severity, "1945-liberation")
    assert says in problem.message


def test_a_note_switches_nothing_off(corpus_copy: Path) -> None:
    add(corpus_copy, f"{STATEMENT}note = 'His office is not recorded.'\n")
    assert found(corpus_copy) == [("office", "warning"), ("order", "warning")]


def test_the_same_allowance_twice_is_once_too_often(corpus_copy: Path) -> None:
    once, office = '{ code = "order", why = "Try." }', '{ code = "office", why = "Not recorded." }'
    add(corpus_copy, f"{STATEMENT}allow = [{office}, {once}, {once}]\n")
    assert found(corpus_copy) == [("unneeded-allowance", "warning")]


def test_an_error_stands_whatever_a_record_allows(corpus_copy: Path) -> None:
    fault = FAULTS[0]
    plant(corpus_copy, fault)
    text = corpus_copy.read_text("utf-8").replace(
        f'\nid = "{fault.record}"\n',
        f'\nid = "{fault.record}"\nallow = [{{ code = "{fault.found[0].code}", why = "No." }}]\n',
    )
    corpus_copy.write_text(text, "utf-8")
    assert ("quotation-not-verbatim", "error") in found(corpus_copy)


def test_a_former_id_that_two_records_had_is_unknown(corpus_copy: Path) -> None:
    text = corpus_copy.read_text("utf-8")
    for place in ("pyongyang", "moscow"):
        head = f'\nid = "{place}"\n'
        assert text.count(head) == 1
        text = text.replace(head, f'{head}formerly = ["the-city"]\n')
    text = text.replace('place = "pyongyang"', 'place = "the-city"', 1)
    corpus_copy.write_text(text, "utf-8")
    codes = [code for code, _ in found(corpus_copy)]
    assert sorted(codes) == ["formerly", "unknown-id"]
