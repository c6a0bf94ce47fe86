"""A timeline of schema 1 is read, told of, and brought over by one command; nothing is lost."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.corpus.json_schema import FILE, schema_text
from ddr.corpus.load import check
from ddr.curation.migration import brought_over
from ddr.errors import Exit
from ddr.index.open import Index
from ddr.query.questions import StatementQuestion, ids
from tests.shared import FIVE

TODAY = date(2026, 1, 1)
OLD = """\
# Mine.
schema = 1  # the first
title = "Old"  # of long ago

# Where it was read.
[[source]]
id = "s"
type = "book"
title = "S"
origin = "dprk"  # theirs

[[event]]
id = "e"
date = "1950"
title = "E"
kind = "war"  # a war
evidence = [{ source = "s", says = "It was." }]
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIVE, tmp_path / "five")) / "timeline.toml"


def test_it_answers_the_same_before_and_after(copy: Path, open_index: Callable[..., Index]) -> None:
    assert tomllib.loads(copy.read_text("utf-8"))["schema"] == 1
    asked = [StatementQuestion(side=[side]) for side in ("russia", "dprk")]
    before = [ids(open_index(copy), one, TODAY) for one in asked]
    assert run(["check", "--timeline", str(copy), "--fix", "--yes"]) == Exit.OK
    assert tomllib.loads(copy.read_text("utf-8"))["schema"] == 2
    assert check([copy]).problems == []
    assert [ids(open_index(copy), one, TODAY) for one in asked] == before
    assert all(before)


def test_records_and_comments_stay_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    for newline, mark in (("\n", ""), ("\r\n", "\ufeff")):
        path.write_bytes((mark + OLD.replace("\n", newline)).encode())
        content = brought_over([path])[path]
        assert content.startswith(f"{mark}#".encode())
        after = content.decode("utf-8-sig")
        kept = [line for line in OLD.replace("schema = 1", "schema = 2").split("\n") if line]
        assert [line for line in after.split(newline) if line in kept] == kept
        assert after.count("\n") == after.count(newline)
        assert "[[side]]" in after


@pytest.mark.parametrize("key", ["schema", '"schema"', "'schema'"])
def test_the_schema_alone_is_raised_wherever_it_stands(key: str, tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    said = 'description = """\nschema = 1\n"""\n'
    path.write_text(OLD.replace("schema = 1", f"{said}{key} = 1"), "utf-8")
    after = tomllib.loads(brought_over([path])[path].decode())
    assert (after["schema"], after["description"]) == (2, "schema = 1\n")


def test_it_is_told_and_the_second_time_there_is_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(OLD, "utf-8")
    (tmp_path / FILE).write_text(schema_text(), "utf-8")
    assert run(["check", "--timeline", str(path)]) == Exit.OK
    assert "is of schema 1: 'ddr check --fix' brings it to schema 2" in capsys.readouterr().err
    assert run(["check", "--timeline", str(path), "--fix", "--yes"]) == Exit.OK
    assert '"summit"' in (tmp_path / FILE).read_text("utf-8")  # what an editor offers now
    capsys.readouterr()
    assert run(["check", "--timeline", str(path), "--fix", "--yes"]) == Exit.OK
    assert "schema" not in capsys.readouterr().err
    assert brought_over([path]) == {}


def test_a_newer_schema_is_refused_in_one_line_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "timeline.toml"
    new = OLD.replace("schema = 1", "schema = 3").replace("[[event]]", "[[happening]]")
    path.write_text(new, "utf-8")
    assert run(["events", "--timeline", str(path)]) == Exit.DATA
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "schema 3 is newer than this ddr" in told
    run(["check", "--timeline", str(path), "--fix", "--yes"])
    assert path.read_text("utf-8") == new
