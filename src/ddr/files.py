"""Files read whole, but never more of them than is wanted; text in UTF-8; a user's own folders."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from ddr.errors import DataError, UsageError

_STEP = 2**16
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def home(name: str | Path) -> Path:
    """Return a path whose ``~`` is expanded; raise `UsageError` for the home of nobody."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        raise UsageError(f"{name}: there is no user of that name") from None


def read_file(path: Path, most: int, *, regular: bool = False) -> bytes:
    """Return what a file holds, at most `most` bytes.

    Raises `OSError`: EFBIG for a larger file, before it is read where its size is known; EINVAL
    where only a `regular` file will do, for one that could block or never end.
    """
    if regular and not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "is not a regular file", str(path))
    parts: list[bytes] = []
    with path.open("rb") as file:
        left = most - os.fstat(file.fileno()).st_size
        step = max(_STEP, most - left) + 1  # one reading where the size is known
        while left >= 0 and (part := file.read(step)):
            parts.append(part)
            left = most - sum(map(len, parts))
    if left < 0:
        raise OSError(errno.EFBIG, f"is larger than {most // 2**20} MiB", str(path))
    return b"".join(parts)


def read_bytes(path: Path, most: int) -> bytes:
    """Return what a file holds, at most `most` bytes.

    Raises `UsageError` for a file that is not there, `DataError` for one that cannot be read.
    """
    try:
        return read_file(path, most)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{path}: there is no such file") from None
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise DataError(f"{path}: {error.strerror}") from None
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a null character in the path
        raise UsageError(f"{str(path)!r}: cannot be read: {error}") from None


def read_text(path: Path, most: int) -> str:
    """Return the text of a file, without a byte order mark.

    Raises what `read_bytes` and `decode` raise.
    """
    return decode(read_bytes(path, most), str(path))


def decode(content: bytes, name: str) -> str:
    """Return the text of a file of this name; raise `DataError` where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, what = not_utf8(error)
        raise DataError(f"{name}:{line}: {what}") from None


def not_utf8(error: UnicodeDecodeError) -> tuple[int, str]:
    """Return the line where a text is not UTF-8, and what is wrong there."""
    before = error.object[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
    byte = error.object[error.start]
    other = " but UTF-16" if error.object.startswith(_UTF_16) else ""
    return line, f"byte 0x{byte:02X} in column {column} is not UTF-8{other}; save the file as UTF-8"


CONFIG_FILE = "config.toml"
CONFIG = "DDR_CONFIG"
"""The environment variable that names another folder for the file of preferences."""
CACHE = "DDR_CACHE"
"""The environment variable that names another folder for the index and other disposable files."""

DATA = "DDR_DATA"
"""The environment variable that names another folder for what a user keeps: copies of texts."""

Kind = Literal["cache", "config", "data"]

_XDG_HERE = sys.platform == "linux"
_XDG = {
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "data": ("XDG_DATA_HOME", "~/.local/share"),
}


def user_folder(kind: Kind, environment: Mapping[str, str] = os.environ) -> Path:
    """Return ddr's own folder of a kind; it need not exist.

    On Linux by the XDG Base Directory Specification, which ignores relative paths; elsewhere by
    platformdirs, whose import would weigh on every query.
    """
    if _XDG_HERE:
        variable, default = _XDG[kind]
        base = environment.get(variable, "")
        return Path(base if os.path.isabs(base) else os.path.expanduser(default)) / "ddr"  # noqa: PTH111, PTH117
    import platformdirs

    named = {
        "cache": platformdirs.user_cache_dir,
        "config": platformdirs.user_config_dir,
        "data": platformdirs.user_data_dir,
    }
    return Path(named[kind]("ddr", appauthor=False))


def cache_folder() -> Path:
    """Return the cache folder: ``DDR_CACHE`` if set, else the user's own; it need not exist."""
    named = os.environ.get(CACHE)
    return home(named).absolute() if named else user_folder("cache")


def copies_path() -> Path:
    """Return the list of the user's own copies of texts, which lie beside it; it need not exist."""
    named = os.environ.get(DATA)
    folder = home(named).absolute() if named else user_folder("data")
    return folder / "texts" / "copies.json"


def config_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the file of preferences is, or would be."""
    named = environment.get(CONFIG)
    if named:
        return home(named).absolute() / CONFIG_FILE
    return user_folder("config", environment) / CONFIG_FILE
