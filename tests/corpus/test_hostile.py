"""Timelines made to do harm: refused in one line, in little memory and without end."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.cli.app import run
from ddr.corpus.load import check
from ddr.corpus.problems import Problem
from ddr.corpus.toml_scanner import Positions, positions
from ddr.errors import did_you_mean
from ddr.views.lists import write_csv, write_json, write_tsv

GIGABYTE = 2**30
BOUND = 2**20
HELD = """schema = 1

[[source]]
id = "held"
type = "book"
title = "T"
origin = "dprk"
rights = "none"
text = {name}
sha256 = "{sha256}"
"""


@pytest.fixture
def peak() -> Iterator[list[int]]:
    """Return a list that holds, after `only`, the most memory that Python's objects took."""
    tracemalloc.start()
    yield []
    tracemalloc.stop()


def only(path: Path) -> Problem:
    """Return the one problem of a timeline; it is one line of bearable length."""
    (problem,) = check([path]).problems
    assert "\n" not in str(problem)
    assert len(str(problem)) < 900
    assert problem.severity == "error"
    return problem


def holding(folder: Path, name: str, content: bytes = b"") -> Path:
    """Write a timeline that holds a text under a name."""
    folder.mkdir(exist_ok=True)
    path = folder / "timeline.toml"
    sha256 = hashlib.sha256(content).hexdigest()
    path.write_text(HELD.format(name=json.dumps(name), sha256=sha256), "utf-8")
    return path


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "a/../../secret.txt", "/etc/hostname", "out.txt", "down/secret.txt", "chain"],
)
def test_a_text_outside_the_folder_is_not_read(name: str, tmp_path: Path) -> None:
    """Neither by its path, nor by a symbolic link, to the file, to its folder, or to a link."""
    (tmp_path / "secret.txt").write_text("The very secret.\n", "utf-8")
    folder = tmp_path / "mine"
    path = holding(folder, name, b"The very secret.\n")
    (folder / "out.txt").symlink_to("../secret.txt")
    (folder / "down").symlink_to(tmp_path, target_is_directory=True)
    (folder / "chain").symlink_to("out.txt")
    problem = only(path)
    assert (problem.code, problem.line) == ("text-path", 9)
    assert "outside the timeline's folder" in problem.message
    assert "secret" not in problem.message.replace(name, "")


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    path = holding(tmp_path / "mine", "link.txt", b"Words.\n")
    (path.parent / "texts").mkdir()
    (path.parent / "texts" / "words.txt").write_bytes(b"Words.\n")
    (path.parent / "link.txt").symlink_to("texts/words.txt")
    assert check([path]).problems == []


def test_a_text_of_a_gigabyte_is_refused_unread(tmp_path: Path, peak: list[int]) -> None:
    path = holding(tmp_path, "large.txt")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(GIGABYTE)
    problem = only(path)
    peak.append(tracemalloc.get_traced_memory()[1])
    assert problem.code == "text-size"
    assert "larger than 32 MiB" in problem.message
    assert peak[0] < 4 * BOUND


def test_a_text_that_grows_after_it_was_measured_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ddr.corpus.texts.LARGEST", 10)
    path = holding(tmp_path, "text.txt", b"01234567890")
    (tmp_path / "text.txt").write_bytes(b"01234567890")

    class Small:
        st_size = 5

    monkeypatch.setattr(os, "fstat", lambda _: Small)
    assert only(path).code == "text-size"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_text_that_is_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = holding(tmp_path, "pipe.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    problem = only(path)
    assert (problem.code, problem.message) == (
        "text-missing",
        "cannot be read: is not a regular file",
    )


def test_a_text_whose_name_has_a_null_byte(tmp_path: Path) -> None:
    codes = {problem.code for problem in check([holding(tmp_path, "a\0b")]).problems}
    assert codes == {"control-character", "text-path"}


def test_a_timeline_of_a_gigabyte_is_refused_unread(tmp_path: Path, peak: list[int]) -> None:
    path = tmp_path / "timeline.toml"
    with path.open("wb") as file:
        file.write(b"schema = 1\n")
        file.truncate(GIGABYTE)
    problem = only(path)
    peak.append(tracemalloc.get_traced_memory()[1])
    assert (problem.code, problem.line) == ("file-size", 0)
    assert "larger than 128 MiB" in problem.message
    assert peak[0] < 4 * BOUND


@pytest.mark.parametrize("command", [("undo",), ("log",), ("fmt",), ("show", "x")])
def test_no_command_takes_a_gigabyte_in(
    command: tuple[str, ...], tmp_path: Path, peak: list[int]
) -> None:
    with (tmp_path / "timeline.toml").open("wb") as file:
        file.truncate(GIGABYTE // 4)
    run([*command, "--timeline", str(tmp_path)])
    peak.append(tracemalloc.get_traced_memory()[1])
    assert peak[0] < 16 * BOUND


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_timeline_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ddr.corpus.read.LARGEST", BOUND)
    assert only(Path("/dev/zero")).code == "file-size"


DEEP = {
    "arrays": "x = " + "[" * 100_000,
    "arrays that are closed": "x = " + "[" * 100_000 + "]" * 100_000,
    "tables in braces": "x = " + "{ a = " * 100_000,
    "a dotted key": ".".join(["a"] * 100_000) + " = 1",
    "a dotted key with blanks": " . ".join(["a"] * 100_000) + " = 1",
    "a dotted key in quotation marks": '."a"' * 100_000 + " = 1",
    "a dotted key in a record": "[[event]]\n" + ".".join(["'a'"] * 100_000) + " = 1",
    "a dotted key in braces": "x = { y = 1, " + ".".join(["a"] * 100_000) + " = 1 }",
    "a dotted table": "[" + ".".join(["a"] * 100_000) + "]",
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_100_000_deep_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(f"schema = 1\n{DEEP[name].removeprefix('.')}\n", "utf-8")
    problem = only(path)
    assert problem.code == "toml"
    assert "nested too deeply" in problem.message


def test_prose_with_many_full_stops_is_no_nesting(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    prose = "One. Two. " * 100 + "1.2.3.4" + ", and so on. " * 50
    path.write_text(f'schema = 1\ndescription = "{prose.strip()}"\n', "utf-8")
    assert check([path]).problems == []


@pytest.mark.parametrize(
    "text",
    ["{long} = 1", '"{long}" = 1', '[[place]]\nid = "{long}_"\nname = "P"', '[[{long}]]\nid = "x"',
     '[[place]]\nid = "p"\nname = "P"\nwithin = "{long}"',
     '[[event]]\nid = "e"\ntitle = "E"\ndate = "2000"\nkind = "{long}"\nevidence = []'],
)  # fmt: skip
def test_a_message_stays_short_whatever_it_repeats(text: str, tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text("schema = 1\n" + text.format(long="x" * 2_000_000) + "\n", "utf-8")
    problems = check([path]).problems
    assert problems
    assert all(len(str(problem)) < 1500 for problem in problems)


def test_a_very_long_word_is_compared_with_nothing() -> None:
    assert did_you_mean("x" * 10_000, ["x" * 10_000]) == ""
    assert did_you_mean("sumary", ["summary"]) == "; did you mean 'summary'?"


def test_a_thousand_duplicates_cost_little_more_than_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ddr.corpus import read

    looked: list[int] = []
    found = positions

    def count(text: str) -> Positions:
        looked.append(1)
        return found(text)

    monkeypatch.setattr(read, "positions", count)
    path = tmp_path / "timeline.toml"
    path.write_text("schema = 1\n" + '[[place]]\nid = "p"\nname = "P"\n' * 1000, "utf-8")
    problems = check([path]).problems
    assert sum(problem.code == "duplicate-id" for problem in problems) == 999
    assert len(looked) == 1


ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\r\n\u202e"


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "github"])
def test_no_escape_reaches_a_terminal(form: str, tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    evil = json.dumps(ESCAPES)
    path.write_text(
        f"schema = 1\ntitle = {evil}\n{evil} = 1\n[[place]]\nid = {evil}\nname = {evil}\n", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "ddr", "check", "-f", form, "--timeline", str(path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", (done.stdout + done.stderr).decode()
    )
    assert "control character U+001B" in done.stdout.decode()


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =cmd|' /C calc'!A0",
    *(f"{mark}1" for mark in "＝＋－＠"),
    '="a",="b"',
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_holds_no_formula_and_loses_no_word(formula: str) -> None:
    stream = io.StringIO(newline="")
    write_csv(("a", "b"), [(formula, "plain")], stream)
    (_, (cell, plain)) = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert cell[0] == "'"
    assert cell[1:].split() == formula.split()
    assert plain == "plain"


@given(st.text(max_size=12))
def test_only_formulas_are_marked(text: str) -> None:
    stream = io.StringIO(newline="")
    write_csv(("a", "b"), [(text, "x")], stream)
    (_, (cell, _)) = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    marked = cell.startswith("'") and not text.startswith("'")
    assert marked is (cell.removeprefix("'").lstrip()[:1] in set("=+-@＝＋－＠"))


def test_json_and_tsv_hold_formulas_as_they_are() -> None:
    """They are for programs; to a program the apostrophe would be a change of the data."""
    stream = io.StringIO()
    write_tsv(("a",), [("=1+1",)], stream)
    write_json([json.dumps({"a": "=1+1"})], stream)
    assert stream.getvalue() == 'a\n=1+1\n[\n{"a": "=1+1"}\n]\n'
