"""Files replaced whole: at every moment, and after a power cut, the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ddr import files
from ddr.corpus.read import LARGEST
from ddr.errors import DataError

SHELF = ".ddr"
"""The folder beside a timeline that holds its lock and its journal."""
TEXTS = "sources"
"""The folder beside a timeline that holds the texts that ddr takes in."""
PATIENCE = 60.0
"""Seconds that a writer waits for another."""


def read_bytes(path: Path) -> bytes:
    """Return what a timeline's file holds; raises what `files.read_bytes` raises."""
    return files.read_bytes(path, LARGEST)


def read_text(path: Path) -> str:
    """Return the text of a timeline; raises what `files.read_text` raises."""
    return files.read_text(path, LARGEST)


def writable(path: Path) -> Path:
    """Return the file that `path` leads to, through symbolic links; raise `DataError` if read-only.

    The mode decides, even for one whom the system would let write.
    """
    try:
        real = path.resolve(strict=True)
        mode = real.stat().st_mode
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from None
    if not stat.S_ISREG(mode):
        raise DataError(f"{path}: is not a file")
    allowed = mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not allowed or not os.access(real, os.W_OK) or not os.access(real.parent, os.W_OK):
        raise DataError(f"{path}: is read-only; nothing was written")
    return real


@contextmanager
def locked(real: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the one lock on a file; a process that dies lets go of it.

    Raises `DataError` where another writer does not let go in time.
    """
    from filelock import FileLock, Timeout

    lock = shelf(real) / f"{real.name}.lock"
    try:
        with FileLock(lock, timeout=patience, poll_interval=0.02):
            sweep(real)
            yield
    except Timeout:
        raise DataError(f"{real}: another ddr is writing to it; try again in a moment") from None


def shelf(real: Path) -> Path:
    """Return the folder for the lock and journal of a file, and make it where it is missing."""
    folder = real.parent / SHELF
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from None
    return folder


@contextmanager
def beside(
    real: Path, content: bytes, *, like: bool = True, of: Path | None = None
) -> Iterator[Path]:
    """Write a file beside another, safe on the disk, to take its place or be taken away again.

    `like`: it gets the mode and, where allowed, the owner of the file beside it.
    `of`: the timeline whose lock is held, where that is another file.
    Raises `DataError` where it cannot be written; the other file is untouched.
    """
    temporary = real.with_name(f".{(of or real).name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            _write(temporary, content, real if like else None)
        except OSError as error:
            raise not_written(real, error) from None
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def swap(temporary: Path, real: Path) -> None:
    """Let a file take the place of another, for good."""
    try:
        temporary.replace(real)
        sync_folder(real.parent)
    except OSError as error:
        raise not_written(real, error) from None


def put(path: Path, content: bytes, of: Path | None = None) -> None:
    """Write a file whole, new or in place of the old one; `of` as in `beside`."""
    with beside(path, content, like=path.exists(), of=of) as temporary:
        swap(temporary, path)


@contextmanager
def placed(files: Mapping[Path, bytes], of: Path) -> Iterator[list[Path]]:
    """Put files of a timeline where none are; take them away again where what follows fails.

    Yields those that were put; one that is there already, byte for byte, stays what it is.
    Raises `DataError` for one that is there and differs, or cannot be written.
    """
    made: list[Path] = []
    try:
        for path, content in files.items():
            if _new(path, content):
                put(path, content, of)
                made.append(path)
        yield made
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink()
        raise


def _new(path: Path, content: bytes) -> bool:
    """Return whether a file is to be put, and make its folder."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(path, error) from None
    if is_other(path, content):
        raise DataError(f"{path} already exists, and is another text")
    return not path.exists()


def is_other(path: Path, content: bytes) -> bool:
    """Return whether something else than this content has the place of a file."""
    try:
        return path.exists() and files.read_file(path, len(content), regular=True) != content
    except OSError:  # larger, a folder, or not to be read
        return True


def sync_folder(folder: Path) -> None:
    """Make sure that a name in a folder outlives a power cut, where the system can."""
    with contextlib.suppress(OSError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def not_written(path: Path, error: OSError) -> DataError:
    """Say why a file was not written, and that the old one is whole."""
    why = error.strerror or str(error)
    return DataError(f"{path}: cannot be written: {why}; what was there before is untouched")


def _write(temporary: Path, content: bytes, model: Path | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    with open(descriptor, "wb") as file:  # noqa: PTH123 (of a descriptor)
        if model is not None:
            status = model.stat()
            with contextlib.suppress(OSError, AttributeError):
                os.chown(temporary, status.st_uid, status.st_gid)
            temporary.chmod(stat.S_IMODE(status.st_mode))
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def sweep(real: Path) -> None:
    """Take away what killed writers left, for one who alone writes to a file."""
    for folder in (real.parent, real.parent / SHELF, real.parent / TEXTS):
        for left in folder.glob(f".{real.name}.*.tmp"):
            with contextlib.suppress(OSError):
                left.unlink()
