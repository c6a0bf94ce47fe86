"""Files read whole, but never more of them than is wanted."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_STEP = 2**16


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
