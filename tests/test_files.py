"""Files that are read whole; the folders of a user, held against platformdirs."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from ddr.errors import DataError, UsageError
from ddr.files import Kind, cache_folder, config_path, decode, home, read_text, user_folder


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfna\xc3\xafve\r\n")
    assert read_text(path, 20) == "naïve\r\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"one\nna\xefve", "a.txt:2: byte 0xEF in column 3 is not UTF-8; save the file as UTF-8"),
        ("é\xe9".encode() + b"\xff", "a.txt:1: byte 0xFF in column 3 is not UTF-8"),
        (
            "“a”".encode("utf-16"),
            "a.txt:1: byte 0xFF in column 1 is not UTF-8 but UTF-16; save the file as UTF-8",
        ),
    ],
)
def test_bytes_that_are_not_utf_8_are_named(content: bytes, message: str) -> None:
    with pytest.raises(DataError, match=f"^{message}"):
        decode(content, "a.txt")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        read_text(tmp_path / "none.txt", 10)
    with pytest.raises(UsageError, match="cannot be read: embedded null"):
        read_text(Path("a\0b"), 10)
    with pytest.raises(DataError, match="cannot be read: Is a directory"):
        read_text(tmp_path, 1 << 20)
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * (2**20 + 1))
    with pytest.raises(DataError, match="is larger than 1 MiB"):
        read_text(path, 2**20)
    if os.geteuid():
        path.chmod(0)
        with pytest.raises(DataError, match="Permission denied"):
            read_text(path, 2**21)


def test_the_home_of_nobody_is_an_error() -> None:
    assert home("~/x") == Path.home() / "x"
    with pytest.raises(UsageError, match="there is no user of that name"):
        home("~nosuchuser/x")


NAMED = {"cache": platformdirs.user_cache_path, "config": platformdirs.user_config_path}


@pytest.mark.parametrize("kind", ["cache", "config"])
@pytest.mark.parametrize("base", [None, "", " ", "/var/else where", "~/mine", "below", "~nobody/x"])
@pytest.mark.parametrize("home", ["/home/someone", None])
def test_the_folder_is_where_platformdirs_has_it(
    monkeypatch: pytest.MonkeyPatch, kind: Kind, base: str | None, home: str | None
) -> None:
    for name, value in ((f"XDG_{kind.upper()}_HOME", base), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert user_folder(kind) == NAMED[kind]("ddr", appauthor=False)


@pytest.mark.parametrize(
    ("variable", "folder"), [("DDR_CACHE", cache_folder), ("DDR_CONFIG", config_path)]
)
def test_a_folder_in_the_home_of_nobody_is_an_error(
    monkeypatch: pytest.MonkeyPatch, variable: str, folder: Callable[[], Path]
) -> None:
    monkeypatch.setenv(variable, "~nosuchuser/x")
    with pytest.raises(UsageError, match="~nosuchuser/x"):
        folder()
