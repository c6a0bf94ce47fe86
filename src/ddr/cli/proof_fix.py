"""``ddr proof --fix``: each change is shown, asked for, and written; the old file is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ddr.errors import DataError, counted
from ddr.views.lists import clean

if TYPE_CHECKING:
    from ddr.cli.own import Proofread
    from ddr.cli.session import Session
    from ddr.manuscript.mending import Mend

_ROUND = 40
"""Characters around a change that are shown."""


def mend(session: Session, paper: Callable[[], Proofread], *, yes: bool) -> None:
    """Offer every change that mends a finding, and write those that are taken.

    On a terminal each is asked for: y, n, a for all of its kind, q to leave the rest. Elsewhere
    nothing is written without `yes`. Raises `DataError` for a file that cannot be written.
    """
    from ddr.files import read_bytes
    from ddr.manuscript.included import LARGEST
    from ddr.manuscript.mending import LEFT_ALONE, mends

    answer = paper()
    kept: dict[str, bytes] = {}
    taken: dict[str, list[Mend]] = {}
    kinds: set[str] = set()
    offered = 0
    for manuscript in answer.manuscripts:
        if manuscript.form in LEFT_ALONE:
            session.notify(f"{manuscript.path}: a paper of this kind is not changed")
            continue
        kept |= {name: read_bytes(Path(name), LARGEST) for name in manuscript.files}
        mine = [one for one in answer.found.judged if one.quotation.file in manuscript.files]
        for change in mends(answer.index, manuscript, mine, answer.others):
            offered += 1
            _show(change, kept[change.file])
            word = "y" if yes or change.code in kinds else _asked(change.code)
            if word == "q":
                break
            if word == "a":
                kinds.add(change.code)
            if word in "ya":
                taken.setdefault(change.file, []).append(change)
    written = sum(_written(session, Path(name), kept[name], taken[name]) for name in taken)
    told = f"{counted(written, 'change')} written of {offered}"
    session.notify(told if written or not offered else f"{told}; --yes writes them")


def _asked(code: str) -> str:
    """Return y, n, a or q, as a person at the terminal says; n where there is none."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return "n"
    word = typer.prompt(f"write it? y, n, a: all [{code}], q", default="n", err=True)
    return word.strip().lower()[:1] if word.strip().lower()[:1] in "ynaq" else "n"


def _show(change: Mend, content: bytes) -> None:
    """Print where a change is, and what it is."""
    text = content.decode("utf-8-sig", "replace")
    before = text[max(change.start - _ROUND, 0) : change.start].rpartition("\n")[2]
    after = text[change.end : change.end + _ROUND].partition("\n")[0]
    old = f"[-{change.old}-]" if change.old else ""
    line = f"{change.file}:{change.line}: {before}{old}{{+{change.new}+}}{after} [{change.code}]"
    sys.stdout.write(f"{clean(' '.join(line.split()))}\n")
    sys.stdout.flush()


def _written(session: Session, path: Path, old: bytes, changes: list[Mend]) -> int:
    """Write the changes of a file, with the old one kept beside it; return how many they are."""
    from ddr.curation import disk
    from ddr.manuscript.mending import mended

    real = disk.writable(path)
    if real.read_bytes() != old:
        raise DataError(f"{path}: was changed by another program meanwhile; try again")
    copy = path.with_name(f"{path.name}.orig")
    number = 0
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.orig{number}")
    disk.sweep(real)
    disk.put(copy, old)
    disk.put(real, mended(old, changes))
    session.notify(f"{path}: the former version is kept in {copy.name}")
    return len(changes)
