"""Files that are no timeline at all are refused in one line that says where the fault is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ddr.corpus.load import check, load
from ddr.errors import DataError

GOOD = b'schema = 1\nversion = "1"\n\n[[place]]\nid = "moscow"\nname = "Moscow"\n'


def only(path: Path) -> tuple[int, str, str]:
    """Return line, code and message of the one problem of a file; `load` must refuse it too."""
    (problem,) = [p for p in check([path]).problems if p.severity == "error"]
    assert problem.file == str(path)
    assert problem.record == ""
    assert "\n" not in str(problem)
    with pytest.raises(DataError):
        load([path])
    return problem.line, problem.code, problem.message


def written(folder: Path, content: bytes) -> Path:
    path = folder / "timeline.toml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b'schema = 1\ntitle = "never closed\nversion = "1"\n', 2, 22),
        (b"schema = 1\nthis is no TOML\n", 2, 6),
        (b'schema = 1\ntitle = "a"\ntitle = "b"\n', 3, 12),
        (b"schema = 1\r\nversion = \r\n", 2, 11),
        ('schema = 1\ntitle = "김정은" oops\n'.encode(), 2, 15),
    ],
)
def test_invalid_toml_tells_line_and_column(
    content: bytes, line: int, column: int, tmp_path: Path
) -> None:
    found, code, message = only(written(tmp_path, content))
    assert (found, code) == (line, "toml")
    assert message.endswith(f"in column {column}")


def test_toml_that_breaks_off_is_placed_at_the_end(tmp_path: Path) -> None:
    line, code, _ = only(written(tmp_path, b"schema = 1\n\nnames = [\n"))
    assert code == "toml"
    assert line in {3, 4}


@pytest.mark.parametrize(
    ("content", "line", "column", "byte"),
    [
        (b"\xff\xfe", 1, 1, "0xFF"),
        (GOOD.replace(b"Moscow", b"Mosc\xf3w"), 6, 13, "0xF3"),
        (GOOD.replace(b"Moscow", "Москва ".encode() + b"\xcc"), 6, 16, "0xCC"),
        (b"\xef\xbb\xbf# \xe9\n", 1, 3, "0xE9"),
    ],
)
def test_invalid_utf8_tells_line_column_and_byte(
    content: bytes, line: int, column: int, byte: str, tmp_path: Path
) -> None:
    found, code, message = only(written(tmp_path, content))
    assert (found, code) == (line, "utf-8")
    assert f"byte {byte} in column {column} " in message


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + GOOD)
    (warning,) = load([path]).problems
    assert (warning.code, warning.line) == ("orphan", 4)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"# only a comment\n"])
def test_an_empty_file_says_how_to_begin(content: bytes, tmp_path: Path) -> None:
    line, code, message = only(written(tmp_path, content))
    assert (line, code) == (0, "empty")
    assert "schema = 2" in message


def test_a_folder_is_not_a_timeline(tmp_path: Path) -> None:
    line, code, message = only(tmp_path)
    assert (line, code) == (0, "unreadable")
    assert os.strerror(errno.EISDIR) in message or os.strerror(errno.EACCES) in message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    line, code, message = only(tmp_path / "none.toml")
    assert (line, code) == (0, "unreadable")
    assert os.strerror(errno.ENOENT) in message


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, GOOD)

    def refuse(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)
    line, code, message = only(path)
    assert (line, code) == (0, "unreadable")
    assert message == f"cannot be read: {os.strerror(errno.EACCES)}"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'title = "T"\nschema = 3\n[[event]]\nwhat = 1\n', 2),
        (b"schema = 0\n", 1),
        (b'schema = "1"\n', 1),
        (b"schema = true\n", 1),
        (b"schema = 1.0\n", 1),
        (b'title = "T"\n', 0),
    ],
)
def test_another_schema_is_refused(content: bytes, line: int, tmp_path: Path) -> None:
    found, code, message = only(written(tmp_path, content))
    assert (found, code) == (line, "schema")
    assert "schema 1 to 2" in message or "schema = 2" in message


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"schema = 1\nversion = 2026.11\n", 2, "wrong-type"),
        (b'schema = 1\n\ntitle = "one\\ntwo"\n', 3, "control-character"),
        (b'schema = 1\nlicence = "MIT"\n', 2, "unknown-field"),
        (b'schema = 1\n\n[event]\nid = "x"\n', 3, "wrong-type"),
        (b"schema = 1\nevent = [1]\n", 2, "wrong-type"),
        (b'schema = 1\nplace = "moscow"\n', 2, "wrong-type"),
    ],
)
def test_what_stands_around_the_records_is_checked(
    content: bytes, line: int, code: str, tmp_path: Path
) -> None:
    assert only(written(tmp_path, content))[:2] == (line, code)


@pytest.mark.parametrize(
    "content",
    [b"schema = " + b"1" * 5000, b"schema = 1\ntitle = " + b"[" * 100_000],
    ids=["a number of 5,000 digits", "100,000 brackets"],
)
def test_absurd_toml_is_refused_like_any_other(content: bytes, tmp_path: Path) -> None:
    _, code, message = only(written(tmp_path, content))
    assert code == "toml"
    assert len(message) < 200


def test_a_record_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD + b'\n[[place]]\nname = "A"\n[[place]]\nname = "B"\nid = ""\n')
    found = [(p.line, p.record, p.code) for p in check([path]).problems if p.severity == "error"]
    assert found == [(8, "place[1]", "missing-field"), (12, "place[2]", "missing-field")]


HELD = """schema = 1

[[source]]
id = "held"
type = "book"
title = "T"
origin = "dprk"
rights = "none"
text = "{name}"
sha256 = "{sha256}"
"""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("loop.txt", "text-path"),
        ("..", "text-path"),
        ("/etc/hostname", "text-path"),
        (".", "text-missing"),
        ("none.txt", "text-missing"),
        ("x" * 300, "text-missing"),
    ],
)
def test_a_text_that_cannot_be_had_is_one_problem(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    path = written(tmp_path, HELD.format(name=name, sha256=64 * "0").encode())
    (problem,) = check([path]).problems
    if name == "loop.txt" and problem.code == "text-missing":
        return  # from Python 3.13 on, a path that leads back to itself is found out when read
    assert problem.code == code
    assert problem.line == (9 if code == "text-path" else 0)


def test_a_text_that_is_not_utf8_tells_its_line(tmp_path: Path) -> None:
    import hashlib

    content = b"one\n\ntwo \xff\n"
    (tmp_path / "held.txt").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    path = written(tmp_path, HELD.format(name="held.txt", sha256=sha256).encode())
    (problem,) = check([path]).problems
    assert (problem.file, problem.code) == (str(tmp_path / "held.txt"), "utf-8")
    assert "line 3" in problem.message
