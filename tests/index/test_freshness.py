"""An index is used again while nothing has changed, and never after something has."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ddr.corpus import load
from ddr.corpus.corpus import Corpus
from ddr.corpus.problems import InvalidTimelineError
from ddr.errors import DataError
from ddr.index import build, cache
from ddr.index import open as opening
from ddr.index.open import Index
from ddr.query.select import Selection, select
from ddr.query.text.search import search

Opener = Callable[..., Index]


def ids(index: Index) -> list[str]:
    return select(index, Selection(table="event"))


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file behind the back of size and time."""
    before, content = path.stat(), path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    if len(old.encode()) == len(new.encode()):
        after = path.stat()
        assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the times of files just written count as settled."""
    monkeypatch.setattr(cache, "_SETTLED", 0)


def test_a_fresh_index_is_used_again(
    timeline: Path, open_index: Opener, builds: list[str], tmp_path: Path
) -> None:
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    again = open_index(timeline)
    assert ids(again) == ["meeting", "treaty"]
    assert len(builds) == 1
    assert again.path == tmp_path / "index" / f"{builds[0]}.index"
    assert sorted(path.suffix for path in (tmp_path / "index").iterdir()) == [".index", ".stamp"]


def test_while_the_stamp_holds_no_timeline_and_no_text_is_read(
    timeline: Path, open_index: Opener, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    open_index(timeline)
    real = Path.read_bytes

    def read(path: Path) -> bytes:
        assert path.suffix == ".stamp"
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    assert len(builds) == 1


@pytest.mark.parametrize("settled", [True, False])
def test_a_changed_timeline_is_read_again(
    timeline: Path,
    open_index: Opener,
    builds: list[str],
    monkeypatch: pytest.MonkeyPatch,
    settled: bool,
) -> None:
    if settled:
        settle(monkeypatch)
    open_index(timeline)
    rewrite(timeline, 'id = "treaty"', 'id = "accord"')
    assert ids(open_index(timeline)) == ["meeting", "accord"]
    rewrite(timeline, 'id = "accord"', 'id = "a-long-accord"')
    assert ids(open_index(timeline)) == ["meeting", "a-long-accord"]
    assert len(builds) == 3


@pytest.mark.parametrize("settled", [True, False])
def test_a_changed_text_is_noticed_though_the_timeline_is_the_same(
    timeline: Path,
    open_index: Opener,
    builds: list[str],
    monkeypatch: pytest.MonkeyPatch,
    settled: bool,
) -> None:
    if settled:
        settle(monkeypatch)
    open_index(timeline)
    rewrite(timeline.parent / "held.txt", "peace", "trade")
    with pytest.raises(InvalidTimelineError, match="the text has changed"):
        open_index(timeline)
    rewrite(timeline.parent / "held.txt", "trade", "peace")
    open_index(timeline)
    (timeline.parent / "held.txt").unlink()
    with pytest.raises(InvalidTimelineError, match="cannot be read"):
        open_index(timeline)
    assert len(builds) == 1


def test_a_text_changed_together_with_its_record_is_indexed_anew(
    timeline: Path, open_index: Opener
) -> None:
    held = timeline.parent / "held.txt"
    assert search(open_index(timeline), "harmony", 0, 10) == []
    before = hashlib.sha256(held.read_bytes()).hexdigest()
    held.write_text(held.read_text("utf-8") + "\nIn harmony.\n", "utf-8")
    rewrite(timeline, before, hashlib.sha256(held.read_bytes()).hexdigest())
    (hit,) = search(open_index(timeline), "harmony", 0, 10)
    assert (hit.id, hit.locator) == ("held", "3")


def frozen(monkeypatch: pytest.MonkeyPatch, path: Path, age: float) -> None:
    """Let a file show the same size and times for ever, however it changes."""
    real = Path.stat
    found = list(path.stat())
    seconds = int(time.time() - age)
    found[7:10] = [seconds, seconds, seconds]
    nanoseconds = dict.fromkeys(("st_atime_ns", "st_mtime_ns", "st_ctime_ns"), seconds * 10**9)
    still = os.stat_result(found, nanoseconds)

    def stat(self: Path, **options: Any) -> os.stat_result:
        return still if self == path else real(self, **options)

    monkeypatch.setattr(Path, "stat", stat)


def test_a_change_within_one_tick_of_the_clock_is_noticed(
    timeline: Path, open_index: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen(monkeypatch, timeline, age=0)
    open_index(timeline)
    timeline.write_text(timeline.read_text("utf-8").replace('"treaty"', '"accord"'), "utf-8")
    assert "accord" in timeline.read_text("utf-8")
    with pytest.raises(DataError):  # "accord" is no kind: the timeline has been read again
        open_index(timeline)


def test_a_time_that_has_settled_is_believed(
    timeline: Path, open_index: Opener, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen(monkeypatch, timeline, age=60)
    frozen(monkeypatch, timeline.parent / "held.txt", age=60)
    open_index(timeline)
    timeline.write_text("this can be told from the times alone, and they stand still", "utf-8")
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    assert len(builds) == 1


def test_touching_a_file_without_changing_it_builds_nothing(
    timeline: Path, open_index: Opener, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    open_index(timeline)
    for path in (timeline, timeline.parent / "held.txt"):
        os.utime(path, (1, 1))
        open_index(timeline)
    timeline.write_bytes(timeline.read_bytes())
    open_index(timeline)
    assert len(builds) == 1
    monkeypatch.setattr(cache, "same_contents", lambda _: pytest.fail("read again"))
    open_index(timeline)


def test_another_timeline_has_another_index(
    timeline: Path, open_index: Opener, builds: list[str], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('schema = 1\ntitle = "Mine"\n', "utf-8")
    assert open_index(timeline).meta("title") == "Small"
    assert open_index(mine).meta("title") == "Mine"
    assert open_index(timeline, mine).meta("title") == "Small + Mine"
    assert open_index(mine, timeline).meta("title") == "Mine + Small"
    assert len(set(builds)) == 4


def test_copies_of_a_timeline_leave_each_other_in_peace(
    timeline: Path, open_index: Opener, builds: list[str], tmp_path: Path
) -> None:
    copy = shutil.copytree(timeline.parent, tmp_path / "copy") / timeline.name
    for path in (timeline, copy, timeline, copy, timeline):
        assert ids(open_index(path)) == ["meeting", "treaty"]
    assert len(set(builds)) == 1
    assert len(builds) <= 2


def test_an_index_of_another_version_is_not_used(
    timeline: Path, open_index: Opener, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_index(timeline)
    for module in (build, cache, opening):
        monkeypatch.setattr(module, "VERSION", 99)
    newer = open_index(timeline)
    assert newer.rows("PRAGMA user_version") == [(99,)]
    assert len(set(builds)) == 2
    monkeypatch.undo()
    older = open_index(timeline)
    assert older.rows("PRAGMA user_version") != [(99,)]
    assert older.path != newer.path


def test_another_release_builds_its_own(
    timeline: Path, open_index: Opener, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    open_index(timeline)
    monkeypatch.setattr(cache, "__version__", "99")
    open_index(timeline)
    open_index(timeline)
    assert len(set(builds)) == len(builds) == 2


@pytest.mark.parametrize("pragma", ["user_version = 99", "application_id = 99"])
def test_a_file_that_is_not_ours_is_not_used(
    timeline: Path, open_index: Opener, builds: list[str], pragma: str
) -> None:
    path = open_index(timeline).path
    assert path
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA {pragma}")
    connection.close()
    cache.seal(path)
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    assert len(builds) == 2


@pytest.mark.parametrize("suffix", [".index", ".stamp"])
def test_either_file_may_be_deleted_at_any_time(
    timeline: Path, open_index: Opener, builds: list[str], suffix: str, tmp_path: Path
) -> None:
    open_index(timeline)
    (path,) = (tmp_path / "index").glob(f"*{suffix}")
    path.unlink()
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    open_index(timeline)
    assert len(builds) == 2


STAMPS = {
    "empty": b"",
    "cut short": b'{"fingerprint": "00", "fil',
    "not text": b"\xff\x00\xff",
    "a list": b"[]",
    "null": b"null",
    "no files": b'{"fingerprint": "F", "timelines": 1, "files": []}',
    "files of another shape": b'{"fingerprint": "F", "timelines": 1, "files": [["x"]]}',
    "numbers for paths": b'{"fingerprint": "F", "timelines": 1, "files": [[1, [2], 3]]}',
    "words for times": b'{"fingerprint": "F", "timelines": 1, "files": [["T", ["y"], "z"]]}',
    "NUL": b'{"fingerprint": "F", "timelines": 1, "files": [["T", [1], 2], ["\\u0000", [], 0]]}',
    "another timeline": b'{"fingerprint": "F", "timelines": 1, "files": [["x", [1], "z"]]}',
    "a word for a number": b'{"fingerprint": "F", "timelines": "1", "files": [["T", [1], "z"]]}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("damage", STAMPS.values(), ids=STAMPS.keys())
def test_a_damaged_stamp_is_not_believed(
    timeline: Path, open_index: Opener, builds: list[str], damage: bytes, tmp_path: Path
) -> None:
    open_index(timeline)
    (stamp,) = (tmp_path / "index").glob("*.stamp")
    damage = damage.replace(b'"F"', json.dumps(builds[0]).encode())
    stamp.write_bytes(damage.replace(b'"T"', json.dumps(str(timeline)).encode()))
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    assert len(builds) == 2
    assert json.loads(stamp.read_bytes())["fingerprint"] == builds[0]


def test_a_stamp_that_names_an_index_elsewhere_finds_none(
    timeline: Path, open_index: Opener, builds: list[str], tmp_path: Path
) -> None:
    open_index(timeline)
    (stamp,) = (tmp_path / "index").glob("*.stamp")
    content = stamp.read_text("utf-8")
    stamp.write_text(content.replace(builds[0], "nul\\u0000"), "utf-8")
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    assert len(builds) == 2


def test_what_a_broken_run_left_behind_is_in_nobodys_way(
    timeline: Path, open_index: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    fingerprint = "0" * 24
    (folder / f"{fingerprint}.1.part").write_bytes(b"half an index")
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    assert [path.name for path in folder.glob("*.part")] == [f"{fingerprint}.1.part"]

    (index,) = folder.glob("*.index")
    own = index.with_suffix(f".{os.getpid()}.part")
    index.unlink()
    own.write_bytes(b"half an index of a process that had this number")
    later = time.time() + 3601
    monkeypatch.setattr(time, "time", lambda: later)
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
    monkeypatch.undo()
    assert list(folder.glob("*.part")) == []


def test_only_the_newest_indexes_are_kept(
    timeline: Path, open_index: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setattr(cache, "KEPT", 3)
    for name in ("a", "b", "c", "d"):
        (folder / f"{name}.index").write_bytes(b"old")
        time.sleep(0.02)  # lets the clock of the file system move on
    index = open_index(timeline)
    assert index.path
    assert {path.name for path in folder.glob("*.index")} == {
        "c.index", "d.index", index.path.name
    }  # fmt: skip


def test_only_the_newest_stamps_are_kept(
    timeline: Path, open_index: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setattr(cache, "STAMPS", 2)
    for age, name in enumerate(("c", "b", "a"), 1):
        (folder / f"{name}.stamp").write_bytes(b"old")
        os.utime(folder / f"{name}.stamp", (age * 1000, age * 1000))
    open_index(timeline)
    own = cache.stamp_path(folder, [timeline]).name
    assert {path.name for path in folder.glob("*.stamp")} == {"a.stamp", own}


@pytest.mark.parametrize("name", ["with blanks", "Überfälle", "평양", "50%", "a?b=c#d&e%20'f\"g"])
def test_any_path_will_do(
    timeline: Path, open_index: Opener, builds: list[str], name: str, tmp_path: Path
) -> None:
    try:
        moved = timeline.parent.rename(tmp_path / name) / "timeline.toml"
    except OSError:
        pytest.skip("this file system knows no such name")
    folder = tmp_path / "cache" / name
    for _ in range(2):
        index = open_index(moved, folder=folder)
        assert ids(index) == ["meeting", "treaty"]
        assert index.path
        assert index.path.parent == folder
    assert len(builds) == 1
    assert len(list(folder.iterdir())) == 2


def test_a_text_that_changes_while_it_is_read_is_read_again(
    timeline: Path, open_index: Opener, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, real = timeline.parent / "held.txt", load.load

    def load_then_change(paths: Any, copies: Any) -> Corpus:
        corpus = real(paths, copies)
        rewrite(held, "peace", "trade")
        return corpus

    monkeypatch.setattr(load, "load", load_then_change)
    with pytest.raises(InvalidTimelineError, match="the text has changed"):
        open_index(timeline)
    assert builds == []


def test_a_timeline_that_keeps_changing_is_given_up(
    timeline: Path, open_index: Opener, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = load.load, iter(range(100))

    def load_then_change(paths: Any, copies: Any) -> Corpus:
        corpus = real(paths, copies)
        with timeline.open("a", encoding="utf-8") as file:
            file.write(f"# change {next(times)}\n")
        return corpus

    monkeypatch.setattr(load, "load", load_then_change)
    with pytest.raises(DataError, match="keeps changing"):
        open_index(timeline)
    assert builds == []
    monkeypatch.undo()
    assert ids(open_index(timeline)) == ["meeting", "treaty"]
