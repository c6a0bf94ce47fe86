"""Files read whole, but never more of them than is wanted, and text in UTF-8 alone."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

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
