"""The pager: for a person at a terminal, for what does not fit, and for nobody else."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.shared import FIVE

Sit = Callable[..., str]
MARK = {"DDR_PAGER": "sed s/^/|/"}


@pytest.fixture(scope="module")
def sit(tmp_path_factory: pytest.TempPathFactory) -> Sit:
    """Return a function that runs ddr for a person who sits at a terminal of 24 lines."""
    folder = tmp_path_factory.mktemp("cache")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DDR_")}
    kept |= {"DDR_CACHE": str(folder), "DDR_CONFIG": str(folder), "DDR_TIMELINE": str(FIVE)}
    kept |= {"TERM": "xterm-256color"}
    for name in ("PAGER", "COLUMNS", "LESS"):
        kept.pop(name, None)

    def run(*arguments: str, env: Mapping[str, str] = MARK, lines: int = 24) -> str:
        parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
        with subprocess.Popen(
            [sys.executable, "-m", "ddr", *arguments],
            stdin=child, stdout=child, stderr=child, env=kept | dict(env),
        ):  # fmt: skip
            os.close(child)
            written = b""
            while part := _read(parent):
                written += part
            os.close(parent)
        return written.decode().replace("\r\n", "\n")

    run("info")
    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux tells the end of a terminal so
        return b""


def test_a_long_answer_goes_through_the_pager_with_its_colours(sit: Sit) -> None:
    lines = sit("events").splitlines()
    assert len(lines) > 24
    assert all(line.startswith("|") for line in lines)
    assert "\x1b[38;5;" in "".join(lines)


def test_what_fits_is_printed(sit: Sit) -> None:
    assert not re.search(r"^\|", sit("events", "--limit", "2"), re.MULTILINE)
    assert not re.search(r"^\|", sit("events", lines=2000), re.MULTILINE)


@pytest.mark.parametrize("at", [0, 1])
def test_nobody_is_paged_who_does_not_want_it(sit: Sit, at: int) -> None:
    words = ["events", "--reverse"]
    words.insert(at, "--no-pager")
    paged = sit("events", "--reverse")
    assert sit(*words) == re.sub(r"^\|", "", paged, flags=re.MULTILINE)
    assert sit("events", "--reverse", env={"DDR_PAGER": ""}) == sit(*words)
    assert sit("events", "--reverse", env={"PAGER": "cat"}) == sit(*words)
    assert sit("events", "--reverse", env=MARK | {"TERM": "dumb"}).startswith("2024")


def test_the_pager_of_other_programs_is_used_and_one_that_is_not_there_is_no_loss(sit: Sit) -> None:
    assert sit("events", env={"PAGER": "sed s/^/|/"}) == sit("events")
    assert sit("events", env={"DDR_PAGER": "no-such-pager"}) == sit("--no-pager", "events")


def test_a_reader_may_leave_before_the_end(sit: Sit) -> None:
    assert sit("events", env={"DDR_PAGER": "head -2"}).count("\n") == 2


def test_notices_stand_where_they_belong(sit: Sit) -> None:
    """What was understood before the answer, advice after it."""
    shown = sit("search", "2019 Korea", "--limit", "3")
    assert shown.startswith("ddr: 2019 is read")
    assert shown.rstrip().splitlines()[-1].startswith("ddr: these are the best 3")


def test_less_is_asked_to_leave_what_fits_and_to_keep_colours(sit: Sit, tmp_path: Path) -> None:
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "LESS=$LESS"; cat >/dev/null\n', "utf-8")
    less.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    assert sit("events", env={"PATH": path}) == "LESS=FRX\n"
    assert sit("events", env={"PATH": path, "LESS": "S"}) == "LESS=S\n"


def test_long_help_is_paged(sit: Sit) -> None:
    assert sit("help", "add").startswith("|")
    assert sit("add", "--help").startswith("|")
