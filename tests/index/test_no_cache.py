"""Where no cache can be kept the answer is the same, with one line that says so."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ddr
from ddr.corpus.corpus import Corpus
from ddr.index import build as builder
from ddr.index import cache
from ddr.index.open import Index
from ddr.query.select import Selection, select

Opener = Callable[..., Index]


def ids(index: Index) -> list[str]:
    return select(index, Selection(table="event"))


def works_in_memory(timeline: Path, open_index: Opener, folder: Path) -> None:
    notices: list[str] = []
    index = open_index(timeline, folder=folder, notify=notices.append)
    assert ids(index) == ["meeting", "treaty"]
    assert ids(index) == ["meeting", "treaty"]
    assert index.path is None
    (notice,) = notices
    assert str(folder) in notice
    assert notice.endswith("working in memory")
    assert "\n" not in notice


def test_a_file_in_place_of_the_folder(timeline: Path, open_index: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_bytes(b"not a folder")
    works_in_memory(timeline, open_index, folder)
    works_in_memory(timeline, open_index, folder / "below")
    assert folder.read_bytes() == b"not a folder"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(
    timeline: Path, open_index: Opener, builds: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    works_in_memory(timeline, open_index, folder)
    folder.chmod(0o700)
    open_index(timeline, folder=folder)
    folder.chmod(0o500)
    assert ids(open_index(timeline, folder=folder)) == ["meeting", "treaty"]
    folder.chmod(0o700)
    assert len(builds) == 2  # once in memory, once to be kept


def test_a_full_disk_while_the_index_is_built(
    timeline: Path, open_index: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = builder.build

    def build(corpus: Corpus, connection: sqlite3.Connection, fingerprint: str) -> None:
        real(corpus, connection, fingerprint)
        if connection.execute("PRAGMA database_list").fetchone()[2]:
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(builder, "build", build)
    works_in_memory(timeline, open_index, tmp_path / "full")
    assert list((tmp_path / "full").iterdir()) == []


@pytest.mark.parametrize("step", ["seal", "write_stamp"])
def test_a_full_disk_once_the_index_is_built(
    timeline: Path, open_index: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cache, step, full)
    works_in_memory(timeline, open_index, tmp_path / "full")
    monkeypatch.undo()
    assert list((tmp_path / "full").glob("*.part")) == []
    assert ids(open_index(timeline, folder=tmp_path / "full")) == ["meeting", "treaty"]


LIMITED = """
import resource, sys
from pathlib import Path
from ddr.index.open import Index
from ddr.query.select import Selection, select
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
index = Index([Path(sys.argv[1])], Path(sys.argv[2]), lambda text: print("notice:", text))
print(select(index, Selection(table="event")), index.path)
"""


@pytest.mark.parametrize("size", [0, 20_000, 70_000])
def test_a_disk_that_takes_no_more(timeline: Path, tmp_path: Path, size: int) -> None:
    pytest.importorskip("resource", reason="file sizes can be limited on POSIX systems only")
    folder = tmp_path / "limited"
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(timeline), str(folder), str(size)],
        env={**os.environ, "PYTHONPATH": str(Path(ddr.__file__).parents[1])},
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    notice, answer = run.stdout.splitlines()
    assert notice.startswith(f"notice: no index can be kept in {folder} (")
    assert answer == "['meeting', 'treaty'] None"
    assert run.stderr == ""
    assert list(folder.iterdir()) == []
