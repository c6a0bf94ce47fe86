"""Whatever happens in the middle of a write, the timeline is the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ddr.curation import disk, journal
from ddr.errors import DataError, Exit

from .conftest import SMALL, Ddr
from .killing import child, ended

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def test_a_proposed_id_gives_way_and_a_given_one_does_not(
    timeline: Path, ddr: Ddr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that add the same name at once: the second comes to the lock after it looked."""
    real = disk.locked

    @contextlib.contextmanager
    def late(path: Path) -> Iterator[None]:
        monkeypatch.setattr(disk, "locked", real)
        text = timeline.read_text("utf-8") + '\n[[place]]\nid = "city"\nname = "City"\n'
        timeline.write_text(text, "utf-8")
        with real(path):
            yield

    monkeypatch.setattr(disk, "locked", late)
    assert "'city-2' added" in ddr("add", "place", "--name", "City").err
    timeline.write_text(SMALL, "utf-8")
    monkeypatch.setattr(disk, "locked", late)
    told = ddr("add", "place", "--name", "City", "--id", "city", code=Exit.USAGE)
    assert "'city' is taken, on line" in told.err


def test_a_file_too_large_for_the_disk_is_not_begun(
    timeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "".join(f'\n[[place]]\nid = "p{n}"\nname = "P{n}"\n' for n in range(3000))
    text = SMALL + many
    timeline.write_text(text, "utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    monkeypatch.setenv("DDR_TIMELINE", str(timeline))
    assert ended(child(["add", "place", "--name", "Last"], limit)) == Exit.DATA
    assert timeline.read_text("utf-8") == text
    assert list(timeline.parent.glob(".*.tmp")) == []


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "write"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_the_old_file(
    ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if call == "fsync":
            patch.setattr(os, "fsync", fail)
        elif call == "write":
            patch.setattr(disk, "_write", fail)
        else:
            patch.setattr(Path, call, fail)
        told = ddr("add", "place", "--name", "City", code=Exit.DATA)
    assert os.strerror(number) in told.err
    assert told.err.count("\n") == 1
    assert timeline.read_text("utf-8") == SMALL
    assert list(timeline.parent.glob(".*.tmp")) == []
    ddr("add", "place", "--name", "City")


def test_a_link_stays_a_link_and_the_mode_stays(
    ddr: Ddr, timeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline.chmod(0o640)
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(timeline)
    monkeypatch.setenv("DDR_TIMELINE", str(link))
    ddr("add", "place", "--name", "City")
    assert link.is_symlink()
    assert '"City"' in timeline.read_text("utf-8")
    assert stat.S_IMODE(timeline.stat().st_mode) == 0o640
    assert [path.name for path in link.parent.iterdir()] == ["link.toml"]
    assert "added city" in ddr("log").out
    ddr("undo")
    assert timeline.read_text("utf-8") == SMALL


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_read_only_file_is_not_written(ddr: Ddr, timeline: Path, mode: int) -> None:
    timeline.chmod(mode)
    told = ddr("add", "place", "--name", "City", code=Exit.DATA)
    assert told.err == "ddr: timeline.toml: is read-only; nothing was written\n" or (
        str(timeline) in told.err and "is read-only; nothing was written" in told.err
    )
    assert timeline.read_text("utf-8") == SMALL


def test_a_file_changed_meanwhile_is_not_overwritten(
    ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = SMALL + "# by an editor\n"
    real = journal.record

    def late(path: Path, entry: journal.JournalEntry) -> None:
        real(path, entry)
        timeline.write_text(theirs, "utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "record", late)
        told = ddr("add", "place", "--name", "City", code=Exit.DATA)
    assert "was changed by another program meanwhile; try again" in told.err
    assert timeline.read_text("utf-8") == theirs
    ddr("add", "place", "--name", "City")
    assert '"City"' in timeline.read_text("utf-8")
    assert timeline.read_text("utf-8").endswith("# by an editor\n")


def test_a_writer_that_waits_in_vain_is_told(timeline: Path) -> None:
    with disk.locked(timeline), pytest.raises(DataError, match="another ddr is writing"):  # noqa: SIM117
        with disk.locked(timeline, patience=0.05):
            pytest.fail("two hold the lock")


def test_the_built_in_timeline_of_an_installed_program_is_not_written(
    ddr: Ddr, timeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "ddr" / "data" / "timeline.toml"
    installed.parent.mkdir(parents=True)
    installed.write_text(SMALL, "utf-8")
    monkeypatch.setattr("ddr.cli.writing.builtin", lambda: installed)
    monkeypatch.setattr("ddr.corpus.locate.builtin", lambda: installed)
    monkeypatch.setenv("DDR_TIMELINE", "builtin")
    for command in (
        ("add", "place", "--name", "City"),
        ("edit", "e1", "-s", "title=x"),
        ("rename", "e1", "e9"),
        ("remove", "st1"),
        ("undo",),
        ("fmt",),
    ):
        told = ddr(*command, code=Exit.DATA)
        assert "the builtin timeline is read-only: start your own with 'ddr new" in told.err
        assert told.err.count("\n") == 1
    assert installed.read_text("utf-8") == SMALL
    own = tmp_path / "own.toml"
    own.write_text('schema = 1\nversion = "2020.01.01"\n', "utf-8")
    monkeypatch.setenv("DDR_TIMELINE", os.pathsep.join(["builtin", str(own)]))
    ddr("add", "place", "--name", "City", "-s", "within=town")
    assert 'within = "town"' in own.read_text("utf-8")
    assert "says the same" in ddr("add", "place", "--name", "Town", code=Exit.USAGE).err
    assert "is read-only" in ddr("edit", "e1", "-s", "title=x", code=Exit.DATA).err
    ddr("edit", "city", "-s", "note=x")
    assert installed.read_text("utf-8") == SMALL
    del timeline


def test_a_broken_file_is_not_touched(ddr: Ddr, timeline: Path) -> None:
    for text in ("schema = 1\n[[place\n", "schema = 3\n", "a = " + "[" * 5000, ""):
        timeline.write_text(text, "utf-8")
        told = ddr("add", "place", "--name", "City", code=Exit.DATA)
        assert told.err.count("\n") == 1
        assert timeline.read_text("utf-8") == text


def test_a_huge_file_is_refused_unread(ddr: Ddr, timeline: Path) -> None:
    with timeline.open("wb") as file:
        file.truncate(200 << 20)

    def limit() -> None:
        used = 4 << 30
        resource.setrlimit(resource.RLIMIT_AS, (used, used))

    for command in (("check",), ("events",), ("add", "place", "--name", "City"), ("fmt",)):
        assert ended(child(list(command), limit)) in {Exit.NOTHING, Exit.DATA}
    assert "is larger than 128 MiB" in ddr("events", code=Exit.DATA).err
    assert timeline.stat().st_size == 200 << 20


def test_faults_that_were_there_do_not_stop_other_work(ddr: Ddr, timeline: Path) -> None:
    text = SMALL.replace('place = "town"', 'place = "nowhere"')
    timeline.write_text(text, "utf-8")
    ddr("add", "place", "--name", "City")
    assert "no place 'nowhere'" in ddr("check", code=Exit.NOTHING).out
    told = ddr("edit", "e2", "-s", "place=elsewhere", code=Exit.DATA)
    assert "no place 'elsewhere'" in told.err
    assert "more" not in told.err
