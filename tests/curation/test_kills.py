"""Writes that are killed: the timeline is as before or as after, and the next write goes on.

``DDR_EXHAUSTIVE=1`` runs the long forms: 500 kills, and eight writers for two minutes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from ddr.cli.app import run
from ddr.curation import journal
from ddr.curation.document import parse
from ddr.errors import Exit

from .conftest import Ddr
from .killing import COMMANDS, Command, add, child, edit, ended, is_sound, kill_at

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
EXHAUSTIVE = bool(os.environ.get("DDR_EXHAUSTIVE"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_write_killed_at_any_step(ddr: Ddr, timeline: Path, command: Command) -> None:
    """Each write dies one step later than the last, until one lives."""
    ddr("add", "place", "--name", "First")
    for step in range(1, 200):
        arguments = command(timeline, step)
        before = timeline.read_bytes()
        code = ended(child(arguments, kill_at(step)))
        is_sound(timeline)
        if code is not None:
            assert code == Exit.OK
            assert timeline.read_bytes() != before
            break
        if timeline.read_bytes() != before and arguments != ["undo"]:
            ddr("undo")
            assert timeline.read_bytes() == before
    else:
        pytest.fail("no write ever ended")
    assert step > 10, "too few steps were seen"
    if arguments != ["undo"]:
        ddr("undo")
        assert timeline.read_bytes() == before
    assert list(timeline.parent.rglob(".*.tmp")) == []


def test_a_start_killed_at_any_step(tmp_path: Path) -> None:
    """What is left of it is no timeline, and the next start goes on from it."""
    for step in range(1, 200):
        folder = tmp_path / str(step)
        code = ended(child(["new", str(folder)], kill_at(step)))
        if not (folder / "timeline.toml").exists():
            assert ended(child(["new", str(folder)])) == Exit.OK
        is_sound(folder / "timeline.toml")
        assert list(folder.rglob(".*.tmp")) == []
        if code is not None:
            break
    assert code == Exit.OK
    assert step > 10, "too few steps were seen"


def test_writes_killed_at_any_moment(
    timeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command, over and over, killed at random and held against one that was not."""
    chance = random.Random(6)  # noqa: S311
    monkeypatch.setenv("DDR_TIMELINE", str(timeline))
    assert ended(child(add(timeline, -1))) == Exit.OK
    number = killed = written = 0
    while killed < (500 if EXHAUSTIVE else 18):
        number += 1
        arguments = COMMANDS[number % len(COMMANDS)](timeline, number)
        before = timeline.read_bytes()
        whole = Path(shutil.copytree(timeline.parent, tmp_path / "copy", dirs_exist_ok=True))
        usual = time.monotonic()
        assert ended(child(arguments, partial(_go, whole))) == Exit.OK
        usual = time.monotonic() - usual
        process = child(arguments)
        time.sleep(chance.uniform(0, usual * 1.2))
        os.kill(process, signal.SIGKILL)
        code = ended(process)
        now, after = timeline.read_bytes(), (whole / timeline.name).read_bytes()
        assert now in {before, after}, arguments
        assert code is None or (code == Exit.OK and now == after)
        killed, written = killed + (code is None), written + (code is None and now == after)
        is_sound(timeline)
        started = time.monotonic()
        assert ended(child(edit(timeline, -number))) == Exit.OK
        assert time.monotonic() - started < 30, "a dead process holds the lock"
        assert list(timeline.parent.rglob(".*.tmp")) == []
        shutil.rmtree(whole)
    told(f"{killed} of {number} killed, {written} of them once it was written")


def told(figures: str) -> None:
    """Print what a long run found, past whatever captures the output."""
    if EXHAUSTIVE and sys.__stdout__:
        sys.__stdout__.write(f"{figures}\n")


def _go(folder: Path) -> None:
    os.environ["DDR_TIMELINE"] = str(folder)


def test_eight_writers_at_once(timeline: Path, ddr: Ddr) -> None:
    each, until = (10, 0.0) if not EXHAUSTIVE else (10**6, time.monotonic() + 120)
    ddr("fmt")

    def writer(number: int) -> None:
        for record in range(each):
            if until and time.monotonic() > until:
                break
            day = f"19{number + 10}-{record % 12 + 1:02}-{record % 28 + 1:02}"
            code = run(["add", "event", "-d", day, "-t", f"Same {record}", "--source", "s1",
                        "--says", f"x{number}"])  # fmt: skip
            if code:
                os._exit(99)
            (timeline.parent / f"count-{number}").write_text(str(record + 1))
        os._exit(0)

    writers = []
    for number in range(8):
        process = os.fork()
        if not process:
            sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
            writer(number)
        writers.append(process)
    assert [ended(process) for process in writers] == [0] * 8
    is_sound(timeline)
    blocks = [
        block for block in parse(timeline.read_text("utf-8")).blocks if block.table == "event"
    ]
    counts = [int((timeline.parent / f"count-{number}").read_text()) for number in range(8)]
    told(f"{sum(counts)} written by eight, {min(counts)} to {max(counts)} each")
    assert len(blocks) == 2 + sum(counts)
    assert len({block.id for block in blocks}) == len(blocks)
    assert [block.key for block in blocks] == sorted(block.key for block in blocks)
    ddr("fmt", "--check")
    assert len(journal.entries(timeline)) == min(sum(counts), journal.KEPT)
