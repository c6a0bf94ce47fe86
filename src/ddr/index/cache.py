"""Which index file belongs to a timeline, and whether it is still true.

An index is named by the content it was built from. A stamp beside it says which content a set of
timelines had when their files were last read: path, size, times and hash of each. While the stamp
agrees with the file system nothing else is read; where it does not, the contents decide.

A finished index is sealed: its time of change is set to one moment of the past. Whatever writes
to it later, a failing disk apart, breaks the seal, and the index is built again.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from ddr import __version__
from ddr.index.schema import VERSION

KEPT = 16
"""How many indexes the cache folder keeps; the oldest go first."""
STAMPS = 4 * KEPT
"""How many stamps; several sets of timelines may share an index, and a stamp is small."""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells every later change, on every file system."""

_SEAL = 1_000_000_000  # in seconds since 1970; even, since some file systems keep even ones only

Stat = list[int]


class Stamp(NamedTuple):
    """What a set of timelines contained when it was last read.

    fingerprint: of all contents together; names the index file.
    files: (path, size and times, hash) of every timeline and held text.
    """

    fingerprint: str
    files: list[tuple[str, Stat, str]]


def stamp_path(folder: Path, timelines: Sequence[Path]) -> Path:
    """Return where this version keeps the stamp of these timelines; others may share the place."""
    parts = (__version__, str(VERSION), *map(str, timelines))
    key = "\0".join(parts).encode(errors="surrogateescape")
    return folder / f"{crc32(key):08x}.stamp"


def index_path(folder: Path, fingerprint: str) -> Path:
    """Return where the index of these contents is kept."""
    return folder / f"{fingerprint}.index"


def take_stamp(timelines: Sequence[Path], texts: Sequence[Path]) -> Stamp:
    """Read every file and note what it contains; raises `OSError` for one that cannot be read."""
    import hashlib

    files = []
    digest = hashlib.sha256(f"{__version__} {VERSION}".encode())
    for path in [*timelines, *texts]:
        stat = _stat(path)
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"\0{path.name}\0{content}".encode(errors="surrogateescape"))
        files.append((str(path), stat, content))
    return Stamp(digest.hexdigest()[:24], files)


def read_stamp(path: Path, timelines: Sequence[Path]) -> Stamp | None:
    """Return a stamp as it was written, or None where it is missing, damaged or of others."""
    try:
        values = json.loads(path.read_bytes())
        files = [(str(name), list(map(int, stat)), str(sha)) for name, stat, sha in values["files"]]
        stamp = Stamp(str(values["fingerprint"]), files)
        theirs = [name for name, _, _ in files[: values["timelines"]]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return stamp if theirs == list(map(str, timelines)) else None


def write_stamp(path: Path, stamp: Stamp, timelines: Sequence[Path]) -> None:
    """Write a stamp, whole or not at all; raises `OSError`."""
    values = {**stamp._asdict(), "timelines": len(timelines)}
    beside = path.with_suffix(f".{os.getpid()}.part")
    try:
        beside.write_text(json.dumps(values), "utf-8")
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def unchanged(stamp: Stamp) -> bool:
    """Tell from the file system alone whether the stamp still holds.

    A file written just before it was read could have been written again within the same tick of
    the clock, so only a time that has settled is believed.
    """
    try:
        return all(_stat(Path(path)) == stat for path, stat, _ in stamp.files)
    except (OSError, ValueError):
        return False


def same_contents(stamp: Stamp) -> Stamp | None:
    """Read the files again; return the stamp with their present times if no content differs."""
    paths = [Path(path) for path, _, _ in stamp.files]
    try:
        now = take_stamp(paths, [])
    except (OSError, ValueError):
        return None
    return now if now.fingerprint == stamp.fingerprint else None


def seal(path: Path) -> None:
    """Mark an index as finished; raises `OSError`."""
    os.utime(path, (_SEAL, _SEAL))


def sealed(path: Path) -> bool:
    """Return whether an index is there as it was finished."""
    try:
        return path.stat().st_mtime == _SEAL
    except (OSError, ValueError):
        return False


def prune(folder: Path, keep: Path) -> None:
    """Remove the oldest indexes and stamps, and what broken runs left behind."""
    with contextlib.suppress(OSError):
        found = sorted(folder.glob("*.index"), key=lambda path: path.stat().st_ctime)
        for path in found[:-KEPT]:
            if path != keep:
                path.unlink(missing_ok=True)
        stamps = sorted(folder.glob("*.stamp"), key=lambda path: path.stat().st_mtime)
        for path in stamps[:-STAMPS]:
            path.unlink(missing_ok=True)
        hour_ago = time.time() - 3600
        for path in folder.glob("*.part"):
            if path.stat().st_ctime < hour_ago:
                path.unlink(missing_ok=True)


def _stat(path: Path) -> Stat:
    """Return size and times; a time that has not settled is made to differ from every other."""
    found = path.stat()
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    unsettled = time.time_ns() if time.time_ns() - newest < _SETTLED else 0
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, unsettled]
