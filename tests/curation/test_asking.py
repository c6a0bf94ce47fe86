"""Questions on a terminal: the tabulator key completes what can be answered."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.errors import Exit

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


def converse(arguments: list[str], answers: dict[str, str], cache: Path) -> str:
    """Run a command on a terminal; give each answer when its question has been put."""
    source, sink = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "DDR_CACHE": str(cache)}
    process = subprocess.Popen(
        [sys.executable, "-m", "ddr", *arguments],
        stdin=sink, stdout=sink, stderr=sink, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(sink)
    said, asked = "", 0
    waiting = dict(answers)
    while select.select([source], [], [], 20)[0]:
        try:
            piece = os.read(source, 4096)
        except OSError:  # Linux tells the end of a terminal by an error
            break
        if not piece:
            break
        said += piece.decode(errors="replace")
        put = next((question for question in waiting if question in said[asked:]), "")
        if put:
            asked = len(said)
            os.write(source, waiting.pop(put).encode())
    os.close(source)
    assert process.wait(20) == 0, said
    return said


def test_the_tabulator_completes_choices_and_ids(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(TIMELINE, "utf-8")
    said = converse(
        ["add", "event", "--date", "1948-10-12", "--title", "Relations", "--timeline", str(path)],
        {
            "kind (": "recog\t\n",
            "source (": "prav\t\n",
            "what it attests": "That they were established.\n",
            "Write this?": "y\n",
        },
        tmp_path / "cache",
    )
    (event,) = tomllib.loads(path.read_text("utf-8"))["event"]
    assert event["kind"] == "recognition", said
    assert event["evidence"][0]["source"] == "pravda-1948"


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
        {"mode (": "narr\t\n", "Write this?": "y\n"},
        tmp_path / "cache",
    )
    assert "narrative: in the source's own voice" in said
    second = tomllib.loads(path.read_text("utf-8"))["statement"][1]
    assert (second["mode"], second["speaker"]) == ("narrative", "board")
