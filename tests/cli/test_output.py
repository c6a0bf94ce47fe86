"""The clipboard: by a program of the system, or by the terminal, or not at all."""

from __future__ import annotations

import base64
import os
import re
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.shared import FIVE

from ddr import edtf
from ddr.cli import output
from ddr.cli.app import run

pty = pytest.importorskip("pty", reason="a pseudo-terminal is needed")

CALL = (sys.executable, "-m", "ddr", "cite", "kremlin-2019-4e", "--to", "pandoc-key", "--copy")
CITATION = "[@kremlin-2019, para. 4, Vladimir Putin speaking]"
_OSC = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
_CLEARED = ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in _CLEARED and not k.startswith("DDR_")}
    ours = {"DDR_TIMELINE": str(FIVE), "DDR_CACHE": str(tmp_path / "cache"), "TERM": "xterm"}
    return kept | ours | {"DDR_CONFIG": str(tmp_path)}


def piped(environment: Mapping[str, str]) -> tuple[str, str]:
    """Run with no terminal at all; return what was written to both outputs."""
    done = subprocess.run(
        CALL,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
        check=True,
    )
    return done.stdout, done.stderr


def on_terminal(environment: Mapping[str, str]) -> bytes:
    """Run in a session whose terminal is ours; return what the terminal was sent."""
    source, sink = pty.openpty()
    with subprocess.Popen(
        CALL, env=environment, stdin=sink, stdout=sink, stderr=sink, start_new_session=True
    ) as process:
        os.close(sink)
        parts = []
        try:
            while part := os.read(source, 1 << 16):
                parts.append(part)
        except OSError:  # Linux tells the end of a terminal by an error
            pass
        os.close(source)
        assert process.wait() == 0
    return b"".join(parts)


@pytest.fixture
def xclip(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A program of that name that keeps what it is given, and lives on as the real one does."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "xclip"
    program.write_text(f"#!/bin/sh\ncat > '{tmp_path}/copied'\nsleep 30 &\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    environment |= {"PATH": f"{folder}{os.pathsep}{environment['PATH']}", "DISPLAY": ":9"}
    return tmp_path / "copied"


def test_by_the_system(xclip: Path, environment: dict[str, str]) -> None:
    """The program that owns the clipboard does not hold our output open."""
    out, err = piped(environment)
    assert out == f"{CITATION}\n"
    assert err == "ddr: copied to the clipboard\n"
    assert xclip.read_text("utf-8") == CITATION


def test_a_program_that_complains_has_not_copied(xclip: Path, environment: dict[str, str]) -> None:
    program = xclip.parent / "bin" / "xclip"
    program.write_text('#!/bin/sh\ncat > /dev/null\necho "Error: Can\'t open display: :9" >&2\n')
    out, err = piped(environment)
    assert out == f"{CITATION}\n"
    assert err == (
        "ddr: not copied: there is no clipboard here, and no terminal that could reach one\n"
    )


def test_neither_says_so_and_prints(environment: dict[str, str]) -> None:
    out, err = piped(environment)
    assert out == f"{CITATION}\n"
    assert err.startswith("ddr: not copied: ")
    assert err.count("\n") == 1


def test_by_the_terminal(environment: dict[str, str]) -> None:
    piped(environment)  # a terminal would be told that the index is built
    written = on_terminal(environment)
    assert [base64.b64decode(code).decode() for code in _OSC.findall(written)] == [CITATION]
    shown = _OSC.sub(b"", written).decode().replace("\r\n", "\n")
    assert shown == f"{CITATION}\nddr: handed to the terminal for its clipboard\n"


def test_over_ssh_the_clipboard_here_is_not_the_one(
    xclip: Path, environment: dict[str, str]
) -> None:
    environment |= {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "WAYLAND_DISPLAY": ""}
    del environment["DISPLAY"]
    assert _OSC.search(on_terminal(environment))
    assert not xclip.exists()
    environment["DISPLAY"] = "localhost:10.0"  # forwarded: that is the clipboard of the person
    assert not _OSC.search(on_terminal(environment))
    assert xclip.read_text("utf-8") == CITATION


@pytest.mark.parametrize("name", ["dumb", "linux", ""])
def test_a_terminal_that_would_show_it_is_spared(environment: dict[str, str], name: str) -> None:
    written = on_terminal(environment | {"TERM": name})
    assert b"\x1b]52" not in written
    assert b"not copied" in written


def test_more_than_a_terminal_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_by_the_system", lambda _: False)
    monkeypatch.setattr(output, "_to_terminal", lambda _: pytest.fail("written"))
    assert output.to_clipboard("x" * 60_000, {"TERM": "xterm"}).startswith(
        "not copied: this is more"
    )


def test_a_language_is_that_of_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    date = edtf.parse("2022-10-12")
    assert run(["events", "--language", "ru", "--limit", "1", "--timeline", "builtin"]) == 0
    assert "1945" in capsys.readouterr().out
    assert edtf.short(date) == "12 Oct 2022"
