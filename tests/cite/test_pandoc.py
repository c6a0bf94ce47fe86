"""When pandoc is missing, old, killed or rubbish: one line, exit 4, and nothing kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ddr.cite.citations import Cited
from ddr.cite.pandoc import runner
from ddr.errors import Exit, ToolError

from .desk import Desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")

VERSION = '[ "$1" = --version ] && { echo "pandoc %s"; exit 0; }\n'


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Return a function that puts a shell script in pandoc's place."""

    def put(script: str, mode: int = 0o755) -> Path:
        path = tmp_path / "pandoc"
        path.write_text(script)
        path.chmod(mode)
        monkeypatch.setenv("DDR_PANDOC", str(path))
        return path

    return put


def failure(desk: Desk) -> str:
    """Cite something, expecting it to fail; return the message."""
    with pytest.raises(ToolError) as caught:
        desk.render([[Cited(desk.source("kcna-2024"), "2")]], "apa", "in-text")
    message = str(caught.value)
    assert caught.value.code == Exit.TOOL
    assert "\n" not in message
    assert message.isprintable()
    return message


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        pytest.param("#!/bin/sh\n" + VERSION % "2.5" + "echo 'Unknown option' >&2; exit 6",
                     "pandoc 2.5 (", id="too old and complains"),
        pytest.param("#!/bin/sh\n" + VERSION % "2.19.2" + "cat", "is too old", id="too old"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.7.0.2" + "exit 1", "pandoc 3.7.0.2 (",
                     id="just too old"),
        pytest.param("#!/bin/sh\nkill -9 $$", "was killed by signal 9", id="killed"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "printf 'ddr-citations 1'; kill -9 $$",
                     "was killed by signal 9", id="killed half-way"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "echo rubbish",
                     "something else than the citations", id="rubbish"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "printf 'ddr-citations 1\\036(X'",
                     "something else than the citations", id="half an answer"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "printf 'ddr-citations 1\\036end'",
                     "something else than the citations", id="no citation in it"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "exit 0",
                     "something else than the citations", id="nothing"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "printf '\\377\\376'",
                     "something that is not text", id="not text"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "printf 'a\\nline\\033[31m' >&2; exit 9",
                     "failed: a line[31m", id="fails"),
        pytest.param("#!/bin/sh\n" + VERSION % "3.9" + "exit 83", "failed: exit code 83",
                     id="fails silently"),
        pytest.param("#!/bin/sh\necho hello", "does not behave like pandoc", id="no pandoc at all"),
        pytest.param("#!/nowhere/sh\n", "cannot be run", id="no interpreter"),
        pytest.param("rubbish without an interpreter line", "cannot be run", id="not executable"),
    ],
)  # fmt: skip
def test_one_line_says_what_went_wrong(desk: Desk, fake: object, script: str, wanted: str) -> None:
    fake(script)  # type: ignore[operator]  # a fixture that is a function
    assert wanted in failure(desk)


def test_advice_says_how_to_get_another(desk: Desk, fake: object) -> None:
    fake("#!/bin/sh\n" + VERSION % "2.5" + "exit 6")  # type: ignore[operator]  # as above
    message = failure(desk)
    assert "install pypandoc-binary 1.16.2 or later" in message
    assert "DDR_PANDOC" in message
    assert "3.8" in message


def test_a_named_pandoc_that_is_not_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DDR_PANDOC", str(tmp_path / "none"))
    assert "which is not a program" in failure(desk)
    monkeypatch.setenv("DDR_PANDOC", str(tmp_path))
    assert "which is not a program" in failure(desk)


def test_a_named_pandoc_that_may_not_be_run(desk: Desk, fake: object) -> None:
    path = fake("#!/bin/sh\n", 0o644)  # type: ignore[operator]  # as above
    assert not path.stat().st_mode & stat.S_IXUSR
    assert "which is not a program" in failure(desk)


def test_no_pandoc_anywhere(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_packaged", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "was not found" in failure(desk)


def test_the_path_is_searched_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "pandoc"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert runner.find() != other
    monkeypatch.setattr(runner, "_packaged", lambda: None)
    assert runner.find() == other
    monkeypatch.setenv("DDR_PANDOC", "/bin/cat")
    assert runner.find() == Path("/bin/cat")


def test_a_pandoc_that_hangs_is_stopped(fake: object) -> None:
    path = fake("#!/bin/sh\nexec sleep 60")  # type: ignore[operator]  # as above
    with pytest.raises(ToolError, match=r"gave no answer in 0\.2 s"):
        runner.run(path, [], "", seconds=0.2)


def test_a_hanging_version_is_no_version(fake: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "VERSION_SECONDS", 0.2)
    assert runner.version(fake("#!/bin/sh\nexec sleep 60")) is None  # type: ignore[operator]  # as above


def test_the_real_one_is_new_enough(binary: Path) -> None:
    found = runner.version(binary)
    assert found
    assert found >= runner.LOWEST


def test_the_writer_refuses_what_we_call_too_old() -> None:
    """The check costs no run of its own: the writer makes it, inside the run."""
    lowest = ".".join(map(str, runner.LOWEST))
    writer = Path(runner.__file__).with_name("writer.lua").read_text("utf-8")
    assert f'PANDOC_VERSION < "{lowest}"' in writer
