"""Questions on a terminal: the tabulator key completes what can be answered."""

from __future__ import annotations

import os
import re
import select
import shlex
import struct
import sys
import time
import tomllib
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.corpus.load import check
from ddr.errors import Exit

fcntl = pytest.importorskip("fcntl", reason="a terminal is needed")
termios = pytest.importorskip("termios", reason="a terminal is needed")
pty = pytest.importorskip("pty", reason="a pseudo-terminal is needed")
pytest.importorskip("readline", reason="Python was built without readline")

TIMELINE = """\
schema = 1
version = "2026.11.22"
title = "Test"

[[source]]
id = "pravda-1948"
type = "article-newspaper"
title = "On relations"
origin = "russia"
issued = "1948"
"""


def sleeps(process: int) -> bool:
    """Return whether a process waits for something, where the system tells (see proc(5))."""
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] == "S"


def converse(
    arguments: list[str], answers: list[tuple[str, str]], cache: Path, code: int = Exit.OK
) -> str:
    """Run a command on a terminal; give each answer once its question has been put."""
    process, source = pty.fork()
    if not process:
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "500", "DDR_CACHE": str(cache)}
        os.execve(sys.executable, [sys.executable, "-m", "ddr", *arguments], environment)  # noqa: S606
    fcntl.ioctl(source, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 500, 0, 0))
    said, asked = "", 0
    waiting = [*answers]
    while select.select([source], [], [], 60)[0]:
        try:
            piece = os.read(source, 4096)
        except OSError:  # Linux tells the end of a terminal by an error
            break
        if not piece:
            break
        said += piece.decode(errors="replace")
        if waiting and waiting[0][0] in said[asked:]:
            asked = len(said)
            answer = waiting.pop(0)[1]
            while (
                not answer.endswith(("\n", "\x03"))
                and termios.tcgetattr(source)[3] & termios.ICANON
            ):
                time.sleep(0.01)  # half a line is seen by the line editor alone
            while answer == "\x03" and not sleeps(process):
                time.sleep(0.01)  # a signal just before the line editor waits would not wake it
            os.write(source, answer.encode())
    os.close(source)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == code, said
    assert waiting == [], said
    return said.replace("\r", "")


def test_the_tabulator_completes_choices_and_ids(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    said = converse(
        ["add", "event", "--date", "1948-10-12", "--title", "Relations", "--timeline", str(path)],
        [
            ("kind (", "recog\t\n"),
            ("source (", "prav\t\n"),
            ("what it attests", "That they were established.\n"),
            ("Write this?", "y\n"),
        ],
        tmp_path / "cache",
    )
    (event,) = tomllib.loads(path.read_text("utf-8"))["event"]
    assert event["kind"] == "recognition", said
    assert event["evidence"][0]["source"] == "pravda-1948"


def test_for_a_screen_reader_choices_are_numbered_and_a_number_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    monkeypatch.setenv("ACCESSIBLE", "1")
    said = converse(
        ["add", "event", "--date", "1948-10-12", "--title", "Relations", "--timeline", str(path)],
        [
            ("kind (a number or a word)", "2\n"),
            ("source (", "pravda-1948\n"),
            ("what it attests", "That they were established.\n"),
            ("Write this?", "y\n"),
        ],
        tmp_path / "cache",
    )
    (event,) = tomllib.loads(path.read_text("utf-8"))["event"]
    assert f"  2: {event['kind']}\n" in said
    numbers = re.findall(r"^  (\d+): ", said, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert not re.search("[\u2500-\u259f]|\x1b", said)


HELD = """
[[organization]]
id = "board"
name = "The board"

[[statement]]
id = "start-note-1a"
speaker = "board"
date = "2020"
mode = "reported"
exact = "This timeline was started"
source = "start-note"
locator = "1"
topics = ["starts"]
confidence = "low"
"""


def test_the_mode_is_asked_for_though_the_source_has_a_statement(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "own")]) == Exit.OK
    path = tmp_path / "own" / "timeline.toml"
    path.write_text(path.read_text("utf-8") + HELD, "utf-8")
    said = converse(
        ["add", "statement", "--find", "A paragraph", "--by", "board", "--timeline", str(path)],
        [("mode (", "narr\t\n"), ("Write this?", "y\n")],
        tmp_path / "cache",
    )
    assert "narrative: in the source's own voice" in said
    second = tomllib.loads(path.read_text("utf-8"))["statement"][2]
    assert (second["mode"], second["speaker"]) == ("narrative", "board")


STATEMENT = ["add", "statement", "--says", "She came.", "--date", "1948"]


def test_what_is_not_there_is_added_first(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    converse(
        [*STATEMENT, "--timeline", str(path)],
        [
            ("speaker (", "Ann Lee\n"),
            ("'Ann Lee'\r\nAdd it first? (y, n or another name) [y]", "\n"),
            ("as which (person, organization)", "perso\t\n"),
            ("source (", "A new book\n"),
            ("Add it first?", "y\n"),
            ("origin (", "dprk\n"),
            ("Write this?", "y\n"),
        ],
        tmp_path / "cache",
    )
    found = tomllib.loads(path.read_text("utf-8"))
    (statement,), (person,) = found["statement"], found["person"]
    assert (person["id"], person["name"]) == ("ann-lee", "Ann Lee")
    source = next(one for one in found["source"] if one["title"] == "A new book")
    assert (statement["speaker"], statement["source"]) == ("ann-lee", source["id"])
    assert [one.code for one in check([path]).problems] == ["orphan"]
    assert run(["undo", "--timeline", str(path)]) == Exit.OK
    assert path.read_text("utf-8") == TIMELINE


def test_what_was_mistyped_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE + PERSON, "utf-8")
    converse(
        [*STATEMENT, "--source", "pravda-1984", "--by", "ann", "--timeline", str(path)],
        [
            ("did you mean 'pravda-1948'?\r\nAdd it first? (y, n or another name) [n]", "\n"),
            ("source (", "pravda-1948\n"),
            ("Write this?", "y\n"),
        ],
        tmp_path / "cache",
    )
    (statement,) = tomllib.loads(path.read_text("utf-8"))["statement"]
    assert (statement["speaker"], statement["source"]) == ("ann", "pravda-1948")


PERSON = """
[[person]]
id = "ann"
name = "Ann Lee"
order = "given-first"
"""


def test_what_was_typed_is_told_at_an_interruption(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    said = converse(
        ["add", "event", "--title", "It's a start", "--why", 'a "reason"', "--timeline", str(path)],
        [
            ("date (", "May 1948\n"),
            ("kind (", "visit\n"),
            ("source (", "A new book\n"),
            ("Add it first?", "y\n"),
            ("origin (", "dprk\n"),
            ("what it attests", "That it be"),
            ("That it be", "\x03"),
        ],
        tmp_path / "cache",
        Exit.INTERRUPTED,
    )
    assert path.read_text("utf-8") == TIMELINE
    _, _, told = said.partition("ddr: what was typed, to go on with:\n")
    commands = [shlex.split(line) for line in told.split("\n") if line.startswith("  ddr ")]
    assert [one[2] for one in commands] == ["source", "event"], said
    for one in commands:
        assert run(one[1:]) == Exit.OK, one
    (event,) = tomllib.loads(path.read_text("utf-8"))["event"]
    assert (event["date"], event["kind"], event["title"]) == ("1948-05", "visit", "It's a start")
    assert event["evidence"] == [{"source": "new-book", "says": "That it be"}]


def test_what_was_typed_is_told_where_it_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    said = converse(
        ["add", "place", "-s", "within=Great town", "--timeline", str(path)],
        [
            ("Add it first?", "y\n"),
            ("name (as", "Hall\n"),
            ("Write this?", "n\n"),
        ],
        tmp_path / "cache",
        Exit.USAGE,
    )
    assert f"ddr add place --set name=Hall --set within=great-town --timeline {path}\n" in said
    assert path.read_text("utf-8") == TIMELINE


def test_what_an_editor_saved_is_kept_at_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("EDITOR", "sed -i 's/origin = .*/origin = 1/'")
    said = converse(
        ["edit", "pravda-1948", "--timeline", str(path)],
        [("Edit it again?", "\x03")],
        tmp_path / "cache",
        Exit.INTERRUPTED,
    )
    (kept,) = tmp_path.glob("ddr-*.toml")
    assert f"what you typed is kept in {kept}" in said
    assert "origin = 1" in kept.read_text("utf-8")
